"""Records as candidate search sees them: in the order of their days, as columns of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extractor.pairs import Side
from extractor.periods import first_day, last_day
from extractor.reconcile.copies.sources import Sources, normalised
from extractor.reconcile.search.columns import Bools, Floats, Ints, Terms
from extractor.reconcile.search.propositions import Proposition, proposition, says
from extractor.reconcile.sides import order
from extractor.reconcile.timeline import known
from extractor.records import Commitment, subject

FREQUENT_SHARE = 0.01
FREQUENT_COUNT = 60
"""A term in more than this share of the records, and in more than so many, tells nothing."""

NOBODY = -1
"""The actor of an outlet's own voice."""

UNKNOWN = 0
"""A day that is not known; the first of the calendar is 1."""

NEITHER = -1
"""The position of who is neither for nor against."""

_FACTS = np.dtype(
    [
        ("day", np.int32),  # when it was known; the undated come last
        ("article", np.int32),
        ("start", np.int32),
        ("end", np.int32),
        ("headline", np.bool_),
        ("kind", np.int8),
        ("bound", np.bool_),  # whether it is a commitment
        ("actor", np.int32),
        ("own", np.int8),  # terms that only name the actor
        ("position", np.int8),
        ("pending", np.bool_),
        ("negated", np.bool_),
        ("first", np.int32),  # of the days it speaks of
        ("last", np.int32),
    ]
)


class Entries(NamedTuple):
    """What candidates are looked for in: entry `i` is row `i` of all."""

    sides: Sequence[Side]
    facts: NDArray[np.void]
    """A column for each of `_FACTS`."""
    terms: Terms
    units: csr_matrix
    """A row for each entry, a column for each unit in which it gives a figure."""

    def __len__(self) -> int:
        return len(self.sides)

    def ints(self, name: str) -> Ints:
        """A column of `facts`."""
        column: Ints = self.facts[name]
        return column

    def flags(self, name: str) -> Bools:
        """The same, of yes and no."""
        column: Bools = self.facts[name]
        return column

    def new(self, since: date | None) -> int:
        """The first entry that was not known before `since`."""
        if since is None:
            return 0
        return int(np.searchsorted(self.facts["day"], since.toordinal()))


def entries(sides: Iterable[Side], sources: Sources) -> Entries:
    """Entries in an order of their own, without those that one outlet merely repeats."""
    kept = _without_repetitions(sides, sources)
    reader = _Reader()
    facts = np.fromiter(map(reader.facts, kept), _FACTS, count=len(kept))
    return Entries(kept, facts, _rarest_first(reader.terms), reader.units.matrix())


class _Codes(dict[str, int]):
    """A number for each text, in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


class _Rows:
    """Texts of entries, row by row."""

    def __init__(self) -> None:
        self._codes = _Codes()
        self._columns, self._ends = array("i"), array("q", [0])

    def append(self, texts: Iterable[str]) -> None:
        """The next row."""
        self._columns.extend(self._codes[text] for text in texts)
        self._ends.append(len(self._columns))

    def matrix(self) -> csr_matrix:
        """A row for each entry, a column for each text, 1.0 where the entry has it."""
        columns = np.frombuffer(self._columns, np.int32) if self._columns else np.empty(0, np.int32)
        ends = np.frombuffer(self._ends, np.int64).astype(np.int32)
        shape = (len(ends) - 1, max(1, len(self._codes)))
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape)


class _Reader:
    """Turns sides into rows of numbers."""

    def __init__(self) -> None:
        self.terms, self.units = _Rows(), _Rows()
        self._articles, self._actors, self._kinds = _Codes(), _Codes(), _Codes()

    def facts(self, side: Side) -> tuple[object, ...]:
        """The row of `side`; its terms and units are added to theirs."""
        about = proposition(side)
        self.terms.append(about.terms)
        self.units.append(sorted(about.units))
        record, day = side.record, known(side)
        return (
            day.toordinal() if day else date.max.toordinal(),
            self._articles[record.article_id],
            record.evidence.start,
            record.evidence.end,
            side.in_headline,
            self._kinds[record.kind],
            isinstance(record, Commitment),
            NOBODY if about.actor is None else self._actors[about.actor],
            len(about.called.intersection(about.terms)),
            NEITHER if about.position is None else about.position,
            about.pending,
            about.negated,
            *_days(about),
        )


def _days(about: Proposition) -> tuple[int, int]:
    if about.time is None:
        return UNKNOWN, UNKNOWN
    return first_day(about.time).toordinal(), last_day(about.time).toordinal()


def _rarest_first(rows: _Rows) -> Terms:
    """The terms numbered by how rare they are, so that each row begins with its rarest."""
    found = rows.matrix()
    frequency = np.bincount(found.indices, minlength=found.shape[1])
    order = np.argsort(frequency, kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    ranked = csr_matrix((found.data, place[found.indices], found.indptr), found.shape)
    ranked.sort_indices()
    most = max(FREQUENT_COUNT, FREQUENT_SHARE * found.shape[0])
    telling = int(np.searchsorted(frequency[order], most, side="right"))
    return Terms(ranked, _weights(frequency[order], found.shape[0]), telling)


def _weights(frequency: NDArray[np.int64], count: int) -> Floats:
    """Inverse document frequency: the fewer records have a term, the more it tells."""
    weights: Floats = np.log1p(count / np.maximum(frequency, 1))
    return weights


def _without_repetitions(sides: Iterable[Side], sources: Sources) -> Sequence[Side]:
    """The first of those that one outlet, or the copies of one story, give in the same words."""
    kept: list[Side] = []
    # Hashes of 64 bits: among a million records two differ and share one once in 10 million runs.
    seen: set[int] = set()
    for side in sorted(sides, key=order):
        keys = {hash(key) for key in _repetition_keys(side, sources)}
        if seen.isdisjoint(keys):
            kept.append(side)
        seen |= keys
    return kept


def _repetition_keys(side: Side, sources: Sources) -> Iterator[tuple[str, ...]]:
    record = side.record
    actor = subject(record)
    words = normalised(record.evidence.quote)
    about = (record.kind, says(record), actor.canonical if actor else "")
    for name in (sources.name(side), sources.story(side)):
        yield (name, words, *about)
