"""Where a text has figures, and what they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from math import isfinite
from operator import itemgetter
from typing import Literal, cast

from extractor import lexicons
from extractor.lexicons.months import MONTH
from extractor.passages import lowered
from extractor.quantities.numbers import FIGURE, ONES, SCALE, TENS, scale, value
from extractor.quantities.shares import Share, shares
from extractor.quantities.units import FRACTIONS, Unit, base_units, unit_after
from extractor.records import Bound, Quantity

_MONEY = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR",
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD",
    "nz$": "NZD", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "mx$": "MXN",
}  # fmt: skip
_MONEY_SIGN = rf"(?:(?<![a-z])(?:{'|'.join(re.escape(s) for s in _MONEY if len(s) > 1)})|[$€£¥₽₹])"
_QUANTITY = re.compile(
    rf"(?P<between>\bbetween\s)?"
    r"(?P<minus>(?:(?<![\w.,)\d])(?<!\d\s)[-−]|\bminus )(?=[\d$€£¥₽₹]))?"
    rf"(?P<money>{_MONEY_SIGN}\s?)?(?P<low>{FIGURE})(?P<low_scale>{SCALE})"
    rf"(?:(?(between)\sand\s|(?:\s?[-–—]\s?|\sto\s))"
    rf"(?P<high_minus>[-−]|minus )?[$€£¥₽₹]?(?P<high>{FIGURE})(?P<scale>{SCALE}))?"
)
"""For a text in small letters, as the next three: to ignore the case takes `re` twice as long."""
_FIGURE_BEGINS = re.compile(
    rf"\d|\b(?:{'|'.join(ONES + TENS)}|half"
    r"|an?[\s-](?:hundred|thousand|million|billion|dozen|third|quarter|[a-z]+th\b))"
)
_DIGIT = re.compile(r"\d")
_LEAD = 24
"""Characters before its first figure in which a date, or a sum of money, begins."""
_BEFORE_FIGURE = re.compile(rf"(?:between\s)?(?:[-−]|minus )?(?:{_MONEY_SIGN}\s?)?$")
_DATE = re.compile(
    rf"\b(?:{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{{1,2}})?\b"
    rf"(?:,?\s\d{{4}}\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[-–—]\s?|\s(?:to|and)\s)\d{{1,2}})?\s{MONTH}\b"
    rf"(?:,?\s\d{{4}}\b)?"
    rf"|{MONTH}\.?,?\s\d{{4}}\b|\d{{4}}-\d{{2}}-\d{{2}}\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b)"
)
_CLOCK = re.compile(
    r"\d(?<!\w\d)(?:"  # the look-behind stands second: `re` skips fast to a first character
    r"\d?(?::\d{2})?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\d?:\d{2}\b|\d{3}\s(?:gmt|utc)\b)"
)
_LABEL = re.compile(r"[a-z][-–]?\d[\w-]*|\b\d+(?:st|nd|rd|th)\b|\b\d+(?:-\d+){2,}\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|the|since|by|until|from|before|after|during|and|to|for|year)\s|[,(–-]\s?)$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"[\w,;:)]\s[A-Z]\w+\s$|^[A-Z]\w+\s$")
_CONTEXT = 40
"""Characters before a figure that can bear on how it is read."""


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in its order."""
    small = lowered(text)
    begin = _FIGURE_BEGINS.search(small)
    if begin is None:
        return ()
    parts = list(shares(small))
    taken = _Taken(small, parts)
    figures = (match for match in _figures(small, begin.start()) if not taken.meets(match))
    read = ((match.start(), _read(text, match)) for match in figures)
    found = [*((share.start, _of_share(text, share)) for share in parts), *read]
    return tuple(quantity for _, quantity in sorted(found, key=itemgetter(0)) if quantity)


def _figures(small: str, first: int) -> Iterator[re.Match[str]]:
    """The matches of _QUANTITY from the figure at `first` on.

    To try that pattern at every letter is slow: it is tried where figures begin, and there alone.
    """
    done = 0
    for begin in _FIGURE_BEGINS.finditer(small, first):
        if begin.start() < done:
            continue
        lead = _BEFORE_FIGURE.search(small, max(done, begin.start() - _LEAD), begin.start())
        starts = range(lead.start() if lead else begin.start(), begin.start() + 1)
        match = next(filter(None, (_QUANTITY.match(small, start) for start in starts)), None)
        if match:
            yield match
            done = match.end()


class _Taken:
    """The shares, dates, times of day and names in a text, whose figures are no quantities."""

    def __init__(self, small: str, parts: Sequence[Share]) -> None:
        digit = _DIGIT.search(small)
        forms = (_DATE, _CLOCK, _LABEL) if digit else ()
        first = max(0, digit.start() - _LEAD) if digit else 0
        spans = (m.span() for form in forms for m in form.finditer(small, first))
        ordered = sorted([*spans, *((share.start, share.end) for share in parts)])
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meets(self, match: re.Match[str]) -> bool:
        """Whether one of them takes in a part of the figure."""
        before = bisect_left(self._starts, match.end())
        return before > 0 and self._ends[before - 1] > match.start("low")


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    unit = _money(match) or unit_after(text, match.end())
    if _is_label(text, match, unit) or _is_year(text, match, unit):
        return None
    is_signed = match["minus"] and unit.name in _signed_units()
    common = scale(match["scale"] or match["low_scale"])
    first = value(match["low"]) * (scale(match["low_scale"]) if match["low_scale"] else common)
    last = value(match["high"]) * common if match["high"] else None
    low = first * unit.factor * (-1 if is_signed else 1)
    high = None if last is None else last * unit.factor * (-1 if match["high_minus"] else 1)
    if not (isfinite(low) and isfinite(high or 0.0)):
        return None  # hundreds of digits: no JSON number says it
    begin = match.end("minus") if match["minus"] and not is_signed else match.start()
    start, bound, end = _bounded(text, begin, unit.end)
    return Quantity(
        text=text[start:end],
        value=low,
        high=high,
        unit=unit.name,
        bound=bound if high is None else "range",
    )


@cache
def _signed_units() -> frozenset[str]:
    """What may be below zero: a measure or a sum of money, but no number of people."""
    return frozenset(base for base, _ in base_units().values()) | frozenset(_MONEY.values())


def _of_share(text: str, share: Share) -> Quantity:
    """A share in words is a round one."""
    start, bound, end = _bounded(text, share.start, share.end)
    rounded: Bound = "about" if bound == "exact" else bound
    return Quantity(text=text[start:end], value=share.percent, unit="percent", bound=rounded)


def _is_label(text: str, match: re.Match[str], unit: Unit) -> bool:
    """True for a number that names a thing, is part of a fraction, or counts nothing."""
    if unit.name in FRACTIONS:
        return True
    if unit.name and unit.certain:
        return False
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if _NAMED_BEFORE.search(before):
        return True
    figure = match["low"]
    return unit.name is None and not (match["low_scale"] or "," in figure or "." in figure)


def _is_year(text: str, match: re.Match[str], unit: Unit) -> bool:
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


def _money(match: re.Match[str]) -> Unit | None:
    sign = (match["money"] or "").strip()
    return Unit(_MONEY[sign], 1.0, match.end()) if sign else None
