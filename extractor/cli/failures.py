"""`extractor failures`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from extractor.cli.ending import errors_told, text_monitor
from extractor.cli.options import json_option, run_argument
from extractor.cli.words import cost, counts
from extractor.errors import printable
from extractor.ledger import FailedArticle
from extractor.results import FailureKind
from extractor.runs import open_ledger
from extractor.tasks import FAILED_FOR_GOOD


@click.command("failures", short_help="List the articles of a run that failed, and why.")
@run_argument
@json_option("Write a JSON object for each, one a line.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error, and of faults.")
def failures_command(run: Path, as_json: bool, debug: bool) -> None:
    """List the articles that failed in the folder RUN: the reason, what the model answered, and
    what was spent on each.

    The kind says whether it may pass: `unavailable` (the endpoint kept failing) and `fault` (of
    the code) are tried again whenever the run is started again; `refused` (the model declined)
    and `unusable` (its answer, or the text, is of no use) only with --retry-failed.

    \b
    Examples:
      extractor failures out/monday
      extractor failures out/monday --json | jq -r .ref

    \b
    Exit codes:
      0    the list is complete, if need be empty
      1    an error: RUN is no folder of a run, or its ledger can't be read
      2    wrong usage
      130  stopped by Ctrl-C
    """
    monitor = text_monitor()
    kinds: Counter[FailureKind] = Counter()
    with errors_told(monitor, debug=debug, stopped="stopped"), open_ledger(run) as ledger:
        for failed in ledger.failures():
            kinds[failed.kind] += 1
            _show(failed, as_json=as_json, debug=debug)
    if not as_json:
        click.echo(_hint(kinds), err=True)


def _show(failed: FailedArticle, *, as_json: bool, debug: bool) -> None:
    if as_json:
        click.echo(json.dumps(failed._asdict() | {"usage": failed.usage.model_dump()}))
        return
    click.echo(printable(f"{failed.ref}: {failed.kind}: {failed.reason}"))
    if failed.answer:
        click.echo(f"    answer  {printable(failed.answer)}")
    if failed.usage.requests:
        usage = failed.usage
        click.echo(f"    took    {usage.requests} requests, {usage.tokens} tokens, {cost(usage)}")
    if debug and failed.detail:
        click.echo(failed.detail)


def _hint(kinds: Counter[FailureKind]) -> str:
    if not kinds:
        return "No article failed."
    total = counts(dict(kinds.most_common()))
    if kinds.keys() & FAILED_FOR_GOOD:
        return f"{total}. To ask again, run the same command with --retry-failed."
    return f"{total}. To ask again, run the same command."
