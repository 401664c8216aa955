"""The tables of batches, beside those of the live work; only ever added to.

A batch is requests that are answered later. `batches` has those that were decided on, each with
the most it may cost, and `batch_events` what became of them: `uploaded`, `created`, `ended` when
all that it brought is in `batch_answers`, line by line as it came, and at last `settled`. A request
is a part of an article; once all parts of an article are answered, they are a row of `replies`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    ScalarSelect,
    String,
    Table,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from extractor.ledger.tables import (
    ANSWERED,
    LAST_ATTEMPT,
    articles,
    attempts,
    counting,
    inputs,
    metadata,
    replies,
    results,
)

batches = Table(
    "batches",
    metadata,
    counting(),
    Column("id", String, nullable=False, unique=True),
    Column("engine", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("settings", Text, nullable=False),
    Column("requests", BigInteger, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("cost", Double, nullable=False),
    Column("at", String, nullable=False),
)

batch_events = Table(
    "batch_events",
    metadata,
    counting(),
    Column("batch", String, nullable=False),
    Column("event", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", String, nullable=False),
    Index("events_of_batch", "batch"),
)

batch_requests = Table(
    "batch_requests",
    metadata,
    Column("batch", String, primary_key=True),
    Column("custom_id", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("ask_key", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("stop", BigInteger, nullable=False),
    Column("again", Boolean, nullable=False),
    Index("requests_in_order", "batch", "position"),
    Index("requests_of_ask", "ask_key"),
)

batch_answers = Table(
    "batch_answers",
    metadata,
    Column("batch", String, primary_key=True),
    Column("custom_id", String, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", String, nullable=False),
)


def _event(name: str) -> ScalarSelect[str]:
    """What the last event `name` of a batch says."""
    of_batch = and_(batch_events.c.batch == batches.c.id, batch_events.c.event == name)
    return (
        select(batch_events.c.value)
        .where(of_batch)
        .order_by(batch_events.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )


_ended = _event("ended")

BATCHES = select(
    batches,
    _event("uploaded").label("file_id"),
    _event("created").label("remote_id"),
    _ended.label("ended"),
    _event("settled").label("settled"),
).order_by(batches.c.number)
"""Each batch with what became of it."""

RESERVED = select(
    func.coalesce(func.sum(batches.c.tokens), 0).label("tokens"),
    func.coalesce(func.sum(batches.c.cost), 0.0).label("cost"),
).where(_ended.is_(None))
"""The most that the batches under way may take."""

SENT = (
    select(
        batch_requests.c.start,
        batch_requests.c.stop,
        batch_requests.c.again,
        batch_answers.c.answer,
        _ended.label("ended"),
    )
    .join(batches, batches.c.id == batch_requests.c.batch)
    .outerjoin(
        batch_answers,
        and_(
            batch_answers.c.batch == batch_requests.c.batch,
            batch_answers.c.custom_id == batch_requests.c.custom_id,
        ),
    )
    .where(batch_requests.c.ask_key == bindparam("ask_key"))
    .order_by(batches.c.number)
)
"""All that was sent about one article in batches, and came back."""

UNANSWERED = (
    select(
        batch_requests.c.position,
        batch_requests.c.ask_key,
        batches.c.engine,
        articles.c.article,
    )
    .join(batches, batches.c.id == batch_requests.c.batch)
    .join(articles, articles.c.id == batch_requests.c.article_id)
    .outerjoin(replies, replies.c.ask_key == batch_requests.c.ask_key)
    .where(replies.c.ask_key.is_(None))
)
"""Requests about articles without a reply, with these articles."""

_open_inputs = (
    inputs.join(articles, articles.c.id == inputs.c.article_id)
    .outerjoin(results, ANSWERED)
    .outerjoin(attempts, attempts.c.number == LAST_ATTEMPT)
)
_without_result = results.c.ask_key.is_(None)

UNREAD = (
    select(
        inputs.c.position, inputs.c.ask_key, replies.c.engine, replies.c.reply, articles.c.article
    )
    .select_from(_open_inputs.join(replies, replies.c.ask_key == inputs.c.ask_key))
    .where(_without_result, attempts.c.error.is_(None))
)
"""Inputs with a reply that is not read yet by the present code."""

OPEN = (
    select(func.count())
    .select_from(_open_inputs)
    .where(_without_result, or_(attempts.c.error.is_(None), attempts.c.kind == "unavailable"))
)
"""How many inputs have no result, and no failure for good."""
