"""Time expressions that count from the day of the article, or from a day named before them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extractor.times.calendar import Days, Period, Unit, neighbour, period, shift
from extractor.times.context import Context, Reader, Rule, choose, stretch, whole_unit
from extractor.times.grammar import numbers, unit

HOURS_A_DAY = 24
WEEKS_A_FORTNIGHT = 2
YEARS_A_DECADE = 10

_Origin = Callable[[Context], date | None]


def _anchor(context: Context) -> date | None:
    return context.anchor


def _previous(context: Context) -> date | None:
    return context.previous


def counted(match: re.Match[str]) -> tuple[int, Unit]:
    """How many units at most, one where no number stands; hours as days, decades as years."""
    words, of = match.groupdict().get("n"), match["u"].lower()
    return _in_units(numbers(words).high if words else 1, of, bool(words))


def _at_least(match: re.Match[str]) -> int:
    """How many units at least: 2 in "two to three weeks"."""
    words, of = match.groupdict().get("n"), match["u"].lower()
    return _in_units(numbers(words).low if words else 1, of, bool(words))[0]


def _in_units(count: int, of: str, words: bool) -> tuple[int, Unit]:
    if of.startswith("hour"):
        return count // HOURS_A_DAY, "day"
    if words and of.startswith("decade"):
        return count * YEARS_A_DECADE, "year"
    return (count * WEEKS_A_FORTNIGHT if of.startswith("fortnight") else count), unit(of)


def _days_away(count: int) -> Reader:
    return lambda match, context: whole_unit(context.anchor, "day", count)


def _unit_away(sign: int, origin: _Origin = _anchor) -> Reader:
    """The unit so many units before or after: "three years ago" is a year, not a day."""

    def read(match: re.Match[str], context: Context) -> Days | None:
        count, of = counted(match)
        far = whole_unit(origin(context), of, sign * count)
        near = whole_unit(origin(context), of, sign * _at_least(match))
        return min(near, far)._replace(last=max(near, far).last) if near and far else None

    return read


def _neighbour_day(count: int) -> Reader:
    """The day that the text named before, or a neighbour of it: "the next morning"."""
    return lambda match, context: whole_unit(context.previous, "day", count)


def _second_next(count: int) -> Reader:
    return lambda match, context: whole_unit(context.anchor, unit(match["u"]), count)


def _same_unit(origin: _Origin) -> Reader:
    return lambda match, context: whole_unit(origin(context), unit(match["u"]), 0)


def _stretch(sign: int) -> Reader:
    """All the days between the anchor and so many units before or after it."""

    def read(match: re.Match[str], context: Context) -> Days | None:
        count, of = counted(match)
        return stretch(context.anchor, of, sign * count)

    return read


def _in_so_many(match: re.Match[str], context: Context) -> Days | None:
    """A point ahead ("in two weeks"); of what is past, how long it took."""
    return (_stretch(-1) if context.past else _unit_away(1))(match, context)


def _until_now(match: re.Match[str], context: Context) -> Days | None:
    return Days(None, context.anchor) if context.anchor else None


def _from_now(match: re.Match[str], context: Context) -> Days | None:
    return Days(context.anchor, None) if context.anchor else None


def _these_days(match: re.Match[str], context: Context) -> Days | None:
    return (_until_now if context.past else _from_now)(match, context)


def _this_time(match: re.Match[str], context: Context) -> Days | None:
    """This time next year: the day itself, a year on."""
    if context.anchor is None:
        return None
    day = shift(context.anchor, unit(match["u"]), -1 if match["last"] else 1)
    return Days(day, day)


def _weekend(match: re.Match[str], context: Context) -> Days | None:
    if context.anchor is None:
        return None
    near: list[Period] = [neighbour("weekend", context.anchor, count) for count in (-1, 0)]
    return Days(*choose(near, context.anchor, context.past))


def _unit_end(match: re.Match[str], context: Context) -> Days | None:
    if context.anchor is None:
        return None
    last = period(unit(match["u"]), context.anchor).last
    return Days(last, last)


_NUMBER_OF = "(?:<about> )?<n:numbers>(?: |-)<u:units>"
_COMING = "(?:hours|days|weeks|months|years)"
_SOON = r"(?:(?<!as\s)soon(?! (?:after|as))|shortly(?! (?:after|before))|in the near future)"
_NOW = "(?:now|right now|nowadays|currently|at present|at the moment)"
_TODAY = "(?:(?:earlier |later )?today|tonight|overnight|this <daypart>)"

RELATIVE: tuple[Rule, ...] = (
    Rule(r"(?:the )?day after tomorrow", _days_away(2)),
    Rule(r"(?:the )?day before yesterday", _days_away(-2)),
    Rule("(?:yesterday|last night)", _days_away(-1)),
    Rule("tomorrow", _days_away(1)),
    Rule(_TODAY, _days_away(0)),
    Rule(_NOW, _days_away(0)),
    Rule("these days", _these_days),
    Rule(_SOON, _from_now),
    Rule(r"(?:(?<!most\s)recently|lately|of late|in the recent past)", _until_now),
    # Counted from a day named before.
    Rule("the following <u:unit>", _unit_away(1, _previous)),
    Rule("the next (?P<u>day)(?!s)", _unit_away(1, _previous)),
    Rule("the (?:previous|preceding) <u:unit>", _unit_away(-1, _previous)),
    Rule("the <u:unit> (?:before(?! \\w)|earlier)", _unit_away(-1, _previous)),
    Rule("the <u:unit> (?:after(?! \\w)|later)", _unit_away(1, _previous)),
    Rule("(?:the same|that same|that) <u:unit>", _same_unit(_previous)),
    Rule("(?:the same|that same|that) <daypart>", _neighbour_day(0)),
    Rule("the (?:following|next) <daypart>", _neighbour_day(1)),
    Rule(f"{_NUMBER_OF} (?:later|afterwards?|after that)", _unit_away(1, _previous)),
    Rule(f"{_NUMBER_OF} (?:earlier|before that|before(?! \\w))", _unit_away(-1, _previous)),
    # Counted from the day of the article.
    Rule(f"{_NUMBER_OF} ago", _unit_away(-1)),
    Rule("(?:<vague> )?<u:units> ago", _until_now),
    Rule(f"{_NUMBER_OF} (?:from now|hence)", _unit_away(1)),
    Rule(f"in {_NUMBER_OF}(?:['’]s?)? time", _unit_away(1)),
    Rule(f"in {_NUMBER_OF}", _in_so_many),
    Rule(f"within {_NUMBER_OF}(?! of (?:<month>|<dom>))", _stretch(1)),
    Rule("(?:in|within) <vague> <u:units>", _from_now),
    Rule(f"within {_COMING}(?! of)", _from_now),
    Rule("within the (?P<u>hour|day|week|month|year)(?! of)", _stretch(1)),
    Rule(f"(?:the )?{_COMING} (?:ahead(?! of)|to come)", _from_now),
    Rule("this time (?:(?P<last>last)|next) (?P<u>week|month|year)", _this_time),
    Rule(f"(?:the )?(?:last|past|previous|preceding) {_NUMBER_OF}", _stretch(-1)),
    Rule(f"(?:the )?(?:next|coming|upcoming|following) {_NUMBER_OF}", _stretch(1)),
    Rule("(?:the )?(?:last|past|previous) <vague> <u:units>", _until_now),
    Rule("(?:the )?(?:most )?recent <u:units>", _until_now),
    Rule("(?:the )?(?:next|coming|upcoming) <vague> <u:units>", _from_now),
    Rule("(?:the )?coming (?P<u>(?:day|week|month|year)s)", _from_now),
    Rule("the <u:unit> before last", _second_next(-2)),
    Rule("the <u:unit> after next", _second_next(2)),
    Rule("the (?:last|past) <u:unit>(?! of)", _stretch(-1)),
    Rule("(?:the past|this past|past) <u:unit>", _stretch(-1)),
    Rule("the (?:next|coming) <u:unit>", _stretch(1)),
    Rule("last <u:unit>(?! of)", _unit_away(-1)),
    Rule("(?:next|this coming|coming) <u:unit>", _unit_away(1)),
    Rule("(?:this|the current|current) <u:unit>", _same_unit(_anchor)),
    Rule("(?:the )?(?P<u>year|month|week)(?:(?: |-)|['’]s )end", _unit_end),
    Rule("the weekend", _weekend),
    Rule("the <u:unit>", _same_unit(_anchor), alone=False),
)
"""Relative forms; of two forms that fit, the longer is listed first."""
