"""Dates that are written out in full. Nothing is filled in: what has no year is no date here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from extractor.lexicons.months import MONTH, month_number

_YEAR = r"(?:1[89]|20)\d\d"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<y1>{_YEAR})[-/.](?P<m1>\d\d)[-/.](?P<d1>\d\d)(?!\d)"
    rf"|\b(?P<m2>{MONTH})\.? (?P<d2>\d\d?)(?:st|nd|rd|th)?,? (?P<y2>{_YEAR})\b"
    rf"|\b(?P<d3>\d\d?)(?:st|nd|rd|th)?[ -](?P<m3>{MONTH})\.?,?[ -](?P<y3>{_YEAR})\b"
    rf"|(?<![\d.])(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_SLASHES = re.compile(rf"(\d\d?)/(\d\d?)/({_YEAR})\b")
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:T?\d{{6}}Z?)?")
_CLOCK = re.compile(
    r"t?\d{1,2}[:.]\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?(?:z\b|[+-]\d\d:?\d\d))?"
    r"|\bt\d{6}z?\b|[+-]\d{4}\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")

LABELS = frozenset("date dated published posted updated modified created issued released".split())
"""Words that introduce a date on a page."""
_AROUND_DATES = LABELS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun am pm a.m p.m gmt utc est edt et pst pdt pt cst cdt cet cest bst ist msk jst h at on "
    "of last first by time article publication original originally".split()
)
EPOCH_SECONDS = range(1_000_000_000, 1_900_000_000)
"""2001 to 2030. Outside of it a number of ten digits may as well be a date and hour, 2022011912."""


class WrittenDate(NamedTuple):
    """A full date in a text."""

    start: int
    end: int
    day: date


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The full dates in `text`: 2022-01-19, January 19, 2022, 19 Jan 2022, 19.01.2022."""
    for match in _WRITTEN.finditer(text):
        year, month, day = (part for part in _parts(match) if part)
        number = int(month) if month.isdigit() else month_number(month)
        if found := calendar_day(int(year), number, int(day)):
            yield WrittenDate(match.start(), match.end(), found)


def _parts(match: re.Match[str]) -> Iterator[str | None]:
    for letter in "ymd":
        yield next((match[f"{letter}{i}"] for i in "1234" if match[f"{letter}{i}"]), None)


def words_beside_dates(text: str) -> frozenset[str] | None:
    """The words of a text that only says when (labels, weekdays, zones); None if it says more."""
    for start, end, _ in reversed(list(written_dates(text))):
        text = f"{text[:start]} {text[end:]}"
    words = frozenset(word.lower() for word in _WORD.findall(_CLOCK.sub(" ", text)))
    return words if words <= _AROUND_DATES else None


def parse_date(value: object) -> date | None:
    """The day that a field of a row means, as written there; None if it can't be told for sure.

    Understood: dates and timestamps, ISO 8601, RFC 2822, English dates, 19.01.2022, 20220119,
    and Unix time in seconds or milliseconds (its day in UTC). 01/02/2022 is ambiguous.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    return _from_text(value.strip()) if isinstance(value, str) else None


def _from_text(text: str) -> date | None:
    if compact := _COMPACT.fullmatch(text):
        return calendar_day(*map(int, compact.groups()))
    if text.isascii() and text.isdigit():
        return _from_number(int(text)) if len(text) in (10, 13) else None
    if slashes := _SLASHES.match(text):
        return _from_slashes(*map(int, slashes.groups()))
    first = next(written_dates(text), None)
    return first.day if first and words_beside_dates(text) is not None else None


def _from_slashes(first: int, second: int, year: int) -> date | None:
    readings = {calendar_day(year, first, second), calendar_day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _from_number(number: float) -> date | None:
    if isinstance(number, int) and (compact := _COMPACT.fullmatch(str(number))):
        return calendar_day(*map(int, compact.groups()))
    for unit in (1, 1000):
        if EPOCH_SECONDS.start * unit <= number < EPOCH_SECONDS.stop * unit:
            return datetime.fromtimestamp(number / unit, UTC).date()
    return None
