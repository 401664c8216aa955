"""The second look at a run: what the main page shows of it, in the memory of what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from extractor.records import (
    Article,
    Claim,
    Commitment,
    CommitmentTimeline,
    Finding,
    Stance,
)
from extractor.report.articles import ArticleHead, Context, article_head
from extractor.report.courses import Course, Courses
from extractor.report.left_out import Refused, Undone, refused, undone
from extractor.report.model import RecordView, record_view
from extractor.report.positions import MOST_STANCES
from extractor.report.promises import MOST_PROMISES, importance, outcomes
from extractor.report.seats import Seats
from extractor.report.shortlist import Part, Shortlist
from extractor.report.story import MOST_CLAIMS, Period, period_of
from extractor.report.view import RunView, entries
from extractor.results import ArticleResult

MOST_HEADS = 1_000
"""Lines of the index of articles; those that findings rest on come first."""

MOST_LEFT_OUT = 300
"""Failed articles, and answers not accepted, that are shown."""


class Gathered(NamedTuple):
    """What the main page shows, not yet arranged."""

    seats: Seats
    """The records that findings rest on."""
    stances: Part[RecordView]
    commitments: Part[RecordView]
    """Those of which the run has no timeline."""
    courses: Part[Course]
    claims: Mapping[Period, Part[RecordView]]
    """Claims by the days that they speak of, for the days that were asked for."""
    heads: Part[ArticleHead]
    refused: Part[Refused]
    undone: Part[Undone]


def gather(
    view: RunView, findings: Sequence[Finding], context: Context, periods: Sequence[Period]
) -> Gathered:
    """Look through the run once, and keep what is shown beside `findings`, and of `periods`."""
    gathering = _Gathering(findings, view.timelines, context, periods)
    for article, result, _ in entries(view):
        gathering.note(article, result)
        if article is not None:
            gathering.add(article, result)
    return gathering.gathered()


class _Gathering:
    def __init__(
        self,
        findings: Sequence[Finding],
        timelines: Sequence[CommitmentTimeline],
        context: Context,
        periods: Sequence[Period],
    ) -> None:
        self._context = context
        self._outcomes = outcomes(findings)
        self._courses = Courses(timelines, context.links, most=MOST_PROMISES)
        self._seats = Seats(findings)
        self._stances: Shortlist[RecordView] = Shortlist(MOST_STANCES)
        self._commitments: Shortlist[RecordView] = Shortlist(MOST_PROMISES)
        self._claims = {period: Shortlist[RecordView](MOST_CLAIMS) for period in periods}
        self._heads: Shortlist[ArticleHead] = Shortlist(MOST_HEADS)
        self._refused: Shortlist[Refused] = Shortlist(MOST_LEFT_OUT)
        self._undone: Shortlist[Undone] = Shortlist(MOST_LEFT_OUT)

    def note(self, article: Article | None, result: ArticleResult) -> None:
        """Keep what did not become part of the result."""
        if result.status != "done":
            self._undone.add(partial(undone, article, result))
        for rejection in result.rejected:
            href = self._context.places.article(rejection.article_id)
            self._refused.add(partial(refused, rejection, article, href))

    def add(self, article: Article, result: ArticleResult) -> None:
        """Keep what is shown of an article."""
        links = self._context.links
        cited = any(record.id in links for record in result.records)
        head = partial(article_head, article, result, self._context)
        self._heads.add(head, rank=0 if cited else 1)
        for record in result.records:
            self._take(record, article)

    def _take(self, record: Claim | Stance | Commitment, article: Article) -> None:
        links = self._context.links.get(record.id, ())
        view = cache(partial(record_view, record, article, self._context.places, links))
        if links:
            self._seats.take(view())
        if self._courses.want(record.id):
            self._courses.take(view())
        rank = 0 if links else 1
        match record:
            case Stance():
                self._stances.add(view, rank)
            case Commitment() if not self._courses.hold(record.id):
                self._commitments.add(view, importance(record, self._outcomes, bool(links)))
            case Claim():
                period = period_of(record)
                if period in self._claims:
                    self._claims[period].add(view, rank)

    def gathered(self) -> Gathered:
        """What was kept."""
        return Gathered(
            seats=self._seats,
            stances=self._stances.part,
            commitments=self._commitments.part,
            courses=self._courses.part,
            claims={period: found.part for period, found in self._claims.items()},
            heads=self._heads.part,
            refused=self._refused.part,
            undone=self._undone.part,
        )
