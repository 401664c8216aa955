"""Promises in time: who committed to what, when, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from extractor.records import Commitment, Finding, Happening, TimeSpan
from extractor.report.axis import Axis
from extractor.report.courses import MOST_EVENTS, Course, EventView, events, happening
from extractor.report.facets import Facets
from extractor.report.model import RecordView
from extractor.report.shortlist import Part
from extractor.report.wording import HAPPENINGS, Link

MOST_PROMISES = 150
"""Commitments that the page shows: those whose outcome or deadline is known come first."""

NO_COURSES: Part[Course] = Part((), 0)
NO_EVENTS: Mapping[tuple[str, Happening], str] = {}


class Outcome(NamedTuple):
    """What became of a commitment, and the finding that shows it, where one does."""

    what: Happening
    word: str
    finding_id: str | None


class Mark(NamedTuple):
    """Something that happened, on the axis in percent."""

    x: float
    what: Happening


class Bar(NamedTuple):
    """A commitment on the axis, in percent; None where a day is not known."""

    given: float | None
    due_from: float | None
    due_until: float | None
    marks: tuple[Mark, ...] = ()


class Promise(NamedTuple):
    """A commitment ready to be shown."""

    view: RecordView
    """Its first statement."""
    commitment: Commitment
    outcome: Outcome | None
    deadline: TimeSpan | None
    events: tuple[EventView, ...]
    more: int
    """How many events are in the files only."""
    findings: tuple[Link, ...]
    facets: Facets
    bar: Bar | None


class Promises(NamedTuple):
    """The commitments in time, and the axis of their bars."""

    axis: Axis | None
    rows: Part[Promise]


class _Row(NamedTuple):
    view: RecordView
    commitment: Commitment
    outcome: Outcome | None
    deadline: TimeSpan | None
    events: tuple[EventView, ...]
    findings: tuple[Link, ...]
    facets: Facets

    @property
    def days(self) -> list[date]:
        """The days that its bar needs."""
        told = [event.day for event in self.events]
        return [day for day in (self.view.known, *_due(self.deadline), *told) if day]


def outcomes(findings: Iterable[Finding]) -> dict[str, Outcome]:
    """What became of commitments, by record id."""
    return {
        record_id: Outcome(what, HAPPENINGS[what], finding.id)
        for finding in findings
        if (what := happening(finding))
        for record_id in finding.left
    }


def importance(commitment: Commitment, known: Mapping[str, Outcome], cited: bool) -> int:
    """A rank for the shortlist: what can be checked comes first."""
    if commitment.id in known:
        return 0
    if _due(commitment.deadline):
        return 1
    return 2 if cited else 3


def promises(
    alone: Part[RecordView],
    known: Mapping[str, Outcome],
    courses: Part[Course] = NO_COURSES,
    by_event: Mapping[tuple[str, Happening], str] = NO_EVENTS,
) -> Promises:
    """The commitments by the day on which they were given, undated ones last.

    `courses` are those of which the run has the timeline; `alone` are other records.
    """
    found = [
        *(row for course in courses.items if (row := _of_course(course, by_event))),
        *(row for view in alone.items if (row := _of_record(view, known))),
    ]
    rows = sorted(found, key=lambda row: (row.view.known is None, row.view.known))
    axis = Axis.over(day for row in rows for day in row.days)
    shown = tuple(_promise(row, axis) for row in rows)
    return Promises(axis, Part(shown, courses.total + alone.total))


def _of_course(course: Course, by_event: Mapping[tuple[str, Happening], str]) -> _Row | None:
    view, status = course.first, course.timeline.status
    if view is None or not isinstance(view.record, Commitment):
        return None
    happened = events(course, by_event)
    told = next((event for event in happened[::-1] if event.what == status), None)
    return _Row(
        view=view,
        commitment=view.record,
        outcome=Outcome(told.what, told.word, told.finding_id) if told else None,
        deadline=course.timeline.deadline,
        events=happened,
        findings=course.findings,
        facets=course.facets,
    )


def _of_record(view: RecordView, known: Mapping[str, Outcome]) -> _Row | None:
    commitment = view.record
    if not isinstance(commitment, Commitment):
        return None
    return _Row(
        view=view,
        commitment=commitment,
        outcome=known.get(commitment.id),
        deadline=commitment.deadline,
        events=(),
        findings=view.findings,
        facets=view.facets,
    )


def _promise(row: _Row, axis: Axis | None) -> Promise:
    return Promise(
        view=row.view,
        commitment=row.commitment,
        outcome=row.outcome,
        deadline=row.deadline,
        events=row.events[:MOST_EVENTS],
        more=max(0, len(row.events) - MOST_EVENTS),
        findings=row.findings,
        facets=row.facets,
        bar=_bar(row, axis),
    )


def _due(span: TimeSpan | None) -> Sequence[date]:
    """The resolved days of a deadline."""
    return [day for day in (span.start, span.end) if day] if span else []


def _bar(row: _Row, axis: Axis | None) -> Bar | None:
    if axis is None or not row.days:
        return None
    due = [axis.x(day) for day in _due(row.deadline)]
    return Bar(
        given=axis.x(row.view.known) if row.view.known else None,
        due_from=min(due, default=None),
        due_until=max(due, default=None),
        marks=tuple(Mark(axis.x(event.day), event.what) for event in row.events if event.day),
    )
