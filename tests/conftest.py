"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import postgresql
import pytest
from commands import EXAMPLE
from forks import Forks
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from extractor.api import run_sync
from extractor.pipeline import run_folder

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The folder of a running PostgreSQL server's socket."""
    if postgresql.programs() is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and here it must be")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with postgresql.server() as socket:
        yield socket


@pytest.fixture
def database(postgresql_server: str) -> str:
    """The URL of a new, empty PostgreSQL database."""
    name = f"test{next(_numbers)}"
    driver = "postgresql+psycopg"
    where = f"nobody@/%s?host={postgresql_server}"
    engine = create_engine(f"{driver}://{where % 'postgres'}", poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return f"postgresql://{where % name}"


@pytest.fixture(scope="session")
def example_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over the example articles. Not to be changed."""
    folder = tmp_path_factory.mktemp("example") / "run"
    run_sync(run_folder([EXAMPLE], folder))
    return folder


@pytest.fixture(scope="session")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """Runs of the command, each in a process of its own."""
    with Forks(tmp_path_factory.mktemp("said")) as ready:
        yield ready
