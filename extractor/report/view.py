"""A finished run, as the report and the exported files look at it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.records import Article, Claim, Commitment, Finding, Stance
from extractor.results import ArticleResult, Summary

NOBODY = "nobody"
"""`Summary.judge` of a run whose records were not compared."""


class RunView(NamedTuple):
    """What was read and what was found. Every record id in `findings` is in `results`."""

    articles: Sequence[Article]
    """The articles that could be read, in the order of the input."""
    results: Sequence[ArticleResult]
    """What became of every input, in the same order; an input that could not be read
    has a result and no article."""
    findings: Sequence[Finding]
    """How records relate, the most important first."""
    summary: Summary
    """The run in figures."""


class Entry(NamedTuple):
    """One input: its article, where it could be read, and what became of it."""

    article: Article | None
    result: ArticleResult

    @property
    def ref(self) -> str:
        """The user's own name for the input."""
        return self.article.ref if self.article else self.result.article_id


def entries(view: RunView) -> Iterator[Entry]:
    """Results with their articles, in the order of the results.

    Two inputs with the same content have one id; each keeps its own `ref`.
    """
    waiting: defaultdict[str, deque[Article]] = defaultdict(deque)
    for article in view.articles:
        waiting[article.id].append(article)
    for result in view.results:
        yield Entry(_next(waiting.get(result.article_id)), result)


def _next(articles: deque[Article] | None) -> Article | None:
    if not articles:
        return None
    return articles.popleft() if len(articles) > 1 else articles[0]


def distinct_results(view: RunView) -> Iterator[ArticleResult]:
    """One result for each article, so that a text given twice has its records once."""
    seen: set[str] = set()
    for result in view.results:
        if result.article_id not in seen:
            seen.add(result.article_id)
            yield result


def records(view: RunView) -> Iterator[Claim | Stance | Commitment]:
    """All records, in the order of the input and, within an article, of the text."""
    for result in distinct_results(view):
        yield from result.records
