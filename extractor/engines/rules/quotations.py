"""Passages between quotation marks: straight and curly, over sentences, marks missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.passages import containing
from extractor.records import Span

# Each form opens with one plain character: `re` then skips fast to where one of them stands.
_MARK = re.compile(r"\"\"*|““*|””*|„|«|»|''|``")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_BREAK_OFF = re.compile(r"[,.!?][ \t]*[—–-][ \t]*(?=(?:said|says|added|noted|told|stressed)\b)")


class Quotation(NamedTuple):
    """What is quoted, [start, end) without the marks, and the whole with them."""

    start: int
    end: int
    outer: Span
    closed: bool

    @property
    def inner(self) -> Span:
        """What is quoted, as a span."""
        return Span(self.start, self.end)


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Quotations in the order of the text. None crosses a paragraph; one may stay open.

    A quotation that is never closed runs to the end of its paragraph, or to the dash and
    cue verb by which it breaks off. A closing mark without an opening one closes what its
    paragraph began with.
    """
    found: list[Quotation] = []
    opened: Span | None = None
    seen = False
    paragraph = Span(0, 0)
    for match in _MARK.finditer(text):
        if match.start() >= paragraph.end:
            found += _left_open(text, opened, paragraph)
            paragraph = containing(paragraphs, match.start()) or Span(match.start(), match.end())
            opened, seen = None, False
        if _opens(text, match, opened is not None):
            found += _left_open(text, opened, Span(paragraph.start, match.start()))
            opened = Span(match.start(), match.end())
        elif opened is not None:
            found.append(_closed(opened, match))
            opened = None
        elif not seen:
            start = Span(paragraph.start, paragraph.start)
            found.append(_closed(start, match))
        seen = True
    return found + _left_open(text, opened, paragraph)


def _closed(opened: Span, match: re.Match[str]) -> Quotation:
    return Quotation(opened.end, match.start(), Span(opened.start, match.end()), True)


def _left_open(text: str, opened: Span | None, paragraph: Span) -> list[Quotation]:
    if opened is None or opened.end >= paragraph.end:
        return []
    broken = _BREAK_OFF.search(text, opened.end, paragraph.end)
    end = broken.start() if broken else paragraph.end
    return [Quotation(opened.end, end, Span(opened.start, end), False)]


def _opens(text: str, match: re.Match[str], is_open: bool) -> bool:
    mark = match.group()[0]
    if mark in _OPENING:
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if mark in _CLOSING:  # a ” set by mistake before the first word of a line
        return not is_open and before in ("", "\n") and not after.isspace()
    left_free = not before or before.isspace() or before in "([—–-"
    right_bound = bool(after) and not after.isspace() and after not in ".,;:!?)"
    return left_free and right_bound if is_open else not (after == "" or after.isspace())
