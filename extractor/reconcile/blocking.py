"""The strict rules that propose pairs: records with a common key that fit each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import NamedTuple

from extractor import lexicons, quantities, wording
from extractor.reconcile.entries import Entry, says
from extractor.records import Claim, Commitment, Stance

KEYS = 6
"""A record is filed under its rarest terms only."""

MATTER = 3
"""Common terms that make two records one matter."""

HINT = 2
"""Common terms that do where a strict rule already ties the two records."""

TARGET = 0.4
"""Overlap of two targets that may be one: they are short, and named in many ways."""


class Block(NamedTuple):
    """A rule: under what keys a record is filed, and which of those filed together fit."""

    rule: str
    keys: Callable[[Entry], Iterable[Hashable]]
    fits: Callable[[Entry, Entry], bool]
    role: Callable[[Entry], Hashable] | None = None
    """Where given, only records in different roles are paired (a headline and a body)."""

    def accepts(self, a: Entry, b: Entry) -> bool:
        """True if the two may be compared at all and the rule wants them to be."""
        if self.role is not None and self.role(a) == self.role(b):
            return False
        return self.fits(a, b) and comparable(a, b)

    def is_open(self, members: Iterable[Entry]) -> bool:
        """False for records of one role, which need not be looked at pair by pair."""
        return self.role is None or len({self.role(entry) for entry in members}) > 1


def comparable(a: Entry, b: Entry) -> bool:
    """False for two readings of the same words, and for one speaker within one article."""
    if a.record.article_id != b.record.article_id:
        return True
    one, other = a.record.evidence, b.record.evidence
    if one.start < other.end and other.start < one.end:
        return False
    return a.side.in_headline != b.side.in_headline or a.who != b.who


def _shares(a: Entry, b: Entry, least: int) -> bool:
    return len(a.terms & b.terms) >= least


def _are_a_matter(a: Entry, b: Entry) -> bool:
    return _shares(a, b, MATTER)


def _hint_at_a_matter(a: Entry, b: Entry) -> bool:
    return _shares(a, b, HINT)


def _hint_on_two_days(a: Entry, b: Entry) -> bool:
    return a.known != b.known and _shares(a, b, HINT)


def _have_one_target(a: Entry, b: Entry) -> bool:
    return wording.overlap(a.terms, b.terms) >= TARGET


def _rare(entry: Entry) -> tuple[str, ...]:
    return entry.rarest[:KEYS]


def _figures(entry: Entry) -> Iterable[Hashable]:
    if not isinstance(entry.record, Claim):
        return ()
    found = entry.record.quantities or quantities.find(entry.record.statement)
    units = {quantity.unit for quantity in found}
    return [(unit, term) for unit in sorted(map(str, units)) for term in _rare(entry)]


def _positions(entry: Entry) -> Iterable[Hashable]:
    return _rare(entry) if _stance(entry) is not None else ()


def _stance(entry: Entry) -> bool | None:
    """True for, False against, None for neither."""
    record = entry.record
    if isinstance(record, Stance):
        return {"support": True, "oppose": False}.get(record.position)
    return record.type != "refusal" if isinstance(record, Commitment) else None


@cache
def _pending_words() -> re.Pattern[str]:
    rows = {row[0]: row[1] for row in lexicons.rows("judge_cues")}
    phrases = rows["pending"].replace("n't", "n['’]t").split("|")
    return re.compile(rf"(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def _is_pending(entry: Entry) -> bool:
    return bool(_pending_words().search(says(entry.record)))


def _names_and_matter(entry: Entry) -> Iterable[Hashable]:
    return [(entry.who, term) for term in _rare(entry)] if entry.who else ()


def _in_article(entry: Entry) -> Iterable[Hashable]:
    return [(entry.record.article_id, term) for term in _rare(entry)]


def _is_headline(entry: Entry) -> bool:
    return entry.side.in_headline


BLOCKS: tuple[Block, ...] = (
    Block("headline_body", _in_article, _hint_at_a_matter, role=_is_headline),
    Block("opposed_positions", _positions, _have_one_target, role=_stance),
    Block("pending_matter", _rare, _hint_on_two_days, role=_is_pending),
    Block("same_figure", _figures, _are_a_matter),
    Block("same_speaker", _names_and_matter, _hint_at_a_matter),
)
"""In the order in which they are tried; the first that proposes a pair gives it its name."""
