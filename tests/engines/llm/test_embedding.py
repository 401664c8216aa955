from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from loopback import ChatServer, InstantTime, Request, Response, failure

from extractor.budget import Budget, Ceiling
from extractor.engines.llm import Clock, LLMEmbedder
from extractor.errors import BudgetReached, EngineError, EngineStopped, SettingsError
from extractor.settings import ModelSettings

TEXTS = ["The bridge is shut.", "The port is open."]


def vectors(*rows: Sequence[float], tokens: int | None = 9) -> Response:
    data = [{"index": n, "embedding": list(row)} for n, row in enumerate(rows)]
    usage = {} if tokens is None else {"usage": {"prompt_tokens": tokens, "total_tokens": tokens}}
    return Response({"object": "list", "data": data[::-1], **usage})


@asynccontextmanager
async def embedder_at(server: ChatServer, **settings: Any) -> AsyncIterator[LLMEmbedder]:
    time = InstantTime()
    budget = settings.pop("budget", None)
    chosen = ModelSettings(embeddings="openai/vectors", base_url=server.url, **settings)
    found = LLMEmbedder.open(chosen, clock=Clock(time.now, time.sleep), budget=budget)
    try:
        yield found
    finally:
        await found.close()


async def test_each_text_gets_its_own_vector() -> None:
    with ChatServer(vectors([1.0, 0.5], [0.25, 2.0])) as server:
        async with embedder_at(server) as embedder:
            found = await embedder.embed(TEXTS)
    assert [list(array("f", vector)) for vector in found.vectors] == [[1.0, 0.5], [0.25, 2.0]]
    assert (found.usage.requests, found.usage.input_tokens, found.usage.unpriced) == (1, 9, 1)
    (request,) = server.requests
    assert request.path == "/v1/embeddings"
    assert request.body["input"] == TEXTS
    assert request.body["model"] == "vectors"


async def test_a_busy_endpoint_is_asked_again() -> None:
    with ChatServer(failure(429), failure(500), vectors([1.0], [2.0])) as server:
        async with embedder_at(server) as embedder:
            assert len((await embedder.embed(TEXTS)).vectors) == 2
        assert len(server.requests) == 3


async def test_a_refused_key_stops_everything() -> None:
    with ChatServer(failure(401, "bad key")) as server:
        async with embedder_at(server) as embedder:
            with pytest.raises(EngineStopped, match="key"):
                await embedder.embed(TEXTS)


@pytest.mark.parametrize(
    "answer",
    [
        vectors([1.0]),
        vectors([1.0], [1.0, 2.0]),
        Response({"data": None}),
        Response({"data": [{"index": 0}, {"index": 1}]}),
        Response({"data": [{"index": 0, "embedding": "abc"}, {"index": 1, "embedding": "abc"}]}),
    ],
)
async def test_an_answer_without_a_vector_for_each_text_is_an_error(answer: Response) -> None:
    with ChatServer(answer) as server:
        async with embedder_at(server) as embedder:
            with pytest.raises(EngineError, match="embeddings"):
                await embedder.embed(TEXTS)


async def test_a_ceiling_on_tokens_is_kept() -> None:
    with ChatServer(vectors([1.0], [2.0])) as server:
        async with embedder_at(server, budget=Budget(Ceiling(tokens=5))) as embedder:
            with pytest.raises(BudgetReached):
                await embedder.embed(TEXTS)
        assert server.requests == []


async def test_tokens_that_an_endpoint_does_not_count_are_counted_as_the_most_possible() -> None:
    def uncounted(_: Request) -> Response:
        return vectors([1.0], [2.0], tokens=None)

    with ChatServer(uncounted) as server:
        async with embedder_at(server) as embedder:
            assert (await embedder.embed(TEXTS)).usage.input_tokens >= len(" ".join(TEXTS)) / 4


def test_what_can_not_be_asked_is_said_before_any_request() -> None:
    for name, told in (("anthropic/claude", "no embeddings"), ("nobody/x", "unknown model")):
        with pytest.raises(SettingsError, match=told):
            LLMEmbedder.open(ModelSettings(embeddings=name, api_key="k"))
    unpriced = ModelSettings(embeddings="m", base_url="http://127.0.0.1:9/v1", max_cost=1)
    with pytest.raises(SettingsError, match="--max-tokens"):
        LLMEmbedder.open(unpriced)
