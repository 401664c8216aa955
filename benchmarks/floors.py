"""The figures once reached, below which none may fall. They are raised by hand, never lowered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure

FLOORS = Path(__file__).parent / "floors.tsv"

_RATIO = re.compile(r"(\d+)/(\d+)")


class Floor(NamedTuple):
    """A limit for one measure of one set."""

    data: str
    measure: str
    at_most: bool
    """Whether less is better."""
    limit: float


def read_floors(path: Path = FLOORS) -> tuple[Floor, ...]:
    """The limits in a table: set, measure, "at least" or "at most", limit."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Floor(row[0], row[1], row[2] == "at most", float(row[3]))
        for row in rows
        if len(row) == 4 and not row[0].startswith("#")
    )


def broken(figures: Iterable[Figure], floors: Iterable[Floor]) -> Iterator[str]:
    """What has fallen, a sentence each. A limit without a figure is of a set that is absent."""
    found = {(figure.data, figure.measure): figure.value for figure in figures}
    for floor in floors:
        value = found.get((floor.data, floor.measure))
        if value is None:
            continue
        reached = number(value)
        if reached > floor.limit if floor.at_most else reached < floor.limit:
            bound = "at most" if floor.at_most else "at least"
            yield f"{floor.data}, {floor.measure}: {value}; it was {bound} {floor.limit:g}"


def number(value: str) -> float:
    """The figure that a cell begins with, to three digits as it is shown; 3/4 is 0.75."""
    ratio = _RATIO.match(value)
    if ratio:
        return round(int(ratio[1]) / int(ratio[2]), 3)
    return float(value.split(maxsplit=1)[0])
