"""What is left of a ledger when the machine goes dark: what its disk had been made to keep.

A power cut can't be had in a test, but what it leaves can be: the files as they are at some moment,
without what the system keeps in memory for SQLite, and with the end of the log missing or spoilt.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import series
from forks import Fork, Forks
from ledger_samples import article, committed, finish
from loopback import ChatServer, Request, Response
from series import Job, kept
from sqlalchemy import Connection, Engine, event

from extractor.ledger import Ledger
from extractor.results import Usage

MOMENTS = 6


def test_every_commit_is_flushed_to_the_disk(tmp_path: Path) -> None:
    settings = set[tuple[int, str]]()

    def note(connection: Connection) -> None:
        flushing = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        settings.add((flushing, connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()))

    event.listen(Engine, "commit", note)
    try:
        with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
            finish(ledger, article(1))
    finally:
        event.remove(Engine, "commit", note)
    full = 2
    assert settings == {(full, "wal")}


class TestTheFilesAtAnyMoment:
    @pytest.fixture
    def moments(self, forks: Forks, tmp_path: Path) -> Iterator[list[tuple[frozenset[int], Path]]]:
        """What was acknowledged at some moments of a run, and its files right after each."""
        chance = random.Random(7)

        def slowly(request: Request) -> Response:
            return series.answered(request)._replace(delay=chance.uniform(0, 0.02))

        articles = series.write(tmp_path / "in.jsonl", range(150))
        with ChatServer(default=slowly) as server:
            job = Job(articles, tmp_path / "out", server.url)
            run = forks.start(*job.command("--concurrency", "4"), commit_every=3)
            moments = []
            for n in range(1, MOMENTS + 1):
                server.wait_for(20 * n)
                moments.append((kept(job.ledger).answered, frozen(run, job, tmp_path / f"cut{n}")))
            assert run.end() == 0
            yield moments

    def test_hold_all_that_was_acknowledged_and_can_be_written_on(
        self, moments: list[tuple[frozenset[int], Path]]
    ) -> None:
        for acknowledged, copy in moments:
            write_on(copy)
            assert acknowledged <= kept(copy).answered
            assert is_sound(copy)
        assert moments[-1][0] > moments[0][0]


def frozen(run: Fork, job: Job, folder: Path) -> Path:
    """A copy of the ledger's files, made while the process stands still."""
    run.send(signal.SIGSTOP)
    stat = Path(f"/proc/{run.pid}/stat")
    begun = time.monotonic()
    while stat.read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() - begun < 10
    copy = copied(job.ledger, folder)
    run.send(signal.SIGCONT)
    return copy


def copied(ledger: Path, folder: Path) -> Path:
    """The database and its log, without the shared memory, which no disk keeps."""
    folder.mkdir()
    for name in (ledger.name, f"{ledger.name}-wal"):
        shutil.copy(ledger.with_name(name), folder)
    return folder / ledger.name


def write_on(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.comparisons.save_verdicts({"key": None}, Usage())


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


class TestALogWithoutItsEnd:
    """What follows the last flush may be on the disk in part, or be anything at all."""

    @pytest.fixture
    def safe(self, tmp_path: Path) -> Iterator[tuple[Path, int, set[str]]]:
        """A ledger that has gone on since a flush, the length of its log then, and its articles."""
        path = tmp_path / "ledger.sqlite"
        with Ledger.open(path) as ledger:
            for n in range(5):
                finish(ledger, article(n))
            ledger.commit()
            acknowledged, length = committed(path), log(path).stat().st_size
            for n in range(5, 10):
                finish(ledger, article(n))
                ledger.commit()
            yield path, length, acknowledged

    @pytest.mark.parametrize("spoilt", [False, True], ids=["missing", "spoilt"])
    def test_has_all_that_was_acknowledged(
        self, safe: tuple[Path, int, set[str]], tmp_path: Path, spoilt: bool
    ) -> None:
        path, flushed, acknowledged = safe
        chance = random.Random(3)
        assert len(acknowledged) == 5
        for n in range(20):
            copy = copied(path, tmp_path / f"cut{n}")
            end_at(log(copy), chance.randrange(flushed, log(path).stat().st_size), chance, spoilt)
            write_on(copy)
            assert acknowledged <= committed(copy)
            assert is_sound(copy)


def log(path: Path) -> Path:
    """The write-ahead log beside a database."""
    return path.with_name(f"{path.name}-wal")


def end_at(file: Path, length: int, chance: random.Random, spoilt: bool) -> None:
    """Take away what is behind `length`, or write anything there."""
    content = file.read_bytes()
    lost = len(content) - length
    file.write_bytes(content[:length] + (chance.randbytes(lost) if spoilt else b""))
