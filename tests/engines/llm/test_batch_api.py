from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from loopback import InstantTime

from extractor.engines.llm import Clock
from extractor.engines.llm.batch import Line, lines
from extractor.engines.llm.batched import Batched
from extractor.settings import ModelSettings

CONTENT = b'{"custom_id": "a"}\n' * 100_000


@asynccontextmanager
async def batched_at(*answers: bytes) -> AsyncIterator[Batched]:
    """Batches at a server that sends these bytes, one after the other, and hangs up each time."""
    waiting = list(answers)

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(waiting.pop(0))
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        settings = ModelSettings(model="test-model", base_url=f"http://127.0.0.1:{port}/v1")
        time = InstantTime()
        batched = Batched.open(settings, clock=Clock(time.now, time.sleep))
        try:
            yield batched
        finally:
            await batched.engine.close()


async def test_a_download_that_breaks_off_begins_anew(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(CONTENT)
    async with batched_at(head + CONTENT[:1_000_000], head + CONTENT) as batched:
        await batched.api.download("file-1", tmp_path / "answers")
    assert (tmp_path / "answers").read_bytes() == CONTENT


def test_a_line_that_says_nothing_of_a_request_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    path.write_bytes(b'{"custom_id": "a"}\nnot JSON\n\n[1]\n{"custom_id": 1}\n\xff\n')
    assert list(lines(path)) == [Line("a", '{"custom_id": "a"}')]
