"""What the README shows is what happens. `python -m tests.test_readme` writes it anew."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # also where this file is run by itself

from click.testing import CliRunner
from replay import BASE_URL, LIMITS, MODEL, NAME, cassette

from benchmarks.geneva import GOLD, load_run, table
from extractor.cli import app
from extractor.evaluation import load_gold, score_records

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"

OUTPUT = re.compile(r"<!-- (?P<what>[\w ]+) -->\n(?P<shown>.*?)\n<!-- end -->", re.DOTALL)
PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)
SECONDS = re.compile(r"\d+\.\d+ s$", re.MULTILINE)


class Runs(NamedTuple):
    """The two runs that the README shows: what was printed, and the folders."""

    printed: dict[str, str]
    folders: dict[str, Path]


def make_runs(place: Path) -> Runs:
    given = {"rules": [], "llm": ["--model", MODEL, "--base-url", BASE_URL, *LIMITS]}
    printed, folders = {}, {}
    for engine, arguments in given.items():
        folders[engine] = place / engine
        command = ["run", str(ROOT / "examples/geneva-2022"), "--out", str(folders[engine])]
        with cassette(NAME):
            output = CliRunner().invoke(app, [*command, *arguments]).stdout
        shown = {"rules": "out/geneva-2022", "llm": "out/geneva-2022-llm"}[engine]
        printed[engine] = output.replace(str(folders[engine]), shown).strip()
    return Runs(printed, folders)


def run_output(engine: str) -> Callable[[Runs], str]:
    return lambda runs: f"```text\n{runs.printed[engine]}\n```"


def score_table(runs: Runs) -> str:
    rows = {engine: list(_figures(folder)) for engine, folder in runs.folders.items()}
    lines = ["| | `rules` | language model |", "|---|---|---|"]
    for (name, mine), (_, other) in zip(rows["rules"], rows["llm"], strict=True):
        lines.append(f"| {name} | {mine} | {other} |")
    return "\n".join(lines)


def _figures(folder: Path) -> Iterator[tuple[str, str]]:
    run, gold = load_run(folder), load_gold(GOLD)
    score = score_records(gold, run.articles, run.records)
    related: list[str] = []
    for line in table(gold, score, run.findings):
        if re.match(r"r\d", line):
            related += [line.split()[0]] if " core found" in line else []
        elif "called" not in line:
            name, value = re.split(r"\s{2,}|(?<=gold) ", line, maxsplit=1)
            yield name, value
    core = sum(relation.core for relation in gold.relations)
    yield "core relations found", f"{len(related)}/{core}"


def one_record(runs: Runs) -> str:
    lines = (runs.folders["rules"] / "records.jsonl").read_text(encoding="utf-8").splitlines()
    record = next(r for r in map(json.loads, lines) if "yet received" in r["evidence"]["quote"])
    return f"```json\n{json.dumps(record, ensure_ascii=False, indent=1)}\n```"


SHOWN: dict[str, Callable[[Runs], str]] = {
    "output of rules": run_output("rules"),
    "output of a language model": run_output("llm"),
    "scores": score_table,
    "a claim": one_record,
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return make_runs(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("what", SHOWN)
def test_the_readme_shows_what_is_printed(what: str, runs: Runs) -> None:
    shown = {match["what"]: match["shown"] for match in OUTPUT.finditer(README.read_text("utf-8"))}
    assert set(shown) == set(SHOWN)
    expected = SHOWN[what](runs)
    assert SECONDS.sub("", shown[what]) == SECONDS.sub("", expected), "python -m tests.test_readme"


def examples() -> list[tuple[str, str]]:
    found = PYTHON.finditer(README.read_text(encoding="utf-8"))
    return [(match["code"], match["shown"]) for match in found]


def test_there_are_examples() -> None:
    assert len(examples()) == 3


@pytest.mark.parametrize(
    ("code", "shown"), examples(), ids=["a few articles", "a stream", "tables"]
)
def test_the_examples_print_what_is_shown(
    code: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    assert printed.getvalue() == shown


def rewrite() -> None:
    """Put what is printed now into the README."""
    with tempfile.TemporaryDirectory() as place:
        found = make_runs(Path(place))
        text = README.read_text(encoding="utf-8")
        text = OUTPUT.sub(
            lambda m: f"<!-- {m['what']} -->\n{SHOWN[m['what']](found)}\n<!-- end -->", text
        )
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
