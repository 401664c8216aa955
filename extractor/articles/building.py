"""From one raw text, and what is known about it, to one Article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from pydantic import Field
from pydantic_core import to_jsonable_python

from extractor.articles.boilerplate import Cleaned, clean
from extractor.articles.datelines import dateline_day, find_dateline, noted_outlet
from extractor.errors import ArticleError, shorten
from extractor.passages import is_heading, paragraphs, sentences
from extractor.records import Article, Model, Span

HEADLINE_CHARS = 200
"""A question or exclamation at the beginning is a headline up to this length."""
CONVERT = "convert it, for example: iconv -f WINDOWS-1251 -t UTF-8 OLD > NEW"
"""What to do about a text in another encoding."""


class Place(NamedTuple):
    """Where an article comes from, for error messages and as its default `ref`."""

    ref: str
    """Path of the file, or the name of the stream."""
    line: int | None = None
    """Line of the file (row number in Parquet), from 1."""

    def __str__(self) -> str:
        return self.ref if self.line is None else f"{self.ref}:{self.line}"

    def error(self, message: str) -> ArticleError:
        """An error about this place."""
        return ArticleError(message, ref=self.ref, line=self.line)


class Known(Model):
    """What came with a text; where a field is empty the text itself is asked."""

    ref: str | None = None
    """The user's own id."""
    title: str | None = None
    """The headline."""
    published: date | None = None
    """The day of publication."""
    publisher: str | None = None
    """The outlet."""
    url: str | None = None
    """Where it was published."""
    language: str | None = None
    """ISO 639-1 code."""
    metadata: dict[str, Any] = Field(default_factory=dict)
    """All else."""


@contextmanager
def reading(place: Place) -> Iterator[None]:
    """Turns failures of the operating system into an ArticleError about `place`."""
    try:
        yield
    except OSError as error:
        raise place.error(f"can't be read: {error.strerror or error}") from error


def article_from_text(raw: str, ref: str) -> Article:
    """The article in one plain text: cleaned, with the title, day and publisher that it gives.

    The title is a headline in the first line; the day comes from a header line or a dateline
    and is None if they leave it open; the publisher from an agency's slug, or where the outlet
    names itself. Raises ArticleError if there is no text in it.
    """
    return build(raw, Place(ref))


def build(raw: str, place: Place, known: Known | None = None) -> Article:
    """The article of `raw` with what is `known`; `text` begins with the title.

    Raises ArticleError if nothing is left after cleaning, or if it holds what is not text.
    """
    known = known or Known()
    if not raw.strip():
        raise place.error("is empty: there is no text in it")
    for text in (raw, known.ref, known.title, known.publisher, known.url):
        check_text(text or "", place)
    cleaned = clean(raw)
    if not cleaned.text:
        raise place.error("holds no article: only menus, notices or template remains")
    fields = known.model_dump(exclude={"ref", "metadata"})
    title = _one_line(known.title) if known.title else _headline(cleaned.text)
    fields |= {"title": title, "metadata": _as_json(known.metadata, place)}
    fields |= _from_text(cleaned, known)
    text = _with_headline(cleaned.text, title)
    return Article.of(text, ref=known.ref or str(place), **fields)


def _as_json(metadata: dict[str, Any], place: Place) -> Any:
    try:
        return to_jsonable_python(metadata, fallback=str, bytes_mode="base64", inf_nan_mode="null")
    except ValueError as error:
        problem = "its other fields can't be stored as JSON"
        raise place.error(f"{problem}: {shorten(str(error))}") from error


def check_text(text: str, place: Place) -> None:
    """Raises ArticleError if `text` holds what can't be stored or sent as Unicode text."""
    if "\0" in text:
        raise place.error("holds NUL bytes: it is a binary file or in another encoding, not text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        problem = f"holds what is not Unicode text ({_named(text[error.start])})"
        raise place.error(f"{problem}: if it is in another encoding, {CONVERT}") from error


def _named(surrogate: str) -> str:
    """A lone surrogate, or the byte that one stands for (the `surrogateescape` handler)."""
    code = ord(surrogate)
    return f"the byte 0x{code & 0xFF:02X}" if 0xDC80 <= code <= 0xDCFF else f"{surrogate!a}"


def _from_text(cleaned: Cleaned, known: Known) -> dict[str, Any]:
    dateline = find_dateline(cleaned.text)
    published = known.published or cleaned.published
    if published is None and dateline:
        published = dateline_day(cleaned.text, dateline)
    agency = dateline.agency if dateline else None
    named = cleaned.outlets[0] if cleaned.outlets else noted_outlet(cleaned.text)
    return {"published": published, "publisher": known.publisher or agency or named}


def _headline(text: str) -> str | None:
    first, *rest = paragraphs(text)
    line = text[first.start : first.end]
    if not rest or find_dateline(line):
        return None
    return line if is_heading(text, first) or _is_short_question(line) else None


def _is_short_question(line: str) -> bool:
    ends = line.rstrip('"”’»)')[-1:] in ("?", "!")
    return ends and len(line) <= HEADLINE_CHARS and len(sentences(line, Span(0, len(line)))) == 1


def _one_line(title: str) -> str | None:
    return " ".join(title.split()) or None


def _with_headline(text: str, title: str | None) -> str:
    """`text` below its title, unless it begins with it."""
    if not title or _begins_with(text, title):
        return text
    return f"{title}\n\n{text}"


def _begins_with(text: str, title: str) -> bool:
    start = _comparable(text[: 2 * len(title) + 100])
    wanted = _comparable(title)
    return start.startswith(wanted) and not start[len(wanted) : len(wanted) + 1].isalnum()


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def _comparable(text: str) -> str:
    return " ".join(text.translate(_TYPOGRAPHY).casefold().split())
