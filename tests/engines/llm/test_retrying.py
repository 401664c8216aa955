"""Which failures are tried again, how long is waited, and what the others end."""

from __future__ import annotations

import asyncio
import socket

import pytest
from asking import STORY, engine_at, records
from loopback import ChatServer, InstantTime, Response, answer, failure

from extractor.engines.llm import Clock, LLMEngine
from extractor.errors import EngineError, EngineRefused, EngineStopped, EngineUnavailable
from extractor.records import Article
from extractor.settings import ModelSettings

NOTHING = answer(records())


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
async def test_a_passing_failure_is_tried_again(status: int) -> None:
    with ChatServer(failure(status), failure(status), NOTHING) as server:
        async with engine_at(server) as engine:
            reply = await engine.ask(Article.of(STORY))
        assert len(server.requests) == 3
    assert reply.usage.requests == 3


async def test_a_failure_that_stays_ends_after_the_set_number_of_attempts() -> None:
    article = Article.of(STORY)
    with ChatServer(default=failure(503, "overloaded")) as server:
        async with engine_at(server, max_attempts=3) as engine:
            with pytest.raises(EngineUnavailable, match="overloaded") as caught:
                await engine.ask(article)
        assert len(server.requests) == 3
    assert caught.value.article_id == article.id


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    time = InstantTime()
    settings = ModelSettings(model="m", base_url=url, max_attempts=3)
    engine = LLMEngine.open(settings, clock=Clock(time.now, time.sleep))
    with pytest.raises(EngineUnavailable):
        await engine.ask(Article.of(STORY))
    await engine.close()
    assert len(time.slept) == 2


async def test_a_connection_that_is_reset_is_told_as_such() -> None:
    with ChatServer(default=Response({}, reset=True)) as server:
        async with engine_at(server, max_attempts=2) as engine:
            with pytest.raises(EngineUnavailable, match="Connection reset by peer"):
                await engine.ask(Article.of(STORY))


async def test_a_timeout_is_told_as_such() -> None:
    with ChatServer(default=Response({}, delay=0.3)) as server:
        async with engine_at(server, timeout=0.05, max_attempts=1) as engine:
            with pytest.raises(EngineUnavailable, match=r"kept failing: .*[Tt]imed? ?out"):
                await engine.ask(Article.of(STORY))


async def test_an_answer_that_takes_too_long_is_tried_again() -> None:
    slow = Response({}, delay=0.3)
    with ChatServer(slow, NOTHING) as server:
        async with engine_at(server, timeout=0.15) as engine:
            reply = await engine.ask(Article.of(STORY))
        assert len(server.requests) == 2
    assert reply.usage.requests == 1


async def test_waits_without_a_word_from_the_endpoint_grow_and_vary() -> None:
    time = InstantTime()
    with ChatServer(default=failure(500)) as server:
        async with engine_at(server, time=time, max_attempts=6) as engine:
            with pytest.raises(EngineUnavailable):
                await engine.ask(Article.of(STORY))
    assert len(set(time.slept)) == 5
    assert all(wait <= 2**n for n, wait in enumerate(time.slept))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7),
        ({"retry_after_ms": "7500"}, 7.5),
        ({"retry_after": "3600"}, 120),
    ],
    ids=["seconds", "milliseconds", "an hour is capped"],
)
async def test_the_wait_that_the_endpoint_asks_for_is_kept(
    headers: dict[str, str], seconds: float
) -> None:
    time = InstantTime()
    with ChatServer(failure(429, "slow down", **headers), NOTHING) as server:
        async with engine_at(server, time=time) as engine:
            await engine.ask(Article.of(STORY))
    assert seconds <= time.now() <= seconds + 1


async def test_a_date_to_wait_for_is_understood() -> None:
    time = InstantTime()
    long_ago = failure(503, retry_after="Fri, 21 Jan 2022 10:00:00 GMT")
    with ChatServer(long_ago, NOTHING) as server:
        async with engine_at(server, time=time) as engine:
            await engine.ask(Article.of(STORY))
    assert time.now() <= 1


class HeldTime(InstantTime):
    """Time that stands still, with all who sleep in it, until `release`."""

    def __init__(self) -> None:
        super().__init__()
        self.sleepers: asyncio.Queue[float] = asyncio.Queue()
        self._released = asyncio.Event()

    def now(self) -> float:
        return 1000.0 if self._released.is_set() else 0.0

    async def sleep(self, seconds: float) -> None:
        self.sleepers.put_nowait(seconds)
        await self._released.wait()

    def release(self) -> None:
        self._released.set()


async def test_all_requests_wait_when_one_is_told_to() -> None:
    time = HeldTime()
    with ChatServer(failure(429, retry_after="30"), default=NOTHING) as server:
        async with engine_at(server, time=time) as engine:
            told = asyncio.create_task(engine.ask(Article.of(STORY)))
            await time.sleepers.get()
            other = asyncio.create_task(engine.ask(Article.of("Other news.")))
            assert 30 <= await time.sleepers.get() <= 33
            assert len(server.requests) == 1
            time.release()
            await asyncio.gather(told, other)
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("response", "remedy"),
    [
        (failure(401, "Incorrect API key", code="invalid_api_key"), "OPENAI_API_KEY"),
        (failure(403, "no access"), "OPENAI_API_KEY"),
        (failure(404, "The model `m` does not exist", code="model_not_found"), "model's name"),
        (failure(429, "You exceeded your current quota", code="insufficient_quota"), "top it up"),
        (failure(402, "Insufficient Balance"), "top it up"),
        (failure(400, "Unsupported value: 'temperature'"), "temperature"),
        (failure(400, "max_tokens is too large: 8192"), "max_tokens"),
    ],
    ids=["key", "access", "model", "quota", "balance", "parameter", "limit"],
)
async def test_what_every_request_would_meet_stops_the_run_at_once(
    response: Response, remedy: str
) -> None:
    with ChatServer(default=response) as server:
        async with engine_at(server) as engine:
            with pytest.raises(EngineStopped, match=remedy) as caught:
                await engine.ask(Article.of(STORY))
        assert len(server.requests) == 1
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "response",
    [
        failure(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
        failure(400, "prompt is too long: 210000 tokens > 200000 maximum"),
        failure(413, "payload"),
    ],
    ids=["context", "prompt", "payload"],
)
async def test_what_is_wrong_with_one_text_fails_that_article_alone(response: Response) -> None:
    with ChatServer(response) as server:
        async with engine_at(server) as engine:
            with pytest.raises(EngineError):
                await engine.ask(Article.of(STORY))
        assert len(server.requests) == 1


async def test_a_filtered_text_is_a_refusal() -> None:
    with ChatServer(failure(400, "blocked", code="content_filter")) as server:
        async with engine_at(server) as engine:
            with pytest.raises(EngineRefused):
                await engine.ask(Article.of(STORY))


async def test_an_endpoint_that_has_answered_before_rejects_a_text_not_the_settings() -> None:
    with ChatServer(NOTHING, failure(400, "invalid request")) as server:
        async with engine_at(server) as engine:
            await engine.ask(Article.of(STORY))
            with pytest.raises(EngineError):
                await engine.ask(Article.of("Other news."))


async def test_a_key_does_not_appear_in_messages() -> None:
    with ChatServer(default=failure(401, "no")) as server:
        async with engine_at(server, api_key="sk-secret") as engine:
            with pytest.raises(EngineStopped) as caught:
                await engine.ask(Article.of(STORY))
        assert server.requests[0].headers["authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in str(caught.value)
