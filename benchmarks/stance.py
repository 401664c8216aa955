"""Who is for or against whom, in single sentences (PLV) and in articles (BASIL)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Counts, Figure, records_of, rows
from extractor.records import Record, Stance

COMMON = frozenset("a an the of in on to for and or by with at from its his her their".split())
"""Words that do not tell one target from another."""


def figures(data: Path) -> Iterator[Figure]:
    """F1 of positions: a found stance of the actor towards the target counts, if it is right."""
    found = [
        (row["stance"], _position(records_of(row["text"]), row["actor"], row["target"]))
        for row in rows(data / "relations_plv" / "dev.jsonl")
    ]
    if found:
        anchor = "NLI model: 90.9% of quadrants, test"
        yield Figure("relations_plv", "stance F1", str(_counts(found)), anchor)
    texts = {row["doc_id"]: row["text"] for row in rows(data / "stance_basil" / "dev_docs.jsonl")}
    records = {name: records_of(text) for name, text in texts.items()}
    found = [
        (row["stance"], _position(records[row["doc_id"]], row["actor"], row["target"]))
        for row in rows(data / "stance_basil" / "dev.jsonl")
    ]
    if found:
        yield Figure("stance_basil", "stance F1", str(_counts(found)))


def _position(records: Sequence[Record], actor: str, target: str) -> str | None:
    for record in records:
        if not isinstance(record, Stance):
            continue
        names = f"{record.holder.name} {record.holder.canonical}"
        if _words(names) & _words(actor) and _words(record.target) & _words(target):
            return record.position
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w.]*\w", text.casefold())) - COMMON


def _counts(pairs: Sequence[tuple[str | None, str | None]]) -> Counts:
    return Counts(
        right=sum(wanted is not None and wanted == found for wanted, found in pairs),
        predicted=sum(found is not None for _, found in pairs),
        wanted=sum(wanted is not None for wanted, _ in pairs),
    )
