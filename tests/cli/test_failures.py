from __future__ import annotations

from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, Command, extractor, parsed, rows
from loopback import ChatServer, Request, Response, answer, failure, refusal

from extractor import extraction
from extractor.cli.ending import ALL_DONE, ERROR, SOME_FAILED
from extractor.results import ArticleResult

PRICES = ("--input-price", "1000", "--output-price", "1000")


def step(request: Request) -> Response:
    """Too much for the model, declined, no JSON, or an answer, by the number of the text."""
    if "number 0." in request.user:
        return failure(400, "too long", code="context_length_exceeded")
    if "number 1." in request.user:
        return refusal("I can't help with that.")
    given = answer("no JSON" if "number 2." in request.user else EMPTY, tokens=(1000, 500))
    return given if isinstance(given, Response) else given(request)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A folder of a run of four articles, of which three failed."""
    articles = rows(tmp_path / "a.jsonl", (f"Text number {n}." for n in range(4)))
    with ChatServer(default=step, models=["m"]) as server:
        command: Command = ["run", articles, "--out", tmp_path / "run", "--model", "openai/m"]
        assert extractor(*command, "--base-url", server.url, *PRICES).exit_code == SOME_FAILED
    return tmp_path / "run"


def test_each_failed_article_is_listed_with_its_kind_and_reason(run: Path) -> None:
    result = extractor("failures", run)
    assert result.exit_code == ALL_DONE
    named = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    starts = [line.split("a.jsonl:")[1][:25] for line in named]
    assert starts == [
        "1: unusable: too long for", "2: refused: the model dec", "3: unusable: unusable ans",
    ]  # fmt: skip


def test_the_answer_of_the_model_is_shown_apart(run: Path) -> None:
    result = extractor("failures", run)
    assert "    answer  no JSON\n" in result.stdout
    assert "the model answered" not in result.stdout


def test_what_was_spent_is_shown(run: Path) -> None:
    assert "    took    2 requests, 3000 tokens, $3.00\n" in extractor("failures", run).stdout


def test_how_to_ask_again_is_told(run: Path) -> None:
    told = extractor("failures", run).stderr
    assert told == (
        "3: 2 unusable, 1 refused. To ask again, run the same command with --retry-failed.\n"
    )


def test_as_json_each_is_an_object_with_all_fields(run: Path) -> None:
    result = extractor("failures", run, "--json")
    *_, last = parsed(result.stdout.splitlines())
    assert last.keys() == {
        "ref", "article_id", "kind", "reason", "answer", "detail", "usage",
    }  # fmt: skip
    assert (last["kind"], last["answer"]) == ("unusable", "no JSON")
    assert last["usage"]["requests"] == 2
    assert result.stderr == ""


def test_what_was_asked_again_with_success_is_not_listed(run: Path) -> None:
    with ChatServer(default=answer(EMPTY), models=["m"]) as server:
        again = extractor(
            "run", run.parent / "a.jsonl", "--out", run, "--model", "openai/m", "--base-url",
            server.url, "--retry-failed",
        )  # fmt: skip
        assert again.exit_code == ALL_DONE
        assert len(server.requests) == 3
    result = extractor("failures", run)
    assert (result.stdout, result.stderr) == ("", "No article failed.\n")


def test_a_fault_of_the_code_is_tried_again_without_asking_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> ArticleResult:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(extraction, "read", faulty)
    extractor("run", rows(tmp_path / "a.jsonl", ["First text."]), "--out", tmp_path / "run")
    result = extractor("failures", tmp_path / "run", "--debug")
    assert "fault: ZeroDivisionError: a fault" in result.stdout
    assert "Traceback" in result.stdout
    assert result.stderr == "1: 1 fault. To ask again, run the same command.\n"


def test_a_run_without_failures_says_so(tmp_path: Path) -> None:
    extractor("run", EXAMPLE, "--out", tmp_path)
    result = extractor("failures", tmp_path)
    assert (result.exit_code, result.stderr) == (ALL_DONE, "No article failed.\n")


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_a_ledger_is_an_error_that_says_what_to_name(
    name: str, tmp_path: Path
) -> None:
    result = extractor("failures", tmp_path / name)
    assert result.exit_code == ERROR
    assert "has no ledger.sqlite: name the folder" in result.stderr
    assert list(tmp_path.iterdir()) == []
