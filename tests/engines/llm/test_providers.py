"""What is checked before any work, and how it is worded."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from asking import STORY, engine_at, records
from loopback import ChatServer, Request, Response, answer, failure

from extractor.engines.llm import LLMEngine
from extractor.errors import EngineStopped, SettingsError
from extractor.records import Article
from extractor.settings import ModelSettings


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def refused(**settings: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        LLMEngine.open(ModelSettings(**settings))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_missing_key_names_its_variable() -> None:
    assert "export OPENAI_API_KEY=" in refused(model="openai/gpt-5-mini")


@pytest.mark.parametrize("model", ["mystery/model", "gpt-5-mini", "openai/", ""])
def test_an_unknown_provider_says_which_there_are(model: str) -> None:
    assert "openai/…, anthropic/…, ollama/…" in refused(model=model)


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install anthropic" in refused(model="anthropic/claude-sonnet-4-6")


def test_an_address_that_is_none_is_refused() -> None:
    assert "http://" in refused(model="m", base_url="localhost:8000/v1")


def test_an_unknown_template_is_refused() -> None:
    message = refused(model="m", base_url="http://127.0.0.1:1/v1", prompt="nothing-v9")
    assert "extract-v1" in message


@pytest.mark.parametrize(
    ("given", "sent", "name"),
    [
        ("m", "m", "openai/m"),
        ("openai/m", "m", "openai/m"),
        ("org/m-8b", "org/m-8b", "openai/org/m-8b"),
        ("anthropic/m", "anthropic/m", "openai/anthropic/m"),
    ],
)
async def test_with_a_base_url_the_prefix_may_be_left_out(given: str, sent: str, name: str) -> None:
    with ChatServer(answer(records())) as server:
        async with engine_at(server, model=given) as engine:
            await engine.ask(Article.of(STORY))
            assert engine.name == name
        assert server.requests[0].body["model"] == sent


async def test_ollama_is_asked_in_its_own_mode() -> None:
    with ChatServer(answer(records())) as server:
        async with engine_at(server, model="ollama/gemma3") as engine:
            await engine.ask(Article.of(STORY))
            assert engine.name == "ollama/gemma3"
        (request,) = server.requests
    assert "tools" not in request.body
    assert request.body["response_format"] == {"type": "json_object"}
    assert '"commitments"' in request.system


async def test_a_server_of_ones_own_needs_no_key() -> None:
    with ChatServer(answer(records())) as server:
        async with engine_at(server) as engine:
            await engine.ask(Article.of(STORY))
        assert server.requests[0].headers["authorization"] == "Bearer none"


async def test_the_key_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    with ChatServer(answer(records())) as server:
        async with engine_at(server) as engine:
            await engine.ask(Article.of(STORY))
        assert server.requests[0].headers["authorization"] == "Bearer from-the-environment"


async def test_a_known_model_passes_the_check() -> None:
    with ChatServer(models=["a", "test-model"]) as server:
        async with engine_at(server) as engine:
            await engine.check()
        assert server.requests == []


async def test_an_unknown_model_is_told_with_those_there_are() -> None:
    with ChatServer(models=["a", "b"]) as server:
        async with engine_at(server) as engine:
            with pytest.raises(SettingsError, match=r"no model test-model; it has: a, b"):
                await engine.check()


async def test_an_endpoint_without_a_list_of_models_is_believed() -> None:
    with ChatServer(models=None) as server:
        async with engine_at(server) as engine:
            await engine.check()


async def test_a_refused_key_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(server: ChatServer, request: Request) -> Response:
        return failure(401, "who are you")

    monkeypatch.setattr(ChatServer, "respond", locked)
    with ChatServer() as server:
        async with engine_at(server) as engine:
            with pytest.raises(EngineStopped, match="OPENAI_API_KEY"):
                await engine.check()


async def test_a_server_that_is_not_there_is_told_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    engine = LLMEngine.open(ModelSettings(model="m", base_url=url))
    with pytest.raises(SettingsError, match="start the server"):
        await engine.check()
    await engine.close()


def test_the_fingerprint_follows_what_shapes_an_answer() -> None:
    def fingerprint(**settings: Any) -> str:
        merged = {"model": "m", "base_url": "http://127.0.0.1:1/v1", **settings}
        return LLMEngine.open(ModelSettings(**merged)).fingerprint

    elsewhere = fingerprint(base_url="http://127.0.0.1:2/v1", api_key="k", timeout=9.0)
    assert fingerprint() == elsewhere
    changed = [
        fingerprint(model="n"),
        fingerprint(temperature=0.5),
        fingerprint(chunk_chars=900),
        fingerprint(max_output_tokens=999),
    ]
    assert len({fingerprint(), *changed}) == 1 + len(changed)
