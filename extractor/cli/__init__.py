"""The command line: a thin spelling of the library, a module for each command."""

from __future__ import annotations

import gc
import io
import sys

import click

from extractor import __version__
from extractor.cli.batch import batch_group
from extractor.cli.estimate import estimate_command
from extractor.cli.failures import failures_command
from extractor.cli.run import run_command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="extractor")
def app() -> None:
    """Who said what, who is for or against what, who promised what by when, and where the
    accounts contradict each other: records from news, each with the exact words of the source.
    """


for command in (run_command, batch_group, estimate_command, failures_command):
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
