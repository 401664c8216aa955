"""Figures in English text, in words and in digits, made comparable.

"1.5 hours" and "90-minute" are both 90 minutes; "at least 1,200 people" bounds a count from
below. Years, dates, times of day, ordinals and numbers that are part of a name ("Article 5",
"Boeing 737") are not quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from math import inf, isfinite, prod
from typing import Literal, NamedTuple, cast

from extractor import lexicons
from extractor.lexicons.months import MONTH
from extractor.passages import lowered
from extractor.records import Bound, Quantity

Comparison = Literal["equal", "compatible", "different", "incomparable"]

ABOUT = 0.1
"""How far, as a share, the true value may lie from one that is given as "about"."""

ROUNDED_FROM = 100
"""Counts below this are not taken for rounded ones: 6 and 7 victims differ."""

EXACT = 1e-6
"""Relative distance below which two values are one (factors of units are not exact)."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {w: float(i) for i, w in enumerate(_ONES)} | {
    w: 10.0 * i for i, w in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "mln": 1e6, "bln": 1e9, "m": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_MONEY = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR",
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD",
    "nz$": "NZD", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "mx$": "MXN",
}  # fmt: skip
_MONEY_SIGN = rf"(?:(?<![a-z])(?:{'|'.join(re.escape(s) for s in _MONEY if len(s) > 1)})|[$€£¥₽₹])"
_DIGIT = "|".join(_ONES[1:10])
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_DIGIT}))?|{'|'.join(reversed(_ONES))})"
_HUNDREDS = rf"(?:{_DIGIT}|an?) hundred(?: and)? {_BELOW_HUNDRED}(?! hundred)"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_BELOW_HUNDRED}|an?) thousand(?: and|,)? "
    rf"(?:{_HUNDREDS}|(?:{_DIGIT}|an?) hundred|{_BELOW_HUNDRED}(?! thousand))"
)
_WORD_NUMBER = (
    rf"{_THOUSANDS}|{_HUNDREDS}|{_BELOW_HUNDRED}|"
    r"half an?|an?(?=\s(?:hundred|thousand|million|billion|dozen)\b)"
)
# A figure that is set in a way not known here ("1.234.567", "3,5") is left alone, not cut up.
_DIGITS = (
    r"(?<!\d)(?<!\d[.,])"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?)"
    r"(?![.,]?\d)"
)
_FIGURE = rf"(?:{_DIGITS}|\b(?:{_WORD_NUMBER})\b)"
# "100 m" is a distance, "$100 m" a sum.
_SCALE = (
    r"(?:(?:[ -]?(?:hundred(?: (?:thousand|million|billion))?|thousand|million|billion|trillion"
    r"|dozen|mln|bln|bn|tn)"
    r"|(?(money)[ -]?)[mk])\b)?"
)
_QUANTITY = re.compile(
    rf"(?P<between>\bbetween\s)?"
    rf"(?P<money>{_MONEY_SIGN}\s?)?(?P<low>{_FIGURE})(?P<low_scale>{_SCALE})"
    rf"(?:(?(between)\sand\s|(?:\s?[-–—]\s?|\sto\s))"
    rf"[$€£¥₽₹]?(?P<high>{_FIGURE})(?P<scale>{_SCALE}))?"
)
"""For a text in small letters, as the next three: to ignore the case takes `re` twice as long."""
_FIGURE_BEGINS = re.compile(
    rf"\d|\b(?:{'|'.join(_ONES + _TENS)}|half|an?\s(?:hundred|thousand|million|billion|dozen))"
)
_DATE = re.compile(
    rf"\b{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{{1,2}})?\b"
    rf"(?:,?\s\d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{{1,2}})?\s{MONTH}\b"
    rf"(?:,?\s\d{{4}}\b)?"
    rf"|\b{MONTH}\.?,?\s\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\b\d{1,2}:\d{2}\b|\b\d{4}\s(?:gmt|utc)\b"
)
_LABEL = re.compile(r"[a-z][-–]?\d[\w-]*|\b\d+(?:st|nd|rd|th)\b|\b\d+(?:-\d+){2,}\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NOUN_WORD = re.compile(r"[\s-]+([A-Za-z][A-Za-z’']*)")
_SIGN = re.compile(r"\s?%")
_AGE = re.compile(r"[- ]years?[- ]old\b", re.IGNORECASE)
_LONG_UNIT = re.compile(r"[\s-](per cent|percentage point|us dollar)s?\b", re.IGNORECASE)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|the|since|by|until|from|before|after|during|and|to|for|year)\s|[,(–-]\s?)$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"[\w,;:)]\s[A-Z]\w+\s$|^[A-Z]\w+\s$")
_CONTEXT = 40
"""Characters before a figure that can bear on how it is read."""

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
_FRACTIONS = frozenset("third quarter fifth sixth seventh eighth tenth half halve".split())
_NOUN_WITHIN = 4
"""The counted noun is looked for in so many words after the figure."""


class Interval(NamedTuple):
    """The values that a quantity allows, ends included."""

    low: float
    high: float


class _Unit(NamedTuple):
    name: str | None
    factor: float
    end: int
    """Offset after its last character."""
    certain: bool = True
    """False for a noun in the singular, which need not be what is counted."""


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in its order."""
    small = lowered(text)
    if not _FIGURE_BEGINS.search(small):
        return ()
    taken = _Taken(small)
    figures = (match for match in _QUANTITY.finditer(small) if not taken.meets(match))
    return tuple(quantity for match in figures if (quantity := _read(text, match)))


class _Taken:
    """The dates, times of day and names in a text, whose figures are no quantities."""

    def __init__(self, small: str) -> None:
        spans = (m.span() for form in (_DATE, _CLOCK, _LABEL) for m in form.finditer(small))
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meets(self, match: re.Match[str]) -> bool:
        """Whether one of them takes in a part of the figure."""
        before = bisect_left(self._starts, match.end())
        return before > 0 and self._ends[before - 1] > match.start("low")


def relate(a: Quantity, b: Quantity) -> Comparison:
    """Whether two figures of one thing agree; `incomparable` if their units differ.

    Whether they are of one thing is for the caller to know.
    """
    if a.unit != b.unit:
        return "incomparable"
    if (a.value, a.high, a.bound) == (b.value, b.high, b.bound):
        return "equal"
    if a.bound == b.bound == "exact":
        if abs(a.value - b.value) <= EXACT * max(abs(a.value), abs(b.value)):
            return "equal"
        return "compatible" if _rounds_to(a.value, b.value) else "different"
    one, other = _interval(a), _interval(b)
    return "compatible" if one.low <= other.high and other.low <= one.high else "different"


def _interval(quantity: Quantity) -> Interval:
    value, high = quantity.value, quantity.high
    if quantity.bound == "range" and high is not None:
        return Interval(min(value, high), max(value, high))
    if quantity.bound == "about":
        return Interval(value * (1 - ABOUT), value * (1 + ABOUT))
    if quantity.bound in ("at_least", "more_than"):
        return Interval(value * (1 + EXACT) if quantity.bound == "more_than" else value, inf)
    if quantity.bound in ("at_most", "less_than"):
        return Interval(0.0, value * (1 - EXACT) if quantity.bound == "less_than" else value)
    return Interval(value, value)


def _rounds_to(a: float, b: float) -> bool:
    rough, fine = sorted((a, b), key=_digits)
    digits = _digits(rough)
    if digits == _digits(fine) or abs(rough) < ROUNDED_FROM:
        return False
    return float(f"{fine:.{digits - 1}e}") == rough


def _digits(value: float) -> int:
    """Significant digits: 2,000 has one, 1,987 has four."""
    mantissa = f"{value:.11e}".partition("e")[0]
    return len(mantissa.replace(".", "").strip("-0")) or 1


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    unit = _money(match) or _unit(text, match.end())
    if _is_label(text, match, unit) or _is_year(text, match, unit):
        return None
    scale = _scale(match["scale"] or match["low_scale"])
    first = _value(match["low"]) * (_scale(match["low_scale"]) if match["low_scale"] else scale)
    last = _value(match["high"]) * scale if match["high"] else None
    low, high = first * unit.factor, None if last is None else last * unit.factor
    if not (isfinite(low) and isfinite(high or 0.0)):
        return None  # hundreds of digits: no JSON number says it
    start, bound, end = _bounded(text, match.start(), unit.end)
    return Quantity(
        text=text[start:end],
        value=low,
        high=high,
        unit=unit.name,
        bound=bound if high is None else "range",
    )


def _value(figure: str) -> float:
    if figure[0].isdigit():
        return float(re.sub(r"[,\s]", "", figure))
    total = current = 0.0
    for word in re.split(r"[-,\s]+", figure):
        if word == "half":
            return 0.5
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = current * 1000, 0.0
        elif word != "and":
            current += _NUMBERS.get(word, 1.0)
    return total + current


def _scale(words: str | None) -> float:
    return prod(_SCALES[word] for word in re.findall("[a-z]+", words or ""))


def _is_label(text: str, match: re.Match[str], unit: _Unit) -> bool:
    """True for a number that names a thing, is part of a fraction, or counts nothing."""
    if unit.name in _FRACTIONS:
        return True
    if unit.name and unit.certain:
        return False
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if _NAMED_BEFORE.search(before):
        return True
    figure = match["low"]
    return unit.name is None and not (match["low_scale"] or "," in figure or "." in figure)


def _is_year(text: str, match: re.Match[str], unit: _Unit) -> bool:
    if match["money"] or match["low_scale"] or not _YEAR.fullmatch(match["low"]):
        return False
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    return unit.name is None or bool(_BEFORE_YEAR.search(before))


def _bounded(text: str, start: int, end: int) -> tuple[int, Bound, int]:
    """Where the figure with its "at least" or "or more" begins and ends, and what it bounds."""
    before = _bound_pattern("before").search(text, max(0, start - _CONTEXT), start)
    if before:
        return before.start(), _bounds()[before[1].lower()], end
    after = _bound_pattern("after").match(text, end)
    if after:
        return start, _bounds()[after[1].lower()], after.end()
    return start, "exact", end


@cache
def _bounds() -> dict[str, Bound]:
    return {row[0]: cast("Bound", row[1]) for row in lexicons.rows("quantity_bounds")}


@cache
def _bound_pattern(place: Literal["before", "after"]) -> re.Pattern[str]:
    phrases = [row[0] for row in lexicons.rows("quantity_bounds") if row[2] == place]
    any_of = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(
        rf"\b({any_of})\s$" if place == "before" else rf"\s({any_of})\b", re.IGNORECASE
    )


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {row[0]: (row[1], float(row[2])) for row in lexicons.rows("quantity_units")}


def _money(match: re.Match[str]) -> _Unit | None:
    sign = (match["money"] or "").strip()
    return _Unit(_MONEY[sign], 1.0, match.end()) if sign else None


def _unit(text: str, end: int) -> _Unit:
    """The base unit, or the noun that is counted, right after a figure."""
    sign = _SIGN.match(text, end)
    if sign:
        return _Unit("percent", 1.0, sign.end())
    age = _AGE.match(text, end)
    if age:
        return _Unit("years of age", 1.0, age.end())
    phrase = _LONG_UNIT.match(text, end)
    if phrase:
        return _Unit(*_units()[phrase[1].lower()], phrase.end())
    return _noun(text, end)


def _noun(text: str, end: int) -> _Unit:
    """A plural close by is what is counted ("1,240 confirmed cases"), else the next word."""
    first: _Unit | None = None
    at = end
    for _ in range(_NOUN_WITHIN):
        match = _NOUN_WORD.match(text, at)
        if not match or match[1].lower() in _NOT_COUNTED:
            break
        at, word = match.end(), match[1].lower()
        singular = _singular(word)
        if first is None and singular in _units():
            return _Unit(*_units()[singular], at)
        if singular != word:
            return _Unit(singular, 1.0, at)
        first = first or _Unit(singular, 1.0, at, certain=False)
    return first or _Unit(None, 1.0, end, certain=False)


def _singular(word: str) -> str:
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
