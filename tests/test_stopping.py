"""Runs that are stopped, doubled, changed or starved half-way, each in a process of its own."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import series
from forks import Fork, Forks
from loopback import ChatServer, Request, Response
from series import Job, asked, kept

PATIENCE = 30.0
"""Seconds until a test gives up."""


class Gate:
    """Answers nobody before it is open; the first `through` are answered all the same."""

    def __init__(self, through: int = 0) -> None:
        self._through = through
        self._open = threading.Event()

    def open(self) -> None:
        """Let all go, those who wait included."""
        self._open.set()

    def __call__(self, request: Request) -> Response:
        self._through -= 1
        if self._through < 0:
            self._open.wait(PATIENCE)
        return series.answered(request)


@contextmanager
def held(gate: Gate, folder: Path, count: int) -> Iterator[tuple[ChatServer, Job]]:
    """A server behind a gate, and a run of `count` articles that asks it."""
    articles = series.write(folder / "in.jsonl", range(count))
    with ChatServer(default=gate, models=("test-model", "other-model")) as server:
        try:
            yield server, Job(articles, folder / "out", server.url)
        finally:
            gate.open()


def until(true: Callable[[], bool]) -> None:
    """Wait for another process."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < PATIENCE


def statuses(job: Job) -> list[str]:
    return [line["status"] for line in job.lines("articles.jsonl")]


