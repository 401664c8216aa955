"""What a run found, as tables, to Arrow and back: for pandas, DuckDB and the like.

See `flat` for how columns are named. Nothing here needs pandas; it takes what speaks Arrow's
C stream interface (pandas, Polars, DuckDB, Arrow itself) and gives Arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar, runtime_checkable

import pyarrow as pa
from pydantic import BaseModel, TypeAdapter, ValidationError

from extractor.actors import ActorLine
from extractor.errors import ExtractorError, shorten
from extractor.export import ArticleLine
from extractor.records import (
    Article,
    Claim,
    Commitment,
    CommitmentTimeline,
    Finding,
    Record,
    Stance,
    subject,
)
from extractor.tabular.flat import Shape, nested

__all__ = [
    "ACTORS",
    "ARTICLES",
    "COMMITMENTS",
    "FINDINGS",
    "RECORDS",
    "ArrowTable",
    "Tables",
    "articles_from_table",
    "articles_table",
    "findings_table",
    "like",
    "records_from_table",
    "records_table",
]

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", Claim | Stance | Commitment, Article)

BATCH_ROWS = 2_000
"""Rows in memory at a time: about 20 MB of articles, less of all else."""

_KINDS: dict[object, type[Claim | Stance | Commitment]] = {
    "claim": Claim,
    "stance": Stance,
    "commitment": Commitment,
}
_RECORD: TypeAdapter[Claim | Stance | Commitment] = TypeAdapter(Record)


@runtime_checkable
class ArrowTable(Protocol):
    """A table that others can read through Arrow: of pandas, Polars, DuckDB, PyArrow, …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows, as Arrow's C stream."""
        ...


class Tables(NamedTuple):
    """What came of a table of articles."""

    records: Any
    """A row for each record."""
    articles: Any
    """A row for each row that was given: what became of it, and the text that offsets index."""


def _subject(record: Claim | Stance | Commitment) -> str | None:
    """Shared name of whom the record is about: speaker, holder of the position or who is bound."""
    actor = subject(record)
    return actor.canonical if actor else None


RECORDS: Shape[Claim | Stance | Commitment] = Shape(Claim, Stance, Commitment, subject=_subject)
FINDINGS: Shape[Finding] = Shape(Finding)
COMMITMENTS: Shape[CommitmentTimeline] = Shape(CommitmentTimeline)
ARTICLES: Shape[ArticleLine] = Shape(ArticleLine)
ACTORS: Shape[ActorLine] = Shape(ActorLine)


def records_table(records: Iterable[Claim | Stance | Commitment]) -> pa.Table:
    """The records as an Arrow table; `.to_pandas()` makes a DataFrame of it."""
    return _table(RECORDS, records)


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """The findings as an Arrow table; `left`, `right` and each of `sides` list record ids."""
    return _table(FINDINGS, findings)


def articles_table(lines: Iterable[ArticleLine]) -> pa.Table:
    """What became of articles, and their texts, as an Arrow table."""
    return _table(ARTICLES, lines)


def records_from_table(table: ArrowTable) -> list[Claim | Stance | Commitment]:
    """The records in a table such as `records_table` makes and `extractor export` writes.

    Other columns, and the order of columns, do not matter. Raises ExtractorError, naming the row
    (from 1), for one that is no record.
    """
    return [
        _valid(_RECORD, _record_fields(row), number, "record")
        for number, row in enumerate(rows(table), 1)
    ]


def _record_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = row.get("kind")
    return {"kind": kind, **(nested(_KINDS.get(kind, Claim), row) or {})}


def articles_from_table(table: ArrowTable) -> Iterator[Article]:
    """The articles in a table such as `articles_table` makes; rows without a text are left out.

    Raises ExtractorError, naming the row (from 1), for one that is no article.
    """
    adapter = TypeAdapter(Article)
    for number, row in enumerate(rows(table), 1):
        fields = {name: row[name] for name in Article.model_fields if row.get(name) is not None}
        if "text" in fields:
            yield _valid(adapter, fields, number, "article")


def rows(table: ArrowTable) -> Iterator[dict[str, Any]]:
    """The rows of a table as dicts, a batch of them in memory at a time."""
    for batch in pa.RecordBatchReader.from_stream(table):
        yield from batch.to_pylist()


def like(given: ArrowTable, table: pa.Table) -> Any:
    """`table` as a DataFrame of pandas if `given` is one, else as it is."""
    return table.to_pandas() if type(given).__module__.partition(".")[0] == "pandas" else table


def _table(shape: Shape[M], items: Iterable[M]) -> pa.Table:
    return pa.Table.from_batches(shape.batches(items, size=BATCH_ROWS), schema=shape.schema)


def _valid(adapter: TypeAdapter[R], fields: dict[str, Any], number: int, what: str) -> R:
    try:
        return adapter.validate_python(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"] if part not in _KINDS) or "kind"
        raise ExtractorError(
            f"row {number} of the table is no {what}: {name}: {shorten(first['msg'])}; give a "
            f"table as `extractor export` writes it"
        ) from None
