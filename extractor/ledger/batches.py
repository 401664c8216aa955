"""Batches in a ledger: what was decided on, what became of it, and every line that came back.

Rows are only added. A batch is under way from the moment it is decided on until it has ended and
all its lines are kept: so whatever happens to a process, what was sent is known to be sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import select

from extractor.engines import Reply
from extractor.ledger import batch_tables, tables
from extractor.ledger.rows import Rows, chunks, now
from extractor.records import Article, Span
from extractor.results import Usage

Event = Literal["uploaded", "created", "ended", "settled"]


class Batch(NamedTuple):
    """A batch, and what became of it."""

    id: str
    """Our own key for it, which it carries at the endpoint too."""
    engine: str
    fingerprint: str
    """Of the engine: what shapes its answers."""
    settings: str
    """As JSON; no key is among them."""
    requests: int
    at: str
    """When it was decided on."""
    file_id: str | None = None
    """The uploaded file."""
    remote_id: str | None = None
    """The endpoint's own name for it."""
    ended: str | None = None
    """How it ended, once all its lines are kept; null while it is under way."""
    settled: str | None = None
    """Null until its articles have what came of it."""


class BatchRequest(NamedTuple):
    """A line of a batch: a part of an article."""

    custom_id: str
    ask_key: str
    article_id: str
    window: Span
    again: bool
    """Whether the same was asked before."""


class BatchAnswer(NamedTuple):
    """A part of an article that was sent, and what came back."""

    window: Span
    again: bool
    answer: str | None
    """The line, as it came."""
    ended: str | None
    """How the batch ended; null while it is under way."""


class OpenArticle(NamedTuple):
    """An article with requests in a batch, and without a reply."""

    ask_key: str
    engine: str
    article: Article


class Unread(NamedTuple):
    """A reply that the present code has not read."""

    ask_key: str
    engine: str
    article: Article
    reply: Reply


class Batches:
    """The batches of a ledger; the ledger commits."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, batch: Batch, requests: Sequence[BatchRequest], worst: Usage) -> None:
        """Decide on a batch of `requests` that may take `worst` at most."""
        for position, request in enumerate(requests, 1):
            self._rows.add(
                batch_tables.batch_requests,
                batch=batch.id,
                custom_id=request.custom_id,
                position=position,
                ask_key=request.ask_key,
                article_id=request.article_id,
                start=request.window.start,
                stop=request.window.end,
                again=request.again,
            )
        decided = ("id", "engine", "fingerprint", "settings", "requests", "at")
        row = {name: getattr(batch, name) for name in decided}
        self._rows.add(batch_tables.batches, **row, tokens=worst.tokens, cost=worst.cost)

    def note(self, batch: Batch, event: Event, value: str) -> None:
        """Keep what became of a batch: the id of its file, its own id, how it ended, or that its
        articles have what came of it."""
        self._rows.add(
            batch_tables.batch_events, batch=batch.id, event=event, value=value, at=now()
        )

    def all(self) -> list[Batch]:
        """Every batch, in the order of deciding."""
        return [
            Batch(**{name: getattr(row, name) for name in Batch._fields})
            for row in self._rows.all(batch_tables.BATCHES)
        ]

    def unsettled(self) -> list[Batch]:
        """Those from which articles may yet have something."""
        return [batch for batch in self.all() if batch.settled is None]

    def reserved(self) -> Usage:
        """The most that the batches under way may take."""
        (row,) = self._rows.all(batch_tables.RESERVED)
        return Usage(input_tokens=row.tokens, cost=row.cost)

    def sent(self, ask_key: str) -> list[BatchAnswer]:
        """What was sent about one article, in order, and what came back."""
        return [
            BatchAnswer(Span(row.start, row.stop), row.again, row.answer, row.ended)
            for row in self._rows.all(batch_tables.SENT, {"ask_key": ask_key})
        ]

    def unanswered(self, batch: Batch, custom_ids: Iterable[str]) -> dict[str, BatchRequest]:
        """Those of the requests `custom_ids` of a batch that have no line yet, by their ids."""
        asked, answered = batch_tables.batch_requests.c, batch_tables.batch_answers.c
        found: dict[str, BatchRequest] = {}
        for some in chunks(custom_ids):
            known = select(answered.custom_id).where(answered.batch == batch.id)
            query = select(batch_tables.batch_requests).where(
                asked.batch == batch.id, asked.custom_id.in_(some), asked.custom_id.not_in(known)
            )
            for row in self._rows.all(query):
                window = Span(row.start, row.stop)
                found[row.custom_id] = BatchRequest(
                    row.custom_id, row.ask_key, row.article_id, window, row.again
                )
        return found

    def save_answer(self, batch: Batch, custom_id: str, answer: str) -> None:
        """Keep a line as it came."""
        self._rows.add(
            batch_tables.batch_answers, batch=batch.id, custom_id=custom_id, answer=answer, at=now()
        )

    def open_articles(self, batch: Batch) -> Iterator[OpenArticle]:
        """The articles of a batch that have no reply, each once; commits may come between."""
        query = batch_tables.UNANSWERED.where(batch_tables.batch_requests.c.batch == batch.id)
        last = None
        for row in self._rows.pages(query, batch_tables.batch_requests):
            if row.ask_key != last:
                yield OpenArticle(row.ask_key, row.engine, Article.model_validate_json(row.article))
            last = row.ask_key

    def save_reply(self, of: OpenArticle, reply: Reply) -> None:
        """Keep the answers about an article as one, as if it had been asked live; what they took
        was kept as they came."""
        self._rows.add(
            tables.replies,
            ask_key=of.ask_key,
            article_id=of.article.id,
            engine=of.engine,
            reply=reply.model_dump_json(),
            at=now(),
        )

    def open_inputs(self) -> int:
        """How many articles of this start have no result and may yet have one."""
        return int(self._rows.all(batch_tables.OPEN)[0][0])

    def read_as(self, read_key: str) -> None:
        """Have the present start read by the present code, whatever code began it."""
        self._rows.put_in_all(tables.inputs, read_key=read_key)

    def unread(self) -> Iterator[Unread]:
        """The inputs of this start with a reply that is not read; commits may come between."""
        for row in self._rows.pages(batch_tables.UNREAD, tables.inputs):
            article = Article.model_validate_json(row.article)
            reply = Reply.model_validate_json(row.reply)
            yield Unread(row.ask_key, row.engine, article, reply)
