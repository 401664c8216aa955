"""The command line: a thin spelling of the library, a module for each command."""

from __future__ import annotations

import gc
import io
import sys

import click

from extractor import __version__
from extractor.cli.batch import batch_group
from extractor.cli.completion import completion_command
from extractor.cli.doctor import doctor_command
from extractor.cli.estimate import estimate_command
from extractor.cli.export import export_command
from extractor.cli.extract import extract_command
from extractor.cli.failures import failures_command
from extractor.cli.reconcile import reconcile_command
from extractor.cli.report import report_command
from extractor.cli.run import run_command
from extractor.cli.schema import schema_command
from extractor.cli.show import show_command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="extractor")
def app() -> None:
    """Who said what, who is for or against what, who promised what by when, and where the
    accounts contradict each other: records from news, each with the exact words of the source.

    \b
    Examples:
      extractor run articles/ --out out/monday          read a folder; needs no key
      extractor report out/monday --open                the page to read
      extractor show out/monday --actor Lavrov          some of it in the terminal
      extractor export out/monday --to parquet          tables for pandas and DuckDB
      extractor reconcile out/* --out all               compare several runs
      extractor extract article.txt --pretty            one article, nothing kept
      extractor doctor --model openai/gpt-5-mini        does a language model answer?

    \b
    Settings come from options, else from variables (--max-cost is EXTRACTOR_MAX_COST), else from
    extractor.toml in the present folder (max_cost = 20), else they have the defaults that are
    shown. Errors are one line; --debug adds the traceback. NO_COLOR is respected. To have a shell
    complete commands and options: extractor completion --help.
    """


for command in (
    run_command, extract_command, reconcile_command, batch_group, estimate_command,
    failures_command, report_command, show_command, export_command, schema_command,
    doctor_command, completion_command,
):  # fmt: skip
    app.add_command(command)


MADE_BETWEEN_COLLECTIONS = 20_000
"""Objects. Python's 700 suit a script: here a tenth of the time went into looking for garbage."""


def _leave_imports_alone() -> None:
    """Keep the collector of garbage from going through what was imported, again and again."""
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN_COLLECTIONS, 20, 50)


def main() -> None:
    """The `extractor` command."""
    _leave_imports_alone()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal's encoding can't spell is shown escaped, and ends nothing.
        sys.stdout.reconfigure(errors="backslashreplace")
    app()
