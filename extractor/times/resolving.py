"""From a time expression, as written, to the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.records import TimeSpan
from extractor.times.calendar import Days, Period, period, shift, third
from extractor.times.context import Context, Reader
from extractor.times.dates import DATES
from extractor.times.grammar import ORDINALS, pattern, unit
from extractor.times.relative import RELATIVE, counted

LONGEST = 120
"""Code points; a longer text is not one time expression, and is not taken apart."""

EXPRESSIONS_KEPT = 4096
"""Expressions whose days are kept: news says "on Monday" again and again of the same Monday."""

PARTS_KEPT = 4096
"""Parts of expressions whose meaning is kept. A part can be reached in several ways; kept, each
is read once, and an absurd text ("10-10-10-…") takes no longer than a long one."""

_RULES = tuple((pattern(rule.template), rule.read) for rule in (*RELATIVE, *DATES))

_LIMIT = pattern(
    "(?:(?P<until>(?:by|on) or before|by(?: about| around)?|until(?: at least)?|till|up to"
    "|through|(?:no|not) later than|at the latest by)"
    "|(?P<before>before|prior to|ahead of)"
    "|(?P<since>since|from|starting(?: on| in| from)?|beginning(?: on| in| from)?|as of|not before"
    "|(?:no|not) (?:earlier|sooner) than)"
    "|(?P<after>after|following)) (?P<rest>.+)"
)
_EDGE = pattern(
    "(?:the )?(?:very )?(?:(?P<first>beginning|start)|(?P<last>end|close)) of (?P<rest>.+)"
)
_AROUND = pattern("the (?:(?P<u>week|weekend)|<daypart>) of (?P<rest>.+)")
_COUNTED = pattern(
    "(?P<within>within )?<n:numbers> <u:units> (?P<side>from|after|before|of) (?P<rest>.+)"
)
_RANGE_START = pattern("(?:from |between )")
_RANGE_MARK = pattern("<to>")
_PART = pattern(
    "(?:the )?(?:very )?"
    "(?:(?P<early>early|beginning|start|(?:opening|first) (?:few )?(?:days|weeks|months))"
    "|(?P<mid>mid|middle)"
    "|(?P<late>late|end|close|(?:last|closing|final) (?:few )?(?:days|weeks|months)))"
    "(?:-| )(?:(?:of|in|on) )?(?P<rest>.+)"
)
_NTH = pattern("(?:the )?<n:ordinal>(?: |-)(?P<of>quarter|half|week)(?: of| in)? (?P<rest>.+)")
_SIDE = pattern("(?:(?P<earlier>earlier|so far)|(?P<later>later|(?:the )?rest of)) (?P<rest>.+)")
_CLOCKED = pattern("(?:(?:at )?<clock> (?:on )?(?P<rest>.+)|(?P<lead>.+?)(?: at)? <clock>)")
_DAYPART = pattern("(?P<rest>.+) <daypart>")
_FILLER = pattern(
    "(?:on|in|at|during|over|throughout|for|of|within|around|about|as early as|as late as|"
    "as soon as|sometime|some time|only|just|earlier on|later on|back in) (?P<rest>.+)"
)


@lru_cache(maxsize=EXPRESSIONS_KEPT)
def resolve(
    expression: str,
    *,
    anchor: date | None,
    past: bool | None = None,
    previous: date | None = None,
) -> TimeSpan:
    """The days that `expression` means; unresolved where a date is missing. Never raises.

    `anchor` is the day from which "next week" counts: of publication, or of the saying.
    `past` says whether the sentence speaks of the past: it chooses between the Fridays, and
    between the Junes, around the anchor; without it the nearest is taken. `previous` is the day
    that the text named last, which "the following day" follows.
    "By Friday" and "in the coming days" have one end only.
    """
    words = _normal(expression)
    attempts: tuple[tuple[date | None, Context], ...] = (
        (None, Context(None, past, None)),
        (anchor, Context(anchor, past, None)),
        (previous, Context(anchor, past, previous)),
    )
    for counted_from, context in attempts:
        days = _days(words, context) if len(words) <= LONGEST else None
        if days and any(days):
            basis: Literal["absolute", "relative"] = "relative" if counted_from else "absolute"
            return TimeSpan(
                text=expression, start=days.first, end=days.last, anchor=counted_from, basis=basis
            )
    return TimeSpan(text=expression, basis="unresolved")


def _normal(expression: str) -> str:
    plain = " ".join(expression.split()).strip(" .,;:!?\"'“”‘’()[]")
    return plain.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=PARTS_KEPT)
def _days(words: str, context: Context) -> Days | None:
    """What the words mean, taken apart from the outside in."""
    for read in _STEPS:
        try:
            days = read(words, context)
        except (ValueError, OverflowError):  # 30 February; the year 10000
            continue
        if days:
            return days
    return None


def _by_rule(words: str, context: Context) -> Days | None:
    found = _matching(words)
    return found.read(found.match, context) if found else None


class _Matched(NamedTuple):
    match: re.Match[str]
    read: Reader


@lru_cache(maxsize=PARTS_KEPT)
def _matching(words: str) -> _Matched | None:
    """The first rule that the words fit."""
    for form, read in _RULES:
        if match := form.fullmatch(words):
            return _Matched(match, read)
    return None


def _range(words: str, context: Context) -> Days | None:
    start = _RANGE_START.match(words)
    body = words[start.end() :] if start else words
    if start and _RANGE_MARK.search(body) and (days := _by_rule(body, context)):
        return days  # "from 10 to 13 January": one form, no two dates
    for mark in _RANGE_MARK.finditer(body):
        left, right = body[: mark.start()], body[mark.end() :]
        last = _days(right, context)
        if not last or not last.first or not last.last:
            continue
        first = _by_rule(left, Context(last.first, True, context.previous))
        if first and first.first and first.first <= last.last:
            return Days(first.first, last.last)
    return None


def _limit(words: str, context: Context) -> Days | None:
    match = _LIMIT.fullmatch(words)
    if not match:
        return None
    edge = _EDGE.fullmatch(match["rest"])
    days = _edge(edge, context) if edge else _days(match["rest"], context)
    if not days:
        return None
    if match["until"] or (match["before"] and edge and edge["last"]):
        return Days(None, days.last)  # what is over before the end of April may last to the 30th
    if match["before"]:
        return Days(None, _day_before(days.first))
    return Days(_day_after(days.last) if match["after"] else days.first, None)


def _edge(edge: re.Match[str], context: Context) -> Days | None:
    """The first or the last day of a whole: as a limit, the end of April is the 30th."""
    whole = _closed(_days(edge["rest"], context))
    if not whole:
        return None
    day = whole.first if edge["first"] else whole.last
    return Days(day, day)


def _around(words: str, context: Context) -> Days | None:
    """ "The week of May 3" is the one that holds it, and a night is of its day."""
    match = _AROUND.fullmatch(words)
    day = _closed(_days(match["rest"], context)) if match else None
    if not match or not day:
        return None
    return Days(*period(unit(match["u"]), day.first)) if match["u"] else Days(*day)


def _counted(words: str, context: Context) -> Days | None:
    """ "Two weeks after May 3", "within two weeks of May 3"."""
    match = _COUNTED.fullmatch(words)
    day = _closed(_days(match["rest"], context)) if match else None
    if not match or not day or day.first != day.last:
        return None
    count, of = counted(match)
    other = shift(day.first, of, -count if match["side"] == "before" else count)
    if match["within"]:
        return Days(min(day.first, other), max(day.first, other))
    return None if match["side"] == "of" else Days(other, other)


def _day_before(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() - 1) if day else None


def _day_after(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day else None


def _part(words: str, context: Context) -> Days | None:
    match = _PART.fullmatch(words)
    whole = _closed(_days(match["rest"], context)) if match else None
    if not match or not whole:
        return None
    names: tuple[Literal["early", "mid", "late"], ...] = ("early", "mid", "late")
    return Days(*third(whole, next(name for name in names if match[name])))


def _closed(days: Days | None) -> Period | None:
    return Period(days.first, days.last) if days and days.first and days.last else None


def _nth(words: str, context: Context) -> Days | None:
    """A quarter or half of a year, or a week of a month."""
    match = _NTH.fullmatch(words)
    whole = _closed(_days(match["rest"], context)) if match else None
    if not match or not whole:
        return None
    name, of = match["n"].lower(), match["of"].lower()
    if of == "week":
        return _week_of(whole, name)
    if whole != period("year", whole.first):
        return None
    months = 3 if of == "quarter" else 6
    first = date(whole.first.year, months * (min(ORDINALS[name], 12 // months) - 1) + 1, 1)
    last = date(first.year, first.month + months - 1, 1)
    return Days(first, period("month", last).last)


def _week_of(whole: Period, name: str) -> Days | None:
    """Seven days of a month or year, counted from its first day, or up to its last."""
    if name in ("last", "final"):
        return Days(max(whole.first, shift(whole.last, "day", -6)), whole.last)
    first = shift(whole.first, "week", ORDINALS[name] - 1)
    return Days(first, min(whole.last, shift(first, "day", 6))) if first <= whole.last else None


def _side(words: str, context: Context) -> Days | None:
    """Cut at the anchor: "earlier this year" ends with it, "later this week" begins with it."""
    match = _SIDE.fullmatch(words)
    whole = _closed(_days(match["rest"], context)) if match else None
    if not match or not whole:
        return None
    anchor = context.anchor
    if anchor is None or not whole.first <= anchor <= whole.last:
        return Days(*whole)
    return Days(whole.first, anchor) if match["earlier"] else Days(anchor, whole.last)


def _inner(form: re.Pattern[str]) -> Callable[[str, Context], Days | None]:
    """The days of what is left when the time of day, or a preposition, is taken off."""

    def read(words: str, context: Context) -> Days | None:
        match = form.fullmatch(words)
        if not match:
            return None
        found = match.groupdict()
        return _days(found["rest"] or found.get("lead") or "", context)

    return read


_STEPS: tuple[Callable[[str, Context], Days | None], ...] = (
    _by_rule,
    _counted,
    _range,
    _limit,
    _around,
    _nth,
    _part,
    _side,
    _inner(_CLOCKED),
    _inner(_DAYPART),
    _inner(_FILLER),
)
