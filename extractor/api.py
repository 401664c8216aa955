"""The library: an engine chosen by name, and what it does with articles and records."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any, TypeVar

from pydantic import ValidationError

from extractor import extraction
from extractor.actors import unify
from extractor.budget import Budget
from extractor.engines import Engine
from extractor.errors import SettingsError
from extractor.flow import Flow, each
from extractor.reconcile import Reconciliation
from extractor.reconcile import reconcile as compare
from extractor.records import Article, Record
from extractor.results import ArticleResult
from extractor.settings import RULES, ModelSettings

T = TypeVar("T")


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


def _settings(model: str, settings: dict[str, Any]) -> ModelSettings:
    try:
        return ModelSettings(model=model, **settings)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(f"the setting {name}: {first['msg']}") from None


def as_article(article: Article | str) -> Article:
    """`article`, or an Article made of a bare text."""
    return Article.of(article) if isinstance(article, str) else article


def reconcile(
    records: Sequence[Record],
    articles: Iterable[Article] = (),
    *,
    judge: str = RULES,
    **settings: Any,
) -> Reconciliation:
    """How `records` contradict, dispute, update or corroborate each other; see `areconcile`."""
    return run_sync(areconcile(records, articles, judge=judge, **settings))


async def areconcile(
    records: Sequence[Record],
    articles: Iterable[Article] = (),
    *,
    judge: str = RULES,
    **settings: Any,
) -> Reconciliation:
    """The findings over `records`, which may come from many articles and runs.

    `articles` give the judge the sentence around each quote and the headline; without them it
    sees the quotes alone. `judge` and `settings` are as for `Extractor`.
    """
    engine = open_engine(_settings(judge, settings))
    try:
        return await compare(unify(records), articles, judge=engine)
    finally:
        await engine.close()
