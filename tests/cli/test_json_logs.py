from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, extractor, parsed, rows
from loopback import ChatServer, answer, failure
from test_progress import BUSY, Clock

from extractor.cli.ending import ALL_DONE, ERROR, SOME_FAILED
from extractor.cli.logs import JsonMonitor
from extractor.cli.monitor import LINE_SECONDS
from extractor.runner import Progress


def noon() -> datetime:
    return datetime(2026, 1, 5, 12, tzinfo=UTC)


class TestAJsonMonitor:
    def test_writes_the_progress_each_half_minute(self) -> None:
        clock, log = Clock(), io.StringIO()
        monitor = JsonMonitor(log, now=clock, date=noon)
        monitor.expect(10_000)
        for second in range(70):
            clock.time += 1
            monitor.show(BUSY if second > 20 else Progress())
            monitor.tick()
        _, first, _ = parsed(log.getvalue().splitlines())
        assert first["time"] == "2026-01-05T12:00:00.000Z"
        assert (first["level"], first["event"]) == ("info", "progress")
        assert first["phase"] == "extracting"
        assert (first["done"], first["failed"], first["skipped"]) == (3201, 11, 2)
        assert (first["in_flight"], first["total"]) == (64, 10_000)
        assert first["seconds"] == LINE_SECONDS
        assert first["usage"]["cached_tokens"] == 8_100_000
        assert first["failures"] == {"unavailable": 9, "unusable": 2}
        assert first["rate"] > 0
        assert first["seconds_left"] > 0

    def test_writes_that_the_comparison_begins(self) -> None:
        log = io.StringIO()
        monitor = JsonMonitor(log, now=Clock())
        monitor.show(BUSY._replace(comparing=True))
        monitor.show(BUSY._replace(comparing=True, pairs=12))
        _, event = parsed(log.getvalue().splitlines())
        assert event["phase"] == "comparing"

    def test_writes_a_line_for_an_event_whatever_is_in_it(self) -> None:
        log = io.StringIO()
        JsonMonitor(log).problem("a\nb\x1b[31m\u202e\u2028ü: failed")
        (_, line) = log.getvalue().splitlines()
        assert line.isascii()
        assert json.loads(line)["message"] == "a\nb\x1b[31m\u202e\u2028ü: failed"

    def test_says_only_what_went_wrong_if_it_is_to_be_quiet(self) -> None:
        clock, log = Clock(), io.StringIO()
        monitor = JsonMonitor(log, quiet=True, now=clock)
        monitor.show(BUSY._replace(comparing=True))
        monitor.problem("a: failed: x")
        (event,) = parsed(log.getvalue().splitlines())
        assert event["event"] == "problem"


class TestARun:
    def test_logs_each_problem_and_a_summary(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"text": "Paris will sign on Monday."}\n' + "{\n" * 30)
        result = extractor("run", tmp_path / "a.jsonl", "--out", tmp_path / "out", "--json-logs")
        assert result.exit_code == SOME_FAILED
        assert result.stdout == ""
        events = parsed(result.stderr.splitlines())
        assert [event["event"] for event in events] == [
            "start", "progress", *["problem"] * 30, "summary",
        ]  # fmt: skip
        assert events[-1]["articles"] == {"skipped": 30, "done": 1}
        assert events[-1]["exit_code"] == SOME_FAILED
        assert events[-1]["folder"] == str(tmp_path / "out")
        assert json.loads((tmp_path / "out" / "summary.json").read_text()).items() <= (
            events[-1].items()
        )

    def test_logs_what_it_cost(self, tmp_path: Path) -> None:
        articles = rows(tmp_path / "a.jsonl", ["First text.", "Second text."])
        with ChatServer(default=answer(EMPTY, tokens=(1000, 500)), models=["m"]) as server:
            result = extractor(
                "run", articles, "--out", tmp_path / "out", "--json-logs", "--model", "openai/m",
                "--base-url", server.url, "--input-price", "1", "--output-price", "2",
            )  # fmt: skip
        summary = parsed(result.stderr.splitlines())[-1]
        assert summary["usage"]["cost"] == pytest.approx(0.004)
        assert summary["cost_per_article"] == pytest.approx(0.002)

    @pytest.mark.parametrize("out", ["folder", "-"])
    def test_logs_the_error_that_ends_it(self, out: str, tmp_path: Path) -> None:
        with ChatServer(default=failure(401, "bad key"), models=["m"]) as server:
            result = extractor(
                "run", EXAMPLE, "--out", out if out == "-" else tmp_path / out, "--json-logs",
                "--model", "openai/m", "--base-url", server.url,
            )  # fmt: skip
        assert result.exit_code == ERROR
        last = parsed(result.stderr.splitlines())[-1]
        assert (last["event"], last["level"], last["exit_code"]) == ("error", "error", ERROR)
        assert "key" in last["message"]

    def test_with_debug_logs_the_traceback_as_a_field(self, tmp_path: Path) -> None:
        result = extractor(
            "run", EXAMPLE, "--out", tmp_path, "--json-logs", "--debug", "--model", "nobody/m"
        )
        last = parsed(result.stderr.splitlines())[-1]
        assert last["traceback"].startswith("Traceback")

    def test_without_a_hitch_logs_no_problem(self, tmp_path: Path) -> None:
        result = extractor("run", EXAMPLE, "--out", tmp_path, "--json-logs", "--quiet")
        assert (result.exit_code, result.stdout, result.stderr) == (ALL_DONE, "", "")
