"""`extractor export`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.options import NamedPath, debug_option, run_argument
from extractor.runs import open_run
from extractor.tabular.files import Format, default_out, export_tables


@click.command("export", short_help="Write a run as tables: Parquet, CSV, JSON lines, DuckDB.")
@run_argument
@click.option("--to", type=click.Choice(get_args(Format)), required=True, help="The format.")
@click.option(
    "--out",
    type=NamedPath(path_type=Path),
    help="Folder for the four files, or the file of the DuckDB database. By default a folder of "
    "the format's name, or run.duckdb, in the run's folder.",
)
@debug_option
def export_command(run: Path, to: Format, out: Path | None, debug: bool) -> None:
    """Write the records, findings, commitments, articles and actors of the run in RUN as tables.

    A column is named by the way to its field in the JSON: evidence_quote,
    attribution_speaker_canonical. The column subject has the shared name of whom a record is
    about. Lists of records' ids are lists, other lists and mappings are JSON in text. In Parquet
    and DuckDB each column has its description with it.

    In CSV, text that a spreadsheet might run as a formula begins with an apostrophe. DuckDB needs
    a package: pip install 'extractor[duckdb]'.

    \b
    Examples:
      extractor export out/monday --to parquet
      extractor export out/monday --to csv --out tables/
      extractor export out/monday --to duckdb --out monday.duckdb
      duckdb monday.duckdb 'select subject, count(*) from records group by all'

    \b
    Exit codes:
      0    all tables are written
      1    an error: RUN is no folder of a run, or a file can't be read or written
      2    wrong usage
      130  stopped by Ctrl-C
    """
    with errors_told(text_monitor(), debug=debug, stopped="stopped"), open_run(run) as view:
        for path in export_tables(view, to, out or default_out(run, to)):
            click.echo(path)