class TestCtrlC:
    def test_once_finishes_what_is_under_way_and_loses_nothing(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        gate = Gate(through=6)
        with held(gate, tmp_path, 60) as (server, job):
            run = forks.start(*job.command("--concurrency", "4"))
            server.wait_for(10)
            run.send(signal.SIGINT)
            assert not run.ends_within(0.2), "with four answers under way"
            gate.open()
            assert run.end() == 130
            assert "The same command goes on where this one ended." in run.said
            assert kept(job.ledger).answered == set(asked(server.requests))
            assert kept(job.ledger).under_way == 0
            assert statuses(job) == ["done"] * 10
            assert forks.start(*job.command()).end() == 0
            assert set(asked(server.requests).values()) == {1}
            assert statuses(job) == ["done"] * 60

    def test_twice_gives_up_what_is_under_way_and_says_that_it_may_have_been_paid_for(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        gate = Gate(through=6)
        with held(gate, tmp_path, 20) as (server, job):
            run = forks.start(*job.command("--concurrency", "4"))
            server.wait_for(10)
            run.send(signal.SIGINT)
            assert not run.ends_within(0.2)
            run.send(signal.SIGINT)
            assert run.end() == 130
            assert statuses(job) == ["done"] * 6
            assert job.summary["lost"]["articles"] == 4
            gate.open()
            assert forks.start(*job.command()).end() == 0
            assert sorted(asked(server.requests).values()) == [1] * 16 + [2] * 4
            assert job.summary["lost"]["articles"] == 4


def test_a_killed_run_says_what_was_under_way_at_most(forks: Forks, tmp_path: Path) -> None:
    gate = Gate()
    with held(gate, tmp_path, 5) as (server, job):
        price = ["--input-price", "1000", "--output-price", "1000"]
        run = forks.start(*job.command("--concurrency", "5", "--max-output-tokens", "500", *price))
        server.wait_for(5)
        until(lambda: kept(job.ledger).under_way == 5)
        run.send(signal.SIGKILL)
        run.end()
        gate.open()
        assert forks.start(*job.command("--max-output-tokens", "500", *price)).end() == 0
        lost = job.summary["lost"]
    assert lost["articles"] == 5
    assert lost["tokens"] >= 5 * (500 + 100)
    assert lost["cost"] == pytest.approx(lost["tokens"] / 1000)


def test_a_second_process_is_sent_away_and_harms_nobody(forks: Forks, tmp_path: Path) -> None:
    gate = Gate()
    with held(gate, tmp_path, 10) as (server, job):
        first = forks.start(*job.command())
        server.wait_for(10)
        second = forks.start(*job.command())
        assert second.end() == 1
        assert f"in use by process {first.pid}" in second.said
        assert "wait until that run has ended, or end it, or choose another --out" in second.said
        assert "Traceback" not in second.said
        gate.open()
        assert first.end() == 0
        assert asked(server.requests) == dict.fromkeys(range(10), 1)
    assert statuses(job) == ["done"] * 10


class TestAChangeHalfWay:
    @pytest.fixture
    def half(self, forks: Forks, tmp_path: Path) -> Iterator[tuple[ChatServer, Job]]:
        """A run of which six articles of ten are done."""
        gate = Gate(through=6)
        with held(gate, tmp_path, 10) as (server, job):
            run = forks.start(*job.command("--concurrency", "2"))
            server.wait_for(8)
            until(lambda: len(kept(job.ledger).answered) == 6)
            run.send(signal.SIGKILL)
            run.end()
            gate.open()
            yield server, job

    def test_of_the_prompt_asks_again_and_keeps_the_answers_there_were(
        self, forks: Forks, half: tuple[ChatServer, Job], tmp_path: Path
    ) -> None:
        server, job = half
        usual = Path(__file__).parent.parent / "prompts" / "extract-v1.md"
        own = tmp_path / "own.md"
        own.write_text(usual.read_text(encoding="utf-8").replace("completely", "fully"))
        self.assert_asked(forks, job, server, ["--prompt", own], range(10))
        assert replies(job) == 16

    def test_of_the_model_asks_again_and_keeps_the_answers_there_were(
        self, forks: Forks, half: tuple[ChatServer, Job]
    ) -> None:
        server, job = half
        self.assert_asked(forks, job, server, ["--model", "other-model"], range(10))
        assert replies(job) == 16
        assert {record["engine"] for record in job.lines("records.jsonl")} == {"openai/other-model"}

    def test_that_is_taken_back_asks_only_what_had_no_answer(
        self, forks: Forks, half: tuple[ChatServer, Job]
    ) -> None:
        server, job = half
        before = kept(job.ledger).answered
        self.assert_asked(forks, job, server, ["--model", "other-model"], range(10))
        self.assert_asked(forks, job, server, [], set(range(10)) - before)
        assert replies(job) == 20

    @staticmethod
    def assert_asked(
        forks: Forks, job: Job, server: ChatServer, changed: list[str | Path], about: Iterable[int]
    ) -> None:
        """That a start with something `changed` asks about those articles and no others."""
        before = len(server.requests)
        assert forks.start(*job.command(*changed)).end() == 0
        assert set(asked(server.requests[before:])) == set(about)
        assert statuses(job) == ["done"] * 10


def replies(job: Job) -> int:
    with closing(sqlite3.connect(f"file:{job.ledger}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM replies").fetchone()
    return int(count)


class TestAFullDisk:
    def test_stops_the_run_which_goes_on_when_there_is_room(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        """Files that may not grow: also the superuser can have that."""
        with held(Gate(through=1000), tmp_path, 200) as (server, job):
            run = forks.start(*job.command(), file_limit=300_000, commit_every=10)
            assert run.end() == 1
            self.assert_explained(run, "the same command goes on from there")
            self.assert_goes_on(forks, job, server)

    def test_is_told_apart_from_other_failures(self, forks: Forks, tmp_path: Path) -> None:
        with (
            held(Gate(through=1000), tmp_path, 200) as (server, job),
            small_disk(tmp_path / "out", megabytes=8) as ballast,
        ):
            ballast.write_bytes(b"0" * 7_700_000)
            run = forks.start(*job.command(), commit_every=10)
            assert run.end() == 1
            self.assert_explained(run, "make room and run the same command again")
            ballast.unlink()
            self.assert_goes_on(forks, job, server)

    def test_met_while_the_files_are_written_is_told_and_costs_no_question(
        self, forks: Forks, tmp_path: Path
    ) -> None:
        with (
            held(Gate(through=1000), tmp_path, 200) as (server, job),
            small_disk(tmp_path / "out", megabytes=8) as ballast,
        ):
            assert forks.start(*job.command()).end() == 0
            for made in ("records.jsonl", "articles.jsonl", "report.html"):
                (job.out / made).unlink()
            ballast.write_bytes(b"0" * (shutil.disk_usage(job.out).free - 300_000))
            run = forks.start(*job.command())
            assert run.end() == 1
            assert "make room or choose another --out" in run.said
            assert "Traceback" not in run.said
            ballast.unlink()
            assert forks.start(*job.command()).end() == 0
            assert statuses(job) == ["done"] * 200
            assert set(asked(server.requests).values()) == {1}

    @staticmethod
    def assert_explained(run: Fork, remedy: str) -> None:
        assert "Nothing committed is lost" in run.said
        assert remedy in run.said
        assert "Traceback" not in run.said

    @staticmethod
    def assert_goes_on(forks: Forks, job: Job, server: ChatServer) -> None:
        safe, before = kept(job.ledger).answered, len(server.requests)
        assert 0 < len(safe) < 200
        run = forks.start(*job.command())
        assert run.end() == 0, run.said
        assert not safe & set(asked(server.requests[before:]))
        assert statuses(job) == ["done"] * 200


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A disk of that size at `folder`; gives the name of a file to fill it with."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield folder / "ballast"
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
