"""The course of commitments: which of them are shown, and what happened to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from extractor.phrasing import enumeration
from extractor.records import CommitmentEvent, CommitmentTimeline, Finding, Happening
from extractor.report.facets import Facets, together
from extractor.report.model import RecordView
from extractor.report.shortlist import Part
from extractor.report.wording import HAPPENINGS, Link

MOST_EVENTS = 8
"""Events of a commitment that are listed; what came of it is said beside them."""

MOST_OUTLETS = 3
"""Outlets that are named for an event."""


class EventView(NamedTuple):
    """What happened on a day, and who told of it."""

    day: date | None
    what: Happening
    word: str
    """`kept, after the deadline`."""
    outlets: str
    finding_id: str | None
    """The finding that shows it."""
    record: str | None
    """Where a record that tells of it is shown."""

    @property
    def href(self) -> str | None:
        """The finding, else the record."""
        return f"#{self.finding_id}" if self.finding_id else self.record


class Course(NamedTuple):
    """A commitment with the records that tell of it, by their ids."""

    timeline: CommitmentTimeline
    views: Mapping[str, RecordView]

    @property
    def first(self) -> RecordView | None:
        """The first statement."""
        return self.views.get(self.timeline.statements[0])

    @property
    def facets(self) -> Facets:
        """What it is found by."""
        return together(view.facets for view in self.views.values())

    @property
    def findings(self) -> tuple[Link, ...]:
        """The findings that rest on its statements."""
        views = (self.views.get(key) for key in self.timeline.statements)
        return tuple(dict.fromkeys(link for view in views if view for link in view.findings))


class Courses:
    """Takes records as they come, and keeps those of the commitments that are shown.

    What has come of one, or is due on a day, is shown first.
    """

    def __init__(
        self,
        timelines: Sequence[CommitmentTimeline],
        links: Mapping[str, Sequence[Link]],
        *,
        most: int,
    ) -> None:
        self._total = len(timelines)
        self._stated = {key for timeline in timelines for key in timeline.statements}
        self._shown = sorted(timelines, key=lambda timeline: _importance(timeline, links))[:most]
        wanted = (key for timeline in self._shown for key in _records(timeline))
        self._wanted = frozenset(wanted)
        self._views: dict[str, RecordView] = {}

    def hold(self, record_id: str) -> bool:
        """Whether the record states one of the commitments, shown or not."""
        return record_id in self._stated

    def want(self, record_id: str) -> bool:
        """Whether the record is to be shown."""
        return record_id in self._wanted

    def take(self, view: RecordView) -> None:
        """Keep a record that is wanted."""
        self._views[view.record.id] = view

    @property
    def part(self) -> Part[Course]:
        """The commitments with their records."""
        courses = (
            Course(timeline, {k: self._views[k] for k in _records(timeline) if k in self._views})
            for timeline in self._shown
        )
        return Part(tuple(courses), self._total)


def _records(timeline: CommitmentTimeline) -> Iterable[str]:
    told = (event.record_id for event in timeline.events if event.record_id)
    return dict.fromkeys((*timeline.statements, *told))


def _importance(timeline: CommitmentTimeline, links: Mapping[str, object]) -> int:
    if timeline.status != "open":
        return 0
    if timeline.deadline and timeline.deadline.end:
        return 1
    return 2 if any(key in links for key in timeline.statements) else 3


def findings_by_event(findings: Iterable[Finding]) -> dict[tuple[str, Happening], str]:
    """The finding that shows what became of a commitment, by each of its records."""
    found: dict[tuple[str, Happening], str] = {}
    for finding in findings:
        if what := happening(finding):
            for record_id in (*finding.left, *finding.right):
                found.setdefault((record_id, what), finding.id)
    return found


def happening(finding: Finding) -> Happening | None:
    """What a finding says became of a commitment; a stance may be reversed, too."""
    if finding.relation == "reversal":
        return "reversed"
    named: dict[str | None, Happening] = {
        "kept": "kept",
        "broken": "broken",
        "renewed": "renewed",
        "lapsed": "lapsed",
    }
    return named.get(finding.subtype) if finding.relation == "commitment_outcome" else None


def events(course: Course, known: Mapping[tuple[str, Happening], str]) -> tuple[EventView, ...]:
    """What happened after it was made; what several outlets told on one day is one event."""
    groups: defaultdict[object, list[CommitmentEvent]] = defaultdict(list)
    for event in course.timeline.events:
        if event.what != "made":
            groups[event.day, event.what, event.late].append(event)
    return tuple(_event(course, group, known) for group in groups.values())


def _event(
    course: Course,
    group: Sequence[CommitmentEvent],
    known: Mapping[tuple[str, Happening], str],
) -> EventView:
    first, keys = group[0], [event.record_id for event in group if event.record_id]
    views = [course.views[key] for key in keys if key in course.views]
    outlets = sorted({view.record.attribution.publisher or "" for view in views} - {""})
    more = len(outlets) - MOST_OUTLETS
    named = [*outlets[:MOST_OUTLETS], f"{more} more"] if more > 0 else outlets
    ids = keys or course.timeline.statements
    return EventView(
        day=first.day,
        what=first.what,
        word=f"{HAPPENINGS[first.what]}{', after the deadline' if first.late else ''}",
        outlets=enumeration(named),
        finding_id=next(filter(None, (known.get((key, first.what)) for key in ids)), None),
        record=next((view.href for view in views), None),
    )
