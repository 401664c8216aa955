"""From a judge's word to a relation, by dates, actors and sources."""

from __future__ import annotations

from typing import NamedTuple

from extractor.pairs import Pair, Verdict
from extractor.reconcile.copies import Sources, is_republished
from extractor.reconcile.timeline import is_past, known_times, valid_times
from extractor.records import Commitment, Relation, Subtype, subject

_FIXED = frozenset({"date", "place", "actor", "attribution"})
"""What cannot change any more once a thing has happened."""

_OUTCOMES = frozenset({"kept", "broken", "renewed"})


class Decision(NamedTuple):
    """What two records are to each other."""

    relation: Relation
    subtype: Subtype | None = None


def decide(pair: Pair, verdict: Verdict, sources: Sources) -> Decision | None:
    """The relation of the pair, or None where there is nothing to report."""
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
    if valid_times(pair) == "same" and verdict.subtype != "date":
        return contradiction
    if known_times(pair) == "different":
        turned = verdict.subtype == "negation" and _one_actor(pair)
        return Decision("reversal" if turned else "update")
    return None if valid_times(pair) == "different" else contradiction


def _progress(pair: Pair, verdict: Verdict) -> Decision | None:
    if known_times(pair) != "different" and valid_times(pair) != "different":
        return None
    commits = any(isinstance(side.record, Commitment) for side in (pair.left, pair.right))
    if commits and verdict.subtype in _OUTCOMES:
        return Decision("commitment_outcome", verdict.subtype)
    return Decision("update")


def _opposed(pair: Pair, verdict: Verdict) -> Decision | None:
    if not _one_actor(pair):
        return Decision("dispute")
    if known_times(pair) == "different":
        return Decision("reversal")
    return Decision("contradiction", verdict.subtype or "other")


def _one_actor(pair: Pair) -> bool:
    """Whether both are about the same named actor; an outlet's own voice is none.

    A surname alone, in what is said of the same matter, is whoever else has it.
    """
    left, right = subject(pair.left.record), subject(pair.right.record)
    if left is None or right is None:
        return False
    short, full = sorted((left, right), key=lambda actor: len(actor.canonical.split()))
    surname = full.type == "person" and full.canonical.split()[-1] == short.canonical
    return left.canonical == right.canonical or (surname and short.type != "state")


def _same(pair: Pair, sources: Sources) -> Decision | None:
    """Agreement counts where neither copied the other, be it the story or only this sentence, and
    both speak of the same time."""
    if valid_times(pair) == "different" or not sources.independent(pair.left, pair.right):
        return None
    if is_republished(pair.left, pair.right):
        return None
    return Decision("corroboration")
