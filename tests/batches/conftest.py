"""A server with batches, and a run of three articles that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_runs import BatchRun, quoting, story
from batch_server import BatchServer, always


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer(always(quoting), default=quoting) as started:
        yield started


@pytest.fixture
def run(server: BatchServer, tmp_path: Path) -> BatchRun:
    return BatchRun(server, tmp_path, [story(n) for n in range(3)])
