"""`extractor estimate`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from extractor.cli.ending import ALL_DONE, SOME_FAILED, errors_told, text_monitor
from extractor.cli.options import (
    column_options,
    field_options,
    no_reconcile_option,
    options_from,
    paths_argument,
)
from extractor.cli.words import NO_PRICE, cost, money
from extractor.estimate import Estimate, estimate
from extractor.results import Usage
from extractor.settings import ModelSettings, RunSettings

SHAPING = ("model", "base_url", "prompt", "max_output_tokens", "chunk_chars", "input_price",
           "output_price")  # fmt: skip
"""The fields of ModelSettings on which it depends what requests take."""


@click.command("estimate", short_help="Say what a run will cost, before it begins.")
@paths_argument
@field_options(ModelSettings, SHAPING)
@field_options(RunSettings, ["max_pairs"])
@column_options
@no_reconcile_option
@click.option("--json", "as_json", is_flag=True, help="Write the estimate as a JSON object.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def estimate_command(paths: tuple[str, ...], as_json: bool, debug: bool, **options: Any) -> None:
    """Say what `extractor run PATHS` will take: requests, tokens and US dollars.

    PATHS and options are as for run. No request is sent, and no key is needed. The estimate is of
    all articles at PATHS, also of those that a run has done already. Cached input, for which many
    providers charge less, makes a run cheaper; answers that have to be asked for again make it
    dearer.

    \b
    Examples:
      extractor estimate articles/ --model openai/gpt-5-mini
      extractor estimate news.jsonl --model anthropic/claude-sonnet-4-5 --json
      extractor estimate a/ --model qwen3 --base-url http://localhost:8000/v1 \\
        --input-price 0.1 --output-price 0.4

    \b
    Exit codes:
      0    all articles could be read
      1    an error: no estimate
      2    wrong usage
      3    some articles could not be read; the estimate is of the others
      130  stopped by Ctrl-C
    """
    monitor = text_monitor()
    with errors_told(monitor, debug=debug, stopped="stopped"):
        wanted = options_from(options)
        found = estimate(
            paths, options=wanted, on_unreadable=lambda error: monitor.problem(str(error))
        )
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        for line in estimate_lines(found):
            click.echo(line)
    raise SystemExit(SOME_FAILED if found.unreadable else ALL_DONE)


def estimate_lines(found: Estimate) -> Iterator[str]:
    """An estimate in a few lines of plain text."""
    unreadable = f", and {found.unreadable} that can't be read" if found.unreadable else ""
    yield f"articles    {found.articles}{unreadable}"
    yield f"requests    {found.likely.requests} to {found.engine}"
    if not found.likely.requests:
        return
    yield f"likely      {_taken(found.likely)}{_each(found)}"
    yield f"at most     {_taken(found.worst)}, if nothing has to be asked again"
    if found.likely.unpriced:
        yield f"cost        {NO_PRICE}: give --input-price and --output-price"
    yield f"comparison  {_comparison(found)}"


def _taken(usage: Usage) -> str:
    dollars = "" if usage.unpriced else f", {cost(usage)}"
    return f"{usage.input_tokens} tokens in, {usage.output_tokens} out{dollars}"


def _each(found: Estimate) -> str:
    if found.likely.unpriced:
        return ""
    return f" ({money(found.likely.cost / found.articles)} an article)"


def _comparison(found: Estimate) -> str:
    if not found.comparison_requests:
        return "none"
    return f"not included: up to {found.comparison_requests} requests more (--max-pairs)"
