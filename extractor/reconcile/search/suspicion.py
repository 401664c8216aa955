"""Which pairs to ask about first, where not all can be asked about.

A cheap look at figures, days, negation and positions; the judge decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor import quantities
from extractor.pairs import Side
from extractor.reconcile.search.blocking import Compared
from extractor.reconcile.search.candidates import RULES, PairList
from extractor.reconcile.search.columns import Bools, Floats, shared
from extractor.reconcile.search.entries import NEITHER, UNKNOWN, Entries
from extractor.records import Claim, Quantity

RULE_WEIGHT = {
    "headline_body": 3.0,
    "opposed_positions": 3.0,
    "pending_matter": 2.0,
    "same_figure": 1.0,
    "same_speaker": 1.5,
}
"""A strict rule says more than likeness of words does. Set by judgement, not by measurement."""

DIFFERS = 1.5
"""Added for each of: a figure, the days, the negation, the position that differs."""

CLOSE = 3.0
"""Times the similarity of the words: what is said of other matters cannot contradict."""


def by_suspicion(found: Entries, pairs: PairList) -> PairList:
    """The most suspicious first; equals in the order of their records."""
    return pairs.take(np.argsort(-suspicion(found, pairs), kind="stable"))


def suspicion(found: Entries, pairs: PairList) -> Floats:
    """How likely each is to show a difference that matters. Only their order has a meaning."""
    compared = Compared.of(found, pairs.indices)
    weights = np.array([RULE_WEIGHT.get(rule, 0.0) for rule in RULES])
    signs = (
        _figures_differ(found.sides, compared),
        _days_differ(compared),
        ~compared.equal("negated"),
        _positions_differ(compared),
    )
    differences = np.sum(signs, axis=0)
    suspect: Floats = weights[pairs.rules] + CLOSE * _similarity(compared) + DIFFERS * differences
    return suspect


def _similarity(compared: Compared) -> Floats:
    """Dice's coefficient: twice the common terms over all terms."""
    sizes, pairs = compared.entries.terms.size, compared.pairs
    all_terms = sizes[pairs.left] + sizes[pairs.right]
    similarity: Floats = 2 * compared.common.terms / np.maximum(all_terms, 1)
    return similarity


def _figures_differ(sides: Sequence[Side], compared: Compared) -> Bools:
    differ = np.zeros(compared.pairs.size, np.bool_)
    units = compared.entries.units
    for place in np.flatnonzero(np.diff(shared(units, units, compared.pairs).indptr)).tolist():
        left, right = (sides[some[place]] for some in compared.pairs)
        differ[place] = _differ(left, right)
    return differ


def _differ(left: Side, right: Side) -> bool:
    return any(
        quantities.relate(a, b) == "different"
        for a in _quantities(left)
        for b in _quantities(right)
    )


def _quantities(side: Side) -> tuple[Quantity, ...]:
    return side.record.quantities if isinstance(side.record, Claim) else ()


def _days_differ(compared: Compared) -> Bools:
    """Whether they speak of two times; see `timeline.valid_times`."""
    (first, other_first), (last, other_last) = compared.both("first"), compared.both("last")
    known = (first != UNKNOWN) & (other_first != UNKNOWN)
    apart: Bools = known & ((first > other_last) | (other_first > last))
    return apart


def _positions_differ(compared: Compared) -> Bools:
    left, right = compared.both("position")
    differ: Bools = (left != NEITHER) & (right != NEITHER) & (left != right)
    return differ
