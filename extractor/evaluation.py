"""How much of a gold standard a run found, by the rule that the gold standard states.

A record matches a gold one if the kind is the same, the evidence overlaps by at least half of
the shorter span, and the person or body is one of the gold record's names or their aliases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from extractor.records import Actor, Article, Finding, Record, Span, subject

OVERLAP = 0.5
"""Least share of the shorter span that two spans of one record have in common."""

LEAST_WORDS = 2
"""Telling words that a description of an unnamed source needs to be compared by."""

_FILLER = frozenset({"the", "a", "an", "of", "senior", "another", "high-ranking"})


class GoldRecord(NamedTuple):
    """One record of the gold standard; `who` is empty for the outlet's own voice."""

    id: str
    article: str
    kind: str
    who: tuple[str, ...]
    evidence: str
    start: int
    core: bool


class GoldRelation(NamedTuple):
    """Two sides of gold record ids; `relation` holds between them (or must not)."""

    id: str
    relation: str
    a: frozenset[str]
    b: frozenset[str]
    core: bool


class Gold(NamedTuple):
    """A gold standard over a few articles, named by file."""

    records: tuple[GoldRecord, ...]
    aliases: Mapping[str, frozenset[str]]
    relations: tuple[GoldRelation, ...]
    forbidden: tuple[GoldRelation, ...]


class Score(NamedTuple):
    """Gold records found, by kind, and the records that match none."""

    found: Mapping[str, frozenset[str]]
    """Record id to the ids of the gold records that it matches."""
    missed: tuple[GoldRecord, ...]
    """Core gold records that nothing matched."""
    recall: Mapping[str, tuple[int, int]]
    """Kind to (core records found, core records)."""
    unmatched: tuple[Record, ...]
    """Records that match no gold record: false ones, and true ones that the gold leaves out."""


def load_gold(path: Path) -> Gold:
    """The gold standard in `path`, a JSON file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Gold(
        records=tuple(_gold_record(entry) for entry in data["records"]),
        aliases={
            name: frozenset(_plain(other) for other in (name, *others))
            for name, others in data["aliases"].items()
        },
        relations=tuple(_gold_relation(entry) for entry in data["relations"]),
        forbidden=tuple(
            GoldRelation(e["id"], e["not_"], frozenset([e["a"]]), frozenset([e["b"]]), True)
            for e in data["not_contradictions"]
        ),
    )


def _gold_record(entry: Mapping[str, Any]) -> GoldRecord:
    who = entry["who"] or ()
    names = (who,) if isinstance(who, str) else tuple(who)
    return GoldRecord(
        entry["id"], entry["article"], entry["kind"], names, entry["evidence"], entry["start"],
        entry["core"],
    )  # fmt: skip


def _gold_relation(entry: Mapping[str, Any]) -> GoldRelation:
    sides = frozenset(entry["a"]), frozenset(entry["b"])
    return GoldRelation(entry["id"], entry["relation"], *sides, entry.get("core", True))


def score_records(gold: Gold, articles: Sequence[Article], records: Sequence[Record]) -> Score:
    """Compare `records` with `gold`; articles are known by the file name in their `ref`."""
    by_name = {Path(article.ref).name: article for article in articles}
    found: dict[str, set[str]] = {record.id: set() for record in records}
    for entry in gold.records:
        article = by_name[entry.article]
        span = _locate(article.text, entry)
        for record in records:
            if record.article_id == article.id and _matches(gold, entry, span, record):
                found[record.id].add(entry.id)
    hit = frozenset[str]().union(*found.values())
    core = [entry for entry in gold.records if entry.core]
    return Score(
        found={record: frozenset(ids) for record, ids in found.items()},
        missed=tuple(entry for entry in core if entry.id not in hit),
        recall=_recall(core, hit),
        unmatched=tuple(record for record in records if not found[record.id]),
    )


def _recall(core: Iterable[GoldRecord], hit: frozenset[str]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for entry in core:
        found, total = counts.get(entry.kind, (0, 0))
        counts[entry.kind] = found + (entry.id in hit), total + 1
    return counts


def _locate(text: str, entry: GoldRecord) -> Span:
    """Gold offsets are those of the raw file: the same words nearest to them in `text`."""
    starts = [m.start() for m in re.finditer(re.escape(entry.evidence), text)]
    if not starts:
        raise ValueError(f"gold record {entry.id}: its evidence is not in {entry.article}")
    start = min(starts, key=lambda at: abs(at - entry.start))
    return Span(start, start + len(entry.evidence))


def _matches(gold: Gold, entry: GoldRecord, span: Span, record: Record) -> bool:
    if record.kind != entry.kind:
        return False
    start, end = record.evidence.start, record.evidence.end
    common = min(end, span.end) - max(start, span.start)
    shorter = min(end - start, span.end - span.start)
    return common >= OVERLAP * shorter and _is_one_of(gold, entry.who, subject(record))


def _is_one_of(gold: Gold, who: Sequence[str], actor: Actor | None) -> bool:
    if actor is None or not who:
        return actor is None and not who
    names = {_plain(actor.name), _plain(actor.canonical)}
    for name in who:
        if names & gold.aliases.get(name, frozenset([_plain(name)])):
            return True
        # An unnamed source has no name to agree on: one description holds the other.
        if actor.anonymous and any(_describe_one(name, other) for other in names):
            return True
    return False


def _plain(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", name.strip().casefold())


def _describe_one(a: str, b: str) -> bool:
    one, other = _words(a), _words(b)
    return min(len(one), len(other)) >= LEAST_WORDS and (one <= other or other <= one)


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[\w-]+", name.casefold())
    return frozenset(word.removesuffix("s") for word in words) - _FILLER


def relations_found(
    relations: Iterable[GoldRelation], findings: Iterable[Finding], score: Score
) -> dict[str, bool]:
    """For each gold relation: whether a finding says so of a record from each of two sides."""
    told = [
        (finding.relation, one, other)
        for finding in findings
        for one, other in permutations([_gold_ids(side, score) for side in finding.sides], 2)
    ]
    return {
        wanted.id: any(
            relation == wanted.relation and one & wanted.a and other & wanted.b
            for relation, one, other in told
        )
        for wanted in relations
    }


def _gold_ids(record_ids: Iterable[str], score: Score) -> frozenset[str]:
    return frozenset[str]().union(*(score.found.get(r, frozenset()) for r in record_ids))
