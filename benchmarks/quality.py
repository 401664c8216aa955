"""How good the embedded engine is on text that was not written for it.

    python -m benchmarks.quality DATA

DATA is a folder of data sets; those that it lacks are left out. The sets are other publishers'
text and no part of this repository.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import attribution, commitments, contradiction, stance, times
from benchmarks.figures import Figure

PARTS = (attribution, commitments, stance, times, contradiction)


def main() -> None:
    """Print a table of all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    table = [Figure("set", "measure", "value", "others")]
    table += [figure for part in PARTS for figure in part.figures(data)]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    for row in table:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]
        )


if __name__ == "__main__":
    main()
