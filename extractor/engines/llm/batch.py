"""OpenAI's Batch API on the wire: files up and down, batches made, found and looked at."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
from openai import APIConnectionError

from extractor.engines.llm.client import NOT_OFFERED, Client
from extractor.engines.llm.failures import explained, is_connection_error, is_transient, status
from extractor.engines.llm.structured import Received
from extractor.errors import EngineStopped, SettingsError, shorten

PATH = "/v1/chat/completions"
"""Where the requests of a batch are to be answered."""

WINDOW = "24h"
"""How long a batch may take: the API has no other."""

KEY = "extractor_batch"
"""The name in a batch's metadata under which it carries our own key."""

UPLOAD_SECONDS = 3600.0
"""How long an upload may take: 200 MB at half a megabit a second. The time that one answer may
take is counted from the first byte sent, and so would end a slow upload."""

LISTED = 100
"""Batches in one page of the list: the most that the API gives."""

ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
"""States that a batch does not leave. Whatever it finished by then is in its files, and billed."""

REFUSED = frozenset({400, 413, 422})
"""How an endpoint says that it will not have this batch: it has made none."""


class BatchRefused(EngineStopped):
    """The endpoint will not have a batch as it is: none was made of it."""


class RemoteBatch(NamedTuple):
    """A batch as its endpoint sees it."""

    id: str
    state: str
    total: int
    """Its requests; 0 until the endpoint has counted them."""
    answered: int
    failed: int
    files: tuple[str, ...] = ()
    """The files with its answers and with its errors, as far as there are any."""
    problem: str = ""
    """Why it failed as a whole."""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDED

    @property
    def ending(self) -> str:
        """How it ended, in a few words."""
        return f"{self.state}: {self.problem}" if self.problem else self.state


class Line(NamedTuple):
    """A line of an answer or error file, and the request that it answers."""

    custom_id: str
    text: str


class BatchApi:
    """The files and batches of one endpoint.

    Every request is repeated as the client repeats others. Raises EngineUnavailable where that did
    not help, EngineStopped for what no repetition helps, SettingsError where there are no batches.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    async def check(self) -> None:
        """Find out if the endpoint has batches at all, before anything is sent."""
        try:
            await self._client.send(lambda: self._page(None, limit=1))
        except Exception as error:
            if status(error) in NOT_OFFERED:
                raise SettingsError(
                    f"{self._client.where.place} has no Batch API (HTTP {status(error)}): use "
                    f"`extractor run` there"
                ) from error
            raise self._explained(error) from error

    async def upload(self, path: Path) -> str:
        """Upload a file of requests, a piece at a time; gives its id."""

        async def attempt() -> Received:
            with path.open("rb") as file:
                raw = await self._client.sdk.files.with_raw_response.create(
                    file=(path.name, file, "application/jsonl"),
                    purpose="batch",
                    timeout=UPLOAD_SECONDS,
                )
            return Received(raw.parse(), raw.headers)

        return str((await self._sent(attempt)).id)

    async def create(self, file_id: str, key: str) -> RemoteBatch:
        """Make a batch of an uploaded file, once.

        A request that got no answer may have made it all the same, so before it is repeated the
        batch is looked for. Raises BatchRefused too.
        """
        attempts = 0

        async def attempt() -> Received:
            nonlocal attempts
            attempts += 1
            if attempts > 1 and (found := await self._named(key)):
                return Received(found, {})
            raw = await self._client.sdk.batches.with_raw_response.create(
                input_file_id=file_id,
                endpoint=PATH,
                completion_window=WINDOW,
                metadata={KEY: key},
            )
            return Received(raw.parse(), raw.headers)

        try:
            return _remote(await self._client.send(attempt))
        except Exception as error:
            if status(error) in REFUSED and not is_transient(error):
                raise BatchRefused(
                    f"{self._client.where.place} refused the batch: {shorten(str(error))}"
                ) from error
            raise self._explained(error) from error

    async def retrieve(self, batch_id: str) -> RemoteBatch:
        """A batch as it stands now."""

        async def attempt() -> Received:
            raw = await self._client.sdk.batches.with_raw_response.retrieve(batch_id)
            return Received(raw.parse(), raw.headers)

        try:
            return _remote(await self._client.send(attempt))
        except Exception as error:
            if status(error) in NOT_OFFERED:
                raise EngineStopped(
                    f"{self._client.where.place} does not know the batch {batch_id}: use the key "
                    f"and the base URL that it was submitted with"
                ) from error
            raise self._explained(error) from error

    async def find(self, key: str) -> RemoteBatch | None:
        """The batch that carries `key`, if there is one."""

        async def attempt() -> Received:
            return Received(await self._named(key), {})

        found = await self._sent(attempt)
        return None if found is None else _remote(found)

    async def download(self, file_id: str, path: Path) -> None:
        """Write a file of answers to `path`, a piece at a time."""

        async def attempt() -> Received:
            content = self._client.sdk.files.with_streaming_response.content(file_id)
            async with content as response:
                try:
                    with path.open("wb") as file:
                        async for piece in response.iter_bytes():
                            file.write(piece)
                except httpx2.TransportError as error:
                    raise APIConnectionError(request=response.http_request) from error
                return Received(None, response.headers)

        await self._sent(attempt)

    async def _sent(self, attempt: Any) -> Any:
        try:
            return await self._client.send(attempt)
        except Exception as error:
            raise self._explained(error) from error

    async def _named(self, key: str) -> Any:
        async for batch in self._batches():
            if (batch.metadata or {}).get(KEY) == key:
                return batch
        return None

    async def _batches(self) -> AsyncIterator[Any]:
        """All batches of the account, page by page: their order is not promised."""
        after: str | None = None
        while True:
            page = (await self._page(after, limit=LISTED)).completion
            for batch in page.data:
                yield batch
            if not page.data or not page.has_more:
                return
            after = page.data[-1].id

    async def _page(self, after: str | None, *, limit: int) -> Received:
        given = {"after": after} if after else {}
        raw = await self._client.sdk.batches.with_raw_response.list(limit=limit, **given)
        return Received(raw.parse(), raw.headers)

    def _explained(self, error: Exception) -> Exception:
        """`error` as one of ours, where it is one of the endpoint's."""
        if status(error) is None and not is_connection_error(error):
            return error
        return explained(error, self._client.where, about=None, answered=False)


def _remote(batch: Any) -> RemoteBatch:
    counts = batch.request_counts
    errors = (batch.errors.data if batch.errors else None) or []
    files = (batch.output_file_id, batch.error_file_id)
    return RemoteBatch(
        id=batch.id,
        state=batch.status,
        total=counts.total if counts else 0,
        answered=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        files=tuple(file for file in files if file),
        problem=shorten("; ".join(dict.fromkeys(str(error.message) for error in errors))),
    )


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file of answers or errors. One that says nothing of a request is left out:
    its request is then one that was not answered."""
    with path.open("r", encoding="utf-8", errors="replace", newline="\n") as file:
        for text in file:
            try:
                given = json.loads(text)
            except ValueError:
                continue
            custom_id = given.get("custom_id") if isinstance(given, dict) else None
            if isinstance(custom_id, str):
                yield Line(custom_id, text.strip())
