"""Some of a run: records and findings by actor, kind, time, outlet and relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractor.records import Claim, Commitment, Finding, Kind, Relation, Stance, subject
from extractor.report.view import RunView, records


class Wanted(NamedTuple):
    """What a record must be; None where it does not matter."""

    actor: str | None = None
    """A part of the name of its speaker, or of whom it is about or given to; case is ignored."""
    kind: Kind | None = None
    since: date | None = None
    """The first day on which it may have been said. One whose day is not known is left out."""
    until: date | None = None
    """The last such day."""
    outlet: str | None = None
    """A part of the outlet's name; case is ignored."""

    def fits(self, record: Claim | Stance | Commitment) -> bool:
        """Whether `record` is all of that."""
        return (
            self.kind in (None, record.kind)
            and self._fits_day(record.said_on)
            and (self.outlet is None or _within(self.outlet, record.attribution.publisher))
            and (self.actor is None or any(_within(self.actor, name) for name in names(record)))
        )

    def _fits_day(self, said: date | None) -> bool:
        if said is None:
            return self.since is None and self.until is None
        return (self.since or date.min) <= said <= (self.until or date.max)


class Related(NamedTuple):
    """A finding with the records of its sides."""

    finding: Finding
    sides: Sequence[Sequence[Claim | Stance | Commitment]]


def selected(view: RunView, wanted: Wanted) -> Iterator[Claim | Stance | Commitment]:
    """The records of a run that fit, in its order."""
    return filter(wanted.fits, records(view))


def related(view: RunView, relation: Relation, wanted: Wanted) -> Iterator[Related]:
    """The findings of one relation with a record that fits, the most important first.

    Of the run's records, those of such findings are held in memory.
    """
    findings = [finding for finding in view.findings if finding.relation == relation]
    named = {name for finding in findings for side in finding.sides for name in side}
    known = {record.id: record for record in records(view) if record.id in named}
    for finding in findings:
        sides = [[known[name] for name in side] for side in finding.sides]
        if any(wanted.fits(record) for side in sides for record in side):
            yield Related(finding, sides)


def names(record: Claim | Stance | Commitment) -> Iterable[str]:
    """The names of the actors of a record, as written and as shared in a run."""
    actors = [record.attribution.speaker, subject(record)]
    if isinstance(record, Commitment):
        actors.append(record.counterparty)
    return (name for actor in actors if actor for name in (actor.name, actor.canonical))


def _within(part: str, name: str | None) -> bool:
    return name is not None and part.casefold() in name.casefold()
