"""Dates as the calendar names them: days, months, weekdays, quarters, seasons, years."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extractor.lexicons.months import month_number
from extractor.times.calendar import Days, Period, neighbour, period, shift
from extractor.times.context import TENSE_SLACK, Context, Rule, choose
from extractor.times.feasts import FEASTS, nth_weekday
from extractor.times.grammar import DECADES, ORDINALS, SEASON_MONTHS, weekday_number


def _named(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _dom(words: str) -> int:
    return int(words.rstrip("stndrh"))


def _numeric(match: re.Match[str], context: Context) -> Days | None:
    day = date(*(int(match[name]) for name in "ymd"))
    return Days(day, day)


def _slashed(match: re.Match[str], context: Context) -> Days | None:
    """Day/month or month/day: only where one order is possible, or both say the same."""
    first, second, year = (int(match[name]) for name in "aby")
    if first > 12 or first == second:
        day = date(year, second, first)
    elif second > 12:
        day = date(year, first, second)
    else:
        return None
    return Days(day, day)


def _day_of_month(match: re.Match[str], context: Context) -> Days | None:
    return _in_year(match, context, month_number(match["m"]), _dom(match["d"]), _dom(match["d"]))


def _days_of_month(match: re.Match[str], context: Context) -> Days | None:
    return _in_year(match, context, month_number(match["m"]), _dom(match["d"]), _dom(match["e"]))


def _in_year(
    match: re.Match[str], context: Context, month: int, first: int, last: int
) -> Days | None:
    if year := _named(match, "y"):
        return Days(date(int(year), month, first), date(int(year), month, last))
    if context.anchor is None:
        return None
    years = range(context.anchor.year - 1, context.anchor.year + 2)
    spans = [Period(date(y, month, first), date(y, month, last)) for y in years
             if _exists(y, month, last)]  # fmt: skip
    return Days(*choose(spans, context.anchor, context.past, slack=TENSE_SLACK))


def _exists(year: int, month: int, day: int) -> bool:
    return day <= period("month", date(year, month, 1)).last.day


def _month(match: re.Match[str], context: Context) -> Days | None:
    month = month_number(match["m"])
    if year := _named(match, "y"):
        return Days(*period("month", date(int(year), month, 1)))
    if context.anchor is None:
        return None
    spans = _yearly(context.anchor, lambda year: period("month", date(year, month, 1)))
    return Days(*_pick(match, spans, context.anchor, context.past))


def _month_of_year(match: re.Match[str], context: Context) -> Days | None:
    """March of next year."""
    if context.anchor is None:
        return None
    away = 1 if _named(match, "next") else -1 if _named(match, "last") else 0
    return Days(*period("month", date(context.anchor.year + away, month_number(match["m"]), 1)))


def _nth_weekday(match: re.Match[str], context: Context) -> Days | None:
    """The first Monday in June: of the year that is named, else of the one that the tense tells."""
    name, month = match["n"].lower(), month_number(match["m"])
    nth = -1 if name in ("last", "final") else ORDINALS[name]
    weekday = weekday_number(match["w"])
    if year := _named(match, "y"):
        day = nth_weekday(int(year), month, weekday, nth)
        return Days(day, day)
    if context.anchor is None:
        return None
    years = range(context.anchor.year - 1, context.anchor.year + 2)
    days = [nth_weekday(year, month, weekday, nth) for year in years]
    return Days(*choose([Period(day, day) for day in days], context.anchor, context.past))


def _half(match: re.Match[str], context: Context) -> Days | None:
    """H1 2025."""
    first = 1 if match["n"] == "1" else 7
    year = int(match["y"])
    return Days(date(year, first, 1), period("month", date(year, first + 5, 1)).last)


def _season(match: re.Match[str], context: Context) -> Days | None:
    month = SEASON_MONTHS[match["s"].lower()]
    if year := _named(match, "y"):
        return Days(*period("season", date(int(year), month, 1)))
    if context.anchor is None:
        return None
    spans = _yearly(context.anchor, lambda year: period("season", date(year, month, 1)))
    return Days(*_pick(match, spans, context.anchor, context.past))


def _yearly(anchor: date, make: Callable[[int], Period]) -> list[Period]:
    return [make(year) for year in range(anchor.year - 2, anchor.year + 3)]


def _pick(match: re.Match[str], spans: list[Period], anchor: date, past: bool | None) -> Period:
    """The span that "last", "next" or "this" points to, else the one that the tense does."""
    if _named(match, "last"):
        return [span for span in spans if span.last < anchor][-1]
    if _named(match, "next"):
        return next(span for span in spans if span.first > anchor)
    if _named(match, "this"):
        year = period("year", anchor)
        spans = [span for span in spans if span.last >= year.first and span.first <= year.last]
    return choose(spans, anchor, past)


def _weekday(match: re.Match[str], context: Context) -> Days | None:
    anchor, wanted = context.anchor, weekday_number(match["w"])
    if anchor is None:
        return None
    if week := _named(match, "week").lower():
        count = {"last": -1, "this": 0, "next": 1}[week]
        day = shift(neighbour("week", anchor, count).first, "day", wanted)
        return Days(day, day)
    ahead = (wanted - anchor.weekday()) % 7
    days = [shift(anchor, "day", ahead + step) for step in (-14, -7, 0, 7)]
    spans = [Period(day, day) for day in days]
    if _named(match, "this"):
        return Days(*next(s for s in spans if s.first >= period("week", anchor).first))
    return Days(*_pick(match, spans, anchor, context.past))


def _year(match: re.Match[str], context: Context) -> Days | None:
    return Days(*period("year", date(int(match["y"]), 1, 1)))


def _years(match: re.Match[str], context: Context) -> Days | None:
    first, last = match["y"], match["z"]
    last = first[: 4 - len(last)] + last
    return Days(date(int(first), 1, 1), date(int(last), 12, 31)) if first < last else None


def _decade(match: re.Match[str], context: Context) -> Days | None:
    digits = match["y"]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Days(*period("decade", date(year, 1, 1)))


def _century(match: re.Match[str], context: Context) -> Days | None:
    return Days(*period("century", date(int(match["n"]) * 100, 1, 1)))


def _named_decade(match: re.Match[str], context: Context) -> Days | None:
    return Days(*period("decade", date(DECADES[match["y"].lower()], 1, 1)))


def _quarter(match: re.Match[str], context: Context) -> Days | None:
    """Of the year that is named, else of the one that the tense points to."""
    name = (_named(match, "n") or _named(match, "o")).lower()
    month = 3 * (int(name) if name.isdigit() else ORDINALS[name])
    if year := _named(match, "y"):
        return Days(*period("quarter", date(int(year), month, 1)))
    if context.anchor is None:
        return None
    spans = _yearly(context.anchor, lambda year: period("quarter", date(year, month, 1)))
    return Days(*choose(spans, context.anchor, context.past))


def _fiscal(match: re.Match[str], context: Context) -> Days | None:
    """Which months a fiscal year has, every company and state settles for itself."""
    return None


def _feast(match: re.Match[str], context: Context) -> Days | None:
    day_in = FEASTS[" ".join(match["f"].lower().replace("’", "'").split())]
    if year := _named(match, "y"):
        return Days(day_in(int(year)), day_in(int(year)))
    if context.anchor is None:
        return None
    on = map(day_in, range(context.anchor.year - 1, context.anchor.year + 2))
    spans = [Period(feast, feast) for feast in on]
    return Days(*_pick(match, spans, context.anchor, context.past))


_DAY_NAME = "(?:<weekday>(?:,)? (?:the )?)?"
_OF_YEAR = "(?:(?:,)? <y:anyyear>)?"
_WHICH = "(?:(?P<last><before>)|(?P<next><after>)|(?P<this><now>)) "

DATES: tuple[Rule, ...] = (
    Rule("(?:the )?(?:fiscal|financial)(?: year)?(?: |-)<y:year>", _fiscal),
    Rule("(?:the )?<y:year> (?:fiscal|financial) year", _fiscal),
    Rule(
        "(?:the|this|last|next)(?: (?:current|previous|coming))? (?:fiscal|financial) year", _fiscal
    ),
    Rule(r"fy(?: )?(?:20)?\d\d(?!\d)", _fiscal),
    Rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _numeric),
    Rule(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)", _numeric),
    Rule(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?!\d)", _slashed),
    Rule(f"<m:month> <d:dom><to><e:dom>{_OF_YEAR}", _days_of_month),
    Rule(f"(?:the )?<d:dom><to>(?:the )?<e:dom>(?: of)? <m:month>{_OF_YEAR}", _days_of_month),
    Rule(f"{_DAY_NAME}<m:month> (?:the )?<d:dom>{_OF_YEAR}", _day_of_month),
    Rule(f"{_DAY_NAME}(?:the )?<d:dom>(?: of)? <m:month>{_OF_YEAR}", _day_of_month),
    Rule("<m:month>(?:,| of)? <y:year>", _month),
    Rule(
        "<m:fullmonth>(?:,| of)? (?:(?P<last>last)|(?P<next>next)|(?P<this>this)) year",
        _month_of_year,
    ),
    Rule(f"the <n:ordinal> <w:weekday> (?:in|of) <m:month>{_OF_YEAR}", _nth_weekday),
    Rule(f"{_WHICH}<m:fullmonth>", _month),
    Rule("<m:fullmonth>", _month),
    Rule("<w:weekday>(?: of)? (?P<week>last|this|next) week", _weekday),
    Rule(f"{_WHICH}<w:weekday>", _weekday),
    Rule("<w:weekday>", _weekday),
    Rule(r"(?:the )?<s:season>(?: of)? <y:year>(?:(?:-|–|/)\d\d(?!\d))?", _season),
    Rule(f"{_WHICH}<s:season>", _season),
    Rule("the <s:season>", _season),
    Rule("<s:season>", _season, alone=False),
    Rule("h(?P<n>[12])(?:,)?(?: of)? <y:year>", _half),
    Rule(r"q(?P<n>[1-4])(?:(?:,)?(?: of)? <y:year>)?", _quarter),
    Rule("the <n:ordinal> quarter(?! of)", _quarter),
    Rule("<o:ordinal>-quarter", _quarter),
    Rule("the <y:decade>", _named_decade),
    Rule("<y:decade>", _named_decade, alone=False),
    Rule(f"{_WHICH}<f:feast>", _feast),
    Rule("<f:feast>(?:(?:,)? <y:year>)?", _feast),
    Rule(r"(?:the )?(?P<y>(?:1[89]|20)\d0)['’]?s", _decade),
    Rule(r"(?:the )?['’](?P<y>[2-9]0)s", _decade),
    Rule(r"(?:the )?(?P<n>1\d|2[01])(?:st|th)(?: |-)century", _century),
    Rule(r"<y:year>(?:-|–|/)(?P<z>(?:1[89]|20)\d\d|\d\d)(?!\d)", _years),
    Rule("<y:year>", _year),
)
"""The calendar's own names; of two forms that fit, the longer is listed first."""
