"""`extractor report`."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path

import click

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.options import NamedPath, debug_option, run_argument
from extractor.errors import ExtractorError
from extractor.export import replace_file, write_report
from extractor.report import document
from extractor.report.markdown import render_markdown
from extractor.report.places import MAIN
from extractor.report.view import RunView
from extractor.runs import open_run

STDOUT = Path("-")


@click.command("report", short_help="Write the report of a run again, as HTML or Markdown.")
@run_argument
@click.option(
    "--format",
    "kind",
    type=click.Choice(["html", "md"]),
    default="html",
    show_default=True,
    help="A page to read in a browser, or Markdown for a pull request or a chat.",
)
@click.option(
    "--out",
    type=NamedPath(path_type=Path),
    help="File to write, one also for a large run; - for standard output. By default HTML goes to "
    "the run's folder, Markdown to standard output.",
)
@click.option("--open", "shown", is_flag=True, help="Open the report in a browser.")
@debug_option
def report_command(run: Path, kind: str, out: Path | None, shown: bool, debug: bool) -> None:
    """Write the report of the run in the folder RUN again, from its ledger.

    Nothing is asked for and nothing else of the run is changed. While a run goes on, or after it
    was killed, the report shows what there is, without findings.

    \b
    Examples:
      extractor report out/monday --open
      extractor report out/monday --out monday.html
      extractor report out/monday --format md | gh pr comment 12 --body-file -

    \b
    Exit codes:
      0    the report is written
      1    an error: RUN is no folder of a run, or a file can't be read or written
      2    wrong usage
      130  stopped by Ctrl-C
    """
    to_stdout = out == STDOUT or (out is None and kind == "md")
    if shown and (to_stdout or kind == "md"):
        raise click.UsageError("--open shows HTML in a file: leave out --format md and --out -")
    with errors_told(text_monitor(), debug=debug, stopped="stopped"), open_run(run) as view:
        if to_stdout:
            sys.stdout.writelines(_parts(view, kind))
            return
        path = _written(view, kind, run, out)
        click.echo(f"report    {path}")
        if shown:
            _open(path)


def _written(view: RunView, kind: str, run: Path, out: Path | None) -> Path:
    if out is None:
        write_report(view, run)
        return run / MAIN
    replace_file(out, _parts(view, kind))
    return out


def _parts(view: RunView, kind: str) -> Iterable[str]:
    return document(view) if kind == "html" else [render_markdown(view)]


def _open(path: Path) -> None:
    if not webbrowser.open(path.resolve().as_uri()):
        raise ExtractorError(f"no browser could be started: open {path} yourself")
