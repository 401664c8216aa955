"""The `extractor` command, called in this process or run in one of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import termios
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from click.testing import CliRunner, Result
from loopback import Request, Response, Step

from extractor.cli import app

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "geneva-2022"
Command = list[str | Path]
EMPTY: dict[str, list[Any]] = {"claims": [], "stances": [], "commitments": []}


def extractor(*arguments: str | Path, stdin: str | None = None) -> Result:
    """What became of `extractor ARGUMENTS`, called in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def started(
    arguments: Sequence[str | Path], *, env: Mapping[str, str] | None = None, **streams: Any
) -> subprocess.Popen[str]:
    """`extractor ARGUMENTS` in a process of its own; its streams are pipes if not said."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        text=True,
        **(pipes | streams),
    )


def on_terminal(
    arguments: Sequence[str | Path],
    *,
    stream: Literal["stdout", "stderr"] = "stderr",
    columns: int = 80,
    env: Mapping[str, str] | None = None,
) -> str:
    """What `extractor ARGUMENTS` writes to a stream where that is a terminal."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    of_terminal = {"TERM": "xterm-256color", "COLUMNS": "", "NO_COLOR": "", **(env or {})}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    with started(arguments, env=of_terminal, **streams) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while part := os.read(ours, 4096):
                shown += part
        process.wait(timeout=30)
    os.close(ours)
    return shown.decode()


def problems(result: Result) -> list[str]:
    """The lines about inputs that brought no result."""
    return [line for line in result.stderr.splitlines() if line.startswith("! ")]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return parsed(path.read_text(encoding="utf-8").splitlines())


def parsed(texts: Iterable[str]) -> list[dict[str, Any]]:
    """The objects of JSON lines."""
    return [json.loads(text) for text in texts]


def rows(path: Path, texts: Iterable[str]) -> Path:
    """A file of JSON lines with an article for each of `texts`."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def slowly(step: Step, seconds: float) -> Step:
    """`step`, answered after some time."""

    def slow(request: Request) -> Response:
        response = step if isinstance(step, Response) else step(request)
        return response._replace(delay=seconds)

    return slow
