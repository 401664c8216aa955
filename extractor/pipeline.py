"""A whole run: articles in, a folder of results out."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from extractor import extraction
from extractor.actors import unify
from extractor.api import open_engine
from extractor.articles import Columns, read_articles
from extractor.budget import Budget, Ceiling
from extractor.engines import Engine, Judgement
from extractor.errors import BudgetReached, EngineError, EngineStopped, SettingsError
from extractor.export import write_run
from extractor.identity import content_id, source_digest
from extractor.ledger import Ledger, is_copy
from extractor.pairs import Pair
from extractor.reconcile import Reconciliation, reconcile
from extractor.records import Article
from extractor.report.view import NOBODY, RunView, entries
from extractor.results import ArticleResult, Summary, Usage
from extractor.runner import Progress, run
from extractor.settings import RULES, ModelSettings, RunSettings
from extractor.signals import interruptible
from extractor.tasks import Reader

T = TypeVar("T")
OnProgress = Callable[[Progress], None]

LEDGER = "ledger.sqlite"

COMPARING = ("reconcile", "wording.py", "periods.py")
"""The code that makes findings of verdicts."""


Ending = Literal["done", "interrupted", "budget"]
"""All was done, the user stopped it, or a ceiling on cost or tokens was reached."""


class RunReport(NamedTuple):
    """How a run ended, and where its files lie."""

    summary: Summary
    folder: Path
    problems: tuple[str, ...]
    """One line for each article that failed or could not be read, and one for failed comparisons.
    A second copy of an article is no problem."""
    ending: Ending
    """Whether all was done; if not, the same call goes on from there."""
    remark: str = ""
    """What to do about a ceiling that was reached."""


NOT_COMPARED = Reconciliation((), (), judged=0, reused=0, left=0, usage=Usage())


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
    on_progress: OnProgress | None = None,
) -> RunReport:
    """Extract from `paths`, compare across articles, write everything to `folder`.

    The same call again goes on where the last one ended and asks for nothing twice. Raises
    SettingsError, LedgerError, EngineStopped; what was finished by then is kept and written.
    """
    started = time.monotonic()
    budget = Budget(Ceiling(options.model.max_cost, options.model.max_tokens))
    engine = open_engine(options.model, budget=budget)
    try:
        with Ledger.open(made(folder) / LEDGER) as ledger:
            _refuse_while_in_batches(engine, ledger)
            budget.count(taken(ledger))
            work = _Run(engine, ledger, options, on_progress or (lambda _: None))
            await work.extract(paths)
            view = await work.view(started)
            write_run(view, folder)
    finally:
        await engine.close()
    if work.refused is not None and work.ending != "budget":
        raise work.refused
    problems = (*_failures(view), *work.judge.failures())
    return RunReport(view.summary, folder, problems, work.ending, str(work.refused or ""))


async def refresh_folder(ledger: Ledger, folder: Path, *, engine: Engine) -> RunReport:
    """Write the files of `folder` anew from its open ledger; nobody is asked anything.

    `engine` only gives its name. Findings are shown as long as they fit the results.
    """
    compared = ledger.findings_key() is not None
    work = _Run(engine, ledger, Options(compare=compared), lambda _: None)
    view = await work.view(time.monotonic(), anew=False)
    write_run(view, folder)
    return RunReport(view.summary, folder, tuple(_failures(view)), "done")


class _Run:
    """One start of a run, with its ledger open."""

    def __init__(
        self, engine: Engine, ledger: Ledger, options: Options, on_progress: OnProgress
    ) -> None:
        self._engine = engine
        self._ledger = ledger
        self._options = options
        self._on_progress = on_progress
        self.judge = _Judge(engine, on_progress)
        self.stopped = False
        """Whether the user stopped the work."""
        self.refused: EngineStopped | None = None
        """The error, if the endpoint did."""

    @property
    def ending(self) -> Ending:
        """How the work ended, short of an error."""
        if isinstance(self.refused, BudgetReached):
            return "budget"
        return "interrupted" if self.stopped else "done"

    async def extract(self, paths: Sequence[str | Path]) -> None:
        """Have every article answered and read, as far as that goes."""
        try:
            outcome = await run(
                read_articles(paths, columns=self._options.columns),
                engine=self._engine,
                ledger=self._ledger,
                settings=self._options.run,
                reader=Reader(extraction.read, extraction.read_key()),
                on_progress=self._on_progress,
            )
        except EngineStopped as error:
            self.refused = error
        else:
            self.stopped = outcome.stopped
            self.judge.follow(outcome.progress)

    @property
    def _findings_key(self) -> str:
        """A hash of what shapes findings beside the records."""
        return content_id("findings", self._engine.judge_fingerprint, source_digest(COMPARING))

    async def view(self, started: float, *, anew: bool = True) -> RunView:
        """The run as its ledger has it, compared; `started` is when, by the monotonic clock.

        It is compared `anew`, or else has the findings that are there.
        """
        articles = list(self._ledger.articles())
        results = _with_shared_names(list(self._ledger.results()))
        if anew:
            compared = await self._compare(articles, results)
            self._ledger.save_findings(compared.findings, key=self._findings_key)
        else:
            compared = NOT_COMPARED._replace(findings=tuple(self._ledger.findings()))
        summary = Summary(
            engine=self._engine.name,
            judge=self._engine.name if self._options.compare else NOBODY,
            articles=_counts(result.status for result in results),
            records=_counts(record.kind for result in results for record in result.records),
            findings=_counts(finding.relation for finding in compared.findings),
            rejected=sum(len(result.rejected) for result in results),
            pairs_judged=compared.judged + compared.reused,
            pairs_left=compared.left,
            usage=self._ledger.usage(),
            lost=self._ledger.lost(),
            seconds=round(time.monotonic() - started, 3),
        )
        return RunView(articles, results, compared.findings, summary)

    async def _compare(
        self, articles: Sequence[Article], results: Sequence[ArticleResult]
    ) -> Reconciliation:
        """The comparison, with what the judge said before if it can be asked nothing now."""
        compared = None
        if not (self.stopped or self.refused):
            compared = await self._compare_anew(articles, results)
        if compared is None:
            compared = await self._reconcile(articles, results, max_pairs=0)
        return compared

    async def _compare_anew(
        self, articles: Sequence[Article], results: Sequence[ArticleResult]
    ) -> Reconciliation | None:
        limit = None if self._engine.name == RULES else self._options.run.max_pairs
        compared = None
        try:
            work = self._reconcile(articles, results, max_pairs=limit)
            compared = await interruptible(work, stop=self.judge.stop)
        except EngineStopped as error:
            self.refused = None if self.judge.stopped else error
        self.stopped = self.judge.stopped
        return compared

    async def _reconcile(
        self,
        articles: Sequence[Article],
        results: Sequence[ArticleResult],
        *,
        max_pairs: int | None,
    ) -> Reconciliation:
        if not self._options.compare:
            return NOT_COMPARED
        return await reconcile(
            [record for result in results for record in result.records],
            articles,
            judge=self.judge,
            max_pairs=max_pairs,
            store=None if self._engine.name == RULES else self._ledger,
        )


class _Judge:
    """An engine as the judge of a run: checked before it is asked, watched, and told to stop."""

    def __init__(self, engine: Engine, on_progress: OnProgress) -> None:
        self._engine = engine
        self._on_progress = on_progress
        self._checking = asyncio.Lock()
        self._checked = False
        self._refusal: EngineStopped | None = None
        self._unanswered = 0
        self._last_error = ""
        self.name = engine.name
        self.judge_fingerprint = engine.judge_fingerprint
        self.pairs_per_call = engine.pairs_per_call
        self._progress = Progress()
        self.stopped = False

    def follow(self, progress: Progress) -> None:
        """Begin where the articles ended; an endpoint that answered about them needs no check."""
        self._progress = progress
        self._checked = progress.usage.requests > 0

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """Verdicts for `pairs`. Raises EngineError; EngineStopped once it is to stop."""
        await self._check()
        if self.stopped:
            raise EngineStopped("stopped")
        try:
            judgement = await self._engine.judge(pairs)
        except EngineError as error:
            self._unanswered += len(pairs)
            self._last_error = str(error)
            raise
        self._progress = self._progress._replace(pairs=self._progress.pairs + len(pairs))
        self._on_progress(self._progress)
        # An engine that never waits must not keep signals waiting either.
        await asyncio.sleep(0)
        return judgement

    async def _check(self) -> None:
        """Many pairs would each be tried for a long time where nobody answers at all."""
        async with self._checking:
            if not self._checked:
                try:
                    await self._engine.check()
                except (SettingsError, EngineStopped) as error:
                    self._refusal = EngineStopped(str(error))
            self._checked = True
        if self._refusal is not None:
            raise self._refusal

    def stop(self) -> None:
        """Ask nothing more; answers on their way are paid for and waited for."""
        self.stopped = True
        self._progress = self._progress._replace(stopping=True)
        self._on_progress(self._progress)

    def failures(self) -> Iterator[str]:
        """A line about the pairs that got no answer, if there are any."""
        if self._unanswered:
            yield f"{self._unanswered} pairs were not compared: {self._last_error}"


def _refuse_while_in_batches(engine: Engine, ledger: Ledger) -> None:
    """What is in a batch would be asked, and paid, a second time."""
    waiting = [b for b in ledger.batches.unsettled() if b.fingerprint == engine.fingerprint]
    if waiting:
        raise SettingsError(
            f"{len(waiting)} batches with this model are under way: `extractor batch collect` "
            f"brings them in, `extractor batch status` tells how far they are"
        )


def taken(ledger: Ledger) -> Usage:
    """What earlier starts took; and at most, what was under way when they were killed and what
    batches may yet take."""
    lost = ledger.lost()
    known = ledger.usage() + Usage(cost=lost.cost, input_tokens=lost.tokens)
    return known + ledger.batches.reserved()


def made(folder: Path) -> Path:
    """The folder of a run, made if need be. Raises SettingsError."""
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


def _failures(view: RunView) -> Iterator[str]:
    for entry in entries(view):
        result = entry.result
        if result.status != "done" and not is_copy(result):
            yield f"{entry.ref}: {result.status}: {result.error}"
