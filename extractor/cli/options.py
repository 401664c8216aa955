"""Options that several commands have.

Those that set a field of a settings model are made from that field, help text included, so that
the two can't drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args

import click
from pydantic import ValidationError

from extractor.articles import Columns
from extractor.cli.config import Setting
from extractor.pipeline import Options
from extractor.records import Model
from extractor.settings import ModelSettings, RunSettings

Command = TypeVar("Command", bound=Callable[..., Any])
S = TypeVar("S", bound=Model)

ASKING = (
    "model", "base_url", "prompt", "judge_prompt", "embeddings", "temperature", "max_output_tokens",
    "chunk_chars", "timeout", "max_attempts", "rpm", "tpm", "max_cost", "max_tokens",
    "input_price", "output_price",
)  # fmt: skip
"""The fields of ModelSettings that the command line has; a key comes from the environment, since
the arguments of a process can be seen by others."""

JUDGING = tuple(name for name in ASKING if name not in ("prompt", "chunk_chars"))
"""Those of them on which a comparison depends."""

SHAPING = (
    "model", "base_url", "prompt", "max_output_tokens", "chunk_chars", "input_price",
    "output_price",
)  # fmt: skip
"""The fields of ModelSettings on which it depends what requests take."""

RUNNING = ("concurrency", "processes", "retry_failed", "max_pairs", "as_of", "actors")
"""The fields of RunSettings that the command line has."""


class Day(click.DateTime):
    """A day of the calendar: `2022-01-30`. A settings file may have it as a date of TOML."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; fails with a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(f"{value!r} is no day such as 2022-01-30", param, ctx)


DAY = Day()


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
                cls=Setting,
                setting=f"{name}{suffix}".replace("-", "_"),
                is_flag=kind is bool,
                type=DAY if kind is date else kind,
                default=field.default,
                show_default=field.default is not None,
                help=(field.description or "").replace("`", ""),
            )(command)
        return command

    return decorate


def column_options(command: Command) -> Command:
    """Options that name the fields of rows: `--text-column`."""
    return field_options(Columns, Columns.model_fields, suffix="-column")(command)


def monitor_options(command: Command) -> Command:
    """Options for what a command says of itself while it works."""
    for name, words in (
        ("quiet", "Say nothing but what went wrong."),
        ("json_logs", "Write the progress, problems and summary as JSON, an event a line, "
         "to standard error."),
    ):  # fmt: skip
        command = _flag(name, words)(command)
    return debug_option(command)


def debug_option(command: Command) -> Command:
    """`--debug`."""
    return _flag("debug", "Show the traceback of an error.")(command)


def no_reconcile_option(command: Command) -> Command:
    """`--no-reconcile`."""
    return _flag("no_reconcile", "Leave out the comparison across articles.")(command)


def no_report_option(command: Command) -> Command:
    """`--no-report`."""
    return click.option("--no-report", is_flag=True, help="Leave out report.html.")(command)


def _flag(setting: str, words: str) -> Callable[[Command], Command]:
    name = f"--{setting.replace('_', '-')}"
    return click.option(name, cls=Setting, setting=setting, is_flag=True, help=words)


def json_option(words: str) -> Callable[[Command], Command]:
    """`--json`, given to the command as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help=words)


def run_argument(command: Command) -> Command:
    """The folder of a run: `RUN`."""
    return click.argument("run", type=NamedPath(path_type=Path))(command)


def options_from(options: Mapping[str, Any]) -> Options:
    """What the options above spell, those that a command lacks by their defaults."""
    return Options(
        model=settings_from(ModelSettings, options),
        run=settings_from(RunSettings, options),
        columns=settings_from(Columns, options),
        compare=not options.get("no_reconcile", False),
        report=not options.get("no_report", False),
    )


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
        raise click.BadParameter(first["msg"], param_hint=_blamed(model, first["loc"])) from None


def _blamed(model: type[Model], where: tuple[int | str, ...]) -> str:
    """Where the value of a field was given."""
    ctx, name = click.get_current_context(), _parameter(model, str(where[0]))
    return next(p for p in ctx.command.params if p.name == name).get_error_hint(ctx)


def _parameter(model: type[Model], name: str) -> str:
    return f"{model.__name__.lower()}__{name}"


class NamedPath(click.Path):
    """A path that is not empty: `--out "$UNSET"` must not mean the present folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not value:
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def paths_argument(command: Command) -> Command:
    """The inputs: `PATHS`."""
    return click.argument("paths", nargs=-1, required=True, type=NamedPath())(command)
