"""A finished run, as the report and the exported files look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.actors import NO_CORRECTIONS, Corrections
from extractor.records import (
    Article,
    Claim,
    Commitment,
    CommitmentTimeline,
    Finding,
    Stance,
)
from extractor.results import ArticleResult, Summary

NOBODY = "nobody"
"""`Summary.judge` of a run whose records were not compared."""


class RunView(NamedTuple):
    """What was read and what was found. Every record id in `findings` is in `results`.

    Articles and results can be gone through any number of times, and may come from a ledger: a
    run can be larger than memory.
    """

    articles: Iterable[Article]
    """The articles that could be read, in the order of the input, each once."""
    results: Iterable[ArticleResult]
    """What became of every input, in the same order; an input that could not be read, or that
    brought the same article again, has a result and no article."""
    findings: Sequence[Finding]
    """How records relate, the most important first."""
    summary: Summary
    """The run in figures."""
    timelines: Sequence[CommitmentTimeline] = ()
    """Commitments in time, by the day on which they were made. Every record id is in `results`."""
    corrections: Corrections = NO_CORRECTIONS
    """What a user said of the names of actors; the results have them."""
    stories: Sequence[tuple[str, ...]] = ()
    """The ids of the articles that tell one story, for each that more than one tells, the first
    published first."""


class Entry(NamedTuple):
    """One input: its article, where it could be read, and what became of it."""

    article: Article | None
    result: ArticleResult
    story: str | None = None
    """The id of the first article that tells the same story; None where no other does."""

    @property
    def ref(self) -> str:
        """The user's own name for the input."""
        return self.article.ref if self.article else self.result.article_id


def entries(view: RunView) -> Iterator[Entry]:
    """Results with their articles, in the order of the results; articles without are passed by."""
    articles = iter(view.articles)
    first = {article_id: story[0] for story in view.stories for article_id in story}
    for result in view.results:
        if result.status == "skipped":
            yield Entry(None, result)
        else:
            article = next((a for a in articles if a.id == result.article_id), None)
            yield Entry(article, result, first.get(result.article_id))


def records(view: RunView) -> Iterator[Claim | Stance | Commitment]:
    """All records, in the order of the input and, within an article, of the text."""
    for result in view.results:
        yield from result.records
