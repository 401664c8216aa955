"""The dateline of an agency's article: "MOSCOW, January 19. /TASS/." gives a day and a publisher.

A dateline has no year. It is completed only where the article gives it away:

- A full date in the text and the weekday in the lead agree: the dateline's day is the first one
  on or after the latest full date, and the lead's only weekday ("said on Friday") is the weekday
  of that day. Measured on 190 news articles of known days, each given a dateline without its year;
  18 hold a full date: 2 days given, both right. Without asking for the weekday 18 days are given
  and 7 are right, because most full dates in the news are history. So no weekday, no date.
- The lead sums up a year ("a press conference on the results of its activities in 2021") and its
  day is in the first quarter, when years are summed up: it is of the year after. A weekday in the
  lead must not speak against it. (None of the 190 articles has such a lead, so none was misdated.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from extractor.articles.dates import calendar_day, written_dates
from extractor.lexicons import rows
from extractor.lexicons.months import MONTH, month_number
from extractor.passages import paragraphs, sentences
from extractor.records import Span

OPENING = 8
"""Paragraphs in which a dateline is looked for: headline, standfirst and labels precede it."""
LAST_MONTH_OF_REVIEWS = 3
"""Yearly results and reviews appear in the first quarter."""

_PLACE = r"(?P<place>[^\W\d_][^\n():;!?\"“”—]{1,60}?)"
_SLUG = r"(?:/(?P<slashed>[^/\n]{2,30})/|\((?P<bracketed>[^()\n]{2,40})\))"
_DATED = re.compile(
    rf"{_PLACE},? (?:(?P<month>{MONTH})\.? (?P<day>\d\d?)|(?P<day2>\d\d?) (?P<month2>{MONTH}))\b"
    rf"(?:, (?P<year>(?:19|20)\d\d)\b)?(?:[.,]? ?{_SLUG}|[.,]? [–—-]|[.:](?: |$))[ .,–—-]{{0,5}}",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?:{_PLACE}[.,]? )?{_SLUG}[.,]? ?[–—-][ –—-]{{0,4}}")
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(
    r"\b(?P<other>(?:last|next|until|till|before|after|since|by|from|every) )?"
    rf"(?P<name>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_YEAR_REVIEW = re.compile(
    r"\b(?:results?|outcomes?|review|summary|overview)\b[^.;\n]{0,80}"
    r"\b(?:activities|activity|work|performance|operations|year)\b[^.;\n]{0,30}"
    r"\b(?:in|of|for|the year) (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?:annual|yearly|full[- ]year|year-end) (?:results?|report|review|figures)\b[^.;\n]{0,30}"
    r"\b(?:in|of|for) (?P<named>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOTE = re.compile(
    r"\([^()\n]{1,80}\.\s?[—–]\s?(?P<outlet>[A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,3})\)"
)
_EDITORS = frozenset({"ed", "editor", "author", "note", "translator"})


class Dateline(NamedTuple):
    """What the beginning of an agency's article says."""

    at: Span
    """Where it stands."""
    month: int | None
    """1 to 12, where it gives a day."""
    day: int | None
    """Day of the month."""
    year: int | None
    """Only some agencies write it."""
    agency: str | None
    """The agency's usual name."""


def find_dateline(text: str) -> Dateline | None:
    """The dateline in the first paragraphs of `text`; it gives a day, an agency or both."""
    for paragraph in paragraphs(text)[:OPENING]:
        line = text[paragraph.start : paragraph.end]
        if found := _read(line):
            return found._replace(at=Span(*(paragraph.start + offset for offset in found.at)))
    return None


def _read(line: str) -> Dateline | None:
    match = _DATED.match(line)
    if match and (match["place"].isupper() or _agency(match)):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        year = int(match["year"]) if match["year"] else None
        where = Span(*match.span())
        return Dateline(where, month_number(month), int(day), year, _agency(match))
    match = _SIGNED.match(line)
    agency = _agency(match) if match else None
    return Dateline(Span(*match.span()), None, None, None, agency) if match and agency else None


def _agency(match: re.Match[str]) -> str | None:
    return agency_name(match["slashed"] or match["bracketed"] or "")


def agency_name(slug: str) -> str | None:
    """The usual name of the news agency that signs as `slug`, or None if it is not known."""
    return _agencies().get(slug.strip().casefold())


@cache
def _agencies() -> Mapping[str, str]:
    return {
        slug.strip().casefold(): row[0]
        for row in rows("agencies")
        for slug in (row[0], *(row[1].split(",") if len(row) > 1 else ()))
    }


def noted_outlet(text: str) -> str | None:
    """The outlet that signs its insertions into quotes: "I told him (Lavrov. — RBC) that…"."""
    names = {match["outlet"] for match in _NOTE.finditer(text)}
    names = {name for name in names if name.split()[0].lower() not in _EDITORS}
    return names.pop() if len(names) == 1 else None


def dateline_day(text: str, dateline: Dateline) -> date | None:
    """The day of `dateline`, if it or the rest of the article gives its year (see above)."""
    if dateline.month is None or dateline.day is None:
        return None
    if dateline.year:
        return calendar_day(dateline.year, dateline.month, dateline.day)
    lead = _lead(text, dateline)
    weekdays = {m["name"].lower() for m in _WEEKDAY.finditer(lead) if not m["other"]}
    day = _after_latest_date(text, dateline)
    if day and weekdays == {_WEEKDAYS[day.weekday()]}:
        return day
    day = _after_reviewed_year(text, lead, dateline)
    return day if day and weekdays <= {_WEEKDAYS[day.weekday()]} else None


def _lead(text: str, dateline: Dateline) -> str:
    end = text.find("\n", dateline.at.end)
    rest = Span(dateline.at.end, len(text) if end < 0 else end)
    first = next(iter(sentences(text, rest)), rest)
    return text[first.start : first.end]


def _after_latest_date(text: str, dateline: Dateline) -> date | None:
    """The first day of the dateline on or after the latest full date in the text."""
    latest = max((written.day for written in written_dates(text)), default=None)
    if latest is None or dateline.month is None or dateline.day is None:
        return None
    days = (calendar_day(latest.year + n, dateline.month, dateline.day) for n in (0, 1))
    return next((day for day in days if day and day >= latest), None)


def _after_reviewed_year(text: str, lead: str, dateline: Dateline) -> date | None:
    review = _YEAR_REVIEW.search(lead)
    if not review or dateline.month is None or dateline.day is None:
        return None
    year = int(review["year"] or review["named"])
    latest = max(int(match.group()) for match in _YEAR.finditer(text))
    if dateline.month > LAST_MONTH_OF_REVIEWS or latest > year + 1:
        return None
    return calendar_day(year + 1, dateline.month, dateline.day)
