"""Promises, plans, agreements, refusals and look-alikes in news; action pledges in releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Counts, Figure, common, hull, records_of, rows
from extractor.records import Commitment, Record, Span

SHARED = 0.5
"""Least share of the shorter span that a commitment has in common with an annotation."""


def figures(data: Path) -> Iterator[Figure]:
    """F1 of "this is a commitment" on candidates, and on all segments of press releases."""
    folder = data / "commitments"
    texts = {row["doc_id"]: row for row in rows(folder / "news_dev_docs.jsonl")}
    records = {
        name: records_of(row["text"], row["publication_date"]) for name, row in texts.items()
    }
    news = [
        (row["is_commitment"], _is_found(records[row["doc_id"]], hull(row["cue"] + row["content"])))
        for row in rows(folder / "news_dev.jsonl")
    ]
    if news:
        yield Figure("commitments news", "F1", str(_counts(news)), "aim: 0.75, precision first")
    releases = [
        (
            segment["commitment"] == "action",
            _is_found(found, Span(segment["start"], segment["end"])),
        )
        for row in rows(folder / "media_releases_dev.jsonl")
        for found in [records_of(row["text"])]
        for segment in row["segments"]
        if segment["commitment"] != "outcome"
    ]
    if releases:
        yield Figure("commitments releases", "F1", str(_counts(releases)))


def _is_found(records: Sequence[Record], span: Span) -> bool:
    return any(
        common(own, span) >= SHARED * min(own.end - own.start, span.end - span.start)
        for record in records
        if isinstance(record, Commitment)
        for own in [Span(record.evidence.start, record.evidence.end)]
    )


def _counts(pairs: Sequence[tuple[bool, bool]]) -> Counts:
    return Counts(
        right=sum(wanted and found for wanted, found in pairs),
        predicted=sum(found for _, found in pairs),
        wanted=sum(wanted for wanted, _ in pairs),
    )
