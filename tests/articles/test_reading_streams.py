"""Files of many articles are read row by row, whatever their size."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import chain, islice, repeat
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.articles import read_articles
from extractor.records import Article

ROWS = 3_000
BODY = "Ministers met in Geneva, an official said."
MORE = "x" * 10_000
MOST_BYTES = 8 * 2**20
"""Held at the peak; the rows read are 30 MB."""


class Lines(RawIOBase):
    """A stream that makes its lines as they are asked for."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines = lines

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self.lines, b"")


def peak_of_reading(articles: Iterable[object]) -> int:
    tracemalloc.start()
    try:
        assert sum(isinstance(article, Article) for article in articles) == ROWS
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_stays_flat_over_a_long_stream_of_json_lines() -> None:
    line = json.dumps({"text": BODY, "more": MORE}).encode() + b"\n"
    stream = cast("BinaryIO", Lines(repeat(line, ROWS)))
    assert peak_of_reading(read_articles(["-"], stdin=stream)) < MOST_BYTES


def test_memory_stays_flat_over_a_large_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(chain(["text,more\n"], repeat(f'"{BODY}",{MORE}\n', ROWS)))
    assert peak_of_reading(read_articles([path])) < MOST_BYTES


def test_memory_stays_flat_over_a_large_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [BODY] * ROWS, "more": [f"{i}{MORE}" for i in range(ROWS)]})
    pq.write_table(table, path, use_dictionary=False, compression="none")
    del table
    before = pa.total_allocated_bytes()
    pool_peaks = []

    def watched() -> Iterator[object]:
        for article in read_articles([path]):
            pool_peaks.append(pa.total_allocated_bytes() - before)
            yield article

    assert peak_of_reading(watched()) < MOST_BYTES
    assert max(pool_peaks) < 2 * MOST_BYTES


def test_nothing_is_read_before_it_is_taken() -> None:
    endless = cast("BinaryIO", Lines(repeat(json.dumps({"text": BODY}).encode() + b"\n")))
    assert len(list(islice(read_articles(["-"], stdin=endless), 3))) == 3
