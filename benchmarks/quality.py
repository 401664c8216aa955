"""How good the embedded engine is on text that was not written for it.

    python -m benchmarks.quality [DATA] [--floors]

DATA is a folder of data sets; those that it lacks are left out. The sets are other publishers'
text and no part of this repository; the five example articles and the invented stories are, and
are always measured.
`--floors` fails where a figure is worse than the one kept in `floors.tsv`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import attribution, commitments, contradiction, geneva, stance, stories, times
from benchmarks.figures import Figure
from benchmarks.floors import broken, read_floors

PARTS = (attribution, commitments, stance, times, contradiction)
HEAD = Figure("set", "measure", "value", "others")


def figures(data: Path | None) -> Iterator[Figure]:
    """Every figure that can be taken, what is in the repository first."""
    yield from geneva.figures()
    yield from stories.figures()
    for part in PARTS if data else ():
        assert data is not None
        yield from part.figures(data)


def lines(table: Sequence[Figure]) -> Iterator[str]:
    """The table, a line a figure."""
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield f"{'  '.join(cells)}  {row.anchor}".rstrip()


def main() -> None:
    """Print a table of all figures; with `--floors` exit with 1 if one has fallen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--floors", action="store_true")
    arguments = parser.parse_args()
    table = list(figures(arguments.data))
    print("\n".join(lines([HEAD, *table])))
    fallen = list(broken(table, read_floors())) if arguments.floors else []
    if fallen:
        sys.exit("\n".join(fallen))


if __name__ == "__main__":
    main()
