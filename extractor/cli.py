"""The command line: a thin spelling of the library.

Options that set a field of a settings model are made from that field, help text included, so
that the two can't drift apart.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args

import click
from pydantic import ValidationError
from rich.console import Console

from extractor import __version__
from extractor.api import run_sync
from extractor.articles import Columns
from extractor.errors import ExtractorError
from extractor.pipeline import Options, RunReport, run_folder
from extractor.records import Model, Summary
from extractor.runner import Progress
from extractor.settings import ModelSettings, RunSettings

ALL_DONE, ERROR, USAGE, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes; click itself exits with 2 on wrong usage."""

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
            command = click.option(
                f"--{name.replace('_', '-')}{suffix}",
                _parameter(model, name),
                type=kinds[0] if kinds else field.annotation,
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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="extractor")
def app() -> None:
    """Who said what, who is for or against what, who promised what by when, and where the
    accounts contradict each other: records from news, each with the exact words of the source.
    """


@app.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the results; created if missing. The same folder resumes a run.",
)
@field_options(
    ModelSettings,
    ["model", "base_url", "prompt", "judge_prompt", "temperature", "max_output_tokens",
     "chunk_chars", "timeout", "max_attempts"],
)  # fmt: skip
@field_options(RunSettings, ["concurrency", "max_pairs"])
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
      extractor run a/ --out out/a --model openai/qwen3 --base-url http://localhost:8000/v1

    \b
    Exit codes:
      0    all articles done
      1    an error stopped the run, or it could not start
      2    wrong usage
      3    some articles failed or could not be read
      130  stopped by Ctrl-C: the same command goes on
    """
    wanted = Options(
        model=settings_from(ModelSettings, options),
        run=settings_from(RunSettings, options),
        columns=settings_from(Columns, options),
        compare=not no_reconcile,
    )
    progress = _show_progress if sys.stderr.isatty() else None
    try:
        report = run_sync(run_folder(paths, out, options=wanted, on_progress=progress))
    except ExtractorError as error:
        if debug:
            traceback.print_exc()
        raise SystemExit(_complain(error)) from None
    _print_report(report)
    raise SystemExit(_exit_code(report))


def _complain(error: Exception) -> int:
    Console(stderr=True, soft_wrap=True).print(f"error: {error}", markup=False, highlight=False)
    return ERROR


def _show_progress(progress: Progress) -> None:
    line = f"{progress.done} done, {progress.failed} failed, {progress.in_flight} in work"
    print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)


def _exit_code(report: RunReport) -> int:
    if report.stopped:
        return INTERRUPTED
    articles = report.summary.articles
    return SOME_FAILED if articles.get("failed") or articles.get("skipped") else ALL_DONE


def _print_report(report: RunReport) -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    console = Console(soft_wrap=True, highlight=False)
    for line in summary_lines(report.summary):
        console.print(line, markup=False)
    for problem in report.problems:
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"! {problem}", markup=False)
    if report.stopped:
        console.print("Stopped. The same command goes on where this one ended.", markup=False)
    console.print(f"report    {report.folder / 'report.html'}", markup=False)


def summary_lines(summary: Summary) -> list[str]:
    """A run in a few lines of plain text."""
    lines = [
        f"articles  {_counts(summary.articles)}",
        f"records   {_counts(summary.records)}",
        f"rejected  {summary.rejected}",
        f"findings  {_counts(summary.findings)}",
        f"pairs     {summary.pairs_judged} judged by {summary.judge}, {summary.pairs_left} left",
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
    app()
