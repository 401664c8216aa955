"""What came of the batches, into the run."""

from __future__ import annotations

import asyncio
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from extractor.disk import disk_errors_explained
from extractor.engines import Reply
from extractor.engines.llm import Clock
from extractor.engines.llm.batch import RemoteBatch, lines
from extractor.engines.llm.batched import Batched
from extractor.errors import EngineUnavailable, SettingsError
from extractor.ledger import Ledger, Task
from extractor.ledger.batches import Batch, OpenArticle
from extractor.openai_batch.sending import (
    NOT_SENT,
    BatchState,
    Endpoints,
    Say,
    located,
    state_of,
)
from extractor.openai_batch.spool import Spool
from extractor.openai_batch.submitting import by_window, usage_of
from extractor.pipeline import RunReport, refresh_folder
from extractor.runs import open_ledger
from extractor.tasks import failure_of, read_into, reading_here

AT_ONCE = 200
"""Lines, or articles, in one transaction of the ledger: a few megabytes."""

FIRST_WAIT, LONGEST_WAIT, GROWTH = 15.0, 300.0, 1.5
"""Seconds between two looks at batches under way: a batch takes from minutes to a day."""


class Collected(NamedTuple):
    """What a `collect` came to."""

    report: RunReport
    under_way: tuple[BatchState, ...]
    """The batches that have not ended."""
    open: int
    """Articles without a result that may yet have one: their batch is under way, or another
    `submit` is to send what is missing of them."""


async def collect(
    folder: Path,
    *,
    wait: bool = False,
    api_key: str | None = None,
    clock: Clock | None = None,
    say: Say = lambda _: None,
) -> Collected:
    """Bring in what has ended, and write the files of the run; with `wait`, until all has ended.

    Nobody is asked anything and nothing is compared: `extractor run` on the same folder does.
    Raises SettingsError, LedgerError, EngineStopped, EngineUnavailable; what was collected by
    then is kept, and the same call again goes on from there.
    """
    sleep = clock.sleep if clock else asyncio.sleep
    with open_ledger(folder, readonly=False) as ledger:
        async with Endpoints(api_key=api_key, clock=clock) as endpoints:
            work = _Collection(ledger, endpoints, Spool(folder), say)
            under_way = await work.round()
            pause = FIRST_WAIT
            while wait and any(state.state != NOT_SENT for state in under_way):
                await sleep(pause)
                pause = min(pause * GROWTH, LONGEST_WAIT)
                try:
                    under_way = await work.round()
                except EngineUnavailable as error:  # by the morning it may be there again
                    say(str(error))
            report = await work.report(folder)
            return Collected(report, tuple(under_way), ledger.batches.open_inputs())


class _Collection:
    """The batches of one ledger, brought in one after the other."""

    def __init__(self, ledger: Ledger, endpoints: Endpoints, spool: Spool, say: Say) -> None:
        self._ledger = ledger
        self._endpoints = endpoints
        self._spool = spool
        self._say = say
        self._reader = reading_here()

    async def round(self) -> list[BatchState]:
        """Bring in every batch that has ended; gives the others."""
        under_way = []
        for batch in self._ledger.batches.unsettled():
            if batch.ended is None and (state := await self._fetch(batch)):
                under_way.append(state)
                self._say(f"{state.name}: {state.state}, {state.answered} of {state.requests}")
                continue
            self._settle(batch)
        return under_way

    async def _fetch(self, batch: Batch) -> BatchState | None:
        """Keep all lines of a batch; gives how it stands if it has not ended."""
        batched = self._endpoints.of(batch)
        remote = await located(batch, batched)
        if remote is not None and batch.remote_id is None:
            self._ledger.batches.note(batch, "created", remote.id)
            self._ledger.commit()
        if remote is None or not remote.ended:
            return state_of(batch, remote)
        await self._fetch_files(batch, batched, remote)
        self._ledger.batches.note(batch, "ended", remote.ending)
        self._ledger.commit()
        self._say(f"{remote.id}: {remote.ending}, {remote.answered} answered")
        return None

    async def _fetch_files(self, batch: Batch, batched: Batched, remote: RemoteBatch) -> None:
        path = self._spool.answers(batch.id)
        for file_id in remote.files:
            with disk_errors_explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                await batched.api.download(file_id, path)
            self._keep_lines(batch, batched, path)
            path.unlink()

    def _keep_lines(self, batch: Batch, batched: Batched, path: Path) -> None:
        """Keep lines as they came, each with what it took, before anything is made of them."""
        given = lines(path)
        while some := list(islice(given, AT_ONCE)):
            asked = self._ledger.batches.unanswered(batch, [line.custom_id for line in some])
            for line in some:
                request = asked.pop(line.custom_id, None)
                if request is None:  # kept before, or no answer to a question of ours
                    continue
                self._ledger.batches.save_answer(batch, line.custom_id, line.text)
                usage = batched.usage(line.text, again=request.again)
                if usage.requests:
                    task = Task(request.article_id, batch.engine, request.ask_key, self._reader.key)
                    self._ledger.save_stop(task, usage)
            self._ledger.commit()

    def _settle(self, batch: Batch) -> None:
        """Make replies of the answers of a batch, or failures of what it was refused."""
        batched = self._endpoints.of(batch)
        for number, of in enumerate(self._ledger.batches.open_articles(batch), 1):
            self._settle_article(of, batched)
            if number % AT_ONCE == 0:
                self._ledger.commit()
        self._ledger.batches.note(batch, "settled", "")
        self._ledger.commit()

    def _settle_article(self, of: OpenArticle, batched: Batched) -> None:
        task = Task(of.article.id, of.engine, of.ask_key, self._reader.key)
        answers = self._ledger.batches.sent(of.ask_key)
        try:
            standing = batched.standing(of.article, by_window(answers))
        except Exception as error:
            self._ledger.save_failure(task, failure_of(error))
            return
        if standing.complete:
            reply = Reply(parts=standing.parts, usage=usage_of(answers, batched))
            self._ledger.batches.save_reply(of, reply)
        elif standing.error is not None and not standing.under_way:
            # What it took was kept as the lines came.
            self._ledger.save_failure(task, failure_of(standing.error))

    async def report(self, folder: Path) -> RunReport:
        """Read what is not read yet, and write the files of the run."""
        batches = self._ledger.batches.all()
        if not batches:
            raise SettingsError(f"{folder} has no batches: `extractor batch submit` sends some")
        self._spool.keep_only([batch.id for batch in batches if batch.remote_id is None])
        self._ledger.batches.read_as(self._reader.key)
        engines = {batch.engine: self._endpoints.of(batch).engine for batch in batches}
        for number, unread in enumerate(self._ledger.batches.unread(), 1):
            if (engine := engines.get(unread.engine)) is None:
                continue
            article = unread.article
            task = Task(article.id, unread.engine, unread.ask_key, self._reader.key)
            failure = await read_into(
                self._ledger, self._reader, engine, article=article, task=task, reply=unread.reply
            )
            if failure is not None:
                self._ledger.save_failure(task, failure)
            if number % AT_ONCE == 0:
                self._ledger.commit()
        return await refresh_folder(self._ledger, folder, engine=engines[batches[-1].engine])
