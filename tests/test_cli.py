from __future__ import annotations

import json
import re
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import (
    EMPTY,
    EXAMPLE,
    Command,
    extractor,
    lines,
    problems,
    rows,
    slowly,
    started,
)
from loopback import ChatServer, Request, Response, Step, answer, failure

from extractor.cli.ending import ALL_DONE, ERROR, INTERRUPTED, SOME_FAILED, USAGE
from extractor.cli.monitor import PROBLEMS_SHOWN
from extractor.ledger import Ledger

RUN_FILES = {
    "articles.jsonl", "findings.jsonl", "ledger.sqlite", "records.jsonl", "rejected.jsonl",
    "report.html", "summary.json",
}  # fmt: skip


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


def test_the_ledger_holds_what_the_files_show(tmp_path: Path) -> None:
    extractor("run", EXAMPLE, "--out", tmp_path)
    with Ledger.open(tmp_path / "ledger.sqlite", readonly=True) as ledger:
        findings = [finding.model_dump(mode="json") for finding in ledger.findings()]
        results = [result.article_id for result in ledger.results()]
    assert findings == lines(tmp_path / "findings.jsonl")
    assert results == [line["id"] for line in lines(tmp_path / "articles.jsonl")]


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
        command: Command = ["run", EXAMPLE, "--out", tmp_path, "--model", "openai/m"]
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


def toll(request: Request) -> Response:
    """The claim of the article that is asked about; for pairs, that they contradict each other."""
    story = re.search(r"The fire in Arden killed \d+ miners", request.user)
    if story and "Story number" in request.user:
        claim = {"quote": story.group(), "statement": story.group()}
        found = answer(EMPTY | {"claims": [claim]})
    else:
        pairs = [line for line in request.user.splitlines() if line.startswith("{")]
        verdict = {"relation": "conflict", "subtype": "number", "difference": "…", "confidence": 1}
        found = answer({"verdicts": [verdict | {"pair": n + 1} for n in range(len(pairs))]})
    return found(request) if callable(found) else found


def is_about_pairs(request: Request) -> bool:
    return "Story number" not in request.user


def told(step: Step, *, about_pairs: Step) -> Step:
    """`step` for articles, and `about_pairs` for pairs."""

    def tell(request: Request) -> Response:
        chosen = about_pairs if is_about_pairs(request) else step
        return chosen if isinstance(chosen, Response) else chosen(request)

    return tell


@pytest.fixture
def tolls(tmp_path: Path) -> Path:
    """Accounts of one fire by 30 outlets, each with another toll."""
    words = "river bridge winter council harvest station doctor window museum summer".split()
    lines = [
        json.dumps({
            "text": f"Story number {n}. The fire in Arden killed {n + 10} miners. "
            + " ".join(f"The {words[n % 10]} {words[n // 3 % 10]} {i}{n} was closed."
                       for i in range(4)),
            "outlet": f"Paper {n}",
        })
        for n in range(30)
    ]  # fmt: skip
    path = tmp_path / "tolls.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestComparing:
    def test_is_stopped_by_ctrl_c_and_goes_on_from_the_verdicts_that_came(
        self, tmp_path: Path, tolls: Path
    ) -> None:
        out = tmp_path / "out"
        with ChatServer(default=told(toll, about_pairs=slowly(toll, 0.2)), models=["m"]) as server:
            command: Command = ["run", tolls, "--out", out, "--model", "openai/m"]
            command += ["--base-url", server.url]
            assert interrupted(command, server, after=30 + 12) == INTERRUPTED
            asked = len(server.requests)
            first = json.loads((out / "summary.json").read_text())
            assert first["articles"] == {"done": 30}
            assert first["pairs_judged"] > 0
            assert first["pairs_left"] > 0
            assert first["findings"] == {"contradiction": 1}
            assert extractor(*command).exit_code == ALL_DONE
            again = [is_about_pairs(request) for request in server.requests[asked:]]
        whole = json.loads((out / "summary.json").read_text())
        assert all(again)
        # Each pair is asked about twice here, both ways round.
        assert len(again) * 12 < 2 * whole["pairs_judged"]

    def test_without_quota_keeps_the_records(self, tmp_path: Path, tolls: Path) -> None:
        quota = failure(429, "You exceeded your current quota", code="insufficient_quota")
        with ChatServer(default=told(toll, about_pairs=quota), models=["m"]) as server:
            result = extractor(
                "run", tolls, "--out", tmp_path, "--model", "openai/m", "--base-url", server.url
            )
        assert result.exit_code == ERROR
        assert "quota" in result.stderr
        assert len(lines(tmp_path / "records.jsonl")) == 30
        assert (tmp_path / "report.html").exists()

    def test_without_answers_says_so(self, tmp_path: Path, tolls: Path) -> None:
        broken = failure(400, "prompt is too long")
        with ChatServer(default=told(toll, about_pairs=broken), models=["m"]) as server:
            result = extractor(
                "run", tolls, "--out", tmp_path, "--model", "openai/m", "--base-url", server.url
            )
        assert result.exit_code == SOME_FAILED
        (line,) = problems(result)
        assert "pairs were not compared: too long for the model" in line

    def test_needs_somebody_to_answer_but_only_if_there_is_something_to_ask(
        self, tmp_path: Path, tolls: Path
    ) -> None:
        command: Command = ["run", tolls, "--out", tmp_path, "--model", "openai/m", "--base-url"]
        with ChatServer(default=toll, models=["m"]) as server:
            assert extractor(*command, server.url, "--no-reconcile").exit_code == ALL_DONE
            address = server.url
        result = extractor(*command, address)
        assert result.exit_code == ERROR
        assert "nobody answers" in result.stderr
        with ChatServer(default=toll, models=["m"]) as server:
            assert extractor(*command, server.url).exit_code == ALL_DONE
            address = server.url
        assert extractor(*command, address).exit_code == ALL_DONE

    def test_can_be_left_out(self, tmp_path: Path) -> None:
        result = extractor("run", EXAMPLE, "--out", tmp_path, "--no-reconcile")
        assert result.exit_code == ALL_DONE
        assert "pairs     not compared" in result.stdout
        assert lines(tmp_path / "findings.jsonl") == []


