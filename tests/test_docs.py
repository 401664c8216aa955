"""The pages of `docs/`: what they show is what happens. `python -m tests.test_docs` writes it anew.

A block of Python or SQL is run, and the block of text after it is what it prints; a line that
begins with `$ ` in a block of the console is run too, and what follows is its output. Other lines
there need a key or files: they are only checked to be a command that there is.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from extractor.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
CONCEPTS = ROOT / "docs" / "concepts.md"

SHOWN = re.compile(
    r"^```(?P<language>python|sql)\n(?P<code>.*?)^```\n\n```text\n.*?^```$",
    re.DOTALL | re.MULTILINE,
)
CONSOLE = re.compile(r"^```console\n(?P<lines>.*?)^```$", re.DOTALL | re.MULTILINE)
JSON = re.compile(r"^```json\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"^```(?:python|sql)$", re.MULTILINE)
SECONDS = re.compile(r"\d+\.\d+ s$", re.MULTILINE)
PROGRESS = re.compile(r"^\d+ of \d+ articles; .*\n", re.MULTILINE)
"""What a terminal takes away again."""
PLUMBING = {"<", ">", "|"}


def written_anew(page: str) -> str:
    """The page, run in the present folder, with what its blocks print now."""
    page = CONSOLE.sub(lambda found: f"```console\n{_session(found['lines'])}```", page)
    return SHOWN.sub(
        lambda found: (
            f"```{found['language']}\n{found['code']}```\n\n```text\n"
            f"{(_python if found['language'] == 'python' else _sql)(found['code'])}```"
        ),
        page,
    )


def _session(lines: str) -> str:
    commands = [line for line in lines.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_printed(command)}" for command in commands) or lines


def _printed(command: str) -> str:
    name, *arguments = shlex.split(command.removeprefix("$ "))
    assert name == "extractor"
    return PROGRESS.sub("", CliRunner().invoke(app, arguments).output)


def _python(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


def _sql(query: str) -> str:
    address = "file:out/geneva-2022/ledger.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as ledger:
        cursor = ledger.execute(query)
        rows = [[column[0] for column in cursor.description], *cursor]
    return "".join(f"{' | '.join(map(str, row))}\n" for row in rows)


@contextlib.contextmanager
def newcomer(place: Path) -> Iterator[None]:
    """In `place`, with the example articles and without a key."""
    (place / "examples").symlink_to(ROOT / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for key in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
            patch.delenv(key, raising=False)
        yield


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_is_printed(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    with newcomer(tmp_path):
        anew = written_anew(page)
    assert SECONDS.sub("", page) == SECONDS.sub("", anew), "python -m tests.test_docs"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_of_python_and_sql_shows_what_it_prints(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert len(CODE.findall(page)) == len(list(SHOWN.finditer(page)))


def commands() -> list[str]:
    blocks = (found["lines"] for page in PAGES for found in CONSOLE.finditer(page.read_text()))
    lines = (line.removeprefix("$ ") for block in blocks for line in block.splitlines())
    return sorted({line for line in lines if line.startswith("extractor ")})


@pytest.mark.parametrize("line", commands())
def test_every_command_shown_is_one_that_there_is(line: str, tmp_path: Path) -> None:
    _, *words = shlex.split(line, comments=True)
    plumbing = [position for position, word in enumerate(words) if word in PLUMBING]
    arguments = words[: min(plumbing, default=len(words))]
    command: click.Command = app
    while isinstance(command, click.Group):
        command = command.commands[arguments.pop(0)]
    command.make_context(command.name, arguments)


def test_the_records_and_findings_of_the_concepts_are_those_of_the_example(tmp_path: Path) -> None:
    with newcomer(tmp_path):
        CliRunner().invoke(app, ["run", "examples/geneva-2022", "--out", "out"])
        files = [Path("out/records.jsonl"), Path("out/findings.jsonl")]
        lines = [
            json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()
        ]
    found = [*lines, *(line["evidence"] for line in lines if "evidence" in line)]
    shown = [json.loads(block) for block in JSON.findall(CONCEPTS.read_text("utf-8"))]
    assert shown
    for item in shown:
        assert any(item == {name: known.get(name) for name in item} for known in found), item


def rewrite() -> None:
    """Put what is printed now into the pages."""
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as place, newcomer(Path(place)):
            anew = written_anew(page)
        if SECONDS.sub("", anew) != SECONDS.sub("", page):
            path.write_text(anew, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
