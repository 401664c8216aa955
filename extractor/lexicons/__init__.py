"""Word lists as data: one entry a line, columns separated by tabs, `#` starts a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `NAME.tsv` in this folder, split into columns; empty columns are kept."""
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if line)


@cache
def texts(name: str) -> frozenset[str]:
    """The first column of `NAME.tsv`, as written."""
    return frozenset(row[0] for row in rows(name))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of `NAME.tsv`, in lower case."""
    return frozenset(text.lower() for text in texts(name))


def padded(row: tuple[str, ...], columns: int) -> tuple[str, ...]:
    """A line with as many cells as the file has columns: those that it lacks are empty."""
    return (*row, *[""] * columns)[:columns]


def cells(cell: str) -> tuple[str, ...]:
    """The members of a column that holds a list, separated by commas."""
    return tuple(part.strip() for part in cell.split(",") if part.strip())
