"""The strict rules that propose pairs: records with a common key that fit each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from extractor.reconcile.search.buckets import Filed, Met, meet
from extractor.reconcile.search.columns import CHUNK, Bools, Indices, Ints, Longs, Overlap
from extractor.reconcile.search.entries import NEITHER, NOBODY, Entries

KEYS = 6
"""A record is filed under its rarest terms only."""

MATTER = 3
"""Common terms that make two records one matter."""

HINT = 2
"""Common terms that do where a strict rule already ties the two records."""

TARGET = 0.4
"""Overlap of two targets that may be one: they are short, and named in many ways."""


class Compared(NamedTuple):
    """Pairs of entries with what they have in common."""

    entries: Entries
    pairs: Indices
    common: Overlap

    @classmethod
    def of(cls, entries: Entries, pairs: Indices) -> Compared:
        """The pairs, their common terms counted."""
        return cls(entries, pairs, entries.terms.overlap(pairs))

    def both(self, name: str) -> tuple[Ints, Ints]:
        """A column of the facts, for the left and for the right."""
        column = self.entries.ints(name)
        return column[self.pairs.left], column[self.pairs.right]

    def equal(self, name: str) -> Bools:
        """Which pairs have one value in a column of the facts."""
        return np.equal(*self.both(name))


class Block(NamedTuple):
    """A rule: under what keys records are filed, and which of those filed together fit."""

    rule: str
    filed: Callable[[Entries], Filed]
    fits: Callable[[Compared], Bools]
    role: str | None = None
    """Where given, only records that differ in this are paired (a headline and a body)."""

    def proposed(self, entries: Entries, new: int) -> Iterator[Met]:
        """The pairs of each entry from `new` on with those before it, chunk by chunk."""
        filed = self.filed(entries)
        role = entries.ints(self.role) if self.role else None
        for start in range(new, len(entries), CHUNK):
            asked = filed.where((filed.entry >= start) & (filed.entry < start + CHUNK))
            met = meet(asked, filed, role)
            compared = Compared.of(entries, met.pairs)
            yield Met(met.pairs.where(self.fits(compared) & comparable(compared)), met.capped)


def comparable(compared: Compared) -> Bools:
    """False for two readings of the same words, and for one speaker within one article."""
    (start, other_start), (end, other_end) = compared.both("start"), compared.both("end")
    one_passage = (start < other_end) & (other_start < end)
    one_voice = compared.equal("headline") & compared.equal("actor")
    apart: Bools = ~(compared.equal("article") & (one_passage | one_voice))
    return apart


def _are_a_matter(compared: Compared) -> Bools:
    return compared.common.telling >= MATTER


def _hint_at_a_matter(compared: Compared) -> Bools:
    return compared.common.telling >= HINT


def _hint_at_a_matter_beside_the_actor(compared: Compared) -> Bools:
    """An actor's name is a term of what is said of him, and no matter."""
    named = np.minimum(*compared.both("own"))
    return compared.common.telling - named >= HINT


def _hint_on_two_days(compared: Compared) -> Bools:
    return ~compared.equal("day") & _hint_at_a_matter(compared)


def _have_one_target(compared: Compared) -> Bools:
    sizes = compared.entries.terms.size_telling
    smaller = np.minimum(sizes[compared.pairs.left], sizes[compared.pairs.right])
    return compared.common.telling >= TARGET * smaller


class _Rare(NamedTuple):
    """Each entry with each of its rarest terms."""

    entry: Ints
    term: Longs


def _rare(entries: Entries) -> _Rare:
    rows = entries.terms.rows
    entry = np.repeat(np.arange(len(entries), dtype=np.int32), np.diff(rows.indptr))
    first = np.arange(len(rows.indices)) - rows.indptr[entry] < KEYS
    return _Rare(entry[first], rows.indices[first].astype(np.int64))


def _filed(entries: Entries, name: str) -> Filed:
    """Under a value of the facts together with a rare term."""
    entry, term = _rare(entries)
    value = entries.ints(name)[entry].astype(np.int64)
    return Filed.of(entry, value * len(entries.terms.frequency) + term)


def _by_matter(entries: Entries) -> Filed:
    return Filed.of(*_rare(entries))


def _by_article(entries: Entries) -> Filed:
    return _filed(entries, "article")


def _by_actor(entries: Entries) -> Filed:
    filed = _filed(entries, "actor")
    return filed.where(entries.ints("actor")[filed.entry] != NOBODY)


def _by_position(entries: Entries) -> Filed:
    filed = _by_matter(entries)
    return filed.where(entries.ints("position")[filed.entry] != NEITHER)


def _by_figure(entries: Entries) -> Filed:
    """Under each unit of which it gives a figure, together with each of its rare terms."""
    entry, term = _rare(entries)
    units = entries.units
    many = np.diff(units.indptr)[entry]
    place = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    unit = units.indices[np.repeat(units.indptr[entry], many) + place].astype(np.int64)
    key = unit * len(entries.terms.frequency) + np.repeat(term, many)
    return Filed.of(np.repeat(entry, many), key)


BLOCKS: tuple[Block, ...] = (
    Block("headline_body", _by_article, _hint_at_a_matter, role="headline"),
    Block("opposed_positions", _by_position, _have_one_target, role="position"),
    Block("pending_matter", _by_matter, _hint_on_two_days, role="pending"),
    Block("same_figure", _by_figure, _are_a_matter),
    Block("same_speaker", _by_actor, _hint_at_a_matter_beside_the_actor),
)
"""In the order in which they are tried; the first that proposes a pair gives it its name."""
