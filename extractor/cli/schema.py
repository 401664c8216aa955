"""`extractor schema`."""

from __future__ import annotations

import click

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.options import debug_option
from extractor.schemas import NAMED, record_schema, schema


@click.command("schema", short_help="Print the JSON Schema of what comes out.")
@click.option(
    "--kind",
    type=click.Choice(list(NAMED)),
    help="Of what. By default of a line of records.jsonl, whatever its kind.",
)
@debug_option
def schema_command(kind: str | None, debug: bool) -> None:
    """Print a JSON Schema (2020-12), complete in itself.

    The names of fields are a contract: later versions may add some.

    \b
    Examples:
      extractor schema > record.schema.json
      extractor schema --kind claim | jq '.properties | keys'

    \b
    Exit codes:
      0    the schema is printed
      1    an error
      2    wrong usage
      130  stopped by Ctrl-C
    """
    with errors_told(text_monitor(), debug=debug, stopped="stopped"):
        click.echo(schema(NAMED[kind]) if kind else record_schema(), nl=False)
