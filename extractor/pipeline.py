"""A whole run: articles in, a folder of results out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from extractor.actors import read_corrections
from extractor.api import open_engine
from extractor.articles import Columns, read_articles
from extractor.budget import Budget, Ceiling
from extractor.engines import Engine
from extractor.errors import BudgetReached, EngineStopped, SettingsError
from extractor.export import write_run
from extractor.identity import content_id, source_digest
from extractor.judge import OnProgress, WatchedJudge
from extractor.ledger import Ledger, is_copy
from extractor.processes import reader
from extractor.reconcile import Reconciliation, VerdictStore, reconcile
from extractor.records import Article
from extractor.report.view import NOBODY, RunView, entries
from extractor.results import ArticleResult, Summary, Usage
from extractor.runner import run
from extractor.runs import LEDGER, extracted
from extractor.settings import RULES, CompareSettings, ModelSettings, RunSettings
from extractor.signals import interruptible

COMPARING = ("reconcile", "wording.py", "periods.py", "phrasing.py")
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
    since: date | None = None
    """The first day of what is new: records of earlier days are not compared with each other."""
    report: bool = True
    """False leaves out the report, which takes longer to write than all other files."""


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
    corrections = read_corrections(options.run.actors)
    budget = Budget(Ceiling(options.model.max_cost, options.model.max_tokens))
    engine = open_engine(options.model, budget=budget)
    try:
        with Ledger.open(made(folder) / LEDGER) as ledger:
            _refuse_while_in_batches(engine, ledger)
            budget.count(taken(ledger))
            ledger.save_corrections(corrections.to_json())
            work = Work(engine, ledger, options, on_progress or (lambda _: None))
            await work.extract(paths)
            return await work.finish(folder, started=started)
    finally:
        await engine.close()


async def refresh_folder(ledger: Ledger, folder: Path, *, engine: Engine) -> RunReport:
    """Write the files of `folder` anew from its open ledger; nobody is asked anything.

    `engine` only gives its name. Findings are shown as long as they fit the results.
    """
    compared = ledger.findings_key() is not None
    work = Work(engine, ledger, Options(compare=compared), lambda _: None)
    view = await work.view(time.monotonic(), anew=False)
    write_run(view, folder)
    return RunReport(view.summary, folder, tuple(_failures(view)), "done")


class Work:
    """One start of a run, with its ledger open."""

    def __init__(
        self, engine: Engine, ledger: Ledger, options: Options, on_progress: OnProgress
    ) -> None:
        self._engine = engine
        self._ledger = ledger
        self._options = options
        self._on_progress = on_progress
        self.judge = WatchedJudge(engine, on_progress)
        self.verdicts: VerdictStore = ledger.comparisons
        """Where the verdicts of a judge that is paid are kept."""
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
        options = self._options
        try:
            with reader(options.model, processes=options.run.processes) as reading:
                outcome = await run(
                    read_articles(paths, columns=options.columns),
                    engine=self._engine,
                    ledger=self._ledger,
                    settings=options.run,
                    reader=reading,
                    on_progress=self._on_progress,
                )
        except EngineStopped as error:
            self.refused = error
        else:
            self.stopped = outcome.stopped
            self.judge.follow(outcome.progress)

    async def finish(self, folder: Path, *, started: float) -> RunReport:
        """Compare, and write all files of `folder`. Raises EngineStopped if the endpoint stopped
        the work; what was finished by then is kept and written."""
        view = await self.view(started)
        write_run(view, folder, report=self._options.report)
        if self.refused is not None and self.ending != "budget":
            raise self.refused
        problems = (*_failures(view), *self.judge.failures())
        return RunReport(view.summary, folder, problems, self.ending, str(self.refused or ""))

    @property
    def _findings_key(self) -> str:
        """A hash of what shapes findings beside the records."""
        ledger, judge = self._ledger, self._engine.judge_fingerprint
        given = (str(self._options.run.as_of), ledger.corrections())
        return content_id("findings", judge, source_digest(COMPARING), *given)

    async def view(self, started: float, *, anew: bool = True) -> RunView:
        """The run as its ledger has it, compared; `started` is when, by the monotonic clock.

        It is compared `anew`, or else has the findings that are there.
        """
        articles, results, tally, corrections = extracted(self._ledger)
        if anew:
            compared = await self._compare(articles, results)
            self._ledger.save_findings(
                compared.findings,
                compared.timelines,
                key=self._findings_key,
                stories=compared.stories,
            )
        else:
            compared = NOT_COMPARED._replace(
                findings=tuple(self._ledger.findings()),
                timelines=tuple(self._ledger.timelines()),
                stories=self._ledger.stories(),
            )
        summary = Summary(
            engine=self._engine.name,
            judge=self._engine.name if self._options.compare else NOBODY,
            articles=dict(tally.statuses.most_common()),
            records=dict(tally.kinds.most_common()),
            findings=dict(Counter(f.relation for f in compared.findings).most_common()),
            rejected=tally.rejected,
            pairs_judged=compared.judged + compared.reused,
            pairs_left=compared.left,
            usage=self._ledger.usage(),
            lost=self._ledger.lost(),
            seconds=round(time.monotonic() - started, 3),
        )
        if anew:
            self._ledger.save_summary(summary)
        return RunView(
            articles=articles,
            results=results,
            findings=compared.findings,
            summary=summary,
            timelines=compared.timelines,
            corrections=corrections,
            stories=compared.stories,
        )

    async def _compare(
        self, articles: Iterable[Article], results: Iterable[ArticleResult]
    ) -> Reconciliation:
        """The comparison, with what the judge said before if it can be asked nothing now."""
        compared = None
        if self._options.compare and not (self.stopped or self.refused):
            self.judge.begin()
            compared = await self._compare_anew(articles, results)
        if compared is None:
            compared = await self._reconcile(articles, results, max_pairs=0)
        return compared

    async def _compare_anew(
        self, articles: Iterable[Article], results: Iterable[ArticleResult]
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
        articles: Iterable[Article],
        results: Iterable[ArticleResult],
        *,
        max_pairs: int | None,
    ) -> Reconciliation:
        if not self._options.compare:
            return NOT_COMPARED
        return await reconcile(
            [record for result in results for record in result.records],
            articles,
            judge=self.judge,
            settings=CompareSettings(
                max_pairs=max_pairs, as_of=self._options.run.as_of, since=self._options.since
            ),
            store=None if self._engine.name == RULES else self.verdicts,
        )


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


def _failures(view: RunView) -> Iterator[str]:
    if view.summary.articles.keys() <= {"done"}:
        return
    for entry in entries(view):
        result = entry.result
        if result.status != "done" and not is_copy(result):
            yield f"{entry.ref}: {result.status}: {result.error}"
