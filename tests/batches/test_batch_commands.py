from __future__ import annotations

from pathlib import Path

import pytest
from batch_runs import BatchRun, about
from batch_server import Unanswered
from click.testing import CliRunner, Result

from extractor.cli import app
from extractor.cli.ending import ALL_DONE, BUDGET, ERROR, SOME_FAILED


def submitted(run: BatchRun, *more: str) -> Result:
    given = [run.input, "--out", run.folder, "--base-url", run.server.url, "--model", "test-model"]
    return extractor("submit", *map(str, given), *more)


def extractor(step: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["batch", step, *map(str, arguments)])


def test_three_steps_make_a_folder_of_results(run: BatchRun) -> None:
    sent = submitted(run, "--input-price", "1", "--output-price", "2")
    assert sent.exit_code == ALL_DONE
    assert "3 sent, 0 under way" in sent.stdout
    assert "1 sent, 3 requests, at most" in sent.stdout
    assert "batch_1: 3 requests" in sent.stderr
    looked = extractor("status", run.folder)
    assert looked.stdout == "batch_1  completed, 3 of 3 answered, 0 failed\n"
    collected = extractor("collect", run.folder)
    assert collected.exit_code == ALL_DONE
    assert "3: 3 done" in collected.stdout
    assert str(run.folder / "report.html") in collected.stdout


def test_what_is_still_missing_is_said_with_what_to_do(run: BatchRun) -> None:
    run.server.outcome = about("Owner 1 ", Unanswered())
    submitted(run)
    collected = extractor("collect", run.folder)
    assert collected.exit_code == SOME_FAILED
    assert "1 articles: submit again sends what is missing" in collected.stdout
    assert "too late" in collected.stderr


def test_what_is_under_way_is_said(run: BatchRun) -> None:
    run.server.held = True
    submitted(run)
    collected = extractor("collect", run.folder)
    assert collected.exit_code == SOME_FAILED
    assert "batch_1  in_progress" in collected.stdout
    assert "3 articles: collect again later" in collected.stdout


def test_a_ceiling_that_is_reached_is_said(run: BatchRun) -> None:
    sent = submitted(run, "--max-tokens", "1")
    assert sent.exit_code == BUDGET
    assert "3 left" in sent.stdout
    assert "--max-tokens leaves no room" in sent.stdout


def test_an_error_is_one_line(run: BatchRun) -> None:
    sent = submitted(run, "--prompt", "missing")
    assert sent.exit_code == ERROR
    assert sent.stderr.startswith("error: no prompt template missing")
    assert len(sent.stderr.splitlines()) == 1


@pytest.mark.parametrize("step", ["submit", "status", "collect"])
def test_every_step_has_help(step: str) -> None:
    help_text = extractor(step, "--help")
    assert help_text.exit_code == ALL_DONE
    assert "Usage" in help_text.stdout


def test_the_embedded_engine_is_refused(run: BatchRun) -> None:
    sent = extractor("submit", run.input, "--out", run.folder)
    assert sent.exit_code == ERROR
    assert "needs no batches: name a model" in sent.stderr
