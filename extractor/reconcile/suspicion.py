"""Which pairs to ask about first, where not all can be asked about.

A cheap look at figures, days, negation and positions; the judge decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor import quantities, wording
from extractor.pairs import Pair, Side
from extractor.reconcile.entries import says
from extractor.reconcile.timeline import valid_times
from extractor.records import Claim, Quantity, Stance

RULE_WEIGHT = {
    "headline_body": 3.0,
    "opposed_positions": 3.0,
    "pending_matter": 2.0,
    "same_figure": 1.0,
    "same_speaker": 1.5,
}
"""A strict rule says more than likeness of words does. Set by judgement, not by measurement."""

DIFFERS = 1.5
"""Added for each of: a figure, the days, the negation that differs."""

CLOSE = 3.0
"""Times the similarity of the words: what is said of other matters cannot contradict."""

_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|without|den(?:y|ies|ied))\b|n['’]t\b", re.I)


def by_suspicion(pairs: Sequence[Pair]) -> list[Pair]:
    """The most suspicious first; equals in the order of their ids."""
    return sorted(pairs, key=lambda pair: (-suspicion(pair), pair.key))


def suspicion(pair: Pair) -> float:
    """How likely the pair is to show a difference that matters. Only its order has a meaning."""
    left, right = (wording.terms(says(side.record)) for side in (pair.left, pair.right))
    signs = _figures_differ(pair) + _days_differ(pair) + _negation_differs(pair)
    return (
        RULE_WEIGHT.get(pair.rule, 0.0)
        + CLOSE * wording.similarity(left, right)
        + DIFFERS * signs
        + DIFFERS * _positions_differ(pair)
    )


def _figures_differ(pair: Pair) -> bool:
    return any(
        quantities.relate(a, b) == "different"
        for a in _quantities(pair.left)
        for b in _quantities(pair.right)
    )


def _quantities(side: Side) -> tuple[Quantity, ...]:
    return side.record.quantities if isinstance(side.record, Claim) else ()


def _days_differ(pair: Pair) -> bool:
    return valid_times(pair) == "different"


def _negation_differs(pair: Pair) -> bool:
    return _is_negated(pair.left) != _is_negated(pair.right)


def _is_negated(side: Side) -> bool:
    negated = isinstance(side.record, Claim) and side.record.negated
    return negated or bool(_NEGATION.search(says(side.record)))


def _positions_differ(pair: Pair) -> bool:
    a, b = pair.left.record, pair.right.record
    if not (isinstance(a, Stance) and isinstance(b, Stance)):
        return False
    return a.position != b.position
