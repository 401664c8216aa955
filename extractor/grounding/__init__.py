"""Finds a quote in an article, and forgives only how it is set: never a word or a figure.

The ladder: exact, white space, typographic marks, letter case; each rung also forgives what the
rungs above it do. What is returned is always a verbatim span of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from extractor.grounding.cutting import OUTER_MARKS, inside_word
from extractor.grounding.folding import (
    IGNORABLE,
    TEXTS_KEPT,
    Folded,
    fold,
    folded_as,
    letters,
    letters_of_text,
)
from extractor.passages import containing, headings
from extractor.records import Evidence, Match, Span

QUOTES_KEPT = 2_000
"""Places kept at a time: a quote is looked for when it is answered, and again when it is read."""

MAX_REFUSED = 200
"""Occurrences inside longer words after which a search gives up. Prose has a handful; without a
limit a text made of one repeated syllable would take quadratic time."""

_LADDER: tuple[Match, ...] = ("exact", "whitespace", "typography", "case")

_OUTER_POINTS = ".,;:…"

_LETTER = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")
_PRONOUNS = frozenset({"us", "it", "who"})
"""Pronouns whose capitals are a name: the US, IT, the WHO."""


@lru_cache(maxsize=QUOTES_KEPT)
def ground(text: str, quote: str, window: Span | None = None) -> Evidence | None:
    """The place in `text` that `quote` was copied from, or None if it is not there.

    Only [window.start, window.end) is searched. Whole words and whole figures only: "5%" is not
    in "15%", nor "can" in "can't". Quotation marks, white space and final points around `quote`
    are left off where the article does not have them. Of several places the first in running
    text is taken, else the first in a heading. Linear in the length of the text.
    """
    bounds = window or Span(0, len(text))
    whole = quote.strip()
    if window and _is_whole(text, whole, window):
        return Evidence(quote=whole, start=window.start, end=window.end, match="exact")
    if whole not in text and not _may_hold(text, whole):
        return None
    for wanted, trimmed in ((whole, False), (_trim(whole), True)):
        for rung in _LADDER if _has_word(wanted) else ():
            found = _best(text, _occurrences(text, wanted, rung, bounds))
            if found:
                match = _at_least_typography(rung) if trimmed else rung
                start, end = found
                return Evidence(quote=text[start:end], start=start, end=end, match=match)
    return None


def _may_hold(text: str, quote: str) -> bool:
    """Whether the letters and figures of `quote` stand in `text` one after the other, as they do
    wherever any rung finds it: most of what is not there is so told at once."""
    return letters(quote) in letters_of_text(text)


def _is_whole(text: str, quote: str, window: Span) -> bool:
    """Whether the window holds the quote and nothing else: an engine that reads the text itself
    knows the place, and nothing has to be looked for."""
    start, end = window
    if end - start != len(quote) or not text.startswith(quote, start):
        return False
    if not _has_word(quote) or quote[-1] in IGNORABLE:
        return False
    return not (inside_word(text, start) or inside_word(text, end))


def _trim(quote: str) -> str:
    """Without the marks around it; the point of ".5" is part of the figure."""
    outer = OUTER_MARKS + _OUTER_POINTS + IGNORABLE + " \t\n"
    begun = quote.lstrip(outer)
    is_decimal = begun[:1].isdigit() and re.search(r"(?<!\.)\.$", quote.removesuffix(begun))
    return ("." if is_decimal else "") + begun.rstrip(outer)


def _at_least_typography(rung: Match) -> Match:
    return "case" if rung == "case" else "typography"


def _has_word(quote: str) -> bool:
    return _LETTER.search(quote) is not None


def _best(text: str, places: Iterator[Span]) -> Span | None:
    first = None
    for place in places:
        if not containing(_headings(text), place.start):
            return place
        first = first or place
    return first


@lru_cache(maxsize=TEXTS_KEPT)
def _headings(text: str) -> list[Span]:
    return headings(text)


def _occurrences(text: str, quote: str, rung: Match, bounds: Span) -> Iterator[Span]:
    """Where the folded quote stands in the folded text, as spans of `text`."""
    folded, wanted = fold(text, rung), folded_as(quote, rung).text
    at = bisect_left(folded.origin, bounds.start)
    refused = 0
    while refused < MAX_REFUSED and (at := folded.text.find(wanted, at)) >= 0:
        place = _original(text, folded, Span(at, at + len(wanted)))
        if place and place.end > bounds.end:
            return
        if place and _is_place_of(text, place, quote, rung):
            yield place
            at += len(wanted)
        else:
            refused += 1
            at += 1


def _is_place_of(text: str, place: Span, quote: str, rung: Match) -> bool:
    if inside_word(text, place.start) or inside_word(text, place.end):
        return False
    return rung != "case" or not _is_other_word(text[place.start : place.end], quote)


def _is_other_word(found: str, quote: str) -> bool:
    """Whether letter case alone tells a pronoun from a name: "us" is not the US, unless all is in
    capitals."""
    pairs = zip(_WORDS.findall(found), _WORDS.findall(quote), strict=False)
    for one, other in pairs:
        if one.lower() in _PRONOUNS and one.isupper() != other.isupper():
            capitals = found if one.isupper() else quote
            if not capitals.isupper():
                return True
    return False


def _original(text: str, folded: Folded, place: Span) -> Span | None:
    """`place` in the original; None where it would cut one original character in two."""
    start, stop = place
    if folded.text is not text:
        origin = folded.origin
        parted = start and origin[start] == origin[start - 1]
        if parted or origin[stop] == origin[stop - 1]:
            return None
        start, stop = origin[start], origin[stop]
    while text[stop - 1].isspace() or text[stop - 1] in IGNORABLE:
        stop -= 1
    return Span(start, stop)
