"""A whole run: articles in, a folder of results out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from extractor import extraction
from extractor.actors import unify
from extractor.api import open_engine
from extractor.articles import Columns, read_articles
from extractor.engines import Engine
from extractor.errors import EngineStopped, SettingsError
from extractor.export import write_run
from extractor.ledger import Ledger
from extractor.reconcile import Reconciliation, reconcile
from extractor.records import Article, ArticleResult, Summary
from extractor.report.view import RunView, entries
from extractor.runner import Progress, Reader, run
from extractor.settings import RULES, ModelSettings, RunSettings

T = TypeVar("T")

LEDGER = "ledger.sqlite"


class RunReport(NamedTuple):
    """How a run ended, and where its files lie."""

    summary: Summary
    folder: Path
    problems: tuple[str, ...]
    """One line for each article that failed or could not be read."""
    stopped: bool
    """True if it was interrupted; the same call goes on from there."""


class Options(NamedTuple):
    """What `run_folder` may be told beside its inputs."""

    model: ModelSettings = ModelSettings()
    run: RunSettings = RunSettings()
    columns: Columns = Columns()
    compare: bool = True
    """False leaves out the comparison across articles."""


DEFAULTS = Options()


async def run_folder(
    paths: Sequence[str | Path],
    folder: Path,
    *,
    options: Options = DEFAULTS,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Extract from `paths`, compare across articles, write everything to `folder`.

    The same call again goes on where the last one ended and asks for nothing twice. Raises
    SettingsError, LedgerError, EngineStopped; what was finished by then is kept and written.
    """
    started = time.monotonic()
    engine = open_engine(options.model)
    try:
        with Ledger.open(_made(folder) / LEDGER) as ledger:
            work = _Run(engine, ledger, options)
            stopped, refused = await work.extract(paths, on_progress)
            view = await work.view(unfinished=stopped or refused is not None, started=started)
            write_run(view, folder)
    finally:
        await engine.close()
    if refused is not None:
        raise refused
    return RunReport(view.summary, folder, _problems(view), stopped)


class _Run:
    """One start of a run, with its ledger open."""

    def __init__(self, engine: Engine, ledger: Ledger, options: Options) -> None:
        self._engine = engine
        self._ledger = ledger
        self._options = options

    async def extract(
        self, paths: Sequence[str | Path], on_progress: Callable[[Progress], None] | None
    ) -> tuple[bool, EngineStopped | None]:
        """Whether the user stopped the work, and the error if the endpoint did."""
        try:
            outcome = await run(
                read_articles(paths, columns=self._options.columns),
                engine=self._engine,
                ledger=self._ledger,
                settings=self._options.run,
                reader=Reader(extraction.read, extraction.read_key()),
                on_progress=on_progress,
            )
        except EngineStopped as error:
            return False, error
        return outcome.stopped, None

    async def view(self, *, unfinished: bool, started: float) -> RunView:
        """The run as its ledger has it now; an unfinished one asks the judge nothing new."""
        articles = list(self._ledger.articles())
        results = _with_shared_names(list(self._ledger.results()))
        compared = await self._compare(articles, results, unfinished=unfinished)
        summary = Summary(
            engine=self._engine.name,
            judge=self._engine.name,
            articles=_counts(result.status for result in results),
            records=_counts(record.kind for result in results for record in result.records),
            findings=_counts(finding.relation for finding in compared.findings),
            rejected=sum(len(result.rejected) for result in results),
            pairs_judged=compared.judged + compared.reused,
            pairs_left=compared.left,
            usage=self._ledger.usage(),
            seconds=round(time.monotonic() - started, 3),
        )
        return RunView(articles, results, compared.findings, summary)

    async def _compare(
        self, articles: Sequence[Article], results: Sequence[ArticleResult], *, unfinished: bool
    ) -> Reconciliation:
        free = self._engine.name == RULES
        limit = None if free else self._options.run.max_pairs
        compare = self._options.compare
        return await reconcile(
            [record for result in results for record in result.records] if compare else [],
            articles,
            judge=self._engine,
            max_pairs=0 if unfinished else limit,
            store=None if free else self._ledger,
        )


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"--out {folder}: {error.strerror}; name a folder to write to"
        ) from error
    return folder


def _with_shared_names(results: Sequence[ArticleResult]) -> list[ArticleResult]:
    """The results with one canonical name for each actor of the run."""
    records = iter(unify([record for result in results for record in result.records]))
    return [
        result.model_copy(update={"records": tuple(islice(records, len(result.records)))})
        for result in results
    ]


def _counts(names: Iterable[T]) -> dict[T, int]:
    return dict(Counter(names).most_common())


def _problems(view: RunView) -> tuple[str, ...]:
    return tuple(
        f"{entry.ref}: {entry.result.status}: {entry.result.error}"
        for entry in entries(view)
        if entry.result.status != "done"
    )
