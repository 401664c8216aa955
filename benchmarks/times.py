"""TempEval-3 (UzZaman et al., SemEval-2013 task 1): time expressions and what they mean.

Extents as there: strict F1 counts equal extents, relaxed F1 those that overlap, value F1 those
of the overlapping ones that mean the same. Ours include the "by" of "by Friday", theirs do not,
so it is taken off first. A date means the same where it means the same days, a time of day where
it means the same day, a duration where it is as long: days and lengths are what records hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.figures import Counts, Figure, rows
from extractor import quantities, times
from extractor.records import Span
from extractor.times.calendar import Days, Period, period, third

_PREPOSITION = re.compile(
    r"(?:by|until|till|before|since|no later than|not later than|as of|from|between|within|in)\s",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LENGTHS = {
    "Y": (12, "months"), "M": (1, "months"), "W": (10080, "minutes"), "D": (1440, "minutes"),
    "TH": (60, "minutes"), "TM": (1, "minutes"), "TS": (1 / 60, "minutes"), "DE": (120, "months"),
    "Q": (3, "months"), "C": (1200, "months"),
}  # fmt: skip
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<digits>\d{2,4})(?:-(?:(?P<month>\d\d)(?P<day>-\d\d)?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|AU|WI)))?"
)
"""A TIMEX3 value: a day, month, week, weekend, quarter, half, season, year, decade or century."""
_PARTS: dict[str, Literal["early", "mid", "late"]] = {
    "START": "early", "MID": "mid", "END": "late",
}  # fmt: skip
DURATIONS = ("minutes", "months")
"""The base units of durations."""
_OPEN = {"PAST_REF": (True, False), "FUTURE_REF": (False, True), "PRESENT_REF": (False, False)}


class _Length(NamedTuple):
    amount: float
    unit: str


class _Found(NamedTuple):
    span: Span
    days: Days | None
    lengths: frozenset[_Length]


class _Gold(NamedTuple):
    span: Span
    days: Days | None
    length: _Length | None


def figures(data: Path) -> Iterator[Figure]:
    """Value, relaxed and strict F1 over all expressions of the set."""
    totals = [0] * 5
    for document in rows(data / "time" / "dev_timebank_aquaint_docs.jsonl"):
        day = date.fromisoformat(document["dct"][:10])
        gold = [_annotated(timex, day) for timex in document["timexes"]]
        found = list(_predicted(document["text"], day))
        pairs = _overlapping(found, gold)
        counted = (
            sum(_same_value(f, g) for f, g in pairs),
            len(pairs),
            sum(f.span == g.span for f, g in pairs),
            len(found),
            len(gold),
        )
        totals = [total + count for total, count in zip(totals, counted, strict=True)]
    value, relaxed, strict, predicted, wanted = totals
    if not wanted:
        return
    for measure, right, anchor in (
        ("value F1", value, "HeidelTime 0.776, SUTime 0.674, platinum test"),
        ("extent F1, relaxed", relaxed, "HeidelTime 0.903, SUTime 0.903"),
        ("extent F1, strict", strict, "HeidelTime 0.813, SUTime 0.796"),
    ):
        yield Figure("time", measure, str(Counts(right, predicted, wanted)), anchor)


def _predicted(text: str, day: date) -> Iterator[_Found]:
    """Times, and the durations that are part of none."""
    spans = [_trimmed(text, span) for span in times.find(text)]
    for span in spans:
        resolved = times.resolve_at(text, span, anchor=day, published=day)
        days = Days(resolved.start, resolved.end) if resolved.basis != "unresolved" else None
        yield _Found(span, days, frozenset(_lengths(text[span.start : span.end])))
    at = 0
    for quantity in quantities.find(text):
        start = text.index(quantity.text, at)
        place = Span(start, start + len(quantity.text))
        at = place.end
        if quantity.unit in DURATIONS and not any(_meet(span, place) for span in spans):
            yield _Found(place, None, frozenset(_lengths(quantity.text)))


def _trimmed(text: str, span: Span) -> Span:
    lead = _PREPOSITION.match(text, span.start, span.end)
    tail = _POSSESSIVE.search(text[span.start : span.end])
    return Span(lead.end() if lead else span.start, span.end - len(tail[0] if tail else ""))


def _lengths(words: str) -> Iterator[_Length]:
    return (_Length(round(q.value, 3), q.unit or "") for q in quantities.find(words))


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _overlapping(found: list[_Found], gold: list[_Gold]) -> list[tuple[_Found, _Gold]]:
    """One to one, in the order of the text."""
    pairs, left = [], list(gold)
    for one in found:
        match = next((g for g in left if _meet(one.span, g.span)), None)
        if match:
            left.remove(match)
            pairs.append((one, match))
    return pairs


def _same_value(found: _Found, gold: _Gold) -> bool:
    if gold.length:
        return gold.length in found.lengths
    return gold.days is not None and found.days == gold.days


def _annotated(timex: dict[str, Any], day: date) -> _Gold:
    span, value = Span(timex["start"], timex["end"]), timex["value"]
    if value.startswith("P") and value not in _OPEN:
        return _Gold(span, None, _length(value))
    return _Gold(span, _days(value, timex["mod"], day), None)


def _length(value: str) -> _Length | None:
    """ "P3M" as 3 months; None where no number is given ("PXY")."""
    clock, total = "", 0.0
    units = set()
    for mark, number, letters in re.findall(r"(T?)(\d+(?:\.\d+)?)([A-Z]+)", value[1:]):
        clock = clock or mark
        factor, unit = _LENGTHS.get(clock + letters, (0, "other"))
        total += float(number) * factor
        units.add(unit)
    return _Length(round(total, 3), units.pop()) if len(units) == 1 else None


def _days(value: str, mod: str | None, day: date) -> Days | None:
    """What a TIMEX3 value means as days; None where it names none."""
    if value in _OPEN:
        before, after = _OPEN[value]
        return Days(None if before else day, None if after else day)
    whole = _whole(value.partition("T")[0].removesuffix("-XX").rstrip("X"))
    if whole is None or mod not in _PARTS:
        return Days(*whole) if whole else None
    return Days(*third(whole, _PARTS[mod]))


def _whole(value: str) -> Period | None:
    """The period of a value without a time of day."""
    match = _VALUE.fullmatch(value)
    if not match:
        return None
    if len(match["digits"]) < 4:
        years = 10 ** (4 - len(match["digits"]))
        first = int(match["digits"]) * years
        return Period(date(first, 1, 1), date(first + years - 1, 12, 31))
    year = int(match["digits"])
    if match["day"]:
        return period("day", date.fromisoformat(value))
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return period("weekend" if match["weekend"] else "week", monday)
    if match["half"]:
        month = 6 * int(match["half"])
        return Period(date(year, month - 5, 1), period("month", date(year, month, 1)).last)
    if match["quarter"]:
        return period("quarter", date(year, 3 * int(match["quarter"]), 1))
    if match["season"]:
        return period("season", date(year, _SEASONS[match["season"]], 1))
    if match["month"]:
        return period("month", date(year, int(match["month"]), 1))
    return period("year", date(year, 1, 1))
