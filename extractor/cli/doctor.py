"""`extractor doctor`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from extractor.api import run_sync
from extractor.cli.config import config_option
from extractor.cli.ending import ALL_DONE, ERROR, errors_told, text_monitor
from extractor.cli.options import (
    NamedPath,
    debug_option,
    field_options,
    json_option,
    settings_from,
)
from extractor.doctor import Check, examine
from extractor.errors import printable
from extractor.settings import ModelSettings

MARKS = {True: "ok", False: "FAIL", None: "-"}


@click.command("doctor", short_help="Check the installation, key, endpoint, model and folder.")
@field_options(ModelSettings, ["model", "base_url", "timeout"])
@click.option(
    "--out",
    type=NamedPath(file_okay=False, path_type=Path),
    default=Path("."),
    help="Folder in which runs are to be written. By default the present one.",
)
@json_option("Write the checks as a JSON object, by name.")
@debug_option
@config_option
def doctor_command(out: Path, as_json: bool, debug: bool, **options: Any) -> None:
    """Check that extractor can work here, with this model.

    The key is looked for and never shown. A model is asked one short question, which costs a few
    tokens; the embedded engine is asked for the records of a sentence.

    \b
    Examples:
      extractor doctor
      extractor doctor --model openai/gpt-5-mini
      extractor doctor --model qwen3 --base-url http://localhost:8000/v1 --json

    \b
    Exit codes:
      0    all is well
      1    something is not: the line says what to do
      2    wrong usage
      130  stopped by Ctrl-C
    """
    settings = settings_from(ModelSettings, options)
    with errors_told(text_monitor(), debug=debug, stopped="stopped"):
        checks = run_sync(_checked(settings, out, aloud=not as_json))
    if as_json:
        found = {c.name: {"ok": c.ok, "detail": c.detail} for c in checks}
        click.echo(json.dumps(found, indent=2))
    raise SystemExit(ERROR if any(check.ok is False for check in checks) else ALL_DONE)


async def _checked(settings: ModelSettings, out: Path, *, aloud: bool) -> list[Check]:
    checks = []
    async for check in examine(settings, out):
        if aloud:
            click.echo(f"{MARKS[check.ok]:<4}  {check.name:<10}  {printable(check.detail)}")
        checks.append(check)
    return checks
