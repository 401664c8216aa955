"""Answers read in processes beside the run's own, where one core is the limit."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from extractor import extraction
from extractor.api import open_engine
from extractor.engines import Engine, Reply
from extractor.errors import EngineStopped
from extractor.records import Article
from extractor.results import ArticleResult
from extractor.settings import ModelSettings
from extractor.tasks import Reader, reading_here

LOOK_SECONDS = 2.0
"""How often a process looks if the run that it reads for is still there."""

_engine: Engine
"""The engine of a reading process; it is never asked."""


@contextmanager
def reader(settings: ModelSettings, *, processes: int) -> Iterator[Reader]:
    """What reads answers: this process, or `processes` others that end with the block."""
    here = reading_here()
    if processes == 1:
        yield here
        return
    # Not forked: threads of this process, and its connections, must not be in them.
    context = multiprocessing.get_context("spawn")
    given = (settings, os.getpid())
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=given)
    try:
        yield Reader(_Pool(pool).read, here.key)
    finally:
        pool.shutdown(cancel_futures=True)


class _Pool:
    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    async def read(self, article: Article, _: Engine, reply: Reply) -> ArticleResult:
        """What the article's records are. Raises EngineError; EngineStopped if a process died."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, _read, article, reply)
        except BrokenProcessPool as error:
            raise EngineStopped(
                "a process that reads answers was killed, for lack of memory perhaps: run again, "
                "with fewer --processes"
            ) from error


def _begin(settings: ModelSettings, run: int) -> None:
    global _engine
    # Ctrl-C is for the run, which still wants to have read what it was answered.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _engine = open_engine(settings)
    threading.Thread(target=_end_with, args=(run,), daemon=True).start()


def _end_with(run: int) -> None:
    """End this process once its run was killed: nobody else would."""
    while os.getppid() == run:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def _read(article: Article, reply: Reply) -> ArticleResult:
    return extraction.read(article, _engine, reply)
