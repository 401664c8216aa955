"""What is missing, into batches."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from extractor.articles import read_articles
from extractor.budget import Budget, Ceiling
from extractor.engines import Reply
from extractor.engines.llm import Clock
from extractor.engines.llm.batched import Batched, Sent, Standing
from extractor.errors import SettingsError
from extractor.ledger import Ledger, Task
from extractor.ledger.batches import Batch, BatchAnswer, BatchRequest, OpenArticle
from extractor.ledger.rows import now
from extractor.openai_batch.sending import NOT_KEPT, Endpoints, Say, send
from extractor.openai_batch.spool import LIMITS, Draft, Limits, Spool
from extractor.pipeline import Options, made, taken
from extractor.records import Article, Span
from extractor.results import Usage
from extractor.runs import LEDGER
from extractor.settings import RULES, ModelSettings
from extractor.tasks import (
    Input,
    Joined,
    failed_for_good,
    failure_of,
    join,
    read_into,
    reading_here,
)

COMMIT_EVERY = 500
"""Articles in one transaction of the ledger: nothing here is paid for before it is committed."""


class Submitted(NamedTuple):
    """What a `submit` came to, in articles unless it says otherwise."""

    batches: tuple[str, ...] = ()
    """The endpoint's names of the batches that were sent now."""
    requests: int = 0
    """Requests in them."""
    sent: int = 0
    worst: Usage = Usage()
    """The most that they may take, at batch prices."""
    under_way: int = 0
    """Sent before, and nothing to send now."""
    done: int = 0
    failed: int = 0
    """Refused or answered uselessly before; `--retry-failed` sends them again."""
    skipped: int = 0
    """Inputs that could not be read, and second copies of an article."""
    left: int = 0
    """Not sent, since the ceiling on cost or tokens leaves no room."""


async def submit(
    paths: Sequence[str | Path],
    folder: Path,
    *,
    options: Options,
    limits: Limits = LIMITS,
    clock: Clock | None = None,
    say: Say = lambda _: None,
) -> Submitted:
    """Send all that `folder` lacks about `paths` in batches, and nothing that is under way.

    `options` are those of a run; what shapes no request is not looked at. Raises SettingsError
    before anything is written, LedgerError, EngineStopped, EngineUnavailable; the same call again
    goes on from there.
    """
    batched = _opened(options.model, clock)
    try:
        await batched.engine.check()
        await batched.api.check()
        with Ledger.open(made(folder) / LEDGER) as ledger:
            spool = Spool(folder)
            async with Endpoints(api_key=options.model.api_key, clock=clock) as endpoints:
                earlier = await _send_earlier(ledger, spool, endpoints, say)
            work = _Submission(batched, ledger, spool, options=options, limits=limits, say=say)
            done = await work.through(paths)
            return done._replace(batches=(*earlier, *done.batches))
    finally:
        await batched.engine.close()


def _opened(settings: ModelSettings, clock: Clock | None) -> Batched:
    if settings.model == RULES:
        raise SettingsError("the embedded engine asks nobody, so it needs no batches: name a model")
    address = urlsplit(settings.base_url or "")
    if address.username or address.password:
        raise SettingsError(
            "the base URL holds a key, and a batch notes its base URL: put the key into "
            "OPENAI_API_KEY"
        )
    return Batched.open(settings, clock=clock)


async def _send_earlier(ledger: Ledger, spool: Spool, endpoints: Endpoints, say: Say) -> list[str]:
    """Finish what a killed process left half sent."""
    half = [b for b in ledger.batches.unsettled() if b.remote_id is None and b.ended is None]
    spool.keep_only([batch.id for batch in half])
    sent = []
    for batch in half:
        if remote := await send(batch, endpoints.of(batch), ledger, spool):
            say(f"{remote.id}: {batch.requests} requests, decided on {batch.at}")
            sent.append(remote.id)
    return sent


