"""From a judge's word to a relation, by dates, actors and sources."""

from __future__ import annotations

from typing import NamedTuple

from extractor.actors import one_voice
from extractor.pairs import Pair, Verdict
from extractor.reconcile.copies.sources import Sources, is_republished
from extractor.reconcile.moving import figures_move, may_have_moved
from extractor.reconcile.promises.outcomes import outcome
from extractor.reconcile.timeline import is_past, known_times, valid_times
from extractor.records import Relation, Subtype, subject

_FIXED = frozenset({"date", "place", "actor", "attribution"})
"""What cannot change any more once a thing has happened."""


class Decision(NamedTuple):
    """What two records are to each other."""

    relation: Relation
    subtype: Subtype | None = None


def decide(pair: Pair, verdict: Verdict, sources: Sources) -> Decision | None:
    """The relation of the pair, or None where there is nothing to report."""
    became = outcome(pair, verdict, one_actor=_one_actor(pair))
    if became == "reversed":
        return Decision("reversal")
    if became:
        return Decision("commitment_outcome", became)
    if verdict.relation == "conflict":
        return _conflict(pair, verdict)
    if verdict.relation == "progress":
        return _progress(pair, verdict)
    if verdict.relation == "opposed":
        return _opposed(pair, verdict)
    if verdict.relation == "same":
        return _same(pair, sources)
    return None


def _conflict(pair: Pair, verdict: Verdict) -> Decision | None:
    contradiction = Decision("contradiction", verdict.subtype or "other")
    if verdict.subtype in _FIXED and (known_times(pair) != "different" or is_past(pair)):
        return contradiction
    if verdict.subtype == "number" and known_times(pair) == "different" and figures_move(pair):
        return Decision("update")
    if valid_times(pair) == "same" and verdict.subtype != "date":
        return contradiction
    if known_times(pair) == "different":
        if not may_have_moved(pair, verdict.subtype) and _of_one_time(pair, verdict):
            return contradiction
        turned = verdict.subtype == "negation" and _one_actor(pair)
        return Decision("reversal" if turned else "update")
    # What else can't both be true is not told apart by a day that each account names in passing.
    told_apart = valid_times(pair) == "different" and verdict.subtype not in (None, "other")
    return None if told_apart else contradiction


def _of_one_time(pair: Pair, verdict: Verdict) -> bool:
    """Whether the two speak of one time; what is fixed is not told by the day that is named."""
    return verdict.subtype in _FIXED or valid_times(pair) != "different"


def _progress(pair: Pair, verdict: Verdict) -> Decision | None:
    if known_times(pair) != "different" and valid_times(pair) != "different":
        return None
    return Decision("update")


def _opposed(pair: Pair, verdict: Verdict) -> Decision | None:
    if not _one_actor(pair):
        return Decision("dispute")
    if known_times(pair) == "different":
        return Decision("reversal")
    return Decision("contradiction", verdict.subtype or "other")


def _one_actor(pair: Pair) -> bool:
    """Whether both are about one actor, or about some who speak, unnamed, for one body; an
    outlet's own voice is none.

    A surname alone, in what is said of the same matter, is whoever else has it.
    """
    left, right = subject(pair.left.record), subject(pair.right.record)
    if left is None or right is None:
        return False
    short, full = sorted((left, right), key=lambda actor: len(actor.canonical.split()))
    surname = full.type == "person" and full.canonical.split()[-1] == short.canonical
    return one_voice(left, right) or (surname and short.type != "state")


def _same(pair: Pair, sources: Sources) -> Decision | None:
    """Agreement counts where neither copied the other, be it the story or only this sentence, and
    both speak of the same time."""
    if valid_times(pair) == "different" or not sources.independent(pair.left, pair.right):
        return None
    if is_republished(pair.left, pair.right):
        return None
    return Decision("corroboration")
