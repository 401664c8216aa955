"""What a command says of itself: how far it is, what went wrong, and how it ended.

All of it goes to standard error, but the summary of a run into a folder. Each way of saying it is
a kind of Monitor.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import click

from extractor.articles import count_articles
from extractor.cli.progress import Meter, Now, phrases
from extractor.cli.summary import summary_lines
from extractor.errors import printable
from extractor.report.places import MAIN
from extractor.results import Summary
from extractor.runner import Progress

LINE_SECONDS = 30.0
"""Between two lines about progress, where they stay and are read later."""

TICK_SECONDS = 0.25
"""Between two looks at whether something is to be shown."""

PROBLEMS_SHOWN = 20
"""Problems that are listed at the end of a run; `articles.jsonl` has them all."""


class Ended(NamedTuple):
    """How the work of a command ended."""

    summary: Summary
    ending: str
    """`done`, or what stopped it."""
    exit_code: int
    remark: str = ""
    """What to do about it, in a sentence."""
    folder: Path | None = None
    """Where the results are, if in a folder."""


class Monitor:
    """Says what went wrong and how it ended, and nothing of what goes on; others add to that."""

    watches = False
    """Whether it shows how far the work is."""

    def __init__(
        self, stream: IO[str], *, out: IO[str] | None = None, now: Now = time.monotonic
    ) -> None:
        """`out` is where the summary goes, in words; None for nowhere."""
        self._stream = stream
        self._out = out
        self._now = now
        self._meter = Meter(now)
        self._lock = threading.RLock()

    def expect(self, total: int | None) -> None:
        """Note how many inputs there will be; None if that is not known."""
        self._meter.total = total

    def show(self, progress: Progress) -> None:
        """Note how far the run is. Cheap: it is called at every step."""
        self._meter.progress = progress

    def tick(self) -> None:
        """Show what is due. Called some times a second, by a thread of its own."""

    def problem(self, message: str, *, trace: str | None = None, **more: Any) -> None:
        """Say that an input brought no result; `more` has the same in fields."""
        self._say(f"{trace or ''}! {printable(message)}")

    def problems(self, messages: Sequence[str]) -> None:
        """Say it of many inputs, at the end."""
        for message in messages[:PROBLEMS_SHOWN]:
            self.problem(message)
        if len(messages) > PROBLEMS_SHOWN:
            more = len(messages) - PROBLEMS_SHOWN
            self._say(f"! and {more} more problems; articles.jsonl has them all")

    def error(self, message: str, *, exit_code: int, trace: str | None = None) -> None:
        """Say what ended the command, and where in the code if that is wanted."""
        self._say(f"{trace or ''}error: {printable(message)}")

    def stopped(self, message: str, *, exit_code: int) -> None:
        """Say that the user ended it at once."""
        self._say(message)

    def ended(self, how: Ended) -> None:
        """Say what came of the work; not to a reader who has had enough."""
        if self._out is not None and how.ending != "closed":
            for line in ending_lines(how):
                if self._out is self._stream:
                    self._say(line)
                else:
                    click.echo(line, file=self._out)

    def close(self) -> None:
        """Take away what is not to stay. May be called twice."""

    def _say(self, line: str) -> None:
        # A log that nobody reads any more, or a full disk under it, must not end the work.
        with self._lock, suppress(OSError):
            print(line, file=self._stream, flush=True)


class LineMonitor(Monitor):
    """Says every half minute how far the work is, and when its phase changes: for logs."""

    watches = True
    _due = LINE_SECONDS

    def show(self, progress: Progress) -> None:
        changes = self._meter.changes_phase(progress)
        super().show(progress)
        if changes:
            self._say_progress()

    def tick(self) -> None:
        with self._lock:
            if self._meter.figures().elapsed >= self._due:
                self._say_progress()

    def _say_progress(self) -> None:
        with self._lock:
            figures = self._meter.figures()
            self._due = figures.elapsed + LINE_SECONDS
            self._say("; ".join(phrases(figures)))


def ending_lines(how: Ended) -> Iterator[str]:
    """What came of the work, for people."""
    yield from summary_lines(how.summary)
    if how.remark:
        yield how.remark
    if how.folder is not None:
        report = how.folder / MAIN
        yield f"report    {report}" if report.exists() else f"files     {how.folder}"


@contextmanager
def watching(monitor: Monitor, paths: Sequence[str | Path]) -> Iterator[None]:
    """Let `monitor` tick, and count the inputs at `paths` for it, while the block is at work.

    In threads of their own: long stretches of the comparison leave the event loop no time.
    """
    over = threading.Event()

    def tick() -> None:
        while not over.wait(TICK_SECONDS):
            monitor.tick()

    def count() -> None:
        monitor.expect(count_articles(paths))

    ticking = threading.Thread(target=tick, name="extractor-progress", daemon=True)
    if monitor.watches:
        ticking.start()
        threading.Thread(target=count, name="extractor-counting", daemon=True).start()
    try:
        yield
    finally:
        over.set()
        if monitor.watches:
            ticking.join()
        monitor.close()
