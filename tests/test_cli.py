from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from loopback import ChatServer, Request, Response, Step, answer, failure

from extractor.cli import ALL_DONE, ERROR, INTERRUPTED, SOME_FAILED, USAGE, app

EXAMPLE = Path(__file__).parent.parent / "examples" / "geneva-2022"
RUN_FILES = {
    "articles.jsonl", "findings.jsonl", "ledger.sqlite", "records.jsonl", "rejected.jsonl",
    "report.html", "summary.json",
}  # fmt: skip
EMPTY: dict[str, list[Any]] = {"claims": [], "stances": [], "commitments": []}


def extractor(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_of_articles_becomes_a_folder_of_results(tmp_path: Path) -> None:
    result = extractor("run", EXAMPLE, "--out", tmp_path / "out")
    assert result.exit_code == ALL_DONE
    assert {path.name for path in (tmp_path / "out").iterdir()} >= RUN_FILES
    assert "5: 5 done" in result.stdout
    assert str(tmp_path / "out" / "report.html") in result.stdout


def test_every_quote_stands_in_its_article_where_the_offsets_say(tmp_path: Path) -> None:
    extractor("run", EXAMPLE, "--out", tmp_path)
    texts = {line["id"]: line["text"] for line in lines(tmp_path / "articles.jsonl")}
    records = lines(tmp_path / "records.jsonl")
    assert records
    for record in records:
        evidence = record["evidence"]
        text = texts[record["article_id"]]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_same_command_again_gives_the_same_files(tmp_path: Path) -> None:
    extractor("run", EXAMPLE, "--out", tmp_path)
    names = RUN_FILES - {"ledger.sqlite", "summary.json"}
    before = {name: (tmp_path / name).read_bytes() for name in names}
    extractor("run", EXAMPLE, "--out", tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in names} == before


def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Paris will sign on Monday, the minister said.")
    (tmp_path / "in" / "b.jsonl").write_text('{"title": "no text"}\n{broken\n')
    result = extractor("run", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == SOME_FAILED
    assert "3: 2 skipped, 1 done" in result.stdout
    assert "b.jsonl" in result.stderr
    assert [line["status"] for line in lines(tmp_path / "out" / "articles.jsonl")] == [
        "done", "skipped", "skipped",
    ]  # fmt: skip


def test_columns_of_other_names_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("story,paper\nParis will sign on Monday.,Herald\n")
    extractor(
        "run", tmp_path / "a.csv", "--out", tmp_path / "out",
        "--text-column", "story", "--publisher-column", "paper",
    )  # fmt: skip
    (article,) = lines(tmp_path / "out" / "articles.jsonl")
    assert (article["text"], article["publisher"]) == ("Paris will sign on Monday.", "Herald")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--model", "openai/gpt-5-mini"], "OPENAI_API_KEY"),
        (["--model", "anthropic/claude-sonnet-4-5"], "pip install"),
        (["--model", "nobody/model"], "nobody"),
        (["--model", "openai/m", "--base-url", "http://127.0.0.1:9/v1"], "127.0.0.1:9"),
        (
            ["--model", "openai/m", "--base-url", "http://127.0.0.1:9/v1", "--prompt", "x"],
            "template x",
        ),
    ],
)
def test_what_makes_work_impossible_is_one_line(
    arguments: list[str], named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    result = extractor("run", EXAMPLE, "--out", tmp_path, *arguments)
    assert result.exit_code == ERROR
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("error: ")
    assert named in line


def test_a_value_out_of_range_is_wrong_usage(tmp_path: Path) -> None:
    result = extractor("run", EXAMPLE, "--out", tmp_path, "--concurrency", "0")
    assert result.exit_code == USAGE
    assert "--concurrency" in result.stderr


def test_a_model_is_asked_once_for_each_article_however_often_it_is_run(tmp_path: Path) -> None:
    with ChatServer(default=answer(EMPTY), models=["m"]) as server:
        command: list[str | Path] = ["run", EXAMPLE, "--out", tmp_path, "--model", "openai/m"]
        for _ in range(2):
            assert extractor(*command, "--base-url", server.url).exit_code == ALL_DONE
        assert len(server.requests) == 5


def test_a_refused_key_stops_the_run_and_keeps_its_files(tmp_path: Path) -> None:
    with ChatServer(default=failure(401, "bad key"), models=["m"]) as server:
        result = extractor(
            "run", EXAMPLE, "--out", tmp_path, "--model", "openai/m", "--base-url", server.url
        )
    assert result.exit_code == ERROR
    assert "key" in result.stderr
    assert (tmp_path / "summary.json").exists()


def slowly(step: Step, seconds: float) -> Step:
    def slow(request: Request) -> Response:
        response = step if isinstance(step, Response) else step(request)
        return response._replace(delay=seconds)

    return slow


def interrupted(command: Sequence[str | Path], server: ChatServer, *, after: int) -> int:
    """The exit code of `extractor COMMAND`, sent SIGINT when the server has `after` requests."""
    started = [sys.executable, "-m", "extractor", *map(str, command)]
    with subprocess.Popen(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        server.wait_for(after)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        return process.returncode


def test_ctrl_c_ends_what_is_in_work_and_the_same_command_goes_on(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"Text number {n}."}) + "\n" for n in range(30))
    (tmp_path / "a.jsonl").write_text(rows)
    with ChatServer(default=slowly(answer(EMPTY), 0.1), models=["m"]) as server:
        command: list[str | Path] = [
            "run", tmp_path / "a.jsonl", "--out", tmp_path / "out", "--concurrency", "4",
            "--model", "openai/m", "--base-url", server.url,
        ]  # fmt: skip
        assert interrupted(command, server, after=6) == INTERRUPTED
        finished = lines(tmp_path / "out" / "articles.jsonl")
        assert 6 <= len(finished) < 30
        assert len(finished) == len(server.requests)
        assert extractor(*command).exit_code == ALL_DONE
        assert len(server.requests) == 30
    assert len(lines(tmp_path / "out" / "articles.jsonl")) == 30
