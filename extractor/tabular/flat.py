"""Models as flat rows: a column for each field that is no model itself.

A column's name is the way to its field in the JSON, joined by `_`: `evidence_quote`,
`attribution_speaker_canonical`. A list of strings, and a list of such lists, is a list; a list of
models, or a mapping, is text in JSON. Null means that the field is null, or that records of this
kind do not have it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel
from pydantic_core import to_json

M = TypeVar("M", bound=BaseModel)

_PLAIN = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
}
_STRINGS = pa.list_(pa.string())
_LISTS = {str: _STRINGS, tuple[str, ...]: pa.list_(_STRINGS)}


class Column(NamedTuple):
    """One column of a table."""

    name: str
    path: tuple[str, ...]
    """The way to the field."""
    type: pa.DataType
    is_json: bool
    """Whether it holds text in JSON."""
    description: str

    def read(self, item: object) -> Any:
        """The value for `item`; null where the way to the field ends before."""
        for name in self.path:
            if item is None:
                return None
            item = getattr(item, name)
        return to_json(item).decode() if self.is_json and item is not None else item


class Shape(Generic[M]):
    """The columns of a table with a row for each of some models."""

    def __init__(self, *models: type[M], **derived: Callable[[M], str | None]) -> None:
        """Columns of `models`, those that several have once, and text `derived` from a model."""
        self._columns = {model: tuple(columns(model)) for model in models}
        self._derived = derived
        self.schema = pa.schema([*_fields(chain(*self._columns.values())), *_texts(derived)])

    def row(self, item: M) -> dict[str, Any]:
        """The cells for `item`; columns that its kind does not have are left out."""
        cells = {column.name: column.read(item) for column in self._columns[type(item)]}
        return cells | {name: work(item) for name, work in self._derived.items()}

    def batches(self, items: Iterable[M], *, size: int) -> Iterator[pa.RecordBatch]:
        """Rows in batches of at most `size`, taking `items` as the batches are taken."""
        rows: list[dict[str, Any]] = []
        for item in items:
            rows.append(self.row(item))
            if len(rows) == size:
                yield pa.RecordBatch.from_pylist(rows, schema=self.schema)
                rows = []
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=self.schema)


def columns(model: type[BaseModel], *path: str) -> Iterator[Column]:
    """The columns of `model`, which is reached by `path`."""
    for name, field in model.model_fields.items():
        kind = _kind(field.annotation)
        here = (*path, name)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from columns(kind, *here)
        else:
            type_, is_json = _column_type(kind)
            yield Column("_".join(here), here, type_, is_json, field.description or "")


def nested(model: type[BaseModel], row: Mapping[str, Any], *path: str) -> dict[str, Any] | None:
    """The fields of `model` in a flat row, as JSON would have them; None if all are null.

    Columns that the row lacks are null. Text that is no JSON, where it should be, stays text.
    """
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        kind, here = _kind(field.annotation), (*path, name)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            value: Any = nested(kind, row, *here)
        else:
            value = row.get("_".join(here))
            if isinstance(value, str) and _column_type(kind)[1]:
                value = _from_json(value)
        if value is not None:
            found[name] = value
    return found or None


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _fields(found: Iterable[Column]) -> Iterator[pa.Field]:
    """A field for each name; what several kinds say of it is said side by side."""
    by_name: dict[str, list[Column]] = {}
    for column in found:
        by_name.setdefault(column.name, []).append(column)
    for name, same in by_name.items():
        yield _field(name, same[0].type, " / ".join(dict.fromkeys(c.description for c in same)))


def _texts(derived: Mapping[str, Callable[..., object]]) -> Iterator[pa.Field]:
    return (_field(name, pa.string(), work.__doc__ or "") for name, work in derived.items())


def _field(name: str, type_: pa.DataType, description: str) -> pa.Field:
    return pa.field(name, type_, metadata={"description": description})


def _kind(annotation: Any) -> Any:
    """The annotation without its None."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation


def _column_type(kind: Any) -> tuple[pa.DataType, bool]:
    if isinstance(kind, type) and kind in _PLAIN:
        return _PLAIN[kind], False
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, (Sequence, Mapping)):
        listed = _LISTS.get(arguments[0]) if issubclass(origin, Sequence) else None
        return (pa.string(), True) if listed is None else (listed, False)
    return pa.string(), False
