"""A run as its ledger has it: while it is made, and any time after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from extractor.actors import Corrections, SharedNames
from extractor.errors import SettingsError
from extractor.ledger import Ledger
from extractor.records import Article, Kind, Record, Status
from extractor.report.view import NOBODY, RunView
from extractor.results import ArticleResult, Summary

T = TypeVar("T")

LEDGER = "ledger.sqlite"
"""The ledger of a run, in its folder."""


class Again(Generic[T]):
    """An iterable that begins anew each time, so that a run need not be held in memory."""

    def __init__(self, begin: Callable[[], Iterator[T]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[T]:
        return self._begin()


class Tally:
    """A run in figures, counted as its results pass by."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.kinds: Counter[Kind] = Counter()
        self.engines: Counter[str] = Counter()
        self.rejected = 0

    def counted(self, results: Iterable[ArticleResult]) -> Iterator[Record]:
        """The records in `results`, which are counted."""
        for result in results:
            self.statuses[result.status] += 1
            self.kinds.update(record.kind for record in result.records)
            self.engines.update(record.engine for record in result.records)
            self.rejected += len(result.rejected)
            yield from result.records


class Extracted(NamedTuple):
    """What was extracted, and counted; see `RunView`."""

    articles: Iterable[Article]
    results: Iterable[ArticleResult]
    """With one canonical name for each actor of the run."""
    tally: Tally
    corrections: Corrections
    """What a user says of these names; the results have it."""


def extracted(ledger: Ledger) -> Extracted:
    """The articles and results in `ledger`, which are read each time they are gone through."""
    tally = Tally()
    corrections = Corrections.from_json(ledger.corrections())
    names = SharedNames(tally.counted(ledger.results()), corrections)
    results = Again(lambda: _renamed(ledger.results(), names))
    return Extracted(Again(ledger.articles), results, tally, corrections)


def _renamed(results: Iterable[ArticleResult], names: SharedNames) -> Iterator[ArticleResult]:
    for result in results:
        records = tuple(map(names.given_to, result.records))
        yield result.model_copy(update={"records": records})


@contextmanager
def open_ledger(folder: Path, *, readonly: bool = True) -> Iterator[Ledger]:
    """The ledger of the run in `folder`. Raises SettingsError if there is none."""
    place = folder / LEDGER
    if not place.is_file():
        raise SettingsError(
            f"{folder} has no {LEDGER}: name the folder that a run or a batch was given as --out"
        )
    with Ledger.open(place, readonly=readonly) as ledger:
        yield ledger


@contextmanager
def open_run(folder: Path) -> Iterator[RunView]:
    """The run in `folder`, also while it goes on: what its ledger had when it was opened.

    A run that was killed, or is not over, has no findings: they would not fit its records.
    Raises SettingsError if the folder is not a run's, LedgerError if it can't be read.
    """
    with open_ledger(folder) as ledger:
        articles, results, tally, corrections = extracted(ledger)
        summary = ledger.summary()
        findings = () if summary is None else tuple(ledger.findings())
        timelines = () if summary is None else tuple(ledger.timelines())
        stories = () if summary is None else ledger.stories()
        yield RunView(
            articles=articles,
            results=results,
            findings=findings,
            summary=summary or _unfinished(ledger, tally),
            timelines=timelines,
            corrections=corrections,
            stories=stories,
        )


def _unfinished(ledger: Ledger, tally: Tally) -> Summary:
    return Summary(
        engine=", ".join(name for name, _ in tally.engines.most_common()) or NOBODY,
        judge=NOBODY,
        articles=dict(tally.statuses.most_common()),
        records=dict(tally.kinds.most_common()),
        findings={},
        rejected=tally.rejected,
        pairs_judged=0,
        pairs_left=0,
        usage=ledger.usage(),
        lost=ledger.lost(),
        seconds=0.0,
    )
