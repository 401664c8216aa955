"""Rows on their way into a ledger: collected, written together, and seen by every query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Row,
    Select,
    Table,
    delete,
    insert,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from extractor.ledger import tables

T = TypeVar("T")

PAGE = 500
"""Rows read or written by one statement: far below any database's limit of parameters."""


class Rows:
    """What one connection adds to the tables and reads from them.

    If the database fails, all that was added since the last commit is dropped.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._added: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: Table, **row: Any) -> None:
        """Collect a row, with a value for each column that the database does not fill itself."""
        self._added[table].append(row)

    def write(self) -> None:
        """Give the database what was collected."""
        added, self._added = self._added, defaultdict(list)
        for table, rows in added.items():
            self._execute(self._put_article() if table is tables.articles else insert(table), rows)

    def commit(self) -> None:
        """Make all that was added last."""
        self.write()
        with self._undone_on_failure():
            self._connection.commit()

    def clear(self, table: Table) -> None:
        """Delete every row of `table`."""
        self.write()
        self._execute(delete(table))

    def put_in_all(self, table: Table, **values: Any) -> None:
        """Put `values` in every row of `table`."""
        self.write()
        self._execute(update(table).values(**values))

    def peek(self, query: Select[Any], values: dict[str, Any]) -> Row[Any]:
        """The one row of `query` with its parameters set; what is collected is not seen."""
        return self._execute(query, values).one()

    def all(self, query: Select[Any], values: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Every row of a query that has few, with its parameters set."""
        self.write()
        return self._execute(query, values).all()

    def pages(self, query: Select[Any], table: Table) -> Iterator[Row[Any]]:
        """The rows of `query` by `table.position`, one page of them in memory at a time.

        Each page is a statement of its own, so that commits may come between.
        """
        self.write()
        position, last = table.c.position, 0
        page = query.order_by(position).limit(PAGE)
        while rows := self._execute(page.where(position > last)).all():
            yield from rows
            last = rows[-1].position

    def note(self, key: str, value: str) -> None:
        """Put `value` under `key` in `meta`."""
        with self._undone_on_failure():
            tables.set_meta(self._connection, key, value)

    def noted(self, key: str) -> str | None:
        """What stands under `key` in `meta`."""
        return tables.get_meta(self._connection, key)

    def _execute(
        self,
        statement: Executable,
        values: dict[str, Any] | list[dict[str, Any]] | None = None,
    ) -> CursorResult[Any]:
        with self._undone_on_failure():
            return self._connection.execute(statement, values)

    def _put_article(self) -> Any:
        """An article known from an earlier start may have moved: it gets its new `ref`."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        put = dialect.insert(tables.articles)
        new = put.excluded.article
        return put.on_conflict_do_update(
            index_elements=["id"], set_={"article": new}, where=tables.articles.c.article != new
        )

    @contextmanager
    def _undone_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise


def now() -> str:
    """The time as it stands in a ledger."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """`items` in lists of at most PAGE."""
    source = iter(items)
    while chunk := list(islice(source, PAGE)):
        yield chunk


def storable(text: str) -> str:
    """`text` without what no database stores: file names may hold any bytes at all."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
