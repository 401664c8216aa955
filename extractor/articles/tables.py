"""Files and streams that hold many articles: JSON lines, JSON, CSV, Parquet. Read row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.articles.building import Place, check_text, reading
from extractor.articles.documents import decode, read_bytes, refuse_wide
from extractor.articles.rows import Columns, article_from_row, missing_columns
from extractor.errors import ArticleError, shorten
from extractor.records import Article

LINE_LIMIT = 64 * 2**20
"""Longest line or CSV field, in bytes or characters: what a broken file may take of the memory."""
BATCH_ROWS = 64
"""Rows of a Parquet file in memory at a time."""
BUFFER_BYTES = 2**20
"""What is read ahead of each Parquet column. (A row group of 120 MB: 12 MB held, without 121.)"""
DELIMITERS = ",;\t|"
"""What may separate the columns of a CSV file; the first line decides."""

Outcome = Article | ArticleError


def read_jsonl(stream: BinaryIO | TextIO, name: str, columns: Columns) -> Iterator[Outcome]:
    """An article for each line of JSON; empty lines are ignored."""
    empty = True
    with reading(Place(name)):
        for number, line in enumerate(_lines(stream), 1):
            place = Place(name, number)
            if number == 1 and isinstance(line, bytes):
                refuse_wide(line, place)
            if line is None:
                yield place.error(f"is longer than {LINE_LIMIT // 2**20} MB: no row; left out")
            elif line.strip():
                yield _from_line(line, place, columns)
            empty = empty and line is not None and not line.strip()
    if empty:
        raise Place(name).error("is empty: there is no line of JSON in it")


def count_jsonl(path: Path) -> int:
    """How many articles and errors `read_jsonl` will give; counted without parsing a line."""
    with path.open("rb") as stream:
        rows = sum(line is None or not line.isspace() for line in _lines(stream))
    return max(rows, 1)


def _lines(stream: BinaryIO | TextIO) -> Iterator[bytes | str | None]:
    """The lines, with None for one that is too long to be held."""
    while line := stream.readline(LINE_LIMIT + 1):
        whole = len(line) <= LINE_LIMIT
        while len(line) > LINE_LIMIT and line[-1:] not in (b"\n", "\n"):
            line = stream.readline(LINE_LIMIT + 1)
        yield line if whole else None


def _from_line(line: bytes | str, place: Place, columns: Columns) -> Outcome:
    try:
        text = decode(line, place) if isinstance(line, bytes) else line
        return _from_value(_parsed(text, place), place, columns)
    except ArticleError as error:
        return error


def _parsed(text: str, place: Place) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and place.line is None:
            problem = "holds more than one JSON value; if each line is one, name the file .jsonl"
            raise place.error(problem) from error
        inside = place if place.line else place._replace(line=error.lineno)
        raise inside.error(f"is not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise place.error(f"is not usable JSON: {shorten(str(error))}") from error


def _from_value(value: Any, place: Place, columns: Columns) -> Outcome:
    if not isinstance(value, dict):
        kind = type(value).__name__
        return place.error(f"is not an object with a text but JSON of another kind ({kind})")
    return _from_row(value, place, columns)


def _from_row(row: Mapping[str, Any], place: Place, columns: Columns) -> Outcome:
    try:
        return article_from_row(row, place, columns)
    except ArticleError as error:
        return error


def read_json(path: Path, name: str, columns: Columns) -> Iterator[Outcome]:
    """The articles of a JSON file: one object, or a list of them counted as lines from 1."""
    place = Place(name)
    value = _parsed(decode(read_bytes(path, place), place), place)
    if not isinstance(value, list):
        yield _from_value(value, place, columns)
        return
    if not value:
        raise place.error("is an empty list")
    for number, item in enumerate(value, 1):
        yield _from_value(item, place._replace(line=number), columns)


def read_csv(path: Path, name: str, columns: Columns) -> Iterator[Outcome]:
    """An article for each row below the header; line numbers are those of the file."""
    place = Place(name, 1)
    csv.field_size_limit(LINE_LIMIT)
    # A byte that is not UTF-8 becomes a lone surrogate, which costs its row and no other.
    with (
        reading(Place(name)),
        path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file,
    ):
        refuse_wide(_beginning(path), place)
        first = file.readline(LINE_LIMIT)
        check_text(first, place)
        if not first.strip():
            raise place.error("is empty, or does not begin with a header row")
        delimiter = max(DELIMITERS, key=first.count)
        lines = chain([first], iter(lambda: file.readline(LINE_LIMIT), ""))
        yield from _csv_rows(lines, delimiter, place, columns)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


class _Row(NamedTuple):
    place: Place
    cells: list[str]


def _csv_rows(
    lines: Iterable[str], delimiter: str, place: Place, columns: Columns
) -> Iterator[Outcome]:
    rows = _filled_rows(lines, delimiter, place)
    first = next(rows, None)
    if not isinstance(first, _Row):
        raise first or place.error("has no header row")
    header = [cell.strip() for cell in first.cells]
    _check_header(header, first.place, columns)
    empty = True
    for row in rows:
        empty = False
        yield _from_cells(header, row, columns) if isinstance(row, _Row) else row
    if empty:
        yield place.error("has a header row and nothing below it")


def _filled_rows(
    lines: Iterable[str], delimiter: str, place: Place
) -> Iterator[_Row | ArticleError]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        here = place._replace(line=reader.line_num + 1)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield here.error(f"is not a CSV row: {error}")
            continue
        if any(cells):
            yield _Row(here, cells)


def _check_header(names: list[str], place: Place, columns: Columns) -> None:
    if problem := missing_columns(names, columns):
        raise place.error(problem)


def _from_cells(header: list[str], row: _Row, columns: Columns) -> Outcome:
    if any(row.cells[len(header) :]):
        return row.place.error(
            f"has {len(row.cells)} cells under {len(header)} columns; "
            "put a text that holds the separator or a line break in double quotes"
        )
    return _from_row(dict(zip(header, row.cells, strict=False)), row.place, columns)


def read_parquet(path: Path, name: str, columns: Columns) -> Iterator[Outcome]:
    """An article for each row; its number stands where other files have the line."""
    place = Place(name)
    try:
        # Without a buffer size, or with pre-buffering, a whole row group is read at once.
        options = {"pre_buffer": False, "buffer_size": BUFFER_BYTES}
        with reading(place), pq.ParquetFile(path, **options) as file:
            _check_header(file.schema_arrow.names, place, columns)
            if not file.metadata.num_rows:
                raise place.error("has no rows")
            rows = (row for batch in file.iter_batches(BATCH_ROWS) for row in _rows(batch))
            for number, row in enumerate(rows, 1):
                here = place._replace(line=number)
                yield here.error(row) if isinstance(row, str) else _from_row(row, here, columns)
    except pa.ArrowException as error:
        raise place.error(f"is not a readable Parquet file: {shorten(str(error))}") from error


def count_parquet(path: Path) -> int:
    """How many articles and errors `read_parquet` will give, as the file says itself."""
    try:
        return max(int(pq.read_metadata(path).num_rows), 1)
    except pa.ArrowException:
        return 1


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | str]:
    """The rows as dicts; for one that Python can't hold, what is wrong with it."""
    batch = batch.cast(pa.schema([_in_microseconds(field) for field in batch.schema]), safe=False)
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError) as error:
        if len(batch) == 1:
            yield f"this row can't be read: {shorten(str(error))}"
            return
        for index in range(len(batch)):
            yield from _rows(batch.slice(index, 1))


def _in_microseconds(field: pa.Field) -> pa.Field:
    # Python's datetime holds no nanoseconds.
    finer = pa.types.is_timestamp(field.type) and field.type.unit == "ns"
    return field.with_type(pa.timestamp("us", field.type.tz)) if finer else field
