"""Runs that are killed at any moment, and go on: the real command against a server that counts."""

from __future__ import annotations

import itertools
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import series
from forks import Fork, Forks
from loopback import ChatServer, Request, Response
from series import Job, Kept, asked, kept

KILLS = 20
COUNT = 600
"""Enough that no kill comes when all is asked: up to 25 questions, and those of 30 ms more."""
CONCURRENCY = 4

COMMIT_EVERY = 4
"""Results in one transaction: what a kill may cost at most, beside what is under way."""


class Trap:
    """Answers, and kills a run a moment after its so-manieth question."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left = 0
        self._run: Fork | None = None

    def set(self, run: Fork, after: int) -> None:
        """Kill `run` when it has asked so often."""
        self._run, self._left = run, after

    def __call__(self, request: Request) -> Response:
        self._left -= 1
        if self._left == 0 and self._run is not None:
            timer = threading.Timer(self._chance.uniform(0, 0.03), self._run.send, [signal.SIGKILL])
            timer.start()
        return series.answered(request)._replace(delay=self._chance.uniform(0, 0.01))


@pytest.fixture(scope="module")
def story(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A run killed 20 times while it asks, and some before it asks and as it writes its files."""
    folder = tmp_path_factory.mktemp("killed")
    articles = series.write(folder / "in.jsonl", range(COUNT))
    chance = random.Random(20)
    trap = Trap(chance)
    with ChatServer(default=trap) as server:
        story = Story(server, Job(articles, folder / "out", server.url), forks)
        while story.killed < KILLS:
            story.kill_while_asking(trap, after=chance.randint(1, 25))
        story.kill_after(chance.uniform(0.0, 0.1))
        story.finish()
        for _ in range(2):
            story.kill_after(chance.uniform(0.0, 0.6))
        story.finish()
        yield story


class TestARunKilledAtRandomPoints:
    def test_is_killed_often_enough_to_tell(self, story: Story) -> None:
        assert story.killed >= KILLS

    def test_asks_nothing_again_that_was_done(self, story: Story) -> None:
        for key, before in story.starts.items():
            again = before.answered & set(asked(story.server.requests, key=key))
            assert not again, f"{key} asked about them though they were done"

    def test_loses_nothing_that_was_done(self, story: Story) -> None:
        for before, after in itertools.pairwise(story.starts.values()):
            assert before.answered <= after.answered
            assert before.requests <= after.requests

    def test_asks_a_second_time_only_what_the_last_transaction_had_not_got(
        self, story: Story
    ) -> None:
        again = sum(asked(story.server.requests).values()) - COUNT
        assert again <= story.killed * (COMMIT_EVERY + CONCURRENCY)

    def test_has_every_article_done_once_in_the_end(self, story: Story) -> None:
        lines = story.job.lines("articles.jsonl")
        assert [line["ref"] for line in lines] == [str(n) for n in range(COUNT)]
        assert {line["status"] for line in lines} == {"done"}

    def test_gives_the_records_of_an_undisturbed_run(self, story: Story, tmp_path: Path) -> None:
        calm = story.job._replace(out=tmp_path / "out")
        assert story.forks.start(*calm.command()).end() == 0
        for name in ("records.jsonl", "articles.jsonl", "rejected.jsonl"):
            assert story.job.lines(name) == calm.lines(name)
        assert len(story.job.lines("records.jsonl")) == COUNT

    def test_counts_all_that_it_knows_to_have_paid_for(self, story: Story) -> None:
        usage = story.job.summary["usage"]
        assert usage["requests"] == kept(story.job.ledger).requests >= COUNT
        assert usage["input_tokens"] == 100 * usage["requests"]
        assert usage["requests"] <= len(story.server.requests)

    def test_says_what_was_under_way_when_it_was_killed(self, story: Story) -> None:
        lost = story.job.summary["lost"]
        assert lost["articles"] == kept(story.job.ledger).under_way
        most = len(story.server.requests) - story.job.summary["usage"]["requests"]
        assert lost["articles"] <= most + story.killed * CONCURRENCY


class Story:
    """The starts of one run, and what its ledger had before each."""

    def __init__(self, server: ChatServer, job: Job, forks: Forks) -> None:
        self.server = server
        self.job = job
        self.forks = forks
        self.killed = 0
        self.starts: dict[str, Kept] = {}

    def kill_while_asking(self, trap: Trap, *, after: int) -> None:
        """A start that is killed soon after its so-manieth question."""
        run = self._start()
        trap.set(run, after)
        assert run.end() == -signal.SIGKILL, run.said
        self.killed += 1

    def kill_after(self, seconds: float) -> None:
        """A start that is killed after so long, unless it has ended by then."""
        run = self._start()
        if not run.ends_within(seconds):
            run.send(signal.SIGKILL)
        run.end()

    def finish(self) -> None:
        """A start that nobody disturbs."""
        run = self._start()
        assert run.end() == 0, run.said

    def _start(self) -> Fork:
        key = f"start-{len(self.starts)}"
        self.starts[key] = kept(self.job.ledger)
        command = self.job.command("--concurrency", str(CONCURRENCY))
        return self.forks.start(*command, commit_every=COMMIT_EVERY, OPENAI_API_KEY=key)
