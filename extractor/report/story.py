"""The story in time: how much was said on each day, and of each day, and what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from extractor import phrasing
from extractor.records import Claim
from extractor.report import wording
from extractor.report.axis import Axis, Tick
from extractor.report.facets import Facets, together
from extractor.report.model import RecordView
from extractor.report.shortlist import Part
from extractor.report.topics import topics
from extractor.report.versions import NO_VERSIONS, VersionsById

MOST_PERIODS = 60
"""Days and periods that are listed: those that most claims speak of."""

MOST_CLAIMS = 40
"""Claims of one period that are looked at; those alike are shown as one."""

STRANDS_OPEN = 3

MOST_BARS = 62
"""Bars of the chart: two months of days; a longer time is drawn by weeks, months or more."""

BARS_HEIGHT = 130
"""Pixels that the highest bars above and below the line take together."""

OUTSIDE = 0.05
"""Share of the claims, at each end, whose days the chart may leave out: one claim on a treaty of
1997 would press this week into a single bar."""


class Period(NamedTuple):
    """The days that a claim speaks of; an open end is None."""

    first: date | None
    last: date | None

    @property
    def day(self) -> date:
        """The day that stands for it."""
        found = self.first or self.last
        assert found is not None
        return found


class Strand(NamedTuple):
    """Claims that say much the same of a period."""

    lead: RecordView
    alike: str
    """How many more there are: `4 more alike`; empty for none."""
    outlets: str
    """Who reports them: `TASS and RBC`; of the copies of one story the first one's outlet."""
    facets: Facets


class PeriodView(NamedTuple):
    """What is said of a period."""

    anchor: str
    title: str
    total: int
    strands: tuple[Strand, ...]
    rest: tuple[Strand, ...]
    facets: Facets


class Bar(NamedTuple):
    """The claims of a stretch of days; places in percent of the width."""

    x: float
    width: float
    said: float
    """Pixels above the line."""
    spoken_of: float
    """Pixels below the line."""
    title: str


class Chart(NamedTuple):
    """Claims by the day on which they were said, above, and of which they speak, below."""

    axis: Axis
    ticks: tuple[Tick, ...]
    """Days at the middle of their bars."""
    bars: tuple[Bar, ...]
    line: float
    """Pixels from the top to the line that the bars stand on."""
    unit: str
    outside: int
    """Claims that speak of days outside of the chart."""
    most: int
    """Claims that the highest bar stands for."""


class Place(NamedTuple):
    """A stretch of days, by its number on the axis, with its claims."""

    number: int
    said: int
    spoken_of: int


class Story(NamedTuple):
    """The chart and the list."""

    chart: Chart | None
    periods: Part[PeriodView]


def period_of(claim: Claim) -> Period | None:
    """The resolved days that a claim speaks of."""
    when = claim.when
    return Period(when.start, when.end) if when and (when.start or when.end) else None


def chosen_periods(spoken: Counter[Period]) -> list[Period]:
    """The periods that most claims speak of."""
    ranked = sorted(spoken.items(), key=lambda item: (-item[1], item[0].day, str(item[0])))
    return [period for period, _ in ranked[:MOST_PERIODS]]


def story(
    said: Counter[date],
    spoken: Counter[Period],
    claims: Mapping[Period, Part[RecordView]],
    versions: VersionsById = NO_VERSIONS,
) -> Story:
    """The story of the claims that were counted; `claims` are those of the chosen periods."""
    ordered = sorted(claims, key=lambda period: (period.day, period.last or period.day))
    views = tuple(_period_view(period, claims[period], versions) for period in ordered)
    spoken_of: Counter[date] = Counter()
    for period, number in spoken.items():
        spoken_of[period.day] += number
    return Story(_chart(said, spoken_of), Part(views, len(spoken)))


def _period_view(period: Period, found: Part[RecordView], versions: VersionsById) -> PeriodView:
    strands = _strands(found, versions)
    title = phrasing.period(*period)
    assert title is not None
    return PeriodView(
        anchor=f"time-{period.first or ''}-{period.last or ''}",
        title=title[:1].upper() + title[1:],
        total=found.total,
        strands=strands[:STRANDS_OPEN],
        rest=strands[STRANDS_OPEN:],
        facets=together(strand.facets for strand in strands),
    )


