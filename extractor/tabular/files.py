"""A run as tables in files: Parquet, CSV, JSON lines, or a DuckDB database.

Rows are taken from the run a batch at a time, so it may be larger than memory.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.actors import index_actors
from extractor.errors import SettingsError
from extractor.export import ArticleLine, replacing
from extractor.report.view import RunView, entries, records
from extractor.tabular import ACTORS, ARTICLES, BATCH_ROWS, COMMITMENTS, FINDINGS, RECORDS

Format = Literal["parquet", "csv", "jsonl", "duckdb"]

DATABASE = "duckdb"
"""The format that is one file with all tables."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How text begins that a spreadsheet may run as a formula (OWASP, "CSV injection")."""


class Table(NamedTuple):
    """A table of a run, to be gone through once."""

    name: str
    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]


def export_tables(view: RunView, to: Format, out: Path) -> tuple[Path, ...]:
    """Write the records, findings, commitments, articles and actors of a run; gives the files.

    `out` is a folder for `records.parquet` and so on, or the file of a DuckDB database with a
    table for each. What is there already is replaced, each file whole or not at all. Raises
    SettingsError if DuckDB is not installed, ExtractorError if the disk refuses.
    """
    if to == DATABASE:
        _write_duckdb(tables(view), out)
        return (out,)
    return tuple(_write_file(table, to, out) for table in tables(view))


def tables(view: RunView) -> Iterator[Table]:
    """The tables of a run."""
    lines = map(ArticleLine.of, entries(view))
    size = BATCH_ROWS
    yield Table("records", RECORDS.schema, RECORDS.batches(records(view), size=size))
    yield Table("findings", FINDINGS.schema, FINDINGS.batches(view.findings, size=size))
    times = COMMITMENTS.batches(view.timelines, size=size)
    yield Table("commitments", COMMITMENTS.schema, times)
    yield Table("articles", ARTICLES.schema, ARTICLES.batches(lines, size=size))
    actors = index_actors(records(view), view.corrections)
    yield Table("actors", ACTORS.schema, ACTORS.batches(actors, size=size))


def default_out(run: Path, to: Format) -> Path:
    """Where the tables of the run in the folder `run` go if nobody says."""
    return run / "run.duckdb" if to == DATABASE else run / to


def _write_file(table: Table, to: Format, folder: Path) -> Path:
    path = folder / f"{table.name}.{to}"
    with replacing(path) as partial:
        _WRITERS[to](table, partial)
    return path


def _write_parquet(table: Table, path: Path) -> None:
    with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
        for batch in table.batches:
            writer.write_batch(batch)


def _write_jsonl(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(table):
            file.write(json.dumps(row, ensure_ascii=False, default=date.isoformat) + "\n")


def _write_csv(table: Table, path: Path) -> None:
    # Excel takes a file without the mark to be in an encoding of its own.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.schema.names)
        for row in _rows(table):
            writer.writerow(map(_cell, row.values()))


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    for batch in table.batches:
        yield from batch.to_pylist()


def _cell(value: object) -> object:
    """What a CSV file has for a value: text that would be a formula begins with an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


_WRITERS: dict[str, Callable[[Table, Path], None]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
}


def _write_duckdb(given: Iterable[Table], path: Path) -> None:
    if find_spec("duckdb") is None:
        raise SettingsError(
            "writing a DuckDB database needs a package: pip install 'extractor[duckdb]'"
        )
    import duckdb  # noqa: PLC0415

    with replacing(path) as partial:
        partial.unlink(missing_ok=True)  # what a killed export left; DuckDB would open it
        with closing(duckdb.connect(str(partial))) as database:
            for table in given:
                _fill(database, table)


def _fill(database: Any, table: Table) -> None:
    database.register("batch", table.schema.empty_table())
    database.execute(f"CREATE TABLE {table.name} AS FROM batch")
    for batch in table.batches:
        database.register("batch", pa.Table.from_batches([batch]))
        database.execute(f"INSERT INTO {table.name} FROM batch")
    database.unregister("batch")
    for field in table.schema:
        words = cast("bytes", field.metadata[b"description"]).decode().replace("'", "''")
        database.execute(f"COMMENT ON COLUMN {table.name}.\"{field.name}\" IS '{words}'")
