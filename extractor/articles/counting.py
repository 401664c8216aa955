"""How many inputs there will be, where that can be told without reading them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.articles.sources import find_files, kind_of
from extractor.articles.tables import count_jsonl, count_parquet
from extractor.errors import ArticleError

_ROWS = {"jsonl": count_jsonl, "parquet": count_parquet}
_UNTOLD = ("csv", "json")
"""Rows of these may span lines: only reading them tells."""


def count_articles(paths: Sequence[str | Path]) -> int | None:
    """How many articles and errors `read_articles` will give for `paths`, as things stand.

    None where only reading tells: for CSV, JSON, pipes and standard input. JSON lines are counted
    as fast as the disk gives them; of other files only the number or the head is looked at.
    """
    if "-" in map(str, paths):
        return None
    total = 0
    for path in paths:
        for found in find_files(path):
            number = 1 if isinstance(found, ArticleError) else _count(found)
            if number is None:
                return None
            total += number
    return total


def _count(path: Path) -> int | None:
    kind = kind_of(path)
    if kind in _UNTOLD or not path.is_file():  # a pipe can be read only once
        return None
    try:
        return _ROWS[kind](path) if kind in _ROWS else 1
    except OSError:
        return 1
