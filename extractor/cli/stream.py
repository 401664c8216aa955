"""`extractor run … --out -`: records to standard output, as articles finish."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from extractor.api import run_sync
from extractor.cli.ending import ALL_DONE, BUDGET, INTERRUPTED, SOME_FAILED, errors_told
from extractor.cli.monitor import Ended, Monitor, watching
from extractor.pipeline import Options
from extractor.streaming import Listener, Problem, StreamReport, stream_records

STOPPED = "Stopped; what was in work is written. Nothing is kept: the same command begins anew."


def stream_to_stdout(
    paths: Sequence[str | Path],
    monitor: Monitor,
    *,
    options: Options,
    keep_order: bool,
    debug: bool,
) -> int:
    """Write the records of `paths` to standard output; gives the exit code."""

    def tell(problem: Problem) -> None:
        fields = {"ref": problem.ref, "status": problem.status, "failure": problem.failure}
        detail = f"\\n{problem.detail}" if debug and problem.detail else ""
        monitor.problem(f"{problem}{detail}", **fields)

    with errors_told(monitor, debug=debug), watching(monitor, paths):
        report = run_sync(
            stream_records(
                paths,
                _writer(),
                options=options,
                keep_order=keep_order,
                listener=Listener(monitor.show, tell),
            )
        )
    if report.ending == "closed":
        _let_go_of_stdout()
    code = _exit_code(report)
    monitor.ended(Ended(report.summary, report.ending, code, _remark(report)))
    return code


def _writer() -> Callable[[bytes], None]:
    out = sys.stdout.buffer

    def write(lines: bytes) -> None:
        out.write(lines)
        out.flush()

    return write


def _let_go_of_stdout() -> None:
    """Python would write what is left to the closed pipe when it ends, and complain."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _exit_code(report: StreamReport) -> int:
    if report.ending in ("interrupted", "budget"):
        return INTERRUPTED if report.ending == "interrupted" else BUDGET
    without = {"failed", "skipped"} & report.summary.articles.keys()
    return SOME_FAILED if without else ALL_DONE


def _remark(report: StreamReport) -> str:
    if report.ending == "interrupted":
        return STOPPED
    return f"Stopped: {report.remark}." if report.ending == "budget" else ""
