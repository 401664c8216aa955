from __future__ import annotations

from pathlib import Path

import pytest
from commands import EMPTY, extractor, rows
from loopback import ChatServer, answer, failure

from extractor.cli.summary import summary_lines
from extractor.cli.words import amount, duration, money
from extractor.results import Lost, Summary, Usage


def line(name: str, usage: Usage, lost: Lost | None = None) -> str | None:
    """What the summary of a run over four articles says after `name`."""
    summary = Summary(
        engine="openai/m", judge="openai/m", articles={"done": 4}, records={}, findings={},
        rejected=0, pairs_judged=0, pairs_left=0, usage=usage, lost=lost or Lost(), seconds=1.0,
    )  # fmt: skip
    found = [text for text in summary_lines(summary) if text.split()[0] == name]
    return found[0].removeprefix(name).strip() if found else None


def test_tokens_are_told_the_cached_ones_apart() -> None:
    usage = Usage(requests=9, input_tokens=900, cached_tokens=500, output_tokens=90, retries=2)
    assert (
        line("usage", usage) == "9 requests (2 of them again), 900 tokens in (500 cached), 90 out"
    )


def test_cost_is_told_for_all_for_one_article_and_for_asking_again() -> None:
    usage = Usage(requests=9, cost=2.5, retries=2, retry_cost=0.125)
    assert line("cost", usage) == "$2.50, $0.6250 an article, $0.1250 of it for asking again"


def test_a_price_that_is_not_known_is_not_guessed() -> None:
    words = line("cost", Usage(requests=9, unpriced=9))
    assert words == "price not known: give --input-price and --output-price"


def test_requests_without_a_price_are_not_passed_over() -> None:
    words = line("cost", Usage(requests=9, unpriced=3, cost=2.0))
    assert words == "$2.00 and 3 requests whose price is not known, $0.5000 an article"


def test_what_a_kill_may_have_lost_is_told() -> None:
    words = line("lost", Usage(), Lost(articles=3, tokens=70_000, cost=0.25))
    assert words == (
        "3 articles were being asked about when a run was killed: up to 70000 tokens and $0.2500 "
        "more may have been billed"
    )


def test_an_engine_that_takes_nothing_has_no_lines_about_it() -> None:
    assert [line(name, Usage()) for name in ("usage", "cost", "lost")] == [None, None, None]


@pytest.mark.parametrize(
    ("dollars", "words"),
    [(0, "$0.00"), (1234.5, "$1,234.50"), (0.0123, "$0.0123"), (0.000045, "$0.000045")],
)
def test_money_has_as_many_digits_as_tell_something(dollars: float, words: str) -> None:
    assert money(dollars) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(9876, "9,876"), (12_345, "12.3k"), (4_000_000, "4.0M"), (10**10, "10.0G")],
)
def test_amounts_are_short(number: int, words: str) -> None:
    assert amount(number) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(42, "0:42"), (59.6, "1:00"), (725, "12:05"), (11525, "3:12:05")]
)
def test_durations_are_read_like_a_clock(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_run_that_had_to_ask_again_says_what_that_cost(tmp_path: Path) -> None:
    articles = rows(tmp_path / "a.jsonl", ["First text."])
    flawed = answer("no JSON", tokens=(1000, 500))
    with ChatServer(flawed, default=answer(EMPTY, tokens=(1000, 500)), models=["m"]) as server:
        result = extractor(
            "run", articles, "--out", tmp_path / "out", "--no-reconcile", "--model", "openai/m",
            "--base-url", server.url, "--input-price", "1000", "--output-price", "2000",
        )  # fmt: skip
    assert "2 requests (1 of them again)" in result.stdout
    assert "cost      $4.00, $4.00 an article, $2.00 of it for asking again" in result.stdout


def test_a_ceiling_on_cost_that_stops_a_run_is_told_last(tmp_path: Path) -> None:
    articles = rows(tmp_path / "a.jsonl", ["First text."])
    with ChatServer(default=failure(500), models=["m"]) as server:
        result = extractor(
            "run", articles, "--out", tmp_path / "out", "--max-tokens", "1", "--model", "openai/m",
            "--base-url", server.url,
        )  # fmt: skip
    assert result.exit_code == 4
    assert "Stopped: --max-tokens is reached" in result.stdout.splitlines()[-2]
