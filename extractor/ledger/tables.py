"""The tables of a ledger, the same on SQLite and PostgreSQL.

What cost money is only ever added to: `replies`, `attempts`, `dispatches`, `verdicts` and
`vectors` are never changed. A dispatch is noted when an engine is asked, with the most that this
may cost; one that no attempt names was under way when its process was killed, and may have been
paid for.
`inputs` says which articles the present start of the run is about, in their order, and is
written anew by every start; what became of an input is a function of the other tables:

skipped  it says so itself
done     `results` has a row for its ask_key and read_key
failed   no such row, and the last of its `attempts` has an error
pending  none of these
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    select,
)

SCHEMA_VERSION = "4"
"""Raised whenever a table changes: a ledger of another version is refused, never guessed at."""

metadata = MetaData()


def counting() -> Column[int]:
    """A key that counts up. SQLite counts only where the type is exactly INTEGER."""
    return Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", Text, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("ref", Text, nullable=False),
    Column("article_id", String, unique=True),
    Column("ask_key", String),
    Column("read_key", String),
    Column("skipped", Text),
)

replies = Table(
    "replies",
    metadata,
    Column("ask_key", String, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", String, nullable=False),
)

results = Table(
    "results",
    metadata,
    Column("ask_key", String, primary_key=True),
    Column("read_key", String, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("result", Text, nullable=False),
    Column("at", String, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    counting(),
    Column("work", String, nullable=False),
    Column("ask_key", String),
    Column("engine", String),
    Column("error", Text),
    Column("kind", String),
    Column("answer", Text),
    Column("detail", Text),
    Column("dispatch", String),
    Column("requests", BigInteger, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("cached_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("cost", Double, nullable=False),
    Column("unpriced", BigInteger, nullable=False),
    Column("retries", BigInteger, nullable=False),
    Column("retry_cost", Double, nullable=False),
    Column("at", String, nullable=False),
    Index("attempts_of_ask", "ask_key"),
    Index("attempts_of_dispatch", "dispatch"),
)

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", String, primary_key=True),
    Column("ask_key", String, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("cost", Double, nullable=False),
    Column("at", String, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    counting(),
    Column("judge_key", String, nullable=False),
    Column("verdict", Text),
    Column("at", String, nullable=False),
    Index("verdicts_of_key", "judge_key"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("vector_key", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("at", String, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("finding", Text, nullable=False),
)

_later = attempts.alias("later")
LAST_ATTEMPT = (
    select(func.max(_later.c.number)).where(_later.c.ask_key == inputs.c.ask_key).scalar_subquery()
)
ANSWERED = and_(results.c.ask_key == inputs.c.ask_key, results.c.read_key == inputs.c.read_key)

ARTICLES = select(inputs.c.position, articles.c.article).join(
    articles, articles.c.id == inputs.c.article_id
)
"""The articles of the present start."""

JOINABLE = select(inputs, articles.c.article, results.c.result, attempts.c.error).select_from(
    inputs.outerjoin(articles, articles.c.id == inputs.c.article_id)
    .outerjoin(results, ANSWERED)
    .outerjoin(attempts, attempts.c.number == LAST_ATTEMPT)
)
"""Each input with its article and its result, or else with the error of its last attempt."""

RESULT_KEYS = select(inputs.c.position, results.c.ask_key, results.c.read_key).join(
    results, ANSWERED
)
"""What stands in `results` for the inputs of the present start."""

STATES = select(
    inputs, results.c.result, attempts.c.error, attempts.c.kind, attempts.c.answer
).select_from(
    inputs.outerjoin(results, ANSWERED).outerjoin(attempts, attempts.c.number == LAST_ATTEMPT)
)
"""Each input with its result, or else with the error of its last attempt."""

FAILURES = STATES.add_columns(attempts.c.detail).where(
    inputs.c.skipped.is_(None), results.c.result.is_(None), attempts.c.error.is_not(None)
)
"""The inputs of the present start that failed."""

UNSETTLED = (
    select(
        func.count().label("articles"),
        func.coalesce(func.sum(dispatches.c.tokens), 0).label("tokens"),
        func.coalesce(func.sum(dispatches.c.cost), 0.0).label("cost"),
    )
    .select_from(dispatches.outerjoin(attempts, attempts.c.dispatch == dispatches.c.id))
    .where(attempts.c.number.is_(None))
)
"""Dispatches that no attempt names: how many, and at most how many tokens and dollars."""

_done = exists().where(
    results.c.ask_key == bindparam("ask_key"), results.c.read_key == bindparam("read_key")
)

KNOWN = select(
    select(inputs.c.ref)
    .where(inputs.c.article_id == bindparam("article_id"))
    .scalar_subquery()
    .label("same_as"),
    _done.label("finished"),
    case(
        (_done, null()),
        else_=select(replies.c.reply)
        .where(replies.c.ask_key == bindparam("ask_key"))
        .scalar_subquery(),
    ).label("reply"),
    select(attempts.c.kind)
    .where(attempts.c.ask_key == bindparam("ask_key"))
    .order_by(attempts.c.number.desc())
    .limit(1)
    .scalar_subquery()
    .label("failure"),
)
"""All that is asked when an article joins a run, in one statement, since it is asked so often."""


def get_meta(connection: Connection, key: str) -> str | None:
    """The value noted under `key`, if any."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Note `value` under `key`, in the place of what was there."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))
