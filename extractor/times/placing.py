"""Time expressions where they stand: with the tense around them, and the day named before."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor.passages import sentence_around
from extractor.records import Span, TimeSpan
from extractor.times.finding import find
from extractor.times.resolving import resolve
from extractor.times.tense import is_past

_ANY_DAY = date(2000, 6, 15)
PARAGRAPHS_REMEMBERED = 64
"""Paragraphs whose times are remembered: the records of one follow each other."""


def resolve_at(
    text: str,
    place: Span,
    *,
    anchor: date | None,
    published: date | None,
    past: bool | None = None,
) -> TimeSpan:
    """The days that the expression at `place` in `text` means; see `resolve`.

    Where `past` is None the sentence around it tells. What follows a day named before ("the next
    day") is counted from the last one in the same paragraph, which itself counts from
    `published`.
    """
    words = text[place.start : place.end]
    if past is None:
        sentence = sentence_around(text, place.start, place.end)
        past = is_past(text[sentence.start : sentence.end], place.start - sentence.start)
    span = resolve(words, anchor=anchor, past=past)
    if span.basis != "unresolved" or not _follows_a_day(words, anchor, past):
        return span
    return resolve(words, anchor=anchor, past=past, previous=_day_before(text, place, published))


def _follows_a_day(words: str, anchor: date | None, past: bool | None) -> bool:
    """Whether any day named before would tell what the words mean: to look for one is costly."""
    return resolve(words, anchor=anchor, past=past, previous=_ANY_DAY).basis != "unresolved"


def _day_before(text: str, place: Span, published: date | None) -> date | None:
    """The day that the same paragraph named last before `place`."""
    first, last = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.start)
    paragraph = text[first : len(text) if last < 0 else last]
    for start, end in reversed(_times_in(paragraph)):
        if first + end > place.start:
            continue
        named = resolve(paragraph[start:end], anchor=published)
        if named.start and named.start == named.end:
            return named.start
    return None


@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def _times_in(paragraph: str) -> tuple[Span, ...]:
    return tuple(find(paragraph))
