"""Runs of the command in processes of their own: started, killed, interrupted, starved of disk.

An import of the whole package takes seconds, and a test of dozens of starts has not got them: one
process (`forked_runs.py`) imports it and forks a run for each that is asked for. A fork is a
process like any other, with its own signals, memory and files.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parent.parent


class Fork:
    """One run in a process of its own."""

    def __init__(self, forks: Forks, pid: int, log: Path) -> None:
        self._forks = forks
        self._log = log
        self.pid = pid

    @property
    def said(self) -> str:
        """What it has written so far, to standard output and standard error."""
        return self._log.read_text(encoding="utf-8")

    def send(self, number: signal.Signals) -> None:
        """Give it a signal. It must not have been waited for yet."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Its exit code, once it has ended; a signal that killed it as a negative number."""
        return self._forks.order(wait=self.pid)

    def ends_within(self, seconds: float) -> bool:
        """Whether it ends so soon. Nothing but `end` may be called after a False."""
        return self._forks.answers_within(seconds, wait=self.pid)


class Forks:
    """A process with everything imported, that forks runs. A context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._pending: dict[str, Any] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked_runs"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def start(
        self,
        *arguments: str | Path,
        file_limit: int | None = None,
        commit_every: int = 50,
        **environment: str,
    ) -> Fork:
        """`extractor ARGUMENTS`; it may make no file longer than `file_limit` bytes.

        A start that is to be killed after a few articles needs a small `commit_every` if it is
        to finish any; there is no option for that.
        """
        self._count += 1
        log = self._folder / f"said-{self._count}.txt"
        pid = self.order(
            run=[str(argument) for argument in arguments],
            log=str(log),
            environment=environment,
            file_limit=file_limit,
            commit_every=commit_every,
        )
        return Fork(self, pid, log)

    def order(self, **order: Any) -> int:
        """The answer to an order; to the one that was not answered in time, if it is the same."""
        self._give(order)
        self._pending = None
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def answers_within(self, seconds: float, **order: Any) -> bool:
        """Whether an order is answered so soon; the answer itself is got by `order`."""
        self._give(order)
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], seconds)
        return bool(ready)

    def _give(self, order: dict[str, Any]) -> None:
        if order != self._pending:
            assert self._process.stdin is not None
            print(json.dumps(order), file=self._process.stdin, flush=True)
            self._pending = order
