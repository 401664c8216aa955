"""Finds a quote in an article, and forgives only how it is set: never a word or a figure.

The ladder: exact, white space, typographic marks, letter case; each rung also forgives what the
rungs above it do. What is returned is always a verbatim span of the article.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.passages import containing, headings
from extractor.records import Evidence, Match, Span

TEXTS_KEPT = 16
"""Folded texts kept at a time: the drafts of one article are grounded one after the other."""

MAX_REFUSED = 200
"""Occurrences inside longer words after which a search gives up. Prose has a handful; without a
limit a text made of one repeated syllable would take quadratic time."""

REACH = 16
"""Characters on each side of a cut that bear on whether it parts a word or a figure."""

_LADDER: tuple[Match, ...] = ("exact", "whitespace", "typography", "case")

_SPACES = re.compile(r"\s+")
_SET_APART = re.compile(r"[^\x00-\x7f]|--+|``|''")
_NO_LETTERS = re.compile(r"[\W_]+")
_UPPER = re.compile(r"[A-Z]|[^\x00-\x7f]")

_DASHES = "‐‑‒–—―−-"
_DASH = frozenset(_DASHES)
_OPENING = frozenset("([{“‘«„")
_CLOSING = frozenset(")]}”»!?;%…")
_POINTS = frozenset(".,:")

_IGNORABLE = "\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f"
"""Soft hyphen, zero-width and direction marks: nothing that a reader sees."""

_MARKS: dict[str, str] = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys(("``", "''"), '"'),
    **dict.fromkeys("‘’‚‛‹›′ʼ´", "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_IGNORABLE, ""),
    "…": "...",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip

_OUTER_MARKS = "\"'“”„‟«»‘’‚‛‹›`´"
_OUTER_POINTS = ".,;:…"

_WORD_GLUE = frozenset("'’‘‛ʼ′´`＇-‐‑")
_FIGURE_GLUE = frozenset(".,:/⁄∕–−")
_FIGURE_SIGNS = frozenset("%‰°")
_MINUS = frozenset("-−")
_JOINER = "\u200d"
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[^\S\n]\d{3})+(?!\d)")
"""A figure in groups of three digits that spaces part: "1 200 people" is not "200 people"."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


class _Folded(NamedTuple):
    """A text with differences folded away, and where each of its characters came from."""

    text: str
    origin: Sequence[int]
    """Offset in the original of each character, and of the end."""


def ground(text: str, quote: str, window: Span | None = None) -> Evidence | None:
    """The place in `text` that `quote` was copied from, or None if it is not there.

    Only [window.start, window.end) is searched. Whole words and whole figures only: "5%" is not
    in "15%", nor "can" in "can't". Quotation marks, white space and final points around `quote`
    are left off where the article does not have them. Of several places the first in running
    text is taken, else the first in a heading. Linear in the length of the text.
    """
    bounds = window or Span(0, len(text))
    whole = quote.strip()
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
    return _letters(quote) in _letters_of_text(text)


@lru_cache(maxsize=TEXTS_KEPT)
def _letters_of_text(text: str) -> str:
    return _letters(text)


def _letters(text: str) -> str:
    plain = text if text.isascii() else _SET_APART.sub(_plain, text)
    return _NO_LETTERS.sub("", plain.casefold())


def _trim(quote: str) -> str:
    """Without the marks around it; the point of ".5" is part of the figure."""
    outer = _OUTER_MARKS + _OUTER_POINTS + _IGNORABLE + " \t\n"
    begun = quote.lstrip(outer)
    is_decimal = begun[:1].isdigit() and re.search(r"(?<!\.)\.$", quote.removesuffix(begun))
    return ("." if is_decimal else "") + begun.rstrip(outer)


def _at_least_typography(rung: Match) -> Match:
    return "case" if rung == "case" else "typography"


def _has_word(quote: str) -> bool:
    return any(char.isalnum() for char in quote)


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
    folded, wanted = _fold(text, rung), _apply(quote, rung).text
    at = bisect_left(folded.origin, bounds.start)
    refused = 0
    while refused < MAX_REFUSED and (at := folded.text.find(wanted, at)) >= 0:
        place = _original(text, folded, Span(at, at + len(wanted)))
        if place and place.end > bounds.end:
            return
        if place and not (_inside_word(text, place.start) or _inside_word(text, place.end)):
            yield place
            at += len(wanted)
        else:
            refused += 1
            at += 1


def _original(text: str, folded: _Folded, place: Span) -> Span | None:
    """`place` in the original; None where it would cut one original character in two."""
    origin, (start, end) = folded.origin, place
    if (start and origin[start] == origin[start - 1]) or origin[end] == origin[end - 1]:
        return None
    stop = origin[end]
    while text[stop - 1].isspace() or text[stop - 1] in _IGNORABLE:
        stop -= 1
    return Span(origin[start], stop)


