"""Settings from a file, `extractor.toml`, and from `EXTRACTOR_*` variables.

The command line goes before a variable, a variable before the file, the file before the default.
The order is click's own; here it is told what the file says, and what a wrong value is blamed on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., Any])

USUAL = Path("extractor.toml")
"""The file that is read where it lies in the present folder."""

PREFIX = "EXTRACTOR_"

_PATH = "extractor.settings_file"
"""Where a context keeps the name of the file."""

SECRETS = ("api_key", "key", "token", "password")

KNOWN: dict[str, type[bool] | None] = {}
"""The names of all settings, and bool for those that are on or off."""


class ConfigError(click.ClickException):
    """A settings file that can't be used."""

    exit_code = 2


class Setting(click.Option):
    """An option that the file and a variable can set, too."""

    def __init__(self, *declarations: Any, setting: str, **attributes: Any) -> None:
        super().__init__(*declarations, envvar=f"{PREFIX}{setting.upper()}", **attributes)
        self.setting = setting
        KNOWN[setting] = bool if self.is_flag else None

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """What is to blame for a wrong value: the option, the variable, or the file."""
        source = ctx.get_parameter_source(self.name or "") if ctx else None
        if source is ParameterSource.ENVIRONMENT:
            return f"{PREFIX}{self.setting.upper()}"
        if ctx and source is ParameterSource.DEFAULT_MAP:
            return f"{ctx.meta[_PATH]}: {self.setting}"
        return super().get_error_hint(ctx)


def config_option(command: Command) -> Command:
    """`--config FILE`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar=f"{PREFIX}CONFIG",
        is_eager=True,
        expose_value=False,
        callback=_read,
        metavar="FILE",
        help=f"Settings file, for what neither the command line nor an {PREFIX}* variable says. "
        f"By default {USUAL} in the present folder, where there is one.",
    )(command)


def _read(ctx: click.Context, _: click.Parameter, given: Path | None) -> None:
    path = given or USUAL
    if ctx.resilient_parsing or (given is None and not path.is_file()):
        return
    values = settings_in(path)
    ctx.meta[_PATH] = path
    options = [option for option in ctx.command.params if isinstance(option, Setting)]
    ctx.default_map = {
        option.name or "": values[option.setting] for option in options if option.setting in values
    }


def settings_in(path: Path) -> dict[str, Any]:
    """What the file says, by name (`base_url`; `base-url` is the same).

    Raises ConfigError, with the file and the name, for one that can't be used.
    """
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from None
    return {_name(key, value, path): value for key, value in found.items()}


def _name(key: str, value: object, path: Path) -> str:
    name = key.replace("-", "_")
    if name in SECRETS:
        raise ConfigError(
            f"{path}: {key}: a key does not belong in a file; set the provider's variable, for "
            "example OPENAI_API_KEY"
        )
    if name not in KNOWN:
        near = get_close_matches(name, KNOWN, n=1)
        hint = f"do you mean {near[0]}?" if near else f"there are: {', '.join(sorted(KNOWN))}"
        raise ConfigError(f"{path}: {key}: there is no such setting; {hint}")
    if isinstance(value, (Mapping, list)):
        raise ConfigError(f"{path}: {key}: must be one value: text, a number, true or false")
    if isinstance(value, bool) != (KNOWN[name] is bool):
        wanted = "true or false" if KNOWN[name] is bool else "text or a number"
        raise ConfigError(f"{path}: {key}: must be {wanted}")
    return name
