from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, on_terminal, rows, slowly
from loopback import ChatServer, answer, failure
from rich.cells import cell_len
from rich.console import Console
from test_progress import BUSY, Clock

from extractor.cli.terminal import TerminalMonitor

SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
COLOUR = re.compile(r"\x1b\[[0-9;]+m")


TOO_LONG = failure(400, "too long", code="context_length_exceeded")


class Screen:
    """A terminal of some width, and what was written to it."""

    def __init__(self, width: int, *, no_color: bool = False) -> None:
        self._file = io.StringIO()
        self.console = Console(
            file=self._file,
            force_terminal=True,
            width=width,
            height=24,
            no_color=no_color,
            _environ={},
        )

    @property
    def written(self) -> str:
        return self._file.getvalue()

    @property
    def lines(self) -> list[str]:
        """What was written, line by line, whatever of it was erased again."""
        plain = COLOUR.sub("", self.written)
        return SEQUENCE.sub("\n", plain).replace("\r", "").splitlines()


def shown(screen: Screen) -> TerminalMonitor:
    clock = Clock()
    monitor = TerminalMonitor(screen.console, now=clock)
    monitor.expect(10_000)
    monitor.show(BUSY)
    clock.time += 100
    monitor.tick()
    return monitor


class TestATerminalMonitor:
    def test_shows_how_far_the_run_is(self) -> None:
        screen = Screen(100)
        shown(screen).close()
        assert "3,214 of 10,000 articles, 32.1/s, 3:31 left" in screen.written
        assert "failed: 9 unavailable, 2 unusable" in screen.written

    @pytest.mark.parametrize("width", [12, 20, 40, 59, 60, 79])
    def test_keeps_to_the_width_of_the_terminal(self, width: int) -> None:
        screen = Screen(width)
        shown(screen).close()
        assert max(map(cell_len, screen.lines)) <= width

    def test_takes_away_what_it_showed(self) -> None:
        screen = Screen(80)
        monitor = shown(screen)
        monitor.close()
        shows_cursor, erases_a_line = "\x1b[?25h", "\x1b[1A\x1b[2K"
        assert screen.written.endswith(f"\n{shows_cursor}\r{4 * erases_a_line}")

    def test_says_problems_above(self) -> None:
        screen = Screen(80)
        monitor = shown(screen)
        monitor.problem("a: failed: x")
        monitor.close()
        assert "! a: failed: x" in screen.lines

    def test_has_no_colours_where_none_are_wanted(self) -> None:
        coloured, plain = Screen(80), Screen(80, no_color=True)
        for screen in (coloured, plain):
            shown(screen).close()
        assert COLOUR.search(coloured.written)
        assert not COLOUR.search(plain.written)

    def test_closes_without_having_shown_anything(self) -> None:
        screen = Screen(80)
        TerminalMonitor(screen.console).close()
        assert screen.written == ""


class TestTheCommandOnATerminal:
    def test_shows_progress_and_takes_it_away(self, tmp_path: Path) -> None:
        articles = rows(tmp_path / "a.jsonl", (f"Text number {n}." for n in range(12)))
        step = slowly(answer(EMPTY), 0.2)
        with ChatServer(TOO_LONG, default=step, models=["m"]) as server:
            text = on_terminal([
                "run", articles, "--out", tmp_path / "out", "--concurrency", "2",
                "--model", "openai/m", "--base-url", server.url,
            ])  # fmt: skip
        assert "of 12 articles" in text
        assert "2 in flight" in text
        assert "1 unusable" in text
        last = text.rsplit("\x1b[2K", 1)[1]
        (problem,) = SEQUENCE.sub("", last).split("\r\n")[:-1]
        assert problem.startswith("! ")

    def test_leaves_a_dumb_terminal_in_peace(self, tmp_path: Path) -> None:
        text = on_terminal(["run", EXAMPLE, "--out", tmp_path], env={"TERM": "dumb"})
        assert "comparing" in text
        assert "\x1b" not in text

    def test_has_no_colours_if_the_environment_says_so(self, tmp_path: Path) -> None:
        text = on_terminal(["run", EXAMPLE, "--out", tmp_path], env={"NO_COLOR": "1"})
        assert "articles" in text
        assert not COLOUR.search(text)

    def test_is_quiet_if_asked_to(self, tmp_path: Path) -> None:
        assert on_terminal(["run", EXAMPLE, "--out", tmp_path, "--quiet"]) == ""
