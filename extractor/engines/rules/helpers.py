"""Processes that judge pairs beside this one, one for each core.

They are started as programs, not forked or spawned: a fork would copy what this process holds,
and a spawned process would run the user's own script once more. What helps is never needed: where
a process can't be started, or dies, this one judges.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import LifoQueue

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Verdict

ALONE = 20_000
"""Pairs that are judged here before others are asked to help: it takes them a second to start."""

PICKLED_AS = pickle.HIGHEST_PROTOCOL

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from extractor.engines.rules.helpers import serve; serve()"
)

Verdicts = tuple[Verdict, ...]


def judge_here(pairs: Sequence[Pair]) -> Verdicts:
    """A verdict for each pair."""
    return tuple(map(judge_pair, pairs))


class Helpers:
    """Processes that judge, as many as there are cores, once there is enough to do for them."""

    def __init__(self) -> None:
        self._judged = 0
        self._helpers = [_Helper() for _ in range(cores())]
        self._idle = LifoQueue[_Helper]()  # no more are started than are busy at one time
        for helper in self._helpers:
            self._idle.put(helper)

    async def judge(self, pairs: Sequence[Pair]) -> Verdicts:
        """A verdict for each pair, from this process or from another."""
        self._judged += len(pairs)
        if len(self._helpers) == 1 or self._judged <= ALONE:
            return judge_here(pairs)
        return await asyncio.to_thread(self._judge_elsewhere, pairs)

    def close(self) -> None:
        """End the processes."""
        for helper in self._helpers:
            helper.close()

    def _judge_elsewhere(self, pairs: Sequence[Pair]) -> Verdicts:
        helper = self._idle.get()
        try:
            return helper.judge(pairs)
        finally:
            self._idle.put(helper)


class _Helper:
    """One process, started when it is needed. It ends when its input does: it outlives nobody."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] = lambda: None
        self._is_lost = False

    def judge(self, pairs: Sequence[Pair]) -> Verdicts:
        """A verdict for each pair."""
        if not self._is_lost:
            try:
                return self._asked(pairs)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._is_lost = True
                self.close()
        return judge_here(pairs)

    def close(self) -> None:
        """End the process."""
        self._end()

    def _asked(self, pairs: Sequence[Pair]) -> Verdicts:
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump(pairs, process.stdin, PICKLED_AS)
        process.stdin.flush()
        verdicts: Verdicts = pickle.load(process.stdout)
        return verdicts

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for this process, which ends the others
        )
        self._process, self._end = process, weakref.finalize(self, _end, process)
        return process


def serve() -> None:
    """What such a process does: it answers pairs with verdicts until its input ends."""
    pairs_in, verdicts_out = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            pairs: Sequence[Pair] = pickle.load(pairs_in)
        except EOFError:
            return
        pickle.dump(judge_here(pairs), verdicts_out, PICKLED_AS)
        verdicts_out.flush()


def cores() -> int:
    """Cores that this process may run on, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be written finds nobody to read it
            if pipe is not None:
                pipe.close()
    process.wait()
