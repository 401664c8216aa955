from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import EXAMPLE, Command, extractor, parsed, problems, rows, slowly, started
from loopback import ChatServer, failure
from test_streaming import TOO_LONG, claim

from extractor.cli.ending import ALL_DONE, BUDGET, ERROR, INTERRUPTED, SOME_FAILED


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(default=slowly(claim, 0.05), models=["m"]) as running:
        yield running


def stream(server: ChatServer, *more: str | Path) -> Command:
    return ["run", *more, "--out", "-", "--model", "openai/m", "--base-url", server.url]


def numbered(path: Path, count: int) -> Path:
    return rows(path / "a.jsonl", (f"Text number {n}." for n in range(count)))


def test_records_of_standard_input_go_to_standard_output_and_nothing_else_does() -> None:
    text = json.dumps({"text": "Paris will sign on Monday, the minister said."})
    result = extractor("run", "-", "--out", "-", stdin=text)
    assert result.exit_code == ALL_DONE
    assert {record["kind"] for record in parsed(result.stdout.splitlines())} >= {"claim"}
    assert "articles  1: 1 done" in result.stderr


def test_no_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    extractor("run", EXAMPLE, "--out", "-")
    assert list(tmp_path.iterdir()) == []


def test_records_are_in_utf_8_whatever_the_terminal_speaks() -> None:
    with started(["run", EXAMPLE, "--out", "-"], env={"PYTHONIOENCODING": "latin-1"}) as process:
        shown, _ = process.communicate(timeout=60)
    assert "Russia’s" in shown


def test_a_record_comes_while_the_input_is_still_open(server: ChatServer) -> None:
    with started(stream(server, "-")) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"text": f"Text number {number}."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["statement"] == f"It is {number}"
        process.stdin.close()
        assert process.wait(timeout=30) == ALL_DONE


def test_with_keep_order_records_come_in_the_order_of_the_input(
    server: ChatServer, tmp_path: Path
) -> None:
    result = extractor(*stream(server, numbered(tmp_path, 30), "--keep-order"))
    found = [record["statement"] for record in parsed(result.stdout.splitlines())]
    assert found == [f"It is {n}" for n in range(30)]


def test_a_problem_is_told_as_it_happens(tmp_path: Path) -> None:
    with (
        ChatServer(TOO_LONG, default=claim, models=["m"]) as server,
        started(stream(server, "-", "--quiet")) as process,
    ):
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write('{"text": "Text number 0."}\n')
        process.stdin.flush()
        assert process.stderr.readline().startswith("! stdin:1: failed: too long")
        process.stdin.close()
        assert process.wait(timeout=30) == SOME_FAILED


def test_a_problem_is_logged_with_its_fields(tmp_path: Path) -> None:
    articles = numbered(tmp_path, 1)
    with ChatServer(TOO_LONG, models=["m"]) as server:
        result = extractor(*stream(server, articles, "--json-logs"))
    (event,) = [e for e in parsed(result.stderr.splitlines()) if e["event"] == "problem"]
    assert (event["ref"], event["status"]) == (f"{articles}:1", "failed")
    assert event["failure"] == "unusable"


def test_a_closed_pipe_ends_it_without_a_complaint(server: ChatServer, tmp_path: Path) -> None:
    with started(stream(server, numbered(tmp_path, 500))) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["kind"] == "claim"
        process.stdout.close()
        complaints = process.stderr.read()
        assert process.wait(timeout=30) == ALL_DONE
    assert complaints == ""
    assert len(server.requests) < 200


def test_ctrl_c_finishes_what_is_in_work_and_writes_it(server: ChatServer, tmp_path: Path) -> None:
    command = stream(server, numbered(tmp_path, 500), "--concurrency", "4")
    with started(command, stdin=subprocess.DEVNULL) as process:
        server.wait_for(6)
        process.send_signal(signal.SIGINT)
        shown, told = process.communicate(timeout=30)
    assert process.returncode == INTERRUPTED
    assert len(shown.splitlines()) == len(server.requests) < 500
    assert "begins anew" in told


def test_ctrl_c_ends_it_while_the_input_says_nothing(server: ChatServer) -> None:
    with started(stream(server, "-")) as process:
        assert process.stdin is not None
        process.stdin.write('{"text": "Text number 0."}\n')
        process.stdin.flush()
        server.wait_for(1)
        process.send_signal(signal.SIGINT)
        assert process.stdout is not None
        shown = process.stdout.read()
        assert process.wait(timeout=30) == INTERRUPTED
    assert len(shown.splitlines()) == 1


def test_ctrl_c_twice_gives_up_what_is_in_work(tmp_path: Path) -> None:
    with (
        ChatServer(default=slowly(claim, 4), models=["m"]) as server,
        started(stream(server, numbered(tmp_path, 5))) as process,
    ):
        server.wait_for(5)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "stopping" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        shown, _ = process.communicate(timeout=15)
    assert (process.returncode, shown) == (INTERRUPTED, "")


def test_a_ceiling_has_an_exit_code_of_its_own(server: ChatServer, tmp_path: Path) -> None:
    articles = numbered(tmp_path, 50)
    result = extractor(*stream(server, articles, "--max-tokens", "30000"))
    assert result.exit_code == BUDGET
    assert "Stopped: --max-tokens is reached" in result.stderr
    assert len(result.stdout.splitlines()) == len(server.requests) < 50


def test_an_error_is_one_line(tmp_path: Path) -> None:
    with ChatServer(default=failure(401, "bad key"), models=["m"]) as server:
        result = extractor(*stream(server, numbered(tmp_path, 3)))
    assert result.exit_code == ERROR
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")


def test_unreadable_input_is_named_and_the_rest_goes_on(server: ChatServer, tmp_path: Path) -> None:
    path = numbered(tmp_path, 2)
    path.write_text(f"{{broken\n{path.read_text()}")
    result = extractor(*stream(server, path))
    assert result.exit_code == SOME_FAILED
    assert len(result.stdout.splitlines()) == 2
    (problem,) = problems(result)
    assert problem.startswith(f"! {path}:1: skipped: is not JSON")
