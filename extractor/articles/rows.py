"""Rows of JSONL, CSV and Parquet: which field is what, and the rest kept as metadata."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import unescape
from typing import Any, NamedTuple

from extractor.articles.building import Known, Place, build
from extractor.articles.dates import parse_date
from extractor.articles.pages import is_markup, text_of
from extractor.errors import shorten
from extractor.records import Article, Model

_USUAL = {
    "id": ("id", "article_id", "doc_id"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "pubdate"),
    "publisher": ("publisher", "outlet", "source"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]\w+)*", re.IGNORECASE)


class Columns(Model):
    """Which field of a row holds what; null means the usual names (`headline`, `body`, …)."""

    id: str | None = None
    """Column with the user's own id of an article; usually `id`."""
    title: str | None = None
    """Column with the headline; usually `title` or `headline`."""
    text: str | None = None
    """Column with the article's text; usually `text`, `body` or `content`."""
    published: str | None = None
    """Column with the day of publication; usually `published` or `date`."""
    publisher: str | None = None
    """Column with the outlet; usually `publisher`, `outlet` or `source`."""
    url: str | None = None
    """Column with the address where it was published; usually `url` or `link`."""
    language: str | None = None
    """Column with the language's ISO 639-1 code; usually `language` or `lang`."""


USUAL = Columns()
"""Every field under one of its usual names."""


class _Cell(NamedTuple):
    name: str
    value: Any


def article_from_row(
    row: Mapping[str, Any], place: Place, columns: Columns, *, markup: bool = True
) -> Article:
    """The article in one row. A value that can't be used stays in `metadata` under its own name.

    A text whose paragraphs are HTML's is read as such, unless `markup` is false. Raises
    ArticleError if the row has no text.
    """
    used: dict[str, _Cell] = {}
    for field in _USUAL:
        if cell := _cell(row, field, getattr(columns, field)):
            used[field] = cell
    if "text" not in used:
        raise place.error(_without_text(row, columns))
    names = {cell.name for cell in used.values()}
    rest = {name: value for name, value in row.items() if name not in names}
    values = {field: cell.value for field, cell in used.items()}
    text, ref = values.pop("text"), values.pop("id", None)
    if markup and is_markup(text):
        text = text_of(text, place)
        values |= {"title": unescape(values["title"])} if "title" in values else {}
    return build(text, place, Known(ref=ref, metadata=rest, **values))


def _cell(row: Mapping[str, Any], field: str, mapped: str | None) -> _Cell | None:
    """The first field of `row` that serves as `field`, with its value made usable."""
    for name in _candidates(row, field, mapped):
        value = _usable(field, row.get(name))
        if value is not None:
            return _Cell(name, value)
    return None


def _candidates(names: Collection[str], field: str, mapped: str | None) -> list[str]:
    if mapped is not None:
        return [mapped] if mapped in names else []
    usual = _USUAL[field]
    found = [name for name in names if name.strip().lower() in usual]
    return sorted(found, key=lambda name: usual.index(name.strip().lower()))


def _usable(field: str, value: Any) -> Any:
    if field == "published":
        return parse_date(value)
    if field in ("id", "title") and isinstance(value, (int, float)) and value == value:
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    if field == "language":
        code = _LANGUAGE.fullmatch(value.strip())
        return code[1].lower() if code else None
    return value if field == "text" else value.strip()


def _without_text(row: Mapping[str, Any], columns: Columns) -> str:
    named = _candidates(row, "text", columns.text)
    if named:
        kinds = {type(row[name]).__name__ for name in named if row[name] is not None} - {"str"}
        what = f"is not text but {', '.join(sorted(kinds))}" if kinds else "is empty"
        return f"no text: the field {named[0]!r} {what}"
    return missing_columns(row, columns) or "no text in this row"


def missing_columns(names: Collection[str], columns: Columns) -> str | None:
    """What is wrong with a table of these columns, and which flag helps; None if it will do."""
    found = shorten(", ".join(names)) or "none"
    for field, mapped in columns.model_dump(exclude_none=True).items():
        if mapped not in names:
            return f"there is no field {mapped!r} (--{field}-column); its fields are: {found}"
    if not _candidates(names, "text", columns.text):
        return f"no field holds the text; name it with --text-column; its fields are: {found}"
    return None
