"""`extractor reconcile`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from extractor.api import run_sync
from extractor.cli.config import config_option
from extractor.cli.ending import closing, errors_told, monitor_from
from extractor.cli.monitor import watching
from extractor.cli.options import (
    DAY,
    JUDGING,
    NamedPath,
    field_options,
    monitor_options,
    no_report_option,
    options_from,
)
from extractor.joining import reconcile_runs
from extractor.settings import ModelSettings, RunSettings


@click.command("reconcile", short_help="Compare the records of several runs with one another.")
@click.argument("runs", nargs=-1, required=True, type=NamedPath(path_type=Path))
@click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the results; created if missing. The same folder goes on where it ended.",
)
@click.option(
    "--since",
    type=DAY,
    metavar="DAY",
    help="First day of what is new (2022-01-20): records that were said or published before are "
    "compared with new ones only.",
)
@field_options(ModelSettings, JUDGING)
@field_options(RunSettings, ["max_pairs", "as_of", "actors"])
@no_report_option
@monitor_options
@config_option
def reconcile_command(
    runs: tuple[Path, ...], out: Path, since: date | None, debug: bool, **options: Any
) -> None:
    """Compare the records of the runs in the folders RUNS with one another.

    No article is read again: --model is the judge. The folder of results is like that of a run,
    with the articles and records of all, and every other command takes it. Of an article that
    several runs have, the records of the run that is named first are taken.

    What a paid judge said before, in any of the runs or in the folder of results, is not asked
    for again: add a run, or let one grow, and repeat the command.

    \b
    Examples:
      extractor reconcile out/monday out/tuesday --out out/week
      extractor reconcile out/* --out all --model openai/gpt-5-mini --max-cost 5
      extractor reconcile out/new out/archive --out out/today --since 2022-01-20

    \b
    Exit codes:
      0    compared
      1    an error stopped it, or it could not start
      2    wrong usage
      3    some articles have no records, or some pairs could not be compared
      4    stopped before --max-cost or --max-tokens was passed: a higher one goes on
      130  stopped by Ctrl-C: the same command goes on
    """
    wanted = options_from(options)._replace(since=since)
    monitor = monitor_from(options, out=sys.stdout)
    with errors_told(monitor, debug=debug), watching(monitor, ()):
        work = reconcile_runs(runs, out, options=wanted, on_progress=monitor.show)
        report = run_sync(work)
    raise SystemExit(closing(report, monitor))
