from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor.cli.listing import TABLE_FROM, TABLE_ROWS, show_records, show_related
from extractor.records import Record
from extractor.report.view import records
from extractor.runs import open_run
from extractor.selecting import Wanted, related


@pytest.fixture(scope="module")
def found(example_run: Path) -> list[Record]:
    with open_run(example_run) as view:
        return list(records(view))


def screen(width: int, *, terminal: bool = True, no_color: bool = False) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=terminal, width=width, no_color=no_color, _environ={}
    )


def written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_wide_terminal_has_a_table(found: list[Record]) -> None:
    console = screen(TABLE_FROM)
    assert show_records(found[:5], console) == 5
    assert "quote" in written(console).splitlines()[1]


def test_a_narrow_terminal_has_a_few_lines_for_each(found: list[Record]) -> None:
    console = screen(TABLE_FROM - 1)
    show_records(found[:5], console)
    assert "quote " not in written(console).splitlines()[0]


@pytest.mark.parametrize("width", [30, TABLE_FROM - 1, TABLE_FROM, 200])
def test_no_line_is_wider_than_the_terminal(width: int, found: list[Record]) -> None:
    console = screen(width, no_color=True)
    show_records(found, console)
    assert max(cell_len(line) for line in plain(console)) <= width


@pytest.mark.parametrize("width", [60, 140])
def test_quotes_are_in_colour_by_kind(width: int, found: list[Record]) -> None:
    console = screen(width)
    show_records(found, console)
    for colour in ("36", "35", "32"):
        assert f"\x1b[{colour}m“" in written(console)


@pytest.mark.parametrize("width", [60, 140])
def test_there_is_no_colour_where_none_is_wanted(width: int, found: list[Record]) -> None:
    console = screen(width, no_color=True)
    show_records(found, console)
    assert "\x1b[3" not in written(console)


def test_no_line_is_broken_where_there_is_no_terminal(found: list[Record]) -> None:
    console = screen(40, terminal=False)
    show_records(found, console)
    shown = [line for line in written(console).splitlines() if line.startswith("    “")]
    assert shown == [f"    “{' '.join(record.evidence.quote.split())}”" for record in found]


def test_more_records_than_a_table_has_rows_are_all_shown(found: list[Record]) -> None:
    many = [found[0]] * (TABLE_ROWS + 1)
    assert show_records(many, screen(TABLE_FROM)) == TABLE_ROWS + 1


def test_a_finding_has_both_sides_under_its_explanation(example_run: Path) -> None:
    console = screen(200, terminal=False)
    with open_run(example_run) as view:
        assert show_related(related(view, "contradiction", Wanted()), console) == 1
    head, *rest = written(console).splitlines()
    assert head.startswith("contradiction, about the actor: ")
    headings = [line.strip() for line in rest if line.startswith("    ") and "account" in line]
    assert headings == ["One account", "Another account"]


def test_a_finding_about_nothing_in_particular_says_no_more(example_run: Path) -> None:
    console = screen(80, no_color=True)
    with open_run(example_run) as view:
        found = next(related(view, "contradiction", Wanted()))
        other = found.finding.model_copy(update={"subtype": "other"})
        show_related(iter([found._replace(finding=other)]), console)
    assert plain(console)[0].startswith("contradiction: ")


def plain(console: Console) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", written(console)).splitlines()
