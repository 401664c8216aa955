"""The command line: a thin spelling of the library.

Options that set a field of a settings model are made from that field, help text included, so
that the two can't drift apart.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args

import click
from pydantic import ValidationError

from extractor import __version__
from extractor.api import run_sync
from extractor.articles import Columns
from extractor.errors import ExtractorError, printable
from extractor.pipeline import Options, RunReport, run_folder
from extractor.records import Model
from extractor.report.view import NOBODY
from extractor.results import Summary
from extractor.runner import Progress
from extractor.settings import ModelSettings, RunSettings

ALL_DONE, ERROR, USAGE, SOME_FAILED, BUDGET, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""Exit codes; click itself exits with 2 on wrong usage."""

PROBLEMS_SHOWN = 20
"""Problems that are printed; `articles.jsonl` has them all."""

GO_ON = "The same command goes on where this one ended."

Command = TypeVar("Command", bound=Callable[..., Any])
S = TypeVar("S", bound=Model)


def field_options(
    model: type[Model], names: Iterable[str], *, suffix: str = ""
) -> Callable[[Command], Command]:
    """One option for each of the fields `names` of `model`: `--chunk-chars`, `--text-column`."""

    def decorate(command: Command) -> Command:
        for name in reversed(list(names)):
            field = model.model_fields[name]
            kinds = [kind for kind in get_args(field.annotation) if kind is not NoneType]
            kind = kinds[0] if kinds else field.annotation
            command = click.option(
                f"--{name.replace('_', '-')}{suffix}",
                _parameter(model, name),
                is_flag=kind is bool,
                type=kind,
                default=field.default,
                show_default=field.default is not None,
                help=(field.description or "").replace("`", ""),
            )(command)
        return command

    return decorate


def _parameter(model: type[Model], name: str) -> str:
    return f"{model.__name__.lower()}__{name}"


