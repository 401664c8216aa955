"""Files, folders, patterns and standard input -> Articles, one at a time.

A text is cleaned here, once, before any offset is counted. What can't be read is an
ArticleError among the articles, and the rest goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from extractor.articles.boilerplate import clean_text
from extractor.articles.building import Place, article_from_text, reading
from extractor.articles.counting import count_articles
from extractor.articles.documents import FILE_BYTES, decode, read_html, read_text
from extractor.articles.markdown import read_markdown
from extractor.articles.rows import USUAL, Columns
from extractor.articles.sources import find_files, kind_of, shown
from extractor.articles.tables import read_arrow, read_csv, read_json, read_jsonl, read_parquet
from extractor.errors import ArticleError
from extractor.records import Article

__all__ = [
    "Columns",
    "article_from_text",
    "clean_text",
    "count_articles",
    "read_article",
    "read_articles",
    "read_table",
]

STDIN = "stdin"
"""How references and errors name standard input."""

_ONE = {"text": read_text, "markdown": read_markdown, "html": read_html}
_MANY = {"json": read_json, "csv": read_csv, "parquet": read_parquet}


def read_articles(
    paths: Sequence[str | Path],
    *,
    columns: Columns = USUAL,
    stdin: BinaryIO | TextIO | None = None,
) -> Iterator[Article | ArticleError]:
    """The articles at `paths`, in order, read only as fast as they are taken.

    A path is a file (.txt .md .html .jsonl .json .csv .tsv .parquet), a folder, a pattern such
    as `news/**/*.html`, or `-` for JSON lines on `stdin`. `columns` says which fields of a row
    hold what, where they don't have the usual names; all other fields become `metadata`.

    Files of many articles are read row by row and never held whole. An input that can't be
    read, is in another encoding, is empty or has no text is given as an ArticleError with its
    file, its line and what to do, in its place among the articles.
    """
    for path in paths:
        if str(path) == "-":
            stream = _bytes_of(stdin) if stdin else _standard_input()
            yield from _guarded(read_jsonl(stream, STDIN, columns))
            continue
        for found in find_files(path):
            if isinstance(found, ArticleError):
                yield found
            else:
                yield from _guarded(_read(found, columns))


def read_article(
    path: str | Path, *, columns: Columns = USUAL, stdin: BinaryIO | TextIO | None = None
) -> Article:
    """The one article at `path`: a file, or `-` for a text or a JSON object on `stdin`.

    Raises ArticleError if it can't be read, or if there are several.
    """
    if str(path) == "-":
        data = _all_of(_bytes_of(stdin) if stdin else _standard_input())
        if not data.lstrip().startswith(b"{"):
            return article_from_text(decode(data, Place(STDIN)), STDIN)
        stdin = BytesIO(data)
    found = list(islice(read_articles([path], columns=columns, stdin=stdin), 2))
    if len(found) > 1:
        raise ArticleError("holds more than one article: use `extractor run`", ref=shown(path))
    if isinstance(found[0], ArticleError):
        raise found[0]
    return found[0]


def _all_of(stream: BinaryIO | TextIO) -> bytes:
    data = stream.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        problem = f"is longer than {FILE_BYTES // 2**20} MB: no single article"
        raise ArticleError(problem, ref=STDIN)
    return data.encode() if isinstance(data, str) else data


def read_table(table: Any, *, columns: Columns = USUAL) -> Iterator[Article | ArticleError]:
    """The articles in the rows of a table that can be read through Arrow (pandas, Polars, …).

    Rows are named `table:1` and so on if no column gives an id. A row without a text is given as
    an ArticleError. Raises ArticleError if there is no column with texts.
    """
    yield from read_arrow(table, "table", columns)


def _bytes_of(stream: BinaryIO | TextIO) -> BinaryIO | TextIO:
    # The bytes below a text stream tell a wrong encoding from a wrong line.
    below: BinaryIO | TextIO = getattr(stream, "buffer", stream)
    return below


def _standard_input() -> BinaryIO | TextIO:
    """What the process is given, from a reader of our own where it is a real file.

    A thread may wait in it while the process ends. Python then wants the lock of `sys.stdin`,
    and would abort if that thread had it.
    """
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except OSError:  # a stand-in, that a test or a notebook put there
        return _bytes_of(sys.stdin)


def _guarded(articles: Iterator[Article | ArticleError]) -> Iterator[Article | ArticleError]:
    """The same, with an error that ends a file given as its last value."""
    try:
        yield from articles
    except ArticleError as error:
        yield error


def _read(path: Path, columns: Columns) -> Iterator[Article | ArticleError]:
    kind, name = kind_of(path), shown(path)
    if kind in _ONE:
        yield _ONE[kind](path, Place(name))
    elif kind in _MANY:
        yield from _MANY[kind](path, name, columns)
    else:
        with reading(Place(name)), path.open("rb") as file:
            yield from read_jsonl(file, name, columns)
