"""One connection to a ledger: alone if it may write, on one moment of the run if it may not.

SQLite keeps a write-ahead log and flushes it at every commit (`synchronous=FULL`), so that what
is committed outlives a killed process and a power cut, and readers never wait for the writer.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from extractor.errors import LedgerError, shorten
from extractor.ledger.tables import SCHEMA_VERSION, get_meta, metadata, set_meta

SCHEMA, WRITER = "schema", "writer"
"""Keys in `meta`: the version of the tables, and who opened the ledger for writing last."""

ADVISORY_LOCK = 0x6578_7472_6163_7472
"""The number ("extractr" in ASCII) of the lock that a writer holds on a PostgreSQL database."""

ADVICE = (
    ("disk is full", "Nothing committed is lost: make room and run the same command again."),
    ("No space left", "Nothing committed is lost: make room and run the same command again."),
    ("not a database", "It is not a ledger: choose another --out."),
    ("malformed", "It is damaged: restore it from a copy, or choose another --out."),
    ("readonly", "It can't be written here: check its permissions and those of its folder."),
    ("unable to open", "Check that its folder exists and may be written."),
    ("connection failed", "Check that the database runs, and that the URL is right."),
    ("database is locked", "Another program holds it: close that program and run again."),
)
"""What to do about an error of the database, by words in its message."""

OTHERWISE = "Nothing committed is lost: the same command goes on from there."


@contextmanager
def opened(place: Path | str, *, readonly: bool) -> Iterator[Connection]:
    """A connection to the ledger at `place`, a file or a database URL.

    For writing, it is made if need be and held alone until the end. Raises LedgerError if
    another process holds it, if it is not a ledger of this version, or if it is damaged.
    """
    url = _url(place)
    if readonly:
        with _connected(url, readonly=True) as connection:
            _check(connection, _name(url))
            yield connection
    else:
        with _alone(url), _connected(url, readonly=False) as connection:
            _lock_database(connection)
            _prepare(connection)
            yield connection


def _url(place: Path | str) -> URL:
    if isinstance(place, str) and "://" in place:
        try:
            url = make_url(place)
        except ArgumentError as error:
            raise LedgerError(f"{place} is not a database URL") from error
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    return URL.create("sqlite", database=os.fspath(Path(place).absolute()))


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _name(url: URL) -> str:
    return url.database or "" if _is_file(url) else url.render_as_string(hide_password=True)


@contextmanager
def _connected(url: URL, *, readonly: bool) -> Iterator[Connection]:
    engine = _engine(url, readonly=readonly)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL, *, readonly: bool) -> Engine:
    try:
        if _is_file(url):
            engine = create_engine(_reading(url) if readonly else url, poolclass=NullPool)
            _set_up_sqlite(engine, readonly=readonly)
        else:
            isolation = "REPEATABLE READ" if readonly else "READ COMMITTED"
            engine = create_engine(url, poolclass=NullPool, isolation_level=isolation)
    except ImportError as error:
        raise LedgerError(
            f"{_name(url)} needs a driver that is not installed ({error.name}): for PostgreSQL, "
            "pip install 'extractor[postgresql]'"
        ) from error
    event.listen(engine, "handle_error", _explain_errors(_name(url)))
    return engine


def _reading(url: URL) -> URL:
    path = url.database or ""
    if not Path(path).is_file():
        raise LedgerError(f"There is no ledger at {path}: a run into its folder makes one.")
    query = {"mode": "ro", "uri": "true"}
    if not os.access(Path(path).parent, os.W_OK) and not Path(f"{path}-wal").exists():
        # SQLite wants to put files beside a ledger even to read it. Where it can't, and nobody
        # writes, it need not: the ledger is an archive.
        query["immutable"] = "1"
    return url.set(database=Path(path).absolute().as_uri(), query=query)


def _set_up_sqlite(engine: Engine, *, readonly: bool) -> None:
    def configure(driver: Any, _: object) -> None:
        driver.isolation_level = None  # transactions begin where we say, below
        if not readonly:
            driver.execute("PRAGMA synchronous=FULL")
            # A file that is not ours is looked at and left as it is.
            if not driver.execute("SELECT 1 FROM sqlite_master").fetchone():
                driver.execute("PRAGMA journal_mode=WAL")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin)


def _explain_errors(name: str) -> Any:
    def explain(context: ExceptionContext) -> None:
        original = context.original_exception
        if isinstance(original, Exception) and context.sqlalchemy_exception is not None:
            message = shorten(str(original)).rstrip(".?")
            advice = next((text for words, text in ADVICE if words in message), OTHERWISE)
            raise LedgerError(f"{name}: {message}. {advice}") from original

    return explain


@contextmanager
def _alone(url: URL) -> Iterator[None]:
    """Hold the lock beside an SQLite file; the system lets go of it when the process ends."""
    if not _is_file(url):
        yield
        return
    path = Path(_name(url))
    # A lock that is a mere file would outlive a killed process: better none than that.
    lock = FileLock(f"{path}.lock", blocking=False, thread_local=False, fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise _in_use(url) from None
    except OSError as error:
        raise LedgerError(f"{path} can't be locked: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def _lock_database(connection: Connection) -> None:
    """On PostgreSQL, take the lock that lasts as long as this connection."""
    url = connection.engine.url
    if not _is_file(url) and not connection.scalar(
        select(func.pg_try_advisory_lock(ADVISORY_LOCK))
    ):
        raise _in_use(url)


def _in_use(url: URL) -> LedgerError:
    try:
        with _connected(url, readonly=True) as connection:
            writer = get_meta(connection, WRITER) or "another process"
    except LedgerError:
        writer = "another process"
    return LedgerError(
        f"{_name(url)} is in use by {writer}: wait until that run has ended, or end it, or "
        "choose another --out."
    )


def _prepare(connection: Connection) -> None:
    """Make the tables if there are none, check them if there are, and sign as the writer."""
    if inspect(connection).get_table_names():
        _check(connection, _name(connection.engine.url))
    else:
        metadata.create_all(connection)
        set_meta(connection, SCHEMA, SCHEMA_VERSION)
    set_meta(connection, WRITER, f"process {os.getpid()} on {socket.gethostname()}")
    connection.commit()


def _check(connection: Connection, name: str) -> None:
    if "meta" not in inspect(connection).get_table_names():
        raise LedgerError(f"{name} is not a ledger of extractor: choose another --out.")
    version = get_meta(connection, SCHEMA)
    if version != SCHEMA_VERSION:
        raise LedgerError(
            f"{name} is of ledger version {version}, and this extractor reads version "
            f"{SCHEMA_VERSION}: use the extractor that wrote it, or choose another --out."
        )