class TestTheTerminal:
    def test_gets_the_summary_and_the_problems_apart(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"text": "Paris will sign on Monday."}\n{broken\n')
        result = extractor("run", tmp_path / "a.jsonl", "--out", tmp_path / "out")
        words = [line.split()[0] for line in result.stdout.splitlines()]
        assert words == "articles records rejected findings pairs engine report".split()
        assert "! " not in result.stdout
        assert len(problems(result)) == 1

    def test_is_not_steered_by_what_articles_are_called(self, tmp_path: Path) -> None:
        row = json.dumps({"id": "a\x1b[31m\nred\u202e", "text": "Der Brand war sehr groß. " * 9})
        (tmp_path / "a.jsonl").write_text(row)
        result = extractor("run", tmp_path / "a.jsonl", "--out", tmp_path / "out")
        (line,) = problems(result)
        assert line.startswith(r"! a\x1b[31m\nred\u202e: failed")

    def test_gets_no_more_problems_than_can_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text("{broken\n" * 1000)
        result = extractor("run", tmp_path / "a.jsonl", "--out", tmp_path / "out")
        assert len(problems(result)) == PROBLEMS_SHOWN + 1
        assert "and 980 more problems" in result.stderr
        assert len(lines(tmp_path / "out" / "articles.jsonl")) == 1000

    def test_gets_escapes_for_what_its_encoding_can_not_spell(self, tmp_path: Path) -> None:
        command: Command = ["run", EXAMPLE, "--out", tmp_path / "выход"]
        with started(command, env={"PYTHONIOENCODING": "latin-1"}) as process:
            shown, _ = process.communicate(timeout=30)
        assert r"\u0432\u044b\u0445\u043e\u0434" in shown


def test_an_article_given_twice_is_no_problem(tmp_path: Path) -> None:
    result = extractor("run", EXAMPLE, EXAMPLE, "--out", tmp_path)
    assert result.exit_code == ALL_DONE
    assert problems(result) == []
    assert "10: 5 done, 5 skipped" in result.stdout


@pytest.mark.parametrize("arguments", [["", "--out", "x"], [EXAMPLE, "--out", ""]])
def test_an_empty_name_is_wrong_usage(
    arguments: list[str | Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = extractor("run", *arguments)
    assert result.exit_code == USAGE
    assert "the name is empty" in result.stderr
    assert list(tmp_path.iterdir()) == []


def interrupted(command: Sequence[str | Path], server: ChatServer, *, after: int) -> int:
    """The exit code of `extractor COMMAND`, sent SIGINT when the server has `after` requests."""
    with started(command) as process:
        server.wait_for(after)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        return process.returncode


def test_ctrl_c_ends_what_is_in_work_and_the_same_command_goes_on(tmp_path: Path) -> None:
    articles = rows(tmp_path / "a.jsonl", (f"Text number {n}." for n in range(30)))
    with ChatServer(default=slowly(answer(EMPTY), 0.1), models=["m"]) as server:
        command: Command = [
            "run", articles, "--out", tmp_path / "out", "--concurrency", "4",
            "--model", "openai/m", "--base-url", server.url,
        ]  # fmt: skip
        assert interrupted(command, server, after=6) == INTERRUPTED
        finished = lines(tmp_path / "out" / "articles.jsonl")
        assert 6 <= len(finished) < 30
        assert len(finished) == len(server.requests)
        assert extractor(*command).exit_code == ALL_DONE
        assert len(server.requests) == 30
    assert len(lines(tmp_path / "out" / "articles.jsonl")) == 30


def test_ctrl_c_ends_a_run_whose_input_says_nothing(tmp_path: Path) -> None:
    with (
        ChatServer(default=answer(EMPTY), models=["m"]) as server,
        started(
            ["run", "-", "--out", tmp_path, "--model", "openai/m", "--base-url", server.url]
        ) as process,
    ):
        assert process.stdin is not None
        process.stdin.write('{"text": "Text number 0."}\n')
        process.stdin.flush()
        server.wait_for(1)
        process.send_signal(signal.SIGINT)
        assert process.stdout is not None
        assert "1: 1 done" in process.stdout.read()
        assert process.wait(timeout=30) == INTERRUPTED
