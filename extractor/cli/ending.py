"""How commands begin and end: who tells of them, exit codes, errors in a line."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from rich.console import Console

from extractor.cli.logs import JsonMonitor
from extractor.cli.monitor import Ended, LineMonitor, Monitor
from extractor.cli.terminal import TerminalMonitor, moves
from extractor.errors import ExtractorError
from extractor.pipeline import RunReport

ALL_DONE, ERROR, USAGE, SOME_FAILED, BUDGET, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""Exit codes; click itself exits with 2 on wrong usage."""

GO_ON = "The same command goes on where this one ended."


def monitor_from(options: Mapping[str, Any], *, out: IO[str] | None) -> Monitor:
    """Who tells how the work goes, by `monitor_options`; the summary goes to `out` in words."""
    stream, quiet = sys.stderr, options["quiet"]
    if options["json_logs"]:
        return JsonMonitor(stream, quiet=quiet)
    if quiet:
        return Monitor(stream)
    # Lines that come between on the same screen would tear what is written again.
    if moves(stream) and (out is not stream or not sys.stdout.isatty()):
        return TerminalMonitor(Console(file=stream), out=out)
    return LineMonitor(stream, out=out)


def text_monitor() -> Monitor:
    """Who tells what goes wrong with a command that is over soon."""
    return Monitor(sys.stderr)


@contextmanager
def errors_told(
    monitor: Monitor, *, debug: bool = False, stopped: str = f"stopped. {GO_ON}"
) -> Iterator[None]:
    """End the command with a line and an exit code for what stops it."""
    try:
        yield
    except ExtractorError as error:
        monitor.close()
        trace = traceback.format_exc() if debug else None
        monitor.error(str(error), exit_code=ERROR, trace=trace)
        raise SystemExit(ERROR) from None
    except KeyboardInterrupt:
        monitor.close()
        monitor.stopped(stopped, exit_code=INTERRUPTED)
        raise SystemExit(INTERRUPTED) from None


def closing(report: RunReport, monitor: Monitor) -> int:
    """Tell how work into a folder ended; gives the exit code."""
    code = _exit_code(report)
    monitor.problems(report.problems)
    monitor.ended(Ended(report.summary, report.ending, code, _remark(report), report.folder))
    return code


def _exit_code(report: RunReport) -> int:
    if report.ending != "done":
        return INTERRUPTED if report.ending == "interrupted" else BUDGET
    return SOME_FAILED if report.problems else ALL_DONE


def _remark(report: RunReport) -> str:
    if report.ending == "interrupted":
        return f"Stopped. {GO_ON}"
    return f"Stopped: {report.remark}." if report.ending == "budget" else ""
