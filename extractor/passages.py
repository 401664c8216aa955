"""Paragraphs, sentences and headings of a text, as spans into it. English punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from extractor.records import Span

_PARAGRAPH = re.compile(r"[^\s](?:[^\n]*[^\s])?", re.UNICODE)
# Possessive: on a page of nothing but dots, giving them back one by one takes quadratic time.
# The look-behind stands second: `re` skips to a fixed set of first letters much faster.
_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*+[\"”’»)\]']*+(?=\s+[\"“‘«(\['`]{0,2}[A-Z0-9À-ÞА-Я])")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_TERMINAL = re.compile(r"[.!?…:;,][\"”’»)\]']*$")

_SMALL_LETTERS = str.maketrans(ascii_uppercase, ascii_lowercase)

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen gov sen rep col lt sgt capt cmdr adm maj st jr sr rev hon pres "
    "inc ltd corp co no vs jan feb mar apr jun jul aug sep sept oct nov dec art fig dept "
    "u.s u.k u.n e.u d.c a.m p.m e.g i.e".split()
)
"""Words after which a full stop does not end a sentence (initials are seen by their shape)."""

TEXTS_REMEMBERED = 16
"""Texts whose sentences are remembered: the records of one article follow each other."""

HEADING_CHARS = 300
"""A paragraph without closing punctuation is a heading only below this length."""


def lowered(text: str) -> str:
    """The text in small letters, each at its own offset: no letter becomes two."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_SMALL_LETTERS)


def paragraphs(text: str) -> list[Span]:
    """Each line that holds text, without the white space around it."""
    return [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Sentences in the order of the text; none crosses a paragraph border."""
    found: list[Span] = []
    start, end = within or Span(0, len(text))
    for first, last in paragraphs(text[start:end]):
        found += _split(text, Span(start + first, start + last))
    return found


def _split(text: str, paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.group().startswith(".") and _is_abbreviation(text, start, match.start()):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        spans.append(Span(start, paragraph.end))
    return spans


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = _WORD_BEFORE.search(text, max(start, stop - 12), stop)
    if word is None:
        return False
    letters = word.group()
    return letters.lower() in ABBREVIATIONS or bool(_INITIALS.fullmatch(letters))


def containing(spans: Sequence[Span], offset: int) -> Span | None:
    """The span, of an ordered sequence, in which `offset` lies."""
    index = bisect_left(spans, (offset + 1,)) - 1  # without a key, which Python calls each time
    return spans[index] if index >= 0 and offset < spans[index].end else None


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence, or the run of sentences, that holds [start, end)."""
    starts, ends = _borders(text)
    first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
    if first > last:
        return Span(start, end)
    return Span(min(start, starts[first]), max(end, ends[last]))


class _Borders(NamedTuple):
    """Where the sentences of a text start and end, in order."""

    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _borders(text: str) -> _Borders:
    split = sentences(text)
    return _Borders([start for start, _ in split], [end for _, end in split])


def is_heading(text: str, paragraph: Span) -> bool:
    """True for a short paragraph that does not end as a sentence does."""
    line = text[paragraph.start : paragraph.end]
    return len(line) <= HEADING_CHARS and not _TERMINAL.search(line)


def headings(text: str) -> list[Span]:
    """The paragraphs that are headings: the headline, a standfirst, titles between parts."""
    return [span for span in paragraphs(text) if is_heading(text, span)]
