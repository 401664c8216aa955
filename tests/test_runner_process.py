from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import interrupted_run
import pytest
from ledger_samples import committed

from extractor.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


class TestAProcess:
    def test_killed_at_any_moment_loses_nothing_finished_and_doubles_nothing(
        self, path: Path
    ) -> None:
        count, chance = 400, random.Random(20)
        asked: list[str] = []
        for patience in (0.0, 0.0, 0.002, 0.002, 0.005, 0.005):
            safe = answered(path)
            now_asked = killed_after(chance.randint(1, 150), path, count, patience)
            assert not safe & set(now_asked)
            assert safe <= answered(path)
            at_risk = interrupted_run.COMMIT_EVERY + interrupted_run.CONCURRENCY
            assert len(set(now_asked) - answered(path)) <= at_risk
            asked += now_asked
        asked += of(finished(path, count), "asked")
        with Ledger.open(path, readonly=True) as ledger:
            results = [result.article_id for result in ledger.results()]
        assert results == [article.id for article in interrupted_run.articles(count)]
        assert set(asked) == set(results)

    def test_interrupted_finishes_what_is_in_work_and_ends_well(self, path: Path) -> None:
        with started(path, 10_000, 0.02) as process:
            said = [line_of(process) for _ in range(20)]
            process.send_signal(signal.SIGINT)
            said += remaining(process)
        assert process.returncode == 0
        assert of(said, "stopped") == ["True"]
        assert sorted(of(said, "asked")) == sorted(of(said, "answered"))
        assert committed(path) == set(of(said, "asked"))

    def test_out_of_disk_stops_and_goes_on_later(self, path: Path) -> None:
        with started(path, 400, 0.0, "sh", "-c", 'ulimit -f 4000; exec "$@"', "sh") as process:
            said = remaining(process)
        assert "Nothing committed is lost" in said[-1]
        safe = answered(path)
        assert 0 < len(safe) < len(of(said, "asked")) < 400
        again = finished(path, 400)
        assert not safe & set(of(again, "asked"))
        assert len(committed(path)) == 400

    def test_does_not_grow_with_its_input(self, path: Path) -> None:
        small, large = (int(of(finished(path, n), "memory")[0]) for n in (500, 2_000))
        assert large - small < 8 * 1024, "of 27 MB of text"


def answered(path: Path) -> set[str]:
    """The ids of all articles that the ledger has an answer about, in this start or not."""
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as connection:
        return {
            article_id for (article_id,) in connection.execute("SELECT article_id FROM replies")
        }


def started(path: Path, count: int, patience: float, *within: str) -> subprocess.Popen[str]:
    command = [*within, *interrupted_run.COMMAND, str(path), str(count), str(patience)]
    return subprocess.Popen(command, cwd=interrupted_run.ROOT, stdout=subprocess.PIPE, text=True)


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def remaining(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.read().splitlines()


def of(said: Iterable[str], step: str) -> list[str]:
    return [line.split()[1] for line in said if line.startswith(f"{step} ")]


def killed_after(steps: int, path: Path, count: int, patience: float) -> list[str]:
    """The articles asked about by a run that is killed after it said `steps` lines."""
    with started(path, count, patience) as process:
        said = [line_of(process) for _ in range(steps)]
        process.kill()
        said += remaining(process)
    return of(said, "asked")


def finished(path: Path, count: int) -> list[str]:
    with started(path, count, 0.0) as process:
        return remaining(process)
