"""Where a text may be cut: never inside a word, a figure, or a character."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from extractor.grounding.folding import OPENING

REACH = 16
"""Characters on each side of a cut that bear on whether it parts a word or a figure."""

OUTER_MARKS = "\"'“”„‟«»‘’‚‛‹›`´"
_WORD_GLUE = frozenset("'’‘‛ʼ′´`＇-‐‑")
_FIGURE_GLUE = frozenset(".,:/⁄∕–−")
_FIGURE_SIGNS = frozenset("%‰°")
_MINUS = frozenset("-−")
_JOINER = "\u200d"
_CLEAR_CUT = re.compile(r"[ \n][!-#%-/:-~]|[!-/:-~][ \n]")
"""Between white space and a plain letter or mark nothing is parted: nearly every cut in prose."""
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[^\S\n]\d{3})+(?!\d)")
"""A figure in groups of three digits that spaces part: "1 200 people" is not "200 people"."""
_IN_GROUP = re.compile(r"[\d\s]{2}")
"""What stands on both sides of a cut inside such a figure."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


class _Cut(NamedTuple):
    """What a reader sees around a place where a text is cut; empty at the text's ends."""

    second_before: str
    before: str
    after: str
    second_after: str


def inside_word(text: str, at: int) -> bool:
    """Whether a cut of `text` at `at` would part a word, a figure or a character."""
    if not 0 < at < len(text) or _CLEAR_CUT.fullmatch(text, at - 1, at + 1):
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
    nearest = text[max(0, at - 2) : at + 2]
    if nearest.isascii():
        return _Cut(text[max(0, at - 2) : at - 1], text[at - 1], text[at], text[at + 1 : at + 2])
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
    leads = not lead or lead.isspace() or lead in OPENING or lead in OUTER_MARKS
    return (leads and (before in _MINUS or before == ".")) or _category(before) == "Sc"


def _parts_groups(text: str, at: int) -> bool:
    if not _IN_GROUP.fullmatch(text, at - 1, at + 1):
        return False
    nearby, here = text[max(0, at - REACH) : at + REACH], min(at, REACH)
    return any(found.start() < here < found.end() for found in _GROUPED.finditer(nearby))
