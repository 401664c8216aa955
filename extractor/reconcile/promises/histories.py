"""The history of one commitment: its statements, what was told of it, and whether it lapsed.

A commitment lapses when its deadline is over on the day of the comparison and nothing that was
reported settles it. Not every one can: a refusal and a threat end with nothing done, a condition
may not have come about, what was hedged was never quite promised, and a deadline that is open or
could not be resolved is never over. One such statement among several is enough: another report
may have left the condition out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractor.identity import content_id
from extractor.pairs import Side
from extractor.periods import last_day
from extractor.reconcile.promises.outcomes import Sequel, is_late, is_moved
from extractor.reconcile.timeline import known, valid
from extractor.records import (
    Commitment,
    CommitmentEvent,
    CommitmentStatus,
    CommitmentTimeline,
    CommitmentType,
    Happening,
    TimeSpan,
)

BINDING: frozenset[CommitmentType] = frozenset({"promise", "agreement", "plan"})
"""Types that lapse when nothing is done."""

_STATUSES: dict[Happening, CommitmentStatus] = {
    "renewed": "renewed",
    "lapsed": "lapsed",
    "reversed": "reversed",
    "broken": "broken",
    "kept": "kept",
}
"""What settles a commitment, on one day the last of these."""

_IN_ORDER: tuple[Happening, ...] = ("made", "restated", *_STATUSES)


class Told(NamedTuple):
    """What a later record tells of a commitment; None for a deed that may be another one's."""

    sequel: Sequel
    what: Happening | None


class History:
    """The statements of one commitment, and what was told of it."""

    def __init__(self, statements: Sequence[Side], told: Sequence[Told]) -> None:
        self.statements = tuple(statements)
        self._told = told
        self._deadline = self._last_deadline()

    @property
    def first(self) -> Side:
        """The first statement."""
        return self.statements[0]

    def _records(self) -> list[Commitment]:
        return [side.record for side in self.statements if isinstance(side.record, Commitment)]

    def _last_deadline(self) -> TimeSpan | None:
        """The deadline that was stated last; one that could not be resolved if there is none."""
        stated = [record.deadline for record in self._records() if record.deadline]
        resolved = [span for side in self.statements if (span := valid(side))]
        return next(iter([*resolved[::-1], *stated]), None)

    def is_overdue(self, as_of: date) -> bool:
        """Whether its time is over on that day, and nothing that was judged settles it."""
        end = self._deadline.end if self._deadline else None
        if end is None or as_of <= end or not self._is_told_in_time(end):
            return False
        for record in self._records():
            if record.type not in BINDING or record.condition or record.firmness == "hedged":
                return False
        return not self._is_settled(end)

    def _is_told_in_time(self, end: date) -> bool:
        """Whether some statement came before its time was over; what is only told afterwards is
        history, and whoever tells it knows what came of it."""
        return any((known(side) or end) <= end for side in self.statements)

    def _is_settled(self, end: date) -> bool:
        """Whether something came of it, or it was said again when its time was over."""
        if any(told.what != "renewed" for told in self._told):
            return True
        return any(valid(s) is None and (known(s) or end) > end for s in self.statements)

    def timeline(self, *, lapsed: bool = False) -> CommitmentTimeline:
        """The commitment in time; `lapsed` if nothing came of it."""
        first, events = self._records()[0], tuple(self._events(lapsed=lapsed))
        ids = tuple(side.record.id for side in self.statements)
        return CommitmentTimeline(
            id=content_id("timeline", *sorted(ids)),
            actor=first.actor,
            action=first.action,
            type=first.type,
            deadline=self._deadline,
            statements=ids,
            events=events,
            status=next((_STATUSES[e.what] for e in events[::-1] if e.what in _STATUSES), "open"),
        )

    def _events(self, *, lapsed: bool) -> list[CommitmentEvent]:
        events = dict.fromkeys([*self._of_statements(), *self._of_sequels()])
        if lapsed and self._deadline:
            events[_event("lapsed", last_day(self._deadline), None)] = None
        return sorted(
            events,
            key=lambda e: (e.day or date.max, _IN_ORDER.index(e.what), e.record_id or ""),
        )

    def _of_statements(self) -> Iterator[CommitmentEvent]:
        renewals = {t.sequel.later.record.id for t in self._told if t.what == "renewed"}
        what: Happening = "made"
        before: Side | None = None
        for side in self.statements:
            if before:
                anew = side.record.id in renewals or _is_for_another_day(before, side)
                what = "renewed" if anew else "restated"
            yield _event(what, known(side), side.record.id)
            before = side if valid(side) or before is None else before

    def _of_sequels(self) -> Iterator[CommitmentEvent]:
        ids = {side.record.id for side in self.statements}
        for found, what in self._told:
            if what and found.later.record.id not in ids:
                late = what == "kept" and is_late(self._deadline, found.later)
                yield _event(what, known(found.later), found.later.record.id, late=late)


def _is_for_another_day(before: Side, side: Side) -> bool:
    """Whether a statement of a later day has another deadline."""
    first, then = known(before), known(side)
    later = first is not None and then is not None and first < then
    return later and is_moved(valid(before), valid(side))


def _event(
    what: Happening, day: date | None, record_id: str | None, *, late: bool = False
) -> CommitmentEvent:
    return CommitmentEvent(day=day, what=what, record_id=record_id, late=late)
