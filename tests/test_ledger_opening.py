from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import interrupted_run
import pytest
from ledger_samples import article, done, finish
from sqlalchemy import Engine, create_engine, event, text

from extractor.errors import LedgerError
from extractor.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


class TestOpening:
    def test_makes_the_folder_and_the_ledger(self, path: Path) -> None:
        with Ledger.open(path) as ledger:
            assert list(ledger.results()) == []
        assert path.is_file()

    def test_keeps_all_between_openings(self, path: Path) -> None:
        with Ledger.open(path) as ledger:
            finish(ledger, article(1))
        with Ledger.open(path) as ledger:
            assert list(ledger.articles()) == [article(1)]
            assert list(ledger.results()) == [done(article(1))]

    def test_keeps_what_was_added_before_an_error(self, path: Path) -> None:
        def fail_midway() -> None:
            with Ledger.open(path) as ledger:
                finish(ledger, article(1))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_midway()
        with Ledger.open(path, readonly=True) as ledger:
            assert list(ledger.results()) == [done(article(1))]

    def test_is_refused_while_another_process_writes(self, path: Path) -> None:
        with holding(path) as holder, pytest.raises(LedgerError) as refusal, Ledger.open(path):
            pass
        assert f"in use by process {holder.pid} " in str(refusal.value)
        assert "wait until that run has ended" in str(refusal.value)

    def test_is_refused_while_this_process_writes(self, path: Path, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="in use"), Ledger.open(path):
            pass

    def test_is_granted_as_soon_as_the_writer_was_killed(self, path: Path) -> None:
        with holding(path) as holder:
            holder.kill()
            holder.wait()
            with Ledger.open(path) as ledger:
                assert list(ledger.results()) == []

    @pytest.mark.parametrize("readonly", [True, False])
    def test_refuses_a_file_that_is_no_database(self, tmp_path: Path, readonly: bool) -> None:
        (tmp_path / "notes").write_text("Not a database, but long enough to look at. " * 50)
        with (
            pytest.raises(LedgerError, match="not a ledger"),
            Ledger.open(tmp_path / "notes", readonly=readonly),
        ):
            pass

    @pytest.mark.parametrize("readonly", [True, False])
    def test_refuses_the_database_of_another_program_and_leaves_it_alone(
        self, tmp_path: Path, readonly: bool
    ) -> None:
        other = tmp_path / "other.sqlite"
        connection = sqlite3.connect(other)
        connection.execute("CREATE TABLE birds (name)")
        connection.close()
        before = other.read_bytes()
        with (
            pytest.raises(LedgerError, match="not a ledger"),
            Ledger.open(other, readonly=readonly),
        ):
            pass
        assert other.read_bytes() == before

    @pytest.mark.parametrize("readonly", [True, False])
    def test_refuses_a_ledger_of_another_version(self, path: Path, readonly: bool) -> None:
        with Ledger.open(path):
            pass
        change(path, "UPDATE meta SET value = '99' WHERE key = 'schema'")
        with (
            pytest.raises(LedgerError, match="ledger version 99"),
            Ledger.open(path, readonly=readonly),
        ):
            pass

    def test_refuses_a_damaged_ledger(self, path: Path) -> None:
        with Ledger.open(path) as ledger:
            for n in range(100):
                finish(ledger, article(n))
        content = bytearray(path.read_bytes())
        content[4096:] = b"\x5a" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
            list(ledger.results())

    def test_for_reading_needs_a_ledger(self, path: Path) -> None:
        with pytest.raises(LedgerError, match="no ledger at"), Ledger.open(path, readonly=True):
            pass
        assert not path.parent.exists()

    def test_explains_a_full_disk_and_keeps_what_was_committed(self, path: Path) -> None:
        def fill() -> None:
            with Ledger.open(path) as ledger:
                for n in range(10_000):
                    finish(ledger, article(n))
                    ledger.commit()

        with at_most(pages=60), pytest.raises(LedgerError, match="make room and run the same"):
            fill()
        with Ledger.open(path) as ledger:
            kept = list(ledger.results())
        assert len(kept) > 1
        assert kept == [done(article(n)) for n in range(len(kept))]


class TestAReader:
    def test_looks_on_while_a_run_writes(self, path: Path, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.commit()
        finish(ledger, article(2))
        with Ledger.open(path, readonly=True) as reader:
            assert list(reader.articles()) == [article(1)]

    def test_sees_one_moment_of_the_run(self, path: Path, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.commit()
        with Ledger.open(path, readonly=True) as reader:
            finish(ledger, article(2))
            ledger.commit()
            assert len(list(reader.results())) == len(list(reader.articles())) == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
    def test_needs_no_right_to_write(self, path: Path) -> None:
        with Ledger.open(path) as ledger:
            finish(ledger, article(1))
        path.parent.chmod(0o500)
        try:
            with Ledger.open(path, readonly=True) as reader:
                assert list(reader.articles()) == [article(1)]
        finally:
            path.parent.chmod(0o700)

    def test_can_not_write(self, path: Path, ledger: Ledger) -> None:
        with (
            pytest.raises(LedgerError, match="readonly"),
            Ledger.open(path, readonly=True) as reader,
        ):
            reader.start()


@contextmanager
def holding(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the ledger open for writing."""
    command = [*interrupted_run.COMMAND, str(path), "hold"]
    with subprocess.Popen(
        command,
        cwd=interrupted_run.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


@contextmanager
def at_most(*, pages: int) -> Iterator[None]:
    """Let SQLite databases opened meanwhile find their disk full beyond `pages`."""

    def limit(driver: Any, _: object) -> None:
        driver.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


class TestADatabase:
    def test_lets_no_second_writer_in_and_says_who_is_there(self, database: str) -> None:
        in_use = pytest.raises(LedgerError, match=f"in use by process {os.getpid()}")
        with Ledger.open(database), in_use:
            opened_again(database)
        opened_again(database)

    def test_is_not_written_to_if_it_is_not_a_ledger(self, database: str) -> None:
        engine = create_engine(database.replace("postgresql", "postgresql+psycopg", 1))
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE accounts (id int)"))
        engine.dispose()
        with pytest.raises(LedgerError, match="not a ledger"):
            opened_again(database)

    def test_that_is_not_there_is_said_with_the_remedy(self, database: str) -> None:
        with pytest.raises(LedgerError, match="Check that the database runs"):
            opened_again(database.replace("/test", "/no-test"))


def opened_again(place: str) -> None:
    with Ledger.open(place):
        pass
