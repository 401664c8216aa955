from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from commands import EMPTY, EXAMPLE, extractor, rows
from loopback import ChatServer, answer

from extractor.cli.ending import ALL_DONE, ERROR, SOME_FAILED
from extractor.estimate import estimate
from extractor.pipeline import Options
from extractor.settings import ModelSettings

RECORDED_SENT, RECORDED_ANSWERED = 29_280, 18_841
"""Tokens of the five recorded exchanges about the example in OpenAI's o200k encoding."""

GPT = ("--model", "openai/gpt-5-mini")


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def as_json(result: Result) -> dict[str, object]:
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_the_likely_tokens_are_what_was_recorded() -> None:
    found = estimate([EXAMPLE], options=Options(model=ModelSettings(model="openai/gpt-5-mini")))
    assert (found.articles, found.likely.requests) == (5, 5)
    assert found.likely.input_tokens == pytest.approx(RECORDED_SENT, rel=0.02)
    assert found.likely.output_tokens == pytest.approx(RECORDED_ANSWERED, rel=0.02)


def test_the_greatest_tokens_are_those_of_answers_at_their_limit() -> None:
    found = estimate([EXAMPLE], options=Options(model=ModelSettings(model="openai/gpt-5-mini")))
    assert found.worst.input_tokens > found.likely.input_tokens
    assert found.worst.output_tokens == 5 * 16_384


def test_articles_requests_tokens_and_cost_are_told_without_a_key() -> None:
    result = extractor("estimate", EXAMPLE, *GPT)
    assert result.exit_code == ALL_DONE
    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert names == ["articles", "requests", "likely", "at", "comparison"]
    assert "5 to openai/gpt-5-mini" in result.stdout
    assert result.stdout.count("$") == 3


def test_no_request_is_sent(tmp_path: Path) -> None:
    with ChatServer(default=answer(EMPTY), models=["m"]) as server:
        result = extractor("estimate", EXAMPLE, "--model", "openai/m", "--base-url", server.url)
        assert result.exit_code == ALL_DONE
        assert server.requests == []


def test_a_price_that_is_not_known_is_said_and_not_guessed() -> None:
    command = ("estimate", EXAMPLE, "--model", "openai/m", "--base-url", "http://127.0.0.1:9/v1")
    result = extractor(*command)
    assert "$" not in result.stdout
    assert "price not known: give --input-price and --output-price" in result.stdout
    priced = extractor(*command, "--input-price", "1", "--output-price", "2")
    assert "$" in priced.stdout


def test_long_articles_are_asked_about_in_parts(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", ["The council met on Monday. " * 200])
    whole, cut = (
        as_json(extractor("estimate", path, *GPT, "--json", "--chunk-chars", size))["likely"]
        for size in ("6000", "1000")
    )
    assert whole["requests"] == 1  # type: ignore[index]
    assert cut["requests"] > 5  # type: ignore[index]


def test_what_the_comparison_may_add_is_told_apart() -> None:
    result = extractor("estimate", EXAMPLE, *GPT, "--max-pairs", "25")
    assert "comparison  not included: up to 6 requests more (--max-pairs)" in result.stdout
    result = extractor("estimate", EXAMPLE, *GPT, "--no-reconcile")
    assert "comparison  none" in result.stdout


def test_the_embedded_engine_takes_nothing() -> None:
    result = extractor("estimate", EXAMPLE)
    assert result.stdout.splitlines() == ["articles    5", "requests    0 to rules"]


def test_input_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", ["First text."])
    path.write_text(f"{path.read_text()}{{broken\n")
    result = extractor("estimate", path, *GPT)
    assert result.exit_code == SOME_FAILED
    assert f"! {path}:2: is not JSON" in result.stderr
    assert "articles    1, and 1 that can't be read" in result.stdout


def test_an_unknown_model_is_one_line() -> None:
    result = extractor("estimate", EXAMPLE, "--model", "nobody/m")
    assert result.exit_code == ERROR
    assert result.stderr.startswith("error: unknown model nobody/m")
