from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, Command, extractor, lines
from loopback import ChatServer, Request, Response, answer

STORIES = sorted(EXAMPLE.glob("*.txt"))
ALL_DONE, ERROR, SOME_FAILED = 0, 1, 3


def run(out: Path, articles: Sequence[Path], *more: str) -> Path:
    assert extractor("run", *articles, "--out", out, "--no-report", *more).exit_code == ALL_DONE
    return out


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    """The example articles in two runs."""
    return run(tmp_path / "one", STORIES[:3]), run(tmp_path / "two", STORIES[3:])


def joined(out: Path, *runs: Path, more: Sequence[str] = ()) -> Path:
    assert extractor("reconcile", *runs, "--out", out, *more).exit_code == ALL_DONE
    return out


def toll(request: Request) -> Response:
    """A claim of each article; for each pair, that the two contradict each other."""
    if "Pairs to judge" in request.user:
        pairs = [line for line in request.user.splitlines() if line.startswith("{")]
        verdict = {"relation": "conflict", "subtype": "number", "difference": "…", "confidence": 1}
        return answer({"verdicts": [verdict | {"pair": n + 1} for n in range(len(pairs))]})(request)
    text = next(line for line in request.user.splitlines() if line.startswith("The fire"))
    return answer(EMPTY | {"claims": [{"quote": text, "statement": text}]})(request)


def told(folder: Path, tolls: Sequence[int]) -> Path:
    """Accounts of one fire by outlets of their own."""
    path = folder / f"{tolls[0]}.jsonl"
    texts = (
        json.dumps({"text": f"The fire in Arden killed {n} miners.", "outlet": f"Paper {n}"})
        for n in tolls
    )
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_runs_that_are_joined_have_the_findings_of_one_run_over_all(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    whole = run(tmp_path / "whole", STORIES)
    both = joined(tmp_path / "both", *halves)
    for name in ("findings.jsonl", "records.jsonl"):
        assert (both / name).read_bytes() == (whole / name).read_bytes()


def test_the_order_of_the_runs_changes_no_finding(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    one = joined(tmp_path / "a", *halves)
    other = joined(tmp_path / "b", *reversed(halves))
    assert (one / "findings.jsonl").read_bytes() == (other / "findings.jsonl").read_bytes()


def test_an_article_of_two_runs_is_taken_once(halves: tuple[Path, Path], tmp_path: Path) -> None:
    again = run(tmp_path / "again", STORIES[2:4])
    both = joined(tmp_path / "both", *halves, again)
    statuses = [line["status"] for line in lines(both / "articles.jsonl")]
    assert statuses == ["done"] * 5 + ["skipped"] * 2


def test_other_commands_take_the_folder_as_that_of_a_run(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    both = joined(tmp_path / "both", *halves)
    assert (both / "report.html").exists()
    shown = extractor("show", both, "--relation", "contradiction", "--json")
    findings = lines(both / "findings.jsonl")
    count = sum(found["relation"] == "contradiction" for found in findings)
    assert len(shown.stdout.splitlines()) == count > 0


def test_verdicts_of_the_runs_and_of_the_folder_are_not_asked_for_again(tmp_path: Path) -> None:
    with ChatServer(default=toll, models=["m"]) as server:
        model = ("--model", "openai/m", "--base-url", server.url)
        one = run(tmp_path / "one", [told(tmp_path, [10, 11, 12])], *model)
        two = run(tmp_path / "two", [told(tmp_path, [20, 21])], *model)
        asked = len(server.requests)
        both = joined(tmp_path / "both", one, two, more=model)
        summary = json.loads((both / "summary.json").read_text())
        pairs = [r.user.count('"pair": ') for r in server.requests[asked:]]
        assert summary["pairs_judged"] == 10
        assert pairs == [6, 6], "all pairs between the runs, both ways round"
        joined(both, one, two, more=model)
        assert len(server.requests) == asked + 2


def test_what_a_run_could_not_finish_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    with ChatServer(default=Response(b"no", status=400), models=["m"]) as server:
        model = ("--model", "openai/m", "--base-url", server.url)
        failed = tmp_path / "failed"
        extractor("run", told(tmp_path, [10]), "--out", failed, *model)
    good = run(tmp_path / "good", STORIES[:2])
    result = extractor("reconcile", failed, good, "--out", tmp_path / "both")
    assert result.exit_code == SOME_FAILED
    assert "10.jsonl:1" in result.stderr
    statuses = [line["status"] for line in lines(tmp_path / "both" / "articles.jsonl")]
    assert statuses == ["skipped", "done", "done"]


def test_a_folder_without_a_run_is_an_error_that_names_it(tmp_path: Path) -> None:
    result = extractor("reconcile", tmp_path / "nothing", "--out", tmp_path / "both")
    assert result.exit_code == ERROR
    assert f"{tmp_path / 'nothing'} has no ledger.sqlite" in result.stderr
    assert not (tmp_path / "both").exists()


def test_results_do_not_go_into_one_of_the_runs(
    halves: tuple[Path, Path],
) -> None:
    command: Command = ["reconcile", *halves, "--out", halves[0]]
    result = extractor(*command)
    assert result.exit_code == ERROR
    assert "a folder of its own" in result.stderr


def test_a_progress_line_does_not_speak_of_articles(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    result = extractor("reconcile", *halves, "--out", tmp_path / "both")
    assert "0 of 0" not in result.stderr
    assert "comparing" in result.stderr


def test_corrections_of_names_in_a_run_hold_where_it_is_joined(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,canonical\nKremlin,Dmitry Peskov's office\n", encoding="utf-8")
    one = run(tmp_path / "corrected", STORIES[:3], "--actors", str(table))
    names = {line["canonical"] for line in lines(one / "actors.jsonl")}
    assert "Dmitry Peskov's office" in names
    both = joined(tmp_path / "both", one, halves[1])
    assert "Dmitry Peskov's office" in {line["canonical"] for line in lines(both / "actors.jsonl")}
    none = tmp_path / "none.csv"
    none.write_text("name,canonical\nNobody,No one\n", encoding="utf-8")
    again = joined(tmp_path / "again", one, halves[1], more=["--actors", str(none)])
    assert "Dmitry Peskov's office" not in {
        line["canonical"] for line in lines(again / "actors.jsonl")
    }
