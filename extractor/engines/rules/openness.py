"""What a sentence leaves open or denies: no position is taken in it (veridicality)."""

from __future__ import annotations

from extractor.engines.rules.lexis import ADVERB, NEGATION
from extractor.engines.rules.units import Unit, Units

SKIPPED = 3
"""Adverbs, and "that", between "whether" or "denied" and the clause."""
_OPENING = frozenset("if whether unless how".split())
_DENYING = frozenset("deny denies denied denying".split())
_SAYING = frozenset("say said saying claim suggest suggested mean admit acknowledge".split())
_REFUSING = frozenset(
    "refuse refuses refused refusing decline declines declined declining fail fails failed".split()
)


def is_open(units: Units, unit: Unit, first: int) -> bool:
    """True if the clause that begins at token `first` is asked, supposed or denied: "whether X
    supports Y", "denied that X supports Y", "refused to say X supports Y"."""
    tokens = units.doc.tokens
    if "?" in tokens.lows[first : unit.last + 2]:
        return True
    start = units.doc.sentences[unit.sentence].first
    for index in range(first - 1, max(start, first - 1 - SKIPPED) - 1, -1):
        word = tokens.lows[index]
        if word in _OPENING or word in _DENYING or word == "?":
            return True
        if word in _SAYING:
            return _is_refused(units, index, start)
        if tokens.flags[index] & NEGATION and tokens.lows[index + 1] == "that":
            return True
        if word not in ("that", "or") and not tokens.flags[index] & ADVERB:
            return False
    return False


def _is_refused(units: Units, saying: int, start: int) -> bool:
    """True for "refused to say", "did not say", "without saying"."""
    tokens = units.doc.tokens
    before = range(max(start, saying - SKIPPED), saying)
    return any(tokens.flags[at] & NEGATION or tokens.lows[at] in _REFUSING for at in before)
