"""Records as candidate search sees them: sets of terms, with the rarest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from extractor import wording
from extractor.pairs import Side
from extractor.reconcile.copies import Sources, normalised
from extractor.records import Claim, Commitment, Record, Stance, subject

FREQUENT_SHARE = 0.01
FREQUENT_COUNT = 60
"""A term in more than this share of the records, and in more than so many, finds nothing.

Without such a cut the search is quadratic; in one of a hundred records a word tells little.
"""


class Entry(NamedTuple):
    """One side with its terms."""

    side: Side
    terms: frozenset[str]
    """Without those that are frequent in the run."""
    rarest: tuple[str, ...]
    """The same, the rarest first."""

    @property
    def record(self) -> Record:
        """The record."""
        return self.side.record

    @property
    def who(self) -> str | None:
        """Whom the record is about; None for an outlet's own voice."""
        actor = subject(self.record)
        return actor.canonical if actor else None

    @property
    def known(self) -> date | None:
        """The day on which this was known: said, else published."""
        return self.record.said_on or self.side.published


class Entries(NamedTuple):
    """What candidates are looked for in."""

    entries: tuple[Entry, ...]
    frequency: dict[str, int]
    """In how many entries each term is; without the frequent ones, which find nothing."""


def entries(sides: Iterable[Side], sources: Sources) -> Entries:
    """Entries in an order of their own, without those that one outlet merely repeats."""
    kept = _without_repetitions(sides, sources)
    found = [_terms(side.record) for side in kept]
    count = Counter(term for terms in found for term in terms)
    most = max(FREQUENT_COUNT, FREQUENT_SHARE * len(kept))
    telling = {term: number for term, number in count.items() if number <= most}
    made = (_entry(s, t & telling.keys(), telling) for s, t in zip(kept, found, strict=True))
    return Entries(tuple(made), telling)


def _entry(side: Side, terms: frozenset[str], telling: dict[str, int]) -> Entry:
    return Entry(side, terms, tuple(sorted(terms, key=lambda term: (telling[term], term))))


def _without_repetitions(sides: Iterable[Side], sources: Sources) -> Sequence[Side]:
    """The first of those that one outlet, or the copies of one story, give in the same words."""
    kept: list[Side] = []
    seen: set[tuple[str, ...]] = set()
    for side in sorted(sides, key=order):
        record = side.record
        actor = subject(record)
        words = normalised(record.evidence.quote)
        about = (record.kind, says(record), actor.canonical if actor else "")
        keys = {(name, words, *about) for name in (sources.name(side), sources.story(side))}
        if not seen & keys:
            kept.append(side)
        seen |= keys
    return kept


def order(side: Side) -> tuple[date, str]:
    """By the day a record was known, the undated last; then by id."""
    return side.record.said_on or side.published or date.max, side.record.id


def says(record: Record) -> str:
    """What a record is about, in words."""
    if isinstance(record, Claim):
        return record.statement
    return record.target if isinstance(record, Stance) else record.action


def _terms(record: Record) -> frozenset[str]:
    found = wording.terms(says(record))
    party = record.counterparty if isinstance(record, Commitment) else None
    if isinstance(record, Commitment):
        found |= wording.terms(record.actor.canonical)
    return found | wording.terms(party.canonical) if party else found
