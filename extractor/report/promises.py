"""Promises in time: who committed to what, when, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from extractor.records import Commitment, Finding, Subtype
from extractor.report.axis import Axis
from extractor.report.model import RecordView
from extractor.report.shortlist import Part

MOST_PROMISES = 150
"""Commitments that the page shows: those whose outcome or deadline is known come first."""


class Outcome(NamedTuple):
    """What became of a commitment, by a finding."""

    word: Subtype
    finding_id: str


class Bar(NamedTuple):
    """A commitment on the axis, in percent; None where a day is not known."""

    given: float | None
    due_from: float | None
    due_until: float | None


class Promise(NamedTuple):
    """A commitment ready to be shown."""

    view: RecordView
    commitment: Commitment
    outcome: Outcome | None
    bar: Bar | None


class Promises(NamedTuple):
    """The commitments in time, and the axis of their bars."""

    axis: Axis | None
    rows: Part[Promise]


def outcomes(findings: Iterable[Finding]) -> dict[str, Outcome]:
    """What became of commitments, by record id."""
    return {
        record_id: Outcome(finding.subtype, finding.id)
        for finding in findings
        if finding.relation == "commitment_outcome" and finding.subtype
        for record_id in finding.left
    }


def importance(commitment: Commitment, known: Mapping[str, Outcome], cited: bool) -> int:
    """A rank for the shortlist: what can be checked comes first."""
    if commitment.id in known:
        return 0
    if _due(commitment):
        return 1
    return 2 if cited else 3


def promises(found: Part[RecordView], known: Mapping[str, Outcome]) -> Promises:
    """The commitments of `found` by the day on which they were given, undated ones last."""
    views = sorted(found.items, key=lambda view: (view.known is None, view.known))
    axis = Axis.over(day for view in views for day in _days(view))
    rows = tuple(
        Promise(view, commitment, known.get(commitment.id), _bar(view, axis))
        for view in views
        if isinstance(commitment := view.record, Commitment)
    )
    return Promises(axis, Part(rows, found.total))


def _due(commitment: Commitment) -> Sequence[date]:
    """The resolved days of the deadline."""
    span = commitment.deadline
    return [day for day in (span.start, span.end) if day] if span else []


def _days(view: RecordView) -> list[date]:
    due = _due(view.record) if isinstance(view.record, Commitment) else []
    return [*([view.known] if view.known else []), *due]


def _bar(view: RecordView, axis: Axis | None) -> Bar | None:
    days = _days(view)
    if axis is None or not days or not isinstance(view.record, Commitment):
        return None
    due = [axis.x(day) for day in _due(view.record)]
    return Bar(
        given=axis.x(view.known) if view.known else None,
        due_from=min(due, default=None),
        due_until=max(due, default=None),
    )