class _Submission:
    """One pass over the inputs."""

    def __init__(
        self,
        batched: Batched,
        ledger: Ledger,
        spool: Spool,
        *,
        options: Options,
        limits: Limits,
        say: Say,
    ) -> None:
        self._batched = batched
        self._ledger = ledger
        self._spool = spool
        self._options = options
        self._limits = limits
        self._say = say
        self._budget = Budget(Ceiling(options.model.max_cost, options.model.max_tokens))
        self._budget.count(taken(ledger))
        self._reader = reading_here()
        self._settings = options.model.model_dump_json(exclude=set(NOT_KEPT))
        self._draft: Draft | None = None
        self._count = Submitted()

    async def through(self, paths: Sequence[str | Path]) -> Submitted:
        """Send all that is missing about `paths`."""
        self._ledger.start()
        try:
            for number, item in enumerate(read_articles(paths, columns=self._options.columns), 1):
                await self._take(item)
                if number % COMMIT_EVERY == 0:
                    self._ledger.commit()
                    await asyncio.sleep(0)
            await self._send_draft()
        finally:
            if self._draft is not None:
                self._draft.discard()
        return self._count

    async def _take(self, item: Input) -> None:
        engine, read_key = self._batched.engine, self._reader.key
        joined = join(item, self._ledger, engine, read_key=read_key)
        if joined is None:
            self._add(skipped=1)
        elif joined.known.finished or joined.known.reply is not None:
            self._add(done=1)
        elif failed_for_good(joined.known, retry_failed=self._options.run.retry_failed):
            self._add(failed=1)
        else:
            await self._send_missing(joined)

    async def _send_missing(self, joined: Joined) -> None:
        article, task, _ = joined
        answers = self._ledger.batches.sent(task.ask_key)
        try:
            standing = self._batched.standing(article, by_window(answers))
        except Exception as error:
            self._ledger.save_failure(task, failure_of(error))
            self._add(failed=1)
            return
        if standing.complete:
            await self._settle(article, task, standing, usage_of(answers, self._batched))
            return
        windows = sorted((*standing.missing, *standing.refused))
        if standing.refused and not self._options.run.retry_failed:
            self._add(failed=1)
        elif windows:
            await self._send(article, task, windows, {answer.window for answer in answers})
        else:
            self._add(under_way=1)

    async def _settle(self, article: Article, task: Task, standing: Standing, usage: Usage) -> None:
        """All parts were answered, and an earlier process did not come to put them together."""
        reply = Reply(parts=standing.parts, usage=usage)
        self._ledger.batches.save_reply(OpenArticle(task.ask_key, task.engine, article), reply)
        failure = await read_into(
            self._ledger,
            self._reader,
            self._batched.engine,
            article=article,
            task=task,
            reply=reply,
        )
        if failure is not None:
            self._ledger.save_failure(task, failure)
        self._add(done=failure is None, failed=failure is not None)

    async def _send(
        self, article: Article, task: Task, windows: Sequence[Span], before: set[Span]
    ) -> None:
        worst = [self._batched.engine.forecast_part(article, w).worst for w in windows]
        if self._count.left or not self._budget.reserve(sum(worst, Usage())):
            self._add(left=1)
            return
        whole = self._batched.engine.windows(article)
        for window, most in zip(windows, worst, strict=True):
            again = window in before or window not in whole
            custom_id = f"{task.ask_key}-{window.start}-{window.end}"
            request = BatchRequest(custom_id, task.ask_key, article.id, window, again)
            await self._write(self._batched.request(article, window, custom_id), request, most)
        self._add(sent=1)

    async def _write(self, line: bytes, request: BatchRequest, worst: Usage) -> None:
        if self._draft is not None and not self._draft.takes(line):
            await self._send_draft()
        if self._draft is None:
            self._draft = Draft(self._spool, self._limits)
        self._draft.add(line, request, worst)

    async def _send_draft(self) -> None:
        """Decide on the batch at hand, then send it: in this order it is never sent twice."""
        draft, self._draft = self._draft, None
        if draft is None:
            self._ledger.commit()
            return
        draft.close()
        engine = self._batched.engine
        batch = Batch(
            draft.id, engine.name, engine.fingerprint, self._settings, len(draft.requests), now()
        )
        self._ledger.batches.add(batch, draft.requests, draft.worst)
        self._ledger.commit()
        remote = await send(batch, self._batched, self._ledger, self._spool)
        assert remote is not None, "its file was written just now"
        self._say(f"{remote.id}: {batch.requests} requests")
        self._count = self._count._replace(
            batches=(*self._count.batches, remote.id),
            requests=self._count.requests + batch.requests,
            worst=self._count.worst + draft.worst,
        )

    def _add(self, **more: int) -> None:
        counts = {name: getattr(self._count, name) + n for name, n in more.items()}
        self._count = self._count._replace(**counts)


def by_window(answers: Sequence[BatchAnswer]) -> dict[Span, Sent]:
    """What came back for each part, the last that was sent of it."""
    return {given.window: Sent(given.answer, given.ended) for given in answers}


def usage_of(answers: Sequence[BatchAnswer], batched: Batched) -> Usage:
    """What all that came back took."""
    lines = [(given.answer, given.again) for given in answers if given.answer is not None]
    return sum((batched.usage(line, again=again) for line, again in lines), Usage())