def settings_from(model: type[S], options: Mapping[str, Any]) -> S:
    """The settings that the options made by `field_options` spell."""
    values = {
        name: options[_parameter(model, name)]
        for name in model.model_fields
        if _parameter(model, name) in options
    }
    try:
        return model(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = "-".join(str(part) for part in first["loc"]).replace("_", "-")
        raise click.BadParameter(first["msg"], param_hint=f"--{name}") from None


class NamedPath(click.Path):
    """A path that is not empty: `--out "$UNSET"` must not mean the present folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not value:
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="extractor")
def app() -> None:
    """Who said what, who is for or against what, who promised what by when, and where the
    accounts contradict each other: records from news, each with the exact words of the source.
    """


@app.command(short_help="Extract from files, compare them, write a folder of results.")
@click.argument("paths", nargs=-1, required=True, type=NamedPath())
@click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the results; created if missing. The same folder resumes a run.",
)
@field_options(
    ModelSettings,
    ["model", "base_url", "prompt", "judge_prompt", "temperature", "max_output_tokens",
     "chunk_chars", "timeout", "max_attempts", "rpm", "tpm", "max_cost", "max_tokens",
     "input_price", "output_price"],
)  # fmt: skip
@field_options(RunSettings, ["concurrency", "retry_failed", "max_pairs"])
@field_options(Columns, Columns.model_fields, suffix="-column")
@click.option("--no-reconcile", is_flag=True, help="Leave out the comparison across articles.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def run(paths: tuple[str, ...], out: Path, no_reconcile: bool, debug: bool, **options: Any) -> None:
    """Extract from PATHS, compare across articles, write everything to a folder.

    PATHS are files (.txt .md .html .jsonl .json .csv .parquet), folders, globs, or - for JSONL on
    standard input. The same command again goes on where the last one stopped and asks for
    nothing twice.

    \b
    Examples:
      extractor run articles/ --out out/monday
      extractor run news.jsonl --out out/news --model openai/gpt-5-mini
      extractor run news.csv --text-column story --out out/csv
      extractor run a/ --out out/a --model qwen3 --base-url http://localhost:8000/v1

    \b
    Exit codes:
      0    all articles done
      1    an error stopped the run, or it could not start
      2    wrong usage
      3    some articles failed or could not be read, or some pairs could not be compared
      4    stopped before --max-cost or --max-tokens was passed: a higher one goes on
      130  stopped by Ctrl-C: the same command goes on
    """
    wanted = Options(
        model=settings_from(ModelSettings, options),
        run=settings_from(RunSettings, options),
        columns=settings_from(Columns, options),
        compare=not no_reconcile,
    )
    line = StatusLine()
    try:
        report = run_sync(run_folder(paths, out, options=wanted, on_progress=line.show))
    except ExtractorError as error:
        line.clear()
        if debug:
            traceback.print_exc()
        click.echo(f"error: {printable(str(error))}", err=True)
        raise SystemExit(ERROR) from None
    except KeyboardInterrupt:
        line.clear()
        click.echo(f"stopped. {GO_ON}", err=True)
        raise SystemExit(INTERRUPTED) from None
    line.clear()
    _print_report(report)
    raise SystemExit(_exit_code(report))


class StatusLine:
    """How far a run is, on one line of the terminal that is written again and again.

    Where standard error is no terminal, nothing is written.
    """

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        """Write the line anew. It is cut at the edge: a wrapped line could not be written over."""
        if self._on_terminal:
            width = os.get_terminal_size(sys.stderr.fileno()).columns - 1
            self._write(status(progress)[: max(width, 0)])

    def clear(self) -> None:
        """Take the line away."""
        if self._on_terminal:
            self._write("")

    def _write(self, text: str) -> None:
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def status(progress: Progress) -> str:
    """How far a run is, in a few words."""
    words = f"{progress.done} done, {progress.failed} failed, {progress.in_flight} in work"
    if progress.pairs:
        words = f"{progress.done} done, {progress.failed} failed, {progress.pairs} pairs compared"
    return f"stopping (Ctrl-C again: at once): {words}" if progress.stopping else words


def _exit_code(report: RunReport) -> int:
    if report.ending != "done":
        return INTERRUPTED if report.ending == "interrupted" else BUDGET
    return SOME_FAILED if report.problems else ALL_DONE


def _print_report(report: RunReport) -> None:
    for line in summary_lines(report.summary):
        click.echo(line)
    print_problems(report.problems)
    if report.ending == "interrupted":
        click.echo(f"Stopped. {GO_ON}")
    if report.ending == "budget":
        click.echo(f"Stopped: {report.remark}.")
    click.echo(f"report    {report.folder / 'report.html'}")


def print_problems(problems: Sequence[str]) -> None:
    """Say what went wrong, as far as there is room for it."""
    for problem in problems[:PROBLEMS_SHOWN]:
        click.echo(f"! {printable(problem)}", err=True)
    if len(problems) > PROBLEMS_SHOWN:
        more = len(problems) - PROBLEMS_SHOWN
        click.echo(f"! and {more} more problems; articles.jsonl has them all", err=True)


def summary_lines(summary: Summary) -> list[str]:
    """A run in a few lines of plain text."""
    pairs = f"{summary.pairs_judged} judged by {summary.judge}, {summary.pairs_left} left"
    lines = [
        f"articles  {_counts(summary.articles)}",
        f"records   {_counts(summary.records)}",
        f"rejected  {summary.rejected}",
        f"findings  {_counts(summary.findings)}",
        f"pairs     {'not compared' if summary.judge == NOBODY else pairs}",
    ]
    if summary.usage.requests:
        usage = summary.usage
        lines.append(
            f"usage     {usage.requests} requests, {usage.input_tokens} tokens in "
            f"({usage.cached_tokens} cached), {usage.output_tokens} out"
        )
    return [*lines, f"engine    {summary.engine}, {summary.seconds:.1f} s"]


def _counts(counts: Mapping[Any, int]) -> str:
    total = sum(counts.values())
    parts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts.items() if n)
    return f"{total}: {parts}" if parts else "0"


def main() -> None:
    """The `extractor` command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal's encoding can't spell is shown escaped, and ends nothing.
        sys.stdout.reconfigure(errors="backslashreplace")
    app()


from extractor.cli_batch import batch  # noqa: E402  (it uses what stands above)

app.add_command(batch)
