"""`extractor run`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from extractor.api import run_sync
from extractor.cli.config import config_option
from extractor.cli.ending import closing, errors_told, monitor_from
from extractor.cli.monitor import Monitor, watching
from extractor.cli.options import (
    ASKING,
    RUNNING,
    NamedPath,
    column_options,
    field_options,
    monitor_options,
    no_reconcile_option,
    no_report_option,
    options_from,
    paths_argument,
)
from extractor.cli.stream import stream_to_stdout
from extractor.pipeline import Options, run_folder
from extractor.settings import ModelSettings, RunSettings

STDOUT = Path("-")


@click.command("run", short_help="Extract from files, compare them, write a folder of results.")
@paths_argument
@click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the results; created if missing. The same folder resumes a run. With - the "
    "records alone go to standard output.",
)
@click.option(
    "--keep-order",
    is_flag=True,
    help="With --out -: records in the order of the input, not as they come. (Files have it.)",
)
@field_options(ModelSettings, ASKING)
@field_options(RunSettings, RUNNING)
@column_options
@no_reconcile_option
@no_report_option
@monitor_options
@config_option
def run_command(
    paths: tuple[str, ...], out: Path, keep_order: bool, debug: bool, **options: Any
) -> None:
    """Extract from PATHS, compare across articles, write everything to a folder.

    PATHS are files (.txt .md .html .jsonl .json .csv .parquet), folders, globs, or - for JSONL on
    standard input. The same command again goes on where the last one stopped and asks for
    nothing twice.

    With --out - records are written to standard output as articles finish, one JSON object a
    line, and all else to standard error. There is no ledger then, so nothing is resumed, and no
    comparison: names of actors are those of their article alone, and an article given twice is
    read twice. A reader that closes the pipe ends the command without a complaint.

    \b
    Examples:
      extractor run articles/ --out out/monday
      extractor run news.jsonl --out out/news --model openai/gpt-5-mini
      extractor run news.csv --text-column story --out out/csv
      extractor run a/ --out out/a --model qwen3 --base-url http://localhost:8000/v1
      extractor run - --out - < in.jsonl > records.jsonl

    \b
    Exit codes:
      0    all articles done, or read as far as whoever reads --out - wanted
      1    an error stopped the run, or it could not start
      2    wrong usage
      3    some articles failed or could not be read, or some pairs could not be compared
      4    stopped before --max-cost or --max-tokens was passed: a higher one goes on
      130  stopped by Ctrl-C: the same command goes on
    """
    wanted = options_from(options)
    if out == STDOUT:
        monitor = monitor_from(options, out=sys.stderr)
        code = stream_to_stdout(paths, monitor, options=wanted, keep_order=keep_order, debug=debug)
    else:
        monitor = monitor_from(options, out=sys.stdout)
        code = _run(paths, out, monitor, options=wanted, debug=debug)
    raise SystemExit(code)


def _run(
    paths: Sequence[str], out: Path, monitor: Monitor, *, options: Options, debug: bool
) -> int:
    with errors_told(monitor, debug=debug), watching(monitor, paths):
        report = run_sync(run_folder(paths, out, options=options, on_progress=monitor.show))
    return closing(report, monitor)
