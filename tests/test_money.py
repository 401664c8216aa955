"""Ceilings on cost and tokens in real runs, 64 articles at a time, and what their summaries say."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import series
from forks import Fork, Forks
from loopback import ChatServer, Request, Response, answer, failure
from series import Job, asked

BUDGET_REACHED = 4
SENT, ANSWERED = 4000, 50
"""Tokens of each answer: close to what is set aside for the prompt, far from it for the answer."""

PRICE = ("--input-price", "1", "--output-price", "10")
COST = (SENT * 1 + ANSWERED * 10) / 1_000_000
"""Dollars for each answer at that price."""


class Till:
    """Answers, and counts the tokens that it must be paid for."""

    def __init__(self) -> None:
        self.tokens = 0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Response:
        with self._lock:
            self.tokens += SENT + ANSWERED
        return series.answered(request, (SENT, ANSWERED))._replace(delay=0.02)


@contextmanager
def shop(folder: Path, count: int) -> Iterator[tuple[Till, ChatServer, Job]]:
    """A server that takes money, and a run of `count` articles that asks it."""
    articles, till = series.write(folder / "in.jsonl", range(count)), Till()
    with ChatServer(default=till) as server:
        yield till, server, Job(articles, folder / "out", server.url)


def start(forks: Forks, job: Job, *more: str) -> Fork:
    """A start of `job` with 64 articles in flight and answers that may not be long."""
    crowd = ("--concurrency", "64", "--max-output-tokens", "300")
    return forks.start(*job.command(*crowd, *more))


class TestACeiling:
    def test_on_tokens_is_used_and_not_passed_and_a_higher_one_goes_on(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        ceiling = 400_000
        with shop(tmp_path, 150) as (till, server, job):
            run = start(forks, job, "--max-tokens", str(ceiling))
            assert run.end() == BUDGET_REACHED, run.said
            assert 0.9 * ceiling < till.tokens <= ceiling
            assert "--max-tokens is reached" in run.said
            assert "raise it, then run again" in run.said
            assert start(forks, job, "--max-tokens", str(2 * ceiling)).end() == 0
            assert asked(server.requests) == dict.fromkeys(range(150), 1)
            assert {line["status"] for line in job.lines("articles.jsonl")} == {"done"}

    def test_on_cost_is_used_and_not_passed_and_a_higher_one_goes_on(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        ceiling = 0.4
        with shop(tmp_path, 150) as (_, server, job):
            run = start(forks, job, *PRICE, "--max-cost", str(ceiling))
            assert run.end() == BUDGET_REACHED, run.said
            assert 0.9 * ceiling < len(server.requests) * COST <= ceiling
            assert "--max-cost is reached" in run.said
            assert job.summary["usage"]["cost"] == pytest.approx(len(server.requests) * COST)
            assert start(forks, job, *PRICE, "--max-cost", "1").end() == 0
            assert asked(server.requests) == dict.fromkeys(range(150), 1)
            assert job.summary["usage"]["cost"] == pytest.approx(150 * COST)

    def test_that_is_not_raised_asks_nothing_more(self, forks: Forks, tmp_path: Path) -> None:
        with shop(tmp_path, 20) as (_, server, job):
            assert start(forks, job, "--max-tokens", "20000").end() == BUDGET_REACHED
            before = len(server.requests)
            assert start(forks, job, "--max-tokens", "20000").end() == BUDGET_REACHED
            assert len(server.requests) == before > 0

    def test_without_a_price_is_refused_before_anything_is_asked(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        with shop(tmp_path, 3) as (_, server, job):
            run = start(forks, job, "--max-cost", "1")
            assert run.end() == 1
            assert "give --input-price and --output-price, or use --max-tokens" in run.said
            assert server.requests == []


class Clumsy:
    """Fails once about article 1, and answers nonsense once about article 2."""

    def __init__(self) -> None:
        self._asked: Counter[int] = Counter()

    def __call__(self, request: Request) -> Response:
        number = series.number(request)
        self._asked[number] += 1
        if self._asked[number] == 1 and number == 1:
            return failure(500, "try again")
        if self._asked[number] == 1 and number == 2:
            return answer("no JSON at all", tokens=(SENT, ANSWERED))(request)
        return series.answered(request, (SENT, ANSWERED))


def test_a_summary_counts_each_answer_once_and_retries_apart(forks: Forks, tmp_path: Path) -> None:
    articles = series.write(tmp_path / "in.jsonl", range(4))
    with ChatServer(default=Clumsy()) as server:
        job = Job(articles, tmp_path / "out", server.url)
        assert start(forks, job, *PRICE).end() == 0
        assert len(server.requests) == 6
    usage = job.summary["usage"]
    assert (usage["requests"], usage["retries"]) == (6, 2)
    assert usage["input_tokens"] == 5 * SENT
    assert usage["cost"] == pytest.approx(5 * COST)
    assert usage["retry_cost"] == pytest.approx(COST)
    assert usage["unpriced"] == 0


def test_a_summary_says_what_has_no_price(forks: Forks, tmp_path: Path) -> None:
    with shop(tmp_path, 3) as (_, _, job):
        assert start(forks, job).end() == 0
    assert job.summary["usage"]["unpriced"] == 3
    assert job.summary["usage"]["cost"] == 0
