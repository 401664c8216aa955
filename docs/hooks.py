"""What the pages have from the code: a line `<!-- fields: Claim -->` becomes the table of fields.

mkdocs calls `on_page_markdown` for every page; a mark that names nothing ends the build.
`<!-- readme: scores -->` takes a block over from the README, whose test keeps it true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from shown_commands import documented  # mkdocs-click imports it too, and needs this one to find it
from shown_fields import field_table, settings_table

from extractor.actors import ActorLine, ActorLink, Correction
from extractor.articles import Columns
from extractor.export import ArticleLine
from extractor.prompts import EXTRACTION, JUDGING
from extractor.records import (
    Actor,
    Attribution,
    Claim,
    Commitment,
    CommitmentEvent,
    CommitmentTimeline,
    Evidence,
    Finding,
    Model,
    Quantity,
    Rejection,
    Stance,
    TimeSpan,
)
from extractor.results import Lost, Summary, Usage
from extractor.settings import ModelSettings, RunSettings

MARK = re.compile(r"^<!-- (?P<what>\w+): (?P<name>\w+) -->$", re.MULTILINE)

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"<!-- (?P<name>\w+) -->\n(?P<shown>.*?)\n<!-- end -->", re.DOTALL)

WRITTEN: tuple[type[Model], ...] = (
    Claim, Stance, Commitment, Evidence, Attribution, Actor, TimeSpan, Quantity, Finding,
    CommitmentTimeline, CommitmentEvent, ArticleLine, ActorLine, ActorLink, Correction, Usage,
    Rejection, Summary, Lost,
)  # fmt: skip
"""The models of the files of a run."""

SET: dict[type[Model], str] = {ModelSettings: "", RunSettings: "", Columns: "-column"}
"""The models of settings, and how their options end."""


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its tables."""
    tables = _tables()
    return MARK.sub(lambda mark: tables[f"{mark['what']} {mark['name']}"], markdown)


def _tables() -> dict[str, str]:
    flags = set(_flags(documented))
    fields = {f"fields {model.__name__}": field_table(model) for model in WRITTEN}
    settings = {
        f"settings {model.__name__}": settings_table(model, flags=flags, suffix=suffix)
        for model, suffix in SET.items()
    }
    prompts = {"sections extract": _sections(EXTRACTION), "sections judge": _sections(JUDGING)}
    blocks = BLOCK.finditer(README.read_text(encoding="utf-8"))
    readme = {f"readme {block['name']}": block["shown"] for block in blocks}
    return fields | settings | prompts | readme


def _flags(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        yield from parameter.opts
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _flags(below)


def _sections(sections: Mapping[str, frozenset[str]]) -> str:
    rows = (
        f"| `# {name}` | {', '.join(f'`{value}`' for value in sorted(values)) or 'none'} |"
        for name, values in sections.items()
    )
    return "\n".join(["| section | values |", "|---|---|", *rows])
