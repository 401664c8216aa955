"""The library: an engine chosen by name, and what it does with articles and records."""

from __future__ import annotations

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, asynccontextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from extractor import extraction
from extractor.actors import read_corrections, unify
from extractor.articles import Columns, read_table
from extractor.budget import Budget
from extractor.engines import Embedder, Engine
from extractor.errors import ArticleError, BudgetReached, EngineStopped, SettingsError
from extractor.export import ArticleLine
from extractor.flow import Flow, each
from extractor.ledger import SAME_AS
from extractor.reconcile import Embedding, MemoryStore, Reconciliation
from extractor.reconcile import reconcile as compare
from extractor.records import Article, Model, Record, Status
from extractor.report.view import Entry
from extractor.results import ArticleResult
from extractor.settings import RULES, CompareSettings, ModelSettings
from extractor.tabular import (
    ArrowTable,
    Tables,
    articles_from_table,
    articles_table,
    like,
    records_from_table,
    records_table,
)

T = TypeVar("T")
S = TypeVar("S", bound=Model)


def open_engine(settings: ModelSettings, *, budget: Budget | None = None) -> Engine:
    """The engine that `settings.model` names, within `budget` or else the ceilings in `settings`.

    Raises SettingsError before any work.
    """
    if settings.model == RULES:
        from extractor.engines.rules import RulesEngine  # noqa: PLC0415

        return RulesEngine()
    # Imported here: instructor takes over a second, which the embedded engine need not wait for.
    from extractor.engines.llm import LLMEngine  # noqa: PLC0415

    return LLMEngine.open(settings, budget=budget)


def open_embedder(settings: ModelSettings, *, budget: Budget | None = None) -> Embedder | None:
    """Who gives vectors, if `settings.embeddings` names a model. Raises SettingsError."""
    if settings.embeddings is None:
        return None
    from extractor.engines.llm import LLMEmbedder  # noqa: PLC0415

    return LLMEmbedder.open(settings, budget=budget)


class Engines(NamedTuple):
    """Who is asked in a run or a comparison."""

    engine: Engine
    embedder: Embedder | None = None


@asynccontextmanager
async def opened(
    settings: ModelSettings, *, budget: Budget | None = None
) -> AsyncIterator[Engines]:
    """Who `settings` name, sharing `budget`, closed at the end. Raises SettingsError."""
    found = Engines(open_engine(settings, budget=budget), open_embedder(settings, budget=budget))
    try:
        yield found
    finally:
        await found.engine.close()
        if found.embedder is not None:
            await found.embedder.close()


