"""The ledger of a run: every article, raw answer, attempt, result and verdict, kept for good.

The ledger is the truth and the files of a run's folder are views of it. Work is keyed by all
that shapes it, so nothing that was paid for is asked for twice, and a failure is never taken
for an answer. Rows are collected and written together by `commit`; a process killed at any
moment loses what it added since the last `commit`, and nothing else.

A run can be started many times into one ledger. Each start says anew which articles it is
about; results of articles that it does not mention stay in the ledger and out of its views.
A start that was killed or stopped shows the articles that it came to; the next one, which goes
through the same input, comes to all of them without asking again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import func, select

from extractor.engines import Reply
from extractor.errors import ArticleError
from extractor.ledger import tables
from extractor.ledger.attempts import add_attempt, asked
from extractor.ledger.batches import Batches
from extractor.ledger.comparisons import Comparisons
from extractor.ledger.connection import opened
from extractor.ledger.failed import FailedArticle
from extractor.ledger.outcome import Outcome
from extractor.ledger.rows import Rows, chunks, now, storable
from extractor.ledger.work import Failure, Known, Task
from extractor.records import Article, CommitmentTimeline, Finding
from extractor.results import ArticleResult, Lost, Summary, Usage

__all__ = ["SAME_AS", "FailedArticle", "Failure", "Known", "Ledger", "Task", "is_copy"]

SAME_AS = "same as "
"""How the reason begins why a second copy of an article was skipped."""

FINDINGS_KEY, FINDINGS_RESULTS = "findings_key", "findings_results"
"""Keys in `meta`: what shaped the findings beside the results, and a digest of these."""

STORIES = "stories"
"""Key in `meta`: the ids of the articles that tell one story, as lists in JSON."""

SUMMARY = "summary"
"""Key in `meta`: the run in figures, as JSON."""

TIMELINES = "timelines"
"""Key in `meta`: the commitments in time, a JSON object a line. A run of before has none."""

CORRECTIONS = "corrections"
"""Key in `meta`: what a user says of the names of actors, as JSON."""

_TAKEN = tuple(Usage.model_fields)
_SUMS = tuple(func.coalesce(func.sum(tables.attempts.c[name]), 0).label(name) for name in _TAKEN)


class Ledger:
    """A ledger opened for one thread at a time. `with Ledger.open(path) as ledger: …`"""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._position = 0
        self._joined: dict[str, str] = {}
        """The `ref` of each article added since the last commit, by id."""
        self.batches = Batches(rows)
        """The batches of requests; what is added there is committed with all else."""
        self.comparisons = Comparisons(rows)
        """What was asked for to compare records."""

    @classmethod
    @contextmanager
    def open(cls, place: Path | str, *, readonly: bool = False) -> Iterator[Self]:
        """The ledger at `place`: a file, or the URL of a PostgreSQL database of its own.

        One process at a time writes; it commits at the end, after an error too. Any number
        may read meanwhile, and each sees one moment of the run: the one when it opened.
        Raises LedgerError, saying what to do, if another process writes, if `place` is damaged,
        or if it is something else than a ledger of this version; every method raises it if the
        database fails.
        """
        with opened(place, readonly=readonly) as connection:
            ledger = cls(Rows(connection))
            try:
                yield ledger
            finally:
                ledger.commit()

    def commit(self) -> None:
        """Make all that was added last; it is dropped if that fails."""
        self._joined.clear()
        self._rows.commit()

    def start(self) -> None:
        """Begin a start of the run, about no articles yet; then add its inputs, in order."""
        self._rows.clear(tables.inputs)
        self._joined.clear()
        self._position = 0

    def add_article(self, article: Article, task: Task) -> Known:
        """Put the next article into the run. A second one with the same id is skipped.

        Raises ValueError for an article that JSON can't say.
        """
        row = self._rows.peek(tables.KNOWN, task._asdict())
        same_as = self._joined.get(article.id) or row.same_as
        if same_as is not None:
            self._add_input(article.ref, skipped=f"{SAME_AS}{same_as}")
            return Known(same_as, finished=False, reply=None)
        self._rows.add(tables.articles, id=article.id, article=article.model_dump_json())
        self._joined[article.id] = article.ref
        self._add_input(
            article.ref, article_id=article.id, ask_key=task.ask_key, read_key=task.read_key
        )
        reply = None if row.reply is None else Reply.model_validate_json(row.reply)
        return Known(None, bool(row.finished), reply, row.failure)

    def add_skipped(self, error: ArticleError) -> None:
        """Put an input that could not be read into the run."""
        where = "" if error.line is None else f"line {error.line}: "
        self._add_input(error.ref, skipped=storable(where + error.message))

    def save_dispatch(self, task: Task, worst: Usage) -> str:
        """Keep that an engine is being asked, and the most that this may take; gives its id.

        What is saved next about the task names the id, whatever came of it.
        """
        dispatch = secrets.token_hex(8)
        self._rows.add(
            tables.dispatches,
            id=dispatch,
            ask_key=task.ask_key,
            tokens=worst.tokens,
            cost=worst.cost,
            at=now(),
        )
        return dispatch

    def save_reply(self, task: Task, reply: Reply, *, dispatch: str | None = None) -> None:
        """Keep a raw answer and what it took, before it is read."""
        add_attempt(self._rows, "extract", reply.usage, **asked(task, dispatch))
        self._rows.add(
            tables.replies,
            ask_key=task.ask_key,
            article_id=task.article_id,
            engine=task.engine,
            reply=reply.model_dump_json(),
            at=now(),
        )

    def save_failure(self, task: Task, failure: Failure, *, dispatch: str | None = None) -> None:
        """Keep that an attempt failed, why, and its cost."""
        add_attempt(
            self._rows,
            "extract",
            failure.usage,
            **asked(task, dispatch),
            error=storable(failure.error),
            kind=failure.kind,
            answer=storable(failure.answer) or None,
            detail=None if failure.detail is None else storable(failure.detail),
        )

    def save_stop(self, task: Task, usage: Usage, *, dispatch: str | None = None) -> None:
        """Keep what an attempt took that settled nothing: its article is pending as before."""
        add_attempt(self._rows, "extract", usage, **asked(task, dispatch))

    def save_result(self, task: Task, result: ArticleResult) -> None:
        """Keep what an answer was read as. Only a result that is done is one."""
        self._rows.add(
            tables.results,
            ask_key=task.ask_key,
            read_key=task.read_key,
            article_id=task.article_id,
            result=result.model_dump_json(),
            at=now(),
        )

    def articles(self) -> Iterator[Article]:
        """The articles of this start, in the order of the input."""
        for row in self._rows.pages(tables.ARTICLES, tables.inputs):
            yield Article.model_validate_json(row.article)

    def results(self) -> Iterator[ArticleResult]:
        """What became of each input of this start, in order; those still pending are left out.

        The `article_id` of a skipped input is its `ref`.
        """
        for rows in chunks(self._rows.pages(tables.STATES, tables.inputs)):
            failed = [row.ask_key for row in rows if row.result is None and row.error is not None]
            taken = self._taken(failed)
            for row in rows:
                if row.skipped is not None:
                    yield ArticleResult(article_id=row.ref, status="skipped", error=row.skipped)
                elif row.result is not None:
                    yield ArticleResult.model_validate_json(row.result)
                elif row.error is not None:
                    yield _failed(row, taken[row.ask_key])

    def outcomes(self) -> Iterator[Outcome]:
        """Each input of this start with its article and its result, in order."""
        for row in self._rows.pages(tables.JOINABLE, tables.inputs):
            yield Outcome.of(row)

    def take_over(self, outcomes: Iterable[Outcome]) -> None:
        """Put inputs of other runs into this one, with what became of them there.

        One that was not finished there is skipped here; so is an article that is here already.
        Committed on return.
        """
        for some in chunks(outcomes):
            for outcome in some:
                self._take_over(outcome)
            self.commit()

    def _take_over(self, outcome: Outcome) -> None:
        if outcome.article is None or outcome.result is None:
            return self._add_input(outcome.ref, skipped=storable(outcome.reason))
        known = self.add_article(outcome.article, outcome.task)
        if known.same_as is None and not known.finished:
            self.save_result(outcome.task, outcome.result)

    def failures(self) -> Iterator[FailedArticle]:
        """The articles of this start that failed, in the order of the input."""
        for rows in chunks(self._rows.pages(tables.FAILURES, tables.inputs)):
            taken = self._taken([row.ask_key for row in rows])
            yield from (FailedArticle.of(row, taken[row.ask_key]) for row in rows)

    def usage(self) -> Usage:
        """What all attempts ever took: failed ones, judging and earlier starts included."""
        (sums,) = self._rows.all(select(*_SUMS))
        return Usage.model_validate(sums._mapping)

    def lost(self) -> Lost:
        """What was under way when starts of this run were killed. Asked in the middle of a start,
        it has what is under way now, too."""
        return Lost.model_validate(self._rows.all(tables.UNSETTLED)[0]._mapping)

    def findings(self) -> Iterator[Finding]:
        """The findings over the present results; none if these have changed since."""
        if self.findings_key() is not None:
            for row in self._rows.pages(select(tables.findings), tables.findings):
                yield Finding.model_validate_json(row.finding)

    def findings_key(self) -> str | None:
        """The key that `findings` were saved under; None if the results have changed since."""
        if self._rows.noted(FINDINGS_RESULTS) != self._results_digest():
            return None
        return self._rows.noted(FINDINGS_KEY)

    def timelines(self) -> Iterator[CommitmentTimeline]:
        """The commitments in time that were saved with the findings; none if these are none."""
        if self.findings_key() is not None:
            for line in filter(None, (self._rows.noted(TIMELINES) or "").split("\n")):
                yield CommitmentTimeline.model_validate_json(line)

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the articles that tell one story, for each that more than one tells; none
        if the results have changed since."""
        text = None if self.findings_key() is None else self._rows.noted(STORIES)
        return tuple(tuple(ids) for ids in json.loads(text or "[]"))

    def save_findings(
        self,
        findings: Sequence[Finding],
        timelines: Sequence[CommitmentTimeline] = (),
        *,
        key: str,
        stories: Sequence[Sequence[str]] = (),
    ) -> None:
        """Put these in the place of the former ones, all or none. Committed on return.

        `key` stands for what shaped them beside the results: the judge, the comparing code.
        `stories` are the copies that this found.
        """
        texts = [finding.model_dump_json() for finding in findings]
        lines = [timeline.model_dump_json() for timeline in timelines]
        # Until the last line sets it again, no digest fits: half of a change is never shown.
        self._rows.note(FINDINGS_RESULTS, "")
        self._rows.note(SUMMARY, "")
        self._rows.clear(tables.findings)
        for position, text in enumerate(texts, start=1):
            self._rows.add(tables.findings, position=position, finding=text)
        self._rows.note(TIMELINES, "\n".join(lines))
        self._rows.note(STORIES, json.dumps(stories))
        self._rows.note(FINDINGS_KEY, key)
        self._rows.note(FINDINGS_RESULTS, self._results_digest())
        self.commit()

    def summary(self) -> Summary | None:
        """The figures saved with the findings; None if the results have changed since."""
        text = None if self.findings_key() is None else self._rows.noted(SUMMARY)
        return Summary.model_validate_json(text) if text else None

    def save_summary(self, summary: Summary) -> None:
        """Keep the figures of the run whose findings were saved last."""
        self._rows.note(SUMMARY, summary.model_dump_json())

    def corrections(self) -> str | None:
        """What a user said of names when the run was started last, as `save_corrections` got it."""
        return self._rows.noted(CORRECTIONS)

    def save_corrections(self, text: str) -> None:
        """Keep what a user says of names, in the place of what was said before."""
        self._rows.note(CORRECTIONS, text)

    def _results_digest(self) -> str:
        digest = hashlib.sha256()
        for row in self._rows.pages(tables.RESULT_KEYS, tables.inputs):
            digest.update(f"{row.ask_key} {row.read_key}\n".encode())
        return digest.hexdigest()

    def _taken(self, ask_keys: Sequence[str]) -> dict[str, Usage]:
        """What all attempts at each of at most a page of tasks took."""
        if not ask_keys:
            return {}
        key = tables.attempts.c.ask_key
        query = select(key, *_SUMS).where(key.in_(ask_keys)).group_by(key)
        return {
            row[0]: Usage(**dict(zip(_TAKEN, row[1:], strict=True)))
            for row in self._rows.all(query)
        }

    def _add_input(self, ref: str, **columns: str) -> None:
        self._position += 1
        empty = dict.fromkeys(("article_id", "ask_key", "read_key", "skipped"))
        row = {"position": self._position, "ref": storable(ref)} | empty | columns
        self._rows.add(tables.inputs, **row)


def is_copy(result: ArticleResult) -> bool:
    """Whether an input was skipped for no other reason than that the same article came before."""
    return result.status == "skipped" and (result.error or "").startswith(SAME_AS)


def _failed(row: Any, taken: Usage) -> ArticleResult:
    return ArticleResult(
        article_id=row.article_id,
        status="failed",
        error=row.error,
        failure=row.kind,
        usage=taken,
    )
