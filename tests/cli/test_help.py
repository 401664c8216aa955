from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from commands import ROOT, extractor

from extractor.cli import app

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its name in full."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


COMMANDS = dict(commands(app))


@pytest.mark.parametrize("name", COMMANDS)
class TestEveryCommand:
    def test_has_help_with_examples_and_exit_codes(self, name: str) -> None:
        text = extractor(*name.split(), "--help").stdout
        assert f"extractor {name} " in re.split(r"Examples?:", text)[1]
        codes = re.findall(r"^ {4,}(\d+) ", text.split("Exit codes:")[1], re.MULTILINE)
        assert codes[:3] == ["0", "1", "2"]

    def test_explains_each_option(self, name: str) -> None:
        for parameter in COMMANDS[name].params:
            assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None)

    def test_is_in_the_readme(self, name: str) -> None:
        assert f"extractor {name} " in README


def test_the_readme_has_every_exit_code() -> None:
    text = extractor("run", "--help").stdout.split("Exit codes:")[1]
    for code in re.findall(r"^ {4,}(\d+) ", text, re.MULTILINE):
        assert f"| `{code}` |" in README