@lru_cache(maxsize=TEXTS_KEPT)
def _fold(text: str, rung: Match) -> _Folded:
    return _apply(text, rung)


def _apply(text: str, rung: Match) -> _Folded:
    folded = _Folded(text, range(len(text) + 1))
    if rung in ("typography", "case"):
        folded = _substitute(folded, _SET_APART, _plain)
    if rung != "exact":
        folded = _substitute(folded, _SPACES, _one_space)
    if rung == "case":
        folded = _substitute(folded, _UPPER, lambda match: match.group().casefold())
    return folded


def _substitute(
    folded: _Folded, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> _Folded:
    """`re.sub` that keeps the origin of each character; the new ones come from the match start."""
    pieces: list[str] = []
    origin = array("q")
    done = 0
    for match in pattern.finditer(folded.text):
        new = replacement(match)
        pieces += (folded.text[done : match.start()], new)
        origin.extend(folded.origin[done : match.start()])
        origin.extend([folded.origin[match.start()]] * len(new))
        done = match.end()
    origin.extend(folded.origin[done:])
    return _Folded("".join(pieces) + folded.text[done:], origin)


def _plain(match: re.Match[str]) -> str:
    """A plain mark for a typographic one; letters with accents in canonical decomposition."""
    found = match.group()
    if found.startswith("--"):
        return "-"
    plain = _MARKS.get(found)
    return unicodedata.normalize("NFD", found) if plain is None else plain


def _one_space(match: re.Match[str]) -> str:
    """One space for a run of white space, none where it only sets punctuation apart."""
    text, (start, end) = match.string, match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    following = text[end + 1 : end + 2]
    if before in _OPENING or after in _CLOSING:
        return ""
    if after in _POINTS:
        return " " if following.isdigit() else ""
    if before in _DASH:
        spaced_before = text[start - 2 : start - 1].isspace()
        return " " if after.isdigit() and not spaced_before else ""
    if after in _DASH:
        return " " if following.isdigit() else ""
    return " "


class _Cut(NamedTuple):
    """What a reader sees around a place where a text is cut; empty at the text's ends."""

    second_before: str
    before: str
    after: str
    second_after: str


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut of `text` at `at` would part a word, a figure or a character."""
    if not 0 < at < len(text):
        return False
    if _belongs_to_previous(text[at]) or text[at - 1] == _JOINER:
        return True
    cut = _cut(text, at)
    if cut is None or _belongs_to_previous(cut.after):
        return True
    if _is_word(cut.before) and _is_word(cut.after):
        return True
    if _glues(cut.before, cut.after, cut.second_after):
        return True
    if _glues(cut.second_before, cut.before, cut.after):
        return True
    return _parts_figure(cut) or _parts_groups(text, at)


def _cut(text: str, at: int) -> _Cut | None:
    """The two visible characters on each side; None where there are too many invisible ones."""
    sides = text[max(0, at - REACH) : at], text[at : at + REACH]
    left, right = (
        "".join(char for char in side if char == _JOINER or unicodedata.category(char) != "Cf")
        for side in sides
    )
    if (not left and at >= REACH) or (not right and len(text) - at >= REACH):
        return None
    return _Cut(left[-2:-1], left[-1:], right[:1], right[1:2])


def _belongs_to_previous(char: str) -> bool:
    return char == _JOINER or _category(char).startswith("M")


def _category(char: str) -> str:
    return unicodedata.category(char) if char else ""


def _is_word(char: str) -> bool:
    return char.isalnum() and not _UNSPACED.match(char)


def _glues(left: str, mark: str, right: str) -> bool:
    """Whether `mark` makes one word, or one figure, of what stands around it."""
    if mark in _WORD_GLUE:
        return _is_word(left) and _is_word(right)
    return mark in _FIGURE_GLUE and left.isdigit() and right.isdigit()


def _parts_figure(cut: _Cut) -> bool:
    """Whether a cut takes a figure's sign, point, currency or per cent mark away."""
    before, after = cut.before, cut.after
    if before.isdigit():
        return after in _FIGURE_SIGNS or _category(after) == "Sc"
    if _category(after) == "Sc" and before.isalpha():
        return True  # the dollars of "A$5"
    if not (after.isdigit() or _category(after) == "Sc"):
        return False
    lead = cut.second_before
    leads = not lead or lead.isspace() or lead in _OPENING or lead in _OUTER_MARKS
    return (leads and (before in _MINUS or before == ".")) or _category(before) == "Sc"


def _parts_groups(text: str, at: int) -> bool:
    nearby, here = text[max(0, at - REACH) : at + REACH], min(at, REACH)
    return any(found.start() < here < found.end() for found in _GROUPED.finditer(nearby))
