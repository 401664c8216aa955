"""Progress on a terminal: a few lines that are written again and again, and then taken away."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from extractor.cli.monitor import Monitor
from extractor.cli.progress import Figures, Now, phrases

BAR_FROM, BAR_WIDTH = 60, 24
"""Columns that a terminal must have to show a bar, and those of the bar."""


def moves(stream: IO[str]) -> bool:
    """Whether `stream` is a terminal on which lines can be written again."""
    return stream.isatty() and not Console(file=stream).is_dumb_terminal


class TerminalMonitor(Monitor):
    """Shows on the last lines of a terminal how far the work is; problems scroll by above them."""

    watches = True

    def __init__(
        self, console: Console, *, out: IO[str] | None = None, now: Now = time.monotonic
    ) -> None:
        super().__init__(console.file, out=out, now=now)
        self._console = console
        # Drawn when we say so: by a thread of rich's own it would be drawn twice.
        self._live = Live(
            console=console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def tick(self) -> None:
        with self._lock, suppress(OSError):
            self._live.start()
            self._live.update(board(self._meter.figures(), self._console), refresh=True)

    def close(self) -> None:
        with self._lock, suppress(OSError):
            if self._live.is_started:
                self._live.stop()

    def _say(self, line: str) -> None:
        with self._lock, suppress(OSError):
            self._console.print(Text(line), soft_wrap=True)


def board(figures: Figures, console: Console) -> RenderableType:
    """What is shown: a line for each phrase, cut at the edge, and a bar where there is room."""
    lines = [_line(words, console) for words in phrases(figures)]
    if figures.total and console.width >= BAR_FROM:
        bar = ProgressBar(
            total=figures.total,
            completed=figures.through,
            width=BAR_WIDTH,
            complete_style="green",
            finished_style="green",
        )
        first = Table.grid(padding=(0, 1))
        first.add_row(bar, lines[0])
        return Group(first, *lines[1:])
    return Group(*lines)


def _line(words: str, console: Console) -> Text:
    # An encoding without the ellipsis would make the line longer than the terminal is wide.
    return Text(words, no_wrap=True, overflow="crop" if console.options.ascii_only else "ellipsis")
