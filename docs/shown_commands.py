"""The `extractor` command as its page shows it: help texts in Markdown, for mkdocs-click."""

from __future__ import annotations

import copy
import inspect
import re

import click

from extractor.cli import app

VERBATIM = re.compile(r"^\x08\n(?P<title>.*)\n(?P<lines>(?:.+\n?)*)", re.MULTILINE)
"""What click leaves as it is: a title, and lines under it."""


def in_markdown(command: click.Command) -> click.Command:
    """A copy of `command` and all below it whose examples and tables are blocks of text."""
    shown = copy.copy(command)
    shown.help = VERBATIM.sub(_block, inspect.cleandoc(command.help or ""))
    if isinstance(shown, click.Group):
        shown.commands = {name: in_markdown(sub) for name, sub in shown.commands.items()}
    return shown


def _block(match: re.Match[str]) -> str:
    lines = inspect.cleandoc(f"\n{match['lines']}")
    return f"**{match['title']}**\n\n```text\n{lines}\n```\n"


documented = in_markdown(app)