def _strands(found: Part[RecordView], versions: VersionsById) -> tuple[Strand, ...]:
    """Claims alike made one, those that most claims are alike to first."""
    views = found.items
    groups = topics([view.gist.content for view in views])
    ranked = sorted(groups, key=lambda topic: (-len(topic.members), topic.members[0]))
    return tuple(
        _strand([views[place] for place in topic.members], versions, all_seen=not found.more)
        for topic in ranked
    )


def _strand(views: Sequence[RecordView], versions: VersionsById, *, all_seen: bool) -> Strand:
    more = len(views) - 1
    number = f"{more}" if all_seen else f"at least {more}"
    outlets = _sources(views, versions)
    return Strand(
        lead=views[0],
        alike=f"{number} more alike" if more else "",
        outlets=phrasing.enumeration(outlets[:3] + (["others"] if len(outlets) > 3 else [])),
        facets=together(view.facets for view in views),
    )


def _sources(views: Sequence[RecordView], versions: VersionsById) -> list[str]:
    """The outlets of `views`, one for each story."""
    by_story: dict[str, frozenset[str]] = {}
    for view in views:
        article_id = view.passage.article_id
        found = versions.get(article_id)
        by_story.setdefault(found.story if found else article_id, view.facets.outlets)
    return sorted(frozenset[str]().union(*by_story.values()))


def _chart(said: Counter[date], spoken: Counter[date]) -> Chart | None:
    total = said + spoken
    if not total:
        return None
    axis = _middle(total)
    length = _stretch(_length(axis))
    above, below = (_stretches(days, axis, length) for days in (said, spoken))
    highest, deepest = max(above.values(), default=0), max(below.values(), default=0)
    scale = BARS_HEIGHT / (highest + deepest)
    bars = tuple(
        _bar(axis, length, Place(n, above[n], below[n]), scale) for n in sorted({*above, *below})
    )
    outside = sum(number for day, number in spoken.items() if not axis.first <= day <= axis.last)
    return Chart(
        axis=axis,
        ticks=tuple(_tick(axis, tick) for tick in axis.days),
        bars=bars,
        line=round(highest * scale, 1),
        unit="day" if length == 1 else f"{length} days",
        outside=outside,
        most=max(highest, deepest),
    )


def _middle(days: Counter[date]) -> Axis:
    """The days without the outermost claims at both ends."""
    ordered = sorted(days)
    below = list(accumulate(days[day] for day in ordered))
    least, most = OUTSIDE * below[-1], (1 - OUTSIDE) * below[-1]
    first = next(day for day, number in zip(ordered, below, strict=True) if number >= least)
    last = next(day for day, number in zip(ordered, below, strict=True) if number >= most)
    return Axis(first, last)


def _stretch(days: int) -> int:
    """How many days a bar stands for."""
    return next((size for size in (1, 7, 30, 91, 365) if days <= size * MOST_BARS), days)


def _stretches(days: Counter[date], axis: Axis, length: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for day, number in days.items():
        if axis.first <= day <= axis.last:
            found[(day - axis.first).days // length] += number
    return found


def _bar(axis: Axis, length: int, place: Place, scale: float) -> Bar:
    first = axis.first + timedelta(days=place.number * length)
    last = min(axis.last, first + timedelta(days=length - 1))
    day = 100 / _length(axis)
    width = day * _length(Axis(first, last))
    return Bar(
        x=round(place.number * length * day + 0.1 * width, 3),
        width=round(0.8 * width, 3),
        said=round(scale * place.said, 1),
        spoken_of=round(scale * place.spoken_of, 1),
        title=f"{phrasing.period(first, last)}: {place.said} said, {place.spoken_of} spoken of",
    )


def _tick(axis: Axis, when: date) -> Tick:
    share = ((when - axis.first).days + 0.5) / _length(axis)
    return Tick(round(100 * share, 2), wording.short_day(when))


def _length(axis: Axis) -> int:
    return (axis.last - axis.first).days + 1
