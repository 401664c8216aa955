"""`extractor batch`: articles answered within a day, at half the price."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor.api import run_sync
from extractor.cli.config import config_option
from extractor.cli.ending import ALL_DONE, BUDGET, SOME_FAILED, errors_told, text_monitor
from extractor.cli.options import (
    NamedPath,
    column_options,
    debug_option,
    field_options,
    options_from,
    paths_argument,
)
from extractor.cli.summary import summary_lines
from extractor.errors import printable
from extractor.settings import ModelSettings, RunSettings

if TYPE_CHECKING:  # what asks a model is imported when it is needed: that takes a second
    from extractor.openai_batch import BatchState, Collected, Submitted

T = TypeVar("T")

_folder = click.argument("folder", type=NamedPath(file_okay=False, path_type=Path))


@click.group("batch", short_help="Have a model answer within a day, at half the price.")
def batch_group() -> None:
    """Have a model answer within a day, at half the price, through OpenAI's Batch API.

    Three steps, each of which can be repeated at any time: submit sends what is missing, status
    looks at what was sent, collect brings the answers in and writes the files of a run.

    \b
    Examples:
      extractor batch submit news.jsonl --out out/news --model openai/gpt-5-mini
      extractor batch status out/news
      extractor batch collect out/news --wait
    """


@batch_group.command(short_help="Send what a folder lacks about files.")
@paths_argument
@click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the results; created if missing. The same folder goes on with a run.",
)
@field_options(
    ModelSettings,
    ["model", "base_url", "prompt", "temperature", "max_output_tokens", "chunk_chars", "timeout",
     "max_attempts", "max_cost", "max_tokens", "input_price", "output_price"],
)  # fmt: skip
@field_options(RunSettings, ["retry_failed"])
@column_options
@debug_option
@config_option
def submit(paths: tuple[str, ...], out: Path, debug: bool, **options: Any) -> None:
    """Send what a folder lacks about PATHS, in as many batches as it takes.

    PATHS are as for run. What was answered before, live or in a batch, and what is under way, is
    not sent. What a batch left unanswered is sent again, and that alone; an answer that was cut
    at its length is asked for again in two halves. Prices are those of a batch.

    \b
    Example:
      extractor batch submit news.jsonl --out out/news --model openai/gpt-5-mini --max-cost 20

    \b
    Exit codes:
      0    all is sent or done
      1    an error; the same command goes on
      2    wrong usage
      3    some articles could not be read, or failed for good
      4    some articles are left, since --max-cost or --max-tokens leaves no room
    """
    from extractor.openai_batch import submit as send  # noqa: PLC0415

    sent = _done(send(paths, out, options=options_from(options), say=_say), debug=debug)
    for line in _submitted(sent):
        click.echo(line)
    problems = sent.failed or sent.skipped
    raise SystemExit(BUDGET if sent.left else SOME_FAILED if problems else ALL_DONE)


@batch_group.command(short_help="Say how far the batches of a folder are.")
@_folder
@debug_option
def status(folder: Path, debug: bool) -> None:
    """Say how far the batches of FOLDER are. Changes nothing.

    \b
    Example:
      extractor batch status out/news

    \b
    Exit codes:
      0    said
      1    an error: FOLDER has no batches, or the endpoint does not answer
      2    wrong usage
    """
    from extractor.openai_batch import status as look  # noqa: PLC0415

    for state in _done(look(folder), debug=debug):
        click.echo(_state(state))


@batch_group.command(short_help="Bring the answers in, and write the files of a run.")
@_folder
@click.option("--wait", is_flag=True, help="Wait until all batches have ended.")
@debug_option
def collect(folder: Path, wait: bool, debug: bool) -> None:
    """Bring the answers of the batches of FOLDER in, and write the files of a run.

    What has not ended is said and left, unless you wait. Nothing is asked and nothing compared:
    run, with the same options as submit, compares, and asks live for what is still missing.

    \b
    Example:
      extractor batch collect out/news --wait

    \b
    Exit codes:
      0    all articles done
      1    an error; the same command goes on
      2    wrong usage
      3    some articles failed, or are not answered yet
      130  stopped by Ctrl-C: the same command goes on
    """
    from extractor.openai_batch import collect as gather  # noqa: PLC0415

    collected = _done(gather(folder, wait=wait, say=_say), debug=debug)
    for line in _collected(collected):
        click.echo(line)
    text_monitor().problems(collected.report.problems)
    unfinished = collected.report.problems or collected.open or collected.under_way
    raise SystemExit(SOME_FAILED if unfinished else ALL_DONE)


def _done(work: Coroutine[Any, Any, T], *, debug: bool) -> T:
    """What `work` gives; an error of ours ends the command with its text."""
    with errors_told(text_monitor(), debug=debug):
        return run_sync(work)


def _say(text: str) -> None:
    click.echo(printable(text), err=True)


def _submitted(sent: Submitted) -> list[str]:
    most = f", at most {sent.worst.tokens} tokens"
    cost = f" and ${sent.worst.cost:.2f}" if not sent.worst.unpriced else ", price not known"
    lines = [
        f"articles  {sent.sent} sent, {sent.under_way} under way, {sent.done} done, "
        f"{sent.failed} failed, {sent.skipped} skipped, {sent.left} left",
        f"batches   {len(sent.batches)} sent, {sent.requests} requests"
        + (most + cost if sent.requests else ""),
    ]
    if sent.left:
        lines.append("--max-cost or --max-tokens leaves no room for what is left; raise it")
    return lines


def _collected(collected: Collected) -> list[str]:
    report = collected.report
    lines = [*summary_lines(report.summary)]
    lines += [f"batch     {_state(state)}" for state in collected.under_way]
    if collected.under_way:
        lines.append(f"open      {collected.open} articles: collect again later")
    elif collected.open:
        lines.append(f"open      {collected.open} articles: submit again sends what is missing")
    return [*lines, f"report    {report.folder / 'report.html'}"]


def _state(state: BatchState) -> str:
    words = printable(f"{state.name}  {state.state}")
    if state.collected:
        return f"{words}, collected"
    return f"{words}, {state.answered} of {state.requests} answered, {state.failed} failed"
