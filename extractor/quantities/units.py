"""What a figure is a number of: a unit of measure, or the noun that is counted."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor import lexicons

_NOUN_WORD = re.compile(r"[\s-]+([A-Za-z][A-Za-z’']*)")
_SIGN = re.compile(r"\s?%")
_AGE = re.compile(r"[- ]years?[- ]old\b", re.IGNORECASE)
_NOT_COUNTED = frozenset(
    "of to in on at by for from with and or but as the a an is are was were be been has have had "
    "do did does will would can could may might must should that which who whom whose this these "
    "those than when while where after before since until into over under between during against "
    "said says say told according not no more less fewer per each out up down off it its he she "
    "they we you i his her their our if so also only just then there about hit left rose fell "
    "times killed injured wounded dead died".split()
)
_IRREGULAR_PLURALS = {
    "people": "person", "persons": "person", "men": "man", "women": "woman",
    "children": "child", "troops": "troop", "others": "other", "lives": "life", "police": "police",
    "fatalities": "death", "deaths": "death",
}  # fmt: skip
FRACTIONS = frozenset("third quarter fifth sixth seventh eighth tenth half halve".split())
_NOUN_WITHIN = 4
"""The counted noun is looked for in so many words after the figure."""


class Unit(NamedTuple):
    """What is counted or measured, and what one of it is in the base unit."""

    name: str | None
    factor: float
    end: int
    """Offset after its last character."""
    certain: bool = True
    """False for a noun in the singular, which need not be what is counted."""


@cache
def base_units() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicons.rows("quantity_units")}


@cache
def _long_unit() -> re.Pattern[str]:
    """Units of several words, with a plural "s"."""
    phrases = sorted((name for name in base_units() if " " in name), key=len, reverse=True)
    return re.compile(rf"[\s-]({'|'.join(map(re.escape, phrases))})s?\b", re.IGNORECASE)


def unit_after(text: str, end: int) -> Unit:
    """The base unit, or the noun that is counted, right after a figure."""
    sign = _SIGN.match(text, end)
    if sign:
        return Unit("percent", 1.0, sign.end())
    age = _AGE.match(text, end)
    if age:
        return Unit("years of age", 1.0, age.end())
    phrase = _long_unit().match(text, end)
    if phrase:
        return Unit(*base_units()[phrase[1].lower()], phrase.end())
    return _noun(text, end)


def _noun(text: str, end: int) -> Unit:
    """A plural close by is what is counted ("1,240 confirmed cases"), else the next word."""
    first: Unit | None = None
    at = end
    for _ in range(_NOUN_WITHIN):
        match = _NOUN_WORD.match(text, at)
        if not match or match[1].lower() in _NOT_COUNTED:
            break
        at, word = match.end(), match[1].lower()
        one = singular(word)
        if first is None and one in base_units():
            return Unit(*base_units()[one], at)
        if one != word:
            return Unit(one, 1.0, at)
        first = first or Unit(one, 1.0, at, certain=False)
    return first or Unit(None, 1.0, end, certain=False)


def singular(word: str) -> str:
    """The singular of a noun in small letters."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
