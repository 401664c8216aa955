"""The first look at a run: what there is and how much, before anything is chosen to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from extractor.records import Article, Claim, Commitment, Stance
from extractor.report.facets import actors_of, outlet
from extractor.report.story import Period, period_of
from extractor.report.versions import Heading
from extractor.report.view import RunView, entries
from extractor.results import ArticleResult

RECORD_CHARS = 900
"""Characters of HTML that a record takes beside its article's text, on average: 3.8 MB for
76 articles of 50 records and 4,000 characters each."""

MOST_PAGES = 2_000
"""Articles that get a page of their own: at 50 KB each 100 MB, and 20 s of writing. Those that
findings rest on come first; the texts of the others are in articles.jsonl."""


class Survey(NamedTuple):
    """A run, counted."""

    weight: int
    """Characters of HTML that all articles take, about."""
    articles: int
    """Articles that could be read."""
    kept: frozenset[str]
    """Ids of the articles whose text is shown."""
    actors: Counter[str]
    outlets: Counter[str]
    said: Counter[date]
    """Claims by the day on which they were said or published."""
    spoken: Counter[Period]
    """Claims by the days of which they speak."""
    versions: dict[str, Heading]
    """By id, the articles whose story others tell as well."""


def survey(view: RunView, cited: Collection[str]) -> Survey:
    """Count `view`; `cited` are the ids of records whose articles have to be shown."""
    counting = _Counting(cited)
    for article, result, story in entries(view):
        if article is not None:
            counting.add(article, result)
            if story is not None:
                counting.add_version(article)
    return counting.survey()


class _Counting:
    def __init__(self, cited: Collection[str]) -> None:
        self._cited = cited
        self._weight = self._articles = 0
        self._wanted: set[str] = set()
        self._others: list[str] = []
        self._actors: Counter[str] = Counter()
        self._outlets: Counter[str] = Counter()
        self._said: Counter[date] = Counter()
        self._spoken: Counter[Period] = Counter()
        self._versions: dict[str, Heading] = {}

    def add(self, article: Article, result: ArticleResult) -> None:
        self._articles += 1
        self._weight += len(article.text) + RECORD_CHARS * len(result.records)
        self._outlets[outlet(article)] += 1
        if any(record.id in self._cited for record in result.records):
            self._wanted.add(article.id)
        elif len(self._others) < MOST_PAGES:
            self._others.append(article.id)
        for record in result.records:
            self._add(record, article)

    def add_version(self, article: Article) -> None:
        self._versions[article.id] = Heading.of(article)

    def _add(self, record: Claim | Stance | Commitment, article: Article) -> None:
        self._actors.update(actors_of(record))
        if isinstance(record, Claim):
            said, period = record.said_on or article.published, period_of(record)
            self._said.update([said] if said else [])
            self._spoken.update([period] if period else [])

    def survey(self) -> Survey:
        room = max(0, MOST_PAGES - len(self._wanted))
        return Survey(
            weight=self._weight,
            articles=self._articles,
            kept=frozenset(self._wanted) | frozenset(self._others[:room]),
            actors=self._actors,
            outlets=self._outlets,
            said=self._said,
            spoken=self._spoken,
            versions=self._versions,
        )
