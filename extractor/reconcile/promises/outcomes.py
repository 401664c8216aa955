"""What became of a commitment, by a later record: decided by kinds, days and actors.

earlier       later                                    verdict                outcome
promise       claim that it was done, by that actor    same, progress, date   kept (late or not)
promise       claim that it was not done               conflict, opposed,     broken
                                                       progress
promise       the actor says it will not, or refuses   conflict, opposed,     broken
                                                       progress
refusal       claim that it was done, by that actor    conflict, opposed,     broken
                                                       progress
refusal       claim that it was not done               same, progress         kept
commitment    the same again, for another day          same, progress, date   renewed
commitment    the same again, days later               same                   renewed
commitment    the same again, as a later state         progress               renewed
commitment    a contrary one, of the same actor        conflict, opposed      reversed

"Promise" stands for an agreement, a plan and a threat, too; "date" is a conflict about the day
alone. Both must be dated, and the later one told on a later day. What is not done before the
deadline is over is not broken, nor is what is not done *yet*, where there is no deadline. A deed
of another amount keeps nothing: that is an update.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from extractor import quantities
from extractor.pairs import Pair, Side, Verdict
from extractor.periods import last_day, meet
from extractor.reconcile.promises.deeds import Telling, is_by, tells
from extractor.reconcile.timeline import known, valid
from extractor.records import Claim, Commitment, TimeSpan

Outcome = Literal["kept", "broken", "renewed", "reversed"]

RESTATED = timedelta(days=3)
"""A commitment that is reported again within so many days is the news of one statement; after
that somebody has said it again. The day on which it was said is often not told, and then the day
of the report stands for it."""

_AGREES = frozenset({"same", "progress"})
_OPPOSES = frozenset({"conflict", "opposed", "progress"})
_ABOUT_WHETHER = frozenset({"negation", "other", None})
"""What a conflict is about if not about a detail."""


class Sequel(NamedTuple):
    """A commitment, and a record of a later day."""

    commitment: Commitment
    earlier: Side
    later: Side


def sequel(pair: Pair) -> Sequel | None:
    """The pair in the order of time, if the earlier one is a commitment; undated ones have none."""
    if known(pair.left) is None or known(pair.right) is None:
        return None
    earlier, later = sorted((pair.left, pair.right), key=lambda side: known(side) or date.max)
    if known(earlier) == known(later) or not isinstance(earlier.record, Commitment):
        return None
    return Sequel(earlier.record, earlier, later)


def outcome(pair: Pair, verdict: Verdict, *, one_actor: bool) -> Outcome | None:
    """What the later record of the pair shows of the earlier, by the table above.

    `one_actor` tells whether both are of one actor: who is bound, and who speaks.
    """
    found = sequel(pair)
    if found is None:
        return None
    if isinstance(found.later.record, Commitment):
        return _of_commitments(found, found.later.record, verdict) if one_actor else None
    return _by_claim(found, verdict, one_actor=one_actor) or _as_named(verdict)


def _as_named(verdict: Verdict) -> Outcome | None:
    """The outcome, where the judge itself names it."""
    if verdict.relation != "progress":
        return None
    named: dict[str | None, Outcome] = {"kept": "kept", "broken": "broken", "renewed": "renewed"}
    return named.get(verdict.subtype)


def _by_claim(found: Sequel, verdict: Verdict, *, one_actor: bool) -> Outcome | None:
    told = tells(found.later, found.commitment)
    if told is None or not is_by(found.later, found.commitment.actor) or _is_of_before(found):
        return None
    if told == "refused":
        return _by_refusal(found, verdict, one_actor=one_actor)
    if told != "done" and not _is_final(found, told):
        return None
    if told == "done" and _is_of_another_amount(found):
        return None
    refused = found.commitment.type == "refusal"
    if (told == "done") != refused:
        return "kept" if _agrees(verdict, told) else None
    return "broken" if _opposes(verdict) else None


def _is_of_before(found: Sequel) -> bool:
    """Whether the claim speaks of a time that was over when the commitment was made."""
    time, made = valid(found.later), known(found.earlier)
    return time is not None and made is not None and last_day(time) < made


def _is_of_another_amount(found: Sequel) -> bool:
    """Whether the deed has a figure that is not the promised one: a part of it, or more."""
    told = found.later.record
    assert isinstance(told, Claim)
    figures = told.quantities or quantities.find(told.statement)
    related = {
        quantities.relate(promised, figure)
        for promised in quantities.find(found.commitment.action)
        for figure in figures
    }
    return "different" in related and related.isdisjoint({"equal", "compatible"})


def _by_refusal(found: Sequel, verdict: Verdict, *, one_actor: bool) -> Outcome | None:
    """What others say that the actor will not do is their guess."""
    own_voice = found.later.record.attribution.speaker is None
    if found.commitment.type == "refusal" or not (one_actor or own_voice):
        return None
    return "broken" if _opposes(verdict) else None


def _is_final(found: Sequel, told: Telling) -> bool:
    """Whether what is not done can't be done in time any more."""
    deadline, day = valid(found.earlier), known(found.later)
    if deadline is None or deadline.end is None:
        return told == "undone"
    return day is not None and last_day(deadline) < day


def _agrees(verdict: Verdict, told: Telling) -> bool:
    later = verdict.relation == "conflict" and verdict.subtype == "date" and told == "done"
    return verdict.relation in _AGREES or later


def _opposes(verdict: Verdict) -> bool:
    detail = verdict.relation == "conflict" and verdict.subtype not in _ABOUT_WHETHER
    return verdict.relation in _OPPOSES and not detail


def _of_commitments(found: Sequel, again: Commitment, verdict: Verdict) -> Outcome | None:
    first_refused, then_refused = found.commitment.type == "refusal", again.type == "refusal"
    if verdict.relation == "conflict" and verdict.subtype == "date":
        return "renewed" if first_refused == then_refused else None
    if verdict.relation == "same":
        return "renewed" if first_refused == then_refused and _is_said_anew(found) else None
    if verdict.relation == "progress" and first_refused == then_refused:
        return "renewed"
    if not _opposes(verdict):
        return None
    return "broken" if then_refused and not first_refused else "reversed"


def _is_said_anew(found: Sequel) -> bool:
    """Whether it is another statement, and not another report of the same one."""
    first, then = known(found.earlier), known(found.later)
    apart = first is not None and then is not None and then - first > RESTATED
    return apart or is_moved(valid(found.earlier), valid(found.later))


def is_moved(first: TimeSpan | None, then: TimeSpan | None) -> bool:
    """Whether a later deadline is another one than the first.

    "Next week" is no other than "by 30 January" if it ends on that day or before: it only says
    more.
    """
    if first is None or then is None or first.end is None or then.end is None:
        return False
    if first.start and then.start:
        return not meet(first, then)
    if then.start or first.start:
        return first.end < then.end
    return first.end != then.end


def is_late(deadline: TimeSpan | None, deed: Side) -> bool:
    """Whether a deed came after the deadline, by the day that is told for it, else by the day of
    the report."""
    told = valid(deed)
    day = told.end if told and told.end else known(deed)
    return deadline is not None and day is not None and last_day(deadline) < day
