"""Batches and their endpoints: sent once, found again, and looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from extractor.engines.llm import Clock
from extractor.engines.llm.batch import BatchRefused, RemoteBatch
from extractor.engines.llm.batched import Batched
from extractor.ledger import Ledger
from extractor.ledger.batches import Batch
from extractor.openai_batch.spool import Spool
from extractor.runs import open_ledger
from extractor.settings import ModelSettings

NOT_KEPT = frozenset({"api_key", "prompt", "judge_prompt", "max_cost", "max_tokens"})
"""Settings that a batch does without once it is sent. A key is never written to a disk."""

NOT_SENT = "not sent"

Say = Callable[[str], None]
"""Told of each step, in a line."""


class BatchState(NamedTuple):
    """A batch, as it stands now."""

    name: str
    """The endpoint's name for it; ours, if it has none yet."""
    state: str
    """The endpoint's word for it, or `not sent`."""
    requests: int
    answered: int = 0
    failed: int = 0
    collected: bool = False
    """Whether the run has all that came of it."""


class Endpoints:
    """The endpoints of a ledger's batches, opened when needed and closed with the block."""

    def __init__(self, *, api_key: str | None = None, clock: Clock | None = None) -> None:
        self._api_key = api_key
        self._clock = clock
        self._opened: dict[str, Batched] = {}

    def of(self, batch: Batch) -> Batched:
        """The engine that a batch was made for; its prompts may be others by now."""
        if batch.settings not in self._opened:
            kept = ModelSettings.model_validate_json(batch.settings)
            settings = kept.model_copy(update={"api_key": self._api_key})
            self._opened[batch.settings] = Batched.open(settings, clock=self._clock)
        return self._opened[batch.settings]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for batched in self._opened.values():
            await batched.engine.close()


async def located(batch: Batch, batched: Batched) -> RemoteBatch | None:
    """A batch at its endpoint, also if the process that made it did not live to note so.

    None if it was never made.
    """
    if batch.remote_id is not None:
        return await batched.api.retrieve(batch.remote_id)
    if batch.file_id is None:  # the id is kept before a batch is made of the file
        return None
    return await batched.api.find(batch.id)


async def send(batch: Batch, batched: Batched, ledger: Ledger, spool: Spool) -> RemoteBatch | None:
    """Have a batch made that was decided on, from where an earlier process left it.

    None if its file is gone: its requests are then to be sent anew. Raises BatchRefused, after
    which they are as well.
    """
    path = spool.requests(batch.id)
    remote = await located(batch, batched)
    if remote is None and batch.file_id is None and not path.is_file():
        _end(batch, ledger, f"{NOT_SENT}: its file is gone")
        return None
    if remote is None:
        remote = await _made(batch, batched, ledger, path)
    ledger.batches.note(batch, "created", remote.id)
    ledger.commit()
    path.unlink(missing_ok=True)
    return remote


async def _made(batch: Batch, batched: Batched, ledger: Ledger, path: Path) -> RemoteBatch:
    file_id = batch.file_id
    if file_id is None:
        file_id = await batched.api.upload(path)
        ledger.batches.note(batch, "uploaded", file_id)
        ledger.commit()
    try:
        return await batched.api.create(file_id, batch.id)
    except BatchRefused as error:
        _end(batch, ledger, f"{NOT_SENT}: {error}")
        raise


def _end(batch: Batch, ledger: Ledger, how: str) -> None:
    ledger.batches.note(batch, "ended", how)
    ledger.commit()


async def status(
    folder: Path, *, api_key: str | None = None, clock: Clock | None = None
) -> list[BatchState]:
    """The batches of a run, in the order of sending. Changes nothing.

    Raises SettingsError, LedgerError, EngineStopped, EngineUnavailable.
    """
    with open_ledger(folder) as ledger:
        batches = ledger.batches.all()
    async with Endpoints(api_key=api_key, clock=clock) as endpoints:
        return [await _state(batch, endpoints) for batch in batches]


async def _state(batch: Batch, endpoints: Endpoints) -> BatchState:
    if batch.ended is not None:
        name = batch.remote_id or batch.id
        done = batch.settled is not None
        return BatchState(name, batch.ended, batch.requests, collected=done)
    remote = await located(batch, endpoints.of(batch))
    return state_of(batch, remote)


def state_of(batch: Batch, remote: RemoteBatch | None) -> BatchState:
    """A batch that is under way."""
    if remote is None:
        return BatchState(batch.id, NOT_SENT, batch.requests)
    return BatchState(remote.id, remote.ending, batch.requests, remote.answered, remote.failed)
