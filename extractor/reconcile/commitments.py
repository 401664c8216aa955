"""Each commitment with its own timeline: made, restated, renewed, and what came of it.

Statements are one commitment where one actor is bound to one action in the same words, or where
the judge calls two of one actor's the same and their deadlines do not differ. A renewal belongs
to what it renews: it is one by the judge, or by the same words with another deadline later on.

A commitment lapses when its deadline is over on the day of the comparison and nothing that was
reported settles it. Not every one can: a refusal and a threat end with nothing done, a condition
may not have come about, what was hedged was never quite promised, and a deadline that is open or
could not be resolved is never over. One such statement among several is enough: another report
may have left the condition out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractor.identity import content_id
from extractor.pairs import Pair, Side
from extractor.periods import last_day
from extractor.reconcile.accounts import Judged
from extractor.reconcile.copies import normalised
from extractor.reconcile.deeds import tells
from extractor.reconcile.groups import PartedGroups
from extractor.reconcile.outcomes import Sequel, is_late, is_moved, sequel
from extractor.reconcile.sides import order
from extractor.reconcile.timeline import known, valid, valid_times
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


class Lapse(NamedTuple):
    """A commitment of which nothing came in time."""

    timeline: CommitmentTimeline
    statements: tuple[Side, ...]


class Commitments(NamedTuple):
    """All commitments, by the day on which they were made."""

    timelines: tuple[CommitmentTimeline, ...]
    lapses: tuple[Lapse, ...]


def commitments(
    sides: Iterable[Side], judged: Sequence[Judged], *, as_of: date | None = None
) -> Commitments:
    """The timelines of the commitments among `sides`, by what was judged.

    Without `as_of`, the day of the comparison, nothing lapses.
    """
    stated = sorted((s for s in sides if isinstance(s.record, Commitment)), key=order)
    groups = _grouped(stated, judged)
    statements: dict[str, list[Side]] = defaultdict(list)
    for side in stated:
        statements[groups.of(side.record.id)].append(side)
    sequels: dict[str, list[_Told]] = defaultdict(list)
    for told in _told(judged):
        sequels[groups.of(told.sequel.commitment.id)].append(told)
    found = [_History(group, sequels[name], as_of) for name, group in statements.items()]
    return Commitments(
        tuple(history.timeline for history in found),
        tuple(Lapse(h.timeline, tuple(h.statements)) for h in found if h.has_lapsed),
    )


class _Told(NamedTuple):
    """What a later record tells of a commitment; None for a deed that may be another one's."""

    sequel: Sequel
    what: Happening | None


def _told(judged: Iterable[Judged]) -> Iterator[_Told]:
    for item in judged:
        found = sequel(item.pair)
        what = _happening(item)
        if found and what:
            yield _Told(found, what)
        elif found and item.verdict.relation in ("same", "progress") and _may_be_done(found):
            yield _Told(found, None)


def _may_be_done(found: Sequel) -> bool:
    return tells(found.later, found.commitment) == "done"


def _happening(item: Judged) -> Happening | None:
    if item.decision is None:
        return None
    relation, subtype = item.decision
    if relation == "reversal":
        return "reversed"
    if relation != "commitment_outcome":
        return None
    named: dict[str | None, Happening] = {w: w for w in ("kept", "broken", "renewed")}
    return named.get(subtype)


def _grouped(stated: Sequence[Side], judged: Iterable[Judged]) -> PartedGroups[str]:
    """Statements by the commitment that they are of."""
    pairs = [item for item in judged if _is_of_commitments(item.pair)]
    groups = PartedGroups[str]()
    for item in pairs:
        if item.verdict.relation in ("conflict", "opposed") and _happening(item) != "renewed":
            groups.keep_apart(*item.pair.key)
    first: dict[tuple[object, ...], str] = {}
    for side in stated:
        groups.join(first.setdefault(_key(side), side.record.id), side.record.id)
    for item in sorted(pairs, key=lambda item: (-item.verdict.confidence, item.pair.key)):
        if _happening(item) == "renewed" or _is_one(item):
            groups.join(*item.pair.key)
    return groups


def _is_of_commitments(pair: Pair) -> bool:
    return all(isinstance(side.record, Commitment) for side in (pair.left, pair.right))


def _is_one(item: Judged) -> bool:
    """Whether it is one commitment of one actor; other actors may bind themselves likewise."""
    one, other = item.pair.left.record, item.pair.right.record
    assert isinstance(one, Commitment)
    assert isinstance(other, Commitment)
    agreed = item.verdict.relation == "same" and valid_times(item.pair) != "different"
    return agreed and one.actor.canonical == other.actor.canonical


def _key(side: Side) -> tuple[object, ...]:
    record = side.record
    assert isinstance(record, Commitment)
    return (record.actor.canonical, normalised(record.action), record.type == "refusal")


class _History:
    """The statements of one commitment, and what was told of it."""

    def __init__(self, statements: list[Side], told: list[_Told], as_of: date | None) -> None:
        self.statements = statements
        self._told = told
        self._deadline = self._last_deadline()
        self.has_lapsed = self._lapses(as_of)
        self.timeline = self._timeline()

    def _records(self) -> list[Commitment]:
        return [side.record for side in self.statements if isinstance(side.record, Commitment)]

    def _last_deadline(self) -> TimeSpan | None:
        """The deadline that was stated last; one that could not be resolved if there is none."""
        stated = [record.deadline for record in self._records() if record.deadline]
        resolved = [span for side in self.statements if (span := valid(side))]
        return next(iter([*resolved[::-1], *stated]), None)

    def _lapses(self, as_of: date | None) -> bool:
        end = self._deadline.end if self._deadline else None
        if as_of is None or end is None or as_of <= end:
            return False
        for record in self._records():
            if record.type not in BINDING or record.condition or record.firmness == "hedged":
                return False
        return not self._is_settled(end)

    def _is_settled(self, end: date) -> bool:
        """Whether something came of it, or it was said again when its time was over."""
        if any(told.what != "renewed" for told in self._told):
            return True
        return any(valid(s) is None and (known(s) or end) > end for s in self.statements)

    def _timeline(self) -> CommitmentTimeline:
        first, events = self._records()[0], tuple(self._events())
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

    def _events(self) -> list[CommitmentEvent]:
        events = dict.fromkeys([*self._of_statements(), *self._of_sequels()])
        if self.has_lapsed and self._deadline:
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
