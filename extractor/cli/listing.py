"""Records and findings for people: a table where there is room, else a few lines for each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.errors import printable
from extractor.records import Kind, Record, subject
from extractor.report.model import gist
from extractor.report.wording import RELATIONS, SUBTYPES, channel, speaker
from extractor.selecting import Related

TABLE_FROM = 100
"""Columns that a terminal must have for a table: below that its cells are words in a pile."""

TABLE_ROWS = 200
"""Records in one table, whose columns are as wide as all of its rows need."""

INDENT = 4

COLOURS: dict[Kind, str] = {"claim": "cyan", "stance": "magenta", "commitment": "green"}


def stdout() -> Console:
    """Standard output: in colour on a terminal, unless NO_COLOR is set."""
    return Console(file=sys.stdout, highlight=False)


class Line(NamedTuple):
    """A line, as long as it is, and how far it is set in."""

    indent: int
    text: Text


def show_records(records: Iterable[Record], console: Console) -> int:
    """Show records, taking them as they are shown; gives how many."""
    shown, rows = 0, iter(records)
    table = console.is_terminal and console.width >= TABLE_FROM
    while some := list(islice(rows, TABLE_ROWS if table else 1)):
        if table:
            console.print(_table(some))
        else:
            _print(_lines(some[0]), console)
        shown += len(some)
    return shown


def show_related(related: Iterable[Related], console: Console) -> int:
    """Show findings with the records of their sides; gives how many."""
    shown = 0
    for found in related:
        _print(_finding(found), console)
        shown += 1
    return shown


def _print(lines: Iterable[Line], console: Console) -> None:
    for line in lines:
        if console.is_terminal:
            console.print(Padding(line.text, (0, 0, 0, line.indent)))
        else:  # whoever reads it there wants no line broken
            console.print(Text(" " * line.indent) + line.text, soft_wrap=True)


def _table(records: Iterable[Record]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, share in (("kind", None), ("who", 2), ("what", 3), ("quote", 4)):
        table.add_column(name, ratio=share, no_wrap=share is None, overflow="fold")
    for record in records:
        table.add_row(_kind(record), _who(record), Text(_what(record)), _quote(record))
    return table


def _lines(record: Record, indent: int = 0) -> Iterator[Line]:
    yield Line(indent, Text.assemble(_kind(record), "  ", _who(record)))
    yield Line(indent + INDENT, Text(_what(record)))
    yield Line(indent + INDENT, _quote(record))


def _finding(found: Related) -> Iterator[Line]:
    finding, words = found.finding, RELATIONS[found.finding.relation]
    matter = SUBTYPES[finding.subtype] if finding.subtype else ""
    kind = f"{words.noun.one}, {matter}" if matter else words.noun.one
    head = f"{kind}: {_line(finding.explanation)}"
    yield Line(0, Text(head, style="bold"))
    for heading, records in zip(words.headings(len(found.sides)), found.sides, strict=True):
        yield Line(INDENT, Text(heading, style="dim"))
        for record in records:
            yield from _lines(record, INDENT)


def _kind(record: Record) -> Text:
    return Text(record.kind, style=COLOURS[record.kind])


def _who(record: Record) -> Text:
    """Whom it is about, or who says it, through whom, where and when."""
    about = subject(record)
    said = record.attribution
    name = about.canonical if about else speaker(said)
    others = "" if about is None or about == said.speaker else f"says {speaker(said)}"
    where = [others, channel(said), record.said_on.isoformat() if record.said_on else ""]
    rest = ", ".join(part for part in where if part)
    return Text.assemble((_line(name), "bold"), (f", {_line(rest)}" if rest else "", "dim"))


def _what(record: Record) -> str:
    said = gist(record)
    return _line(f"{said.word}: {said.content}" if said.word else said.content)


def _quote(record: Record) -> Text:
    return Text(f"“{_line(record.evidence.quote)}”", style=COLOURS[record.kind])


def _line(text: str) -> str:
    return printable(" ".join(text.split()))
