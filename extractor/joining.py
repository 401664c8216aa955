"""Runs put together: the articles and records of several folders, compared with one another."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from extractor.actors import Corrections, read_corrections
from extractor.api import opened
from extractor.budget import Budget, Ceiling
from extractor.errors import SettingsError
from extractor.judge import OnProgress
from extractor.ledger import Ledger
from extractor.pairs import Verdict
from extractor.pipeline import Options, RunReport, Work, made, taken
from extractor.results import Usage
from extractor.runs import LEDGER, open_ledger


async def reconcile_runs(
    runs: Sequence[Path],
    folder: Path,
    *,
    options: Options,
    on_progress: OnProgress | None = None,
) -> RunReport:
    """Compare the records of `runs` with one another, and write all of them to `folder`.

    No article is asked about. Of an article that several runs have, the first one's records are
    taken. Verdicts that the judge gave in `folder` or in any of the runs are not asked for again.
    Raises SettingsError for a folder without a run, LedgerError, EngineStopped; what was judged
    by then is kept.
    """
    started = time.monotonic()
    _refuse_own(runs, folder)
    budget = Budget(Ceiling(options.model.max_cost, options.model.max_tokens))
    async with opened(options.model, budget=budget) as asked:
        with ExitStack() as stack:
            sources = [stack.enter_context(open_ledger(run)) for run in runs]
            ledger = stack.enter_context(Ledger.open(made(folder) / LEDGER))
            budget.count(taken(ledger))
            take_over(sources, ledger)
            ledger.save_corrections(_corrections(options.run.actors, sources).to_json())
            work = Work(asked, ledger, options, on_progress or (lambda _: None))
            work.store = JoinedStore(ledger, sources)
            return await work.finish(folder, started=started)


def _refuse_own(runs: Sequence[Path], folder: Path) -> None:
    for run in runs:
        if run.resolve() == folder.resolve():
            raise SettingsError(
                f"--out {folder} is one of the runs: what is compared needs a folder of its own"
            )


def _corrections(given: Path | None, sources: Sequence[Ledger]) -> Corrections:
    """What is said of names now, or else what was said of them in the runs."""
    if given is not None:
        return read_corrections(given)
    return Corrections.joined(Corrections.from_json(source.corrections()) for source in sources)


def take_over(sources: Sequence[Ledger], ledger: Ledger) -> None:
    """Begin a start of `ledger` that has the inputs of `sources`, in their order."""
    ledger.start()
    ledger.take_over(outcome for source in sources for outcome in source.outcomes())


class JoinedStore:
    """What was asked for to compare records in several runs; what is new goes to the first."""

    def __init__(self, own: Ledger, others: Sequence[Ledger]) -> None:
        self._own = own.comparisons
        self._others = [ledger.comparisons for ledger in others]

    def verdicts(self, keys: Sequence[str]) -> Mapping[str, Verdict | None]:
        """Those of `keys` that were judged in any of the runs; None where no verdict was given."""
        found: dict[str, Verdict | None] = {}
        for kept in (*self._others, self._own):
            found |= kept.verdicts(keys)
        return found

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        """Keep new verdicts and what they took."""
        self._own.save_verdicts(verdicts, usage)

    def vectors(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Those of `keys` that any of the runs has."""
        found: dict[str, bytes] = {}
        for kept in (*self._others, self._own):
            found |= kept.vectors(keys)
        return found

    def save_vectors(self, vectors: Mapping[str, bytes], usage: Usage) -> None:
        """Keep new vectors and what they took."""
        self._own.save_vectors(vectors, usage)