def run_sync(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, also where an event loop already runs (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class Extractor:
    """Finds claims, stances and commitments in articles, with one engine.

    `model` is `rules` (embedded, needs no key) or PROVIDER/NAME; further settings are those of
    `ModelSettings` (`base_url=`, `api_key=`, `temperature=`, …). Raises SettingsError at once if
    a setting is wrong, or a key or a package is missing.
    """

    def __init__(self, model: str = RULES, **settings: Any) -> None:
        self.settings = _settings(model, settings)
        # Each call opens an engine of its own, since calls may come from many event loops; this
        # one only tells what is missing.
        open_engine(self.settings)

    def extract(self, article: Article | str) -> ArticleResult:
        """The records of one article; see `aextract`."""
        return run_sync(self.aextract(article))

    async def aextract(self, article: Article | str) -> ArticleResult:
        """The records of one article, in the order of its text. Raises EngineError."""
        article, engine = as_article(article), open_engine(self.settings)
        try:
            return extraction.read(article, engine, await engine.ask(article))
        finally:
            await engine.close()

    async def stream(
        self, articles: Iterable[Article | str], *, concurrency: int = 16, keep_order: bool = False
    ) -> AsyncGenerator[ArticleResult, None]:
        """Results as they finish, at most `concurrency` in work; a failed one says so in `status`.

        `articles` is read only as fast as results are taken, so it may be endless. With
        `keep_order` results come in its order; what is ready early then waits, as far as memory
        is bounded. Raises EngineStopped once what was in work is given.
        """
        engine = open_engine(self.settings)

        async def extracted(article: Article | str) -> ArticleResult:
            return await extraction.extract(as_article(article), engine)

        flow = Flow(extracted, concurrency=concurrency, keep_order=keep_order)
        try:
            async with aclosing(flow.results(each(articles))) as results:
                async for result in results:
                    yield result
        finally:
            await engine.close()

    def extract_table(
        self, table: ArrowTable, *, concurrency: int = 16, **columns: str | None
    ) -> Tables:
        """The records of the articles in the rows of a table, and what became of each row.

        `table` is a DataFrame of pandas, or whatever else Arrow can read (Polars, DuckDB, PyArrow).
        The tables given back are DataFrames for pandas, else Arrow's; see `extractor.tabular` for
        their columns. `text_column="story"`, `title_column=…` and so on name columns without the
        usual names (`Columns`). A row that can't be read, fails, or brings the same article again
        says so in `articles`. Raises SettingsError for a wrong column, ArticleError if no column
        has texts, EngineStopped if the endpoint stops before any row is done.
        """
        return run_sync(self._table(table, _columns(columns), concurrency))

    async def _table(self, table: ArrowTable, columns: Columns, concurrency: int) -> Tables:
        inputs = _Inputs(read_table(table, columns=columns))
        results: dict[str, ArticleResult] = {}
        stopped = ""
        try:
            async for result in self.stream(inputs.distinct(), concurrency=concurrency):
                results[result.article_id] = result
        except EngineStopped as error:
            if not any(result.status == "done" for result in results.values()):
                raise
            stopped = str(error)
        found = list(inputs.entries(results, stopped))
        records = records_table(record for entry in found for record in entry.result.records)
        articles = articles_table(map(ArticleLine.of, found))
        return Tables(like(table, records), like(table, articles))


class _Inputs:
    """The rows of a table: those to be asked about, and then all of them with their results."""

    def __init__(self, rows: Iterator[Article | ArticleError]) -> None:
        self._rows = rows
        self._taken: list[Article | ArticleError] = []

    def distinct(self) -> Iterator[Article]:
        """The articles, each once, as they are read."""
        given = set[str]()
        for row in self._rows:
            self._taken.append(row)
            if isinstance(row, Article) and row.id not in given:
                given.add(row.id)
                yield row

    def entries(self, results: Mapping[str, ArticleResult], stopped: str) -> Iterator[Entry]:
        """An entry for each row; articles without a result have failed by what `stopped` all."""
        refs: dict[str, str] = {}
        for row in chain(self._taken, self._rows):
            if isinstance(row, ArticleError):
                yield Entry(None, _without(row.place, "skipped", row.message))
            elif row.id in refs:
                yield Entry(None, _without(row.ref, "skipped", f"{SAME_AS}{refs[row.id]}"))
            else:
                refs[row.id] = row.ref
                yield Entry(row, results.get(row.id) or _without(row.id, "failed", stopped))


def _without(name: str, status: Status, error: str) -> ArticleResult:
    return ArticleResult(article_id=name, status=status, error=error)


def _columns(named: dict[str, str | None]) -> Columns:
    known = {f"{name}_column": name for name in Columns.model_fields}
    for name in named:
        if name not in known:
            raise SettingsError(f"unknown setting {name}; there are: {', '.join(known)}")
    return Columns(**{known[name]: column for name, column in named.items()})


def _settings(model: str, settings: dict[str, Any]) -> ModelSettings:
    return _checked(ModelSettings, {"model": model, **settings})


def _checked(kind: type[S], settings: dict[str, Any]) -> S:
    try:
        return kind(**settings)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(f"the setting {name}: {first['msg']}") from None


def as_article(article: Article | str) -> Article:
    """`article`, or an Article made of a bare text."""
    return Article.of(article) if isinstance(article, str) else article


def reconcile(
    records: Sequence[Record] | ArrowTable,
    articles: Iterable[Article] | ArrowTable = (),
    *,
    judge: str = RULES,
    actors: str | Path | None = None,
    **settings: Any,
) -> Reconciliation:
    """How `records` contradict, dispute, update or corroborate each other; see `areconcile`."""
    return run_sync(areconcile(records, articles, judge=judge, actors=actors, **settings))


async def areconcile(
    records: Sequence[Record] | ArrowTable,
    articles: Iterable[Article] | ArrowTable = (),
    *,
    judge: str = RULES,
    actors: str | Path | None = None,
    **settings: Any,
) -> Reconciliation:
    """The findings over `records`, which may come from many articles and runs.

    `articles` give the judge the sentence around each quote and the headline; without them it
    sees the quotes alone. Both may be tables, as `extract_table` and `extractor export` make them.
    `judge` and `settings` are as for `Extractor`; `max_pairs=`, `as_of=` and `since=` are those of
    `CompareSettings`. `actors` is a CSV or TSV file that says who is who; see `Correction`.

    Where `max_cost=` or `max_tokens=` is reached, the findings are those of the pairs judged until
    then, the most suspicious; `left` counts the others. Raises EngineStopped if a judge answers
    nobody, and EngineError's other kinds not at all: a pair that can't be judged is left.
    """
    corrections = read_corrections(actors)
    given = records_from_table(records) if isinstance(records, ArrowTable) else records
    about = tuple(articles_from_table(articles)) if isinstance(articles, ArrowTable) else articles
    how = {name: settings.pop(name) for name in CompareSettings.model_fields & settings.keys()}
    comparing = _checked(CompareSettings, how)
    async with opened(_settings(judge, settings)) as asked:
        return await _compared(unify(given, corrections), about, asked, comparing)


async def _compared(
    records: Sequence[Record],
    articles: Iterable[Article],
    asked: Engines,
    settings: CompareSettings,
) -> Reconciliation:
    """The comparison; once a ceiling is reached, as far as it went."""
    judge = asked.engine
    embedding = Embedding(asked.embedder) if asked.embedder else None
    store = None if judge.name == RULES else MemoryStore()
    try:
        return await compare(
            records, articles, judge=judge, settings=settings, store=store, embedding=embedding
        )
    except BudgetReached:
        known = settings.model_copy(update={"max_pairs": 0})
        return await compare(records, articles, judge=judge, settings=known, store=store)
