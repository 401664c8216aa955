"""`extractor show`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import click

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.listing import show_records, show_related, stdout
from extractor.cli.options import DAY, debug_option, json_option, run_argument
from extractor.records import Kind, Record, Relation
from extractor.report.wording import Noun, count
from extractor.runs import open_run
from extractor.selecting import Related, Wanted, related, selected

RECORDS, FINDINGS = Noun("record", "records"), Noun("finding", "findings")


@click.command("show", short_help="Show the records or findings of a run, by actor, day, …")
@run_argument
@click.option("--actor", help="Part of the name of who speaks, is bound, or takes a position.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Records of one kind.")
@click.option("--since", type=DAY, metavar="DAY", help="Said on that day (2022-01-20) or later.")
@click.option("--until", type=DAY, metavar="DAY", help="Said on that day or earlier.")
@click.option("--outlet", help="Part of the name of the outlet.")
@click.option(
    "--relation",
    type=click.Choice(get_args(Relation)),
    help="Findings of one relation instead of records: those with a record that fits.",
)
@json_option("Write a JSON object for each, one a line.")
@debug_option
def show_command(
    run: Path, relation: Relation | None, as_json: bool, debug: bool, **options: Any
) -> None:
    """Show the records of the run in the folder RUN, or its findings of one relation.

    Each option narrows it down; upper and lower case do not matter in names. A record whose day
    is not known is not shown with --since and --until. With --json a record is as in
    records.jsonl, and a finding has the records of each side: {"finding": …, "sides": [[…], […]],
    "left": […], "right": […]}; left is the first side, right all others.

    \b
    Examples:
      extractor show out/monday --actor Lavrov --kind commitment
      extractor show out/monday --relation contradiction --since 2022-01-20
      extractor show out/monday --outlet TASS --json | jq -r .evidence.quote

    \b
    Exit codes:
      0    shown, if need be nothing
      1    an error: RUN is no folder of a run, or its ledger can't be read
      2    wrong usage
      130  stopped by Ctrl-C
    """
    wanted = Wanted(**options)
    with errors_told(text_monitor(), debug=debug, stopped="stopped"), open_run(run) as view:
        if relation is not None:
            findings = related(view, relation, wanted)
            shown = _print_related(findings) if as_json else show_related(findings, stdout())
        else:
            records = selected(view, wanted)
            shown = _print(records) if as_json else show_records(records, stdout())
    if not as_json:
        click.echo(count(shown, FINDINGS if relation else RECORDS), err=True)


def _print(records: Iterable[Record]) -> int:
    shown = 0
    for record in records:
        click.echo(record.model_dump_json())
        shown += 1
    return shown


def _print_related(findings: Iterable[Related]) -> int:
    shown = 0
    for found in findings:
        first, *others = (
            [record.model_dump(mode="json") for record in side] for side in found.sides
        )
        whole = {
            "finding": found.finding.model_dump(mode="json"),
            "sides": [first, *others],
            "left": first,
            "right": list(chain.from_iterable(others)),
        }
        click.echo(json.dumps(whole, ensure_ascii=False))
        shown += 1
    return shown
