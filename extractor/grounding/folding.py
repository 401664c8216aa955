"""Texts with differences of setting folded away: white space, typographic marks, letter case."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.records import Match

TEXTS_KEPT = 16
"""Folded texts kept at a time: the drafts of one article are grounded one after the other."""

_SET_APART = re.compile(r"[^\x00-\x7f]|--+|``|''")
_NO_LETTERS = re.compile(r"[\W_]+")
_UPPER = re.compile(r"[A-Z]|[^\x00-\x7f]")

_DASHES = "‐‑‒–—―−-"
_DASH = frozenset(_DASHES)
OPENING = frozenset("([{“‘«„")
_CLOSING = frozenset(")]}”»!?;%…")
_POINTS = frozenset(".,:")
_SPACES = re.compile(
    rf"\s{{2,}}|[^\S ]|(?<=[{re.escape(''.join(sorted(OPENING | _DASH)))}]) "
    rf"| (?=[{re.escape(''.join(sorted(_CLOSING | _POINTS | _DASH)))}])"
)
"""White space but for the one blank between two words, which stays as it is."""

IGNORABLE = "\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f"
"""Soft hyphen, zero-width and direction marks: nothing that a reader sees."""

_MARKS: dict[str, str] = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys(("``", "''"), '"'),
    **dict.fromkeys("‘’‚‛‹›′ʼ´", "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(IGNORABLE, ""),
    "…": "...",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip


class Folded(NamedTuple):
    """A text with differences folded away, and where each of its characters came from."""

    text: str
    origin: Sequence[int]
    """Offset in the original of each character, and of the end."""


@lru_cache(maxsize=TEXTS_KEPT)
def fold(text: str, rung: Match) -> Folded:
    """`folded_as`, kept for the next quote from the same text."""
    return folded_as(text, rung)


def folded_as(text: str, rung: Match) -> Folded:
    """`text` without the differences that `rung`, and those above it, forgive."""
    folded = Folded(text, range(len(text) + 1))
    if rung in ("typography", "case"):
        folded = _substitute(folded, _SET_APART, _plain)
    if rung != "exact":
        folded = _substitute(folded, _SPACES, _one_space)
    if rung == "case":
        folded = _substitute(folded, _UPPER, lambda match: match.group().casefold())
    return folded


def _substitute(
    folded: Folded, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> Folded:
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
    return Folded("".join(pieces) + folded.text[done:], origin)


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
    if before in OPENING or after in _CLOSING:
        return ""
    if after in _POINTS:
        return " " if following.isdigit() else ""
    if before in _DASH:
        spaced_before = text[start - 2 : start - 1].isspace()
        return " " if after.isdigit() and not spaced_before else ""
    if after in _DASH:
        return " " if following.isdigit() else ""
    return " "


@lru_cache(maxsize=TEXTS_KEPT)
def letters_of_text(text: str) -> str:
    """`letters`, kept for the next quote from the same text."""
    return letters(text)


def letters(text: str) -> str:
    """Letters and figures alone, which every rung leaves as they are but for their case."""
    plain = text if text.isascii() else _SET_APART.sub(_plain, text)
    return _NO_LETTERS.sub("", plain.casefold())
