"""A run in a process of its own, to be killed and interrupted; it says each step on its output.

    python -m tests.interrupted_run LEDGER ARTICLES PATIENCE

`asked ID` when the engine is asked, `answered ID` when it answers, after up to PATIENCE seconds; at
the end `stopped True` or `stopped False` and `memory KIB`, or `error MESSAGE`.

    python -m tests.interrupted_run LEDGER hold

`held` once the ledger is open for writing, then waits for input.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.engines import Engine, Forecast, Judgement, Reading, Reply, ReplyPart
from extractor.errors import LedgerError
from extractor.ledger import Ledger
from extractor.pairs import Pair
from extractor.records import Article
from extractor.results import ArticleResult, Usage
from extractor.runner import RunOutcome, run
from extractor.settings import RunSettings
from extractor.tasks import Reader

COMMIT_EVERY, CONCURRENCY = 20, 4

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "tests.interrupted_run"]
"""To be started in ROOT: as a file it would import the installed package, not the one beside it."""


class SlowEngine:
    """Finds nothing in an article, after a while."""

    name = "slow"
    fingerprint = "slow-1"
    judge_fingerprint = "none"
    pairs_per_call = 1
    order_matters = False

    def __init__(self, patience: float) -> None:
        self._patience = patience

    def forecast(self, article: Article) -> Forecast:
        return Forecast(Usage(), Usage())

    async def ask(self, article: Article) -> Reply:
        say("asked", article.id)
        await asyncio.sleep(random.random() * self._patience)
        say("answered", article.id)
        part = ReplyPart(start=0, end=len(article.text), text="[]")
        return Reply(parts=(part,), usage=Usage(requests=1))

    def read(self, article: Article, reply: Reply) -> Reading:
        return Reading(())

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        return Judgement(tuple(None for _ in pairs))

    async def check(self) -> None:
        pass

    async def close(self) -> None:
        pass


def say(*words: object) -> None:
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def articles(count: int) -> Iterator[Article]:
    return (Article.of(f"Article {n}. " + "It goes on. " * 1500, ref=str(n)) for n in range(count))


def read(article: Article, engine: Engine, reply: Reply) -> ArticleResult:
    return ArticleResult(article_id=article.id, status="done", usage=reply.usage)


async def extract(path: Path, count: int, patience: float) -> RunOutcome:
    with Ledger.open(path) as ledger:
        return await run(
            articles(count),
            engine=SlowEngine(patience),
            ledger=ledger,
            settings=RunSettings(concurrency=CONCURRENCY, commit_every=COMMIT_EVERY),
            reader=Reader(read, "read-1"),
        )


def hold(path: Path) -> None:
    with Ledger.open(path):
        say("held")
        sys.stdin.readline()


def main(path: str, *more: str) -> None:
    if more == ("hold",):
        hold(Path(path))
        return
    count, patience = more
    try:
        outcome = asyncio.run(extract(Path(path), int(count), float(patience)))
    except LedgerError as error:
        say("error", error)
    else:
        say("stopped", outcome.stopped)
        say("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(*sys.argv[1:])
