"""The days that two accounts speak of."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, NamedTuple

from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.periods import meet
from extractor.records import TimeSpan

NEARLY_SAME_WORDS = 0.75
"""Similarity above which two accounts speak of one event, so that its days must agree."""

SHARED_TERMS = 4
"""Common terms that an event needs to be recognised by."""

NEWS_DAYS = 7
"""An event so close to its report is that day's news; the next report may be of another one."""

VAGUE_DAYS = 4
"""A time that is told from the day of the report, and lasts at least so long, is a rough one."""

DayComparison = Literal["same", "different", "unknown"]


class _Leftover(NamedTuple):
    left: tuple[TimeSpan, ...]
    right: tuple[TimeSpan, ...]


def compare_days(pair: Accounts) -> DayComparison:
    """Whether both speak of the same days; `unknown` where one names none."""
    if not _telling(pair.left) or not _telling(pair.right):
        return "unknown"
    rest = _leftover(pair)
    return "different" if rest.left and rest.right else "same"


def judge_days(pair: Accounts) -> Verdict | None:
    """`conflict` where two accounts of one event give different days for it."""
    if len(pair.shared) < SHARED_TERMS or pair.similarity < NEARLY_SAME_WORDS:
        return None
    if compare_days(pair) != "different" or is_news_of_two_days(pair) or is_a_state(pair):
        return None
    rest = _leftover(pair)
    left, right = voices(pair)
    return Verdict(
        relation="conflict",
        subtype="date",
        difference=f"{left} has “{rest.left[0].text}”, {right} “{rest.right[0].text}”.",
        confidence=0.6,
    )


def _leftover(pair: Accounts) -> _Leftover:
    """The days of each side that have no counterpart on the other. What both name alike is left
    aside first: a day must not be excused by a longer time that is told of something else."""
    left, right = list(_telling(pair.left)), list(_telling(pair.right))
    for day in tuple(left):
        same = next((other for other in right if _plain(other) == _plain(day)), None)
        if same is not None and (day.start, day.end) == (same.start, same.end):
            left.remove(day)
            right.remove(same)
    return _Leftover(
        tuple(a for a in left if not any(_meet(a, b) for b in right)),
        tuple(b for b in right if not any(_meet(a, b) for a in left)),
    )


def _meet(a: TimeSpan, b: TimeSpan) -> bool:
    if a.basis == "unresolved" or b.basis == "unresolved":
        return a.basis != b.basis or sorted(_plain(a).split()) == sorted(_plain(b).split())
    return meet(_widened(a), _widened(b))


def _widened(time: TimeSpan) -> TimeSpan:
    """A week or month that is told from the day of the report is a rough one: "last month" may be
    the one before, or a month ago to the day, and the next outlet's "last month" another."""
    if time.basis != "relative" or time.start is None or time.end is None:
        return time
    length = (time.end - time.start).days + 1
    if length < VAGUE_DAYS:
        return time
    try:
        start, end = time.start - timedelta(length), time.end + timedelta(length)
    except OverflowError:
        return time
    return time.model_copy(update={"start": start, "end": end})


def _telling(account: Account) -> tuple[TimeSpan, ...]:
    """Resolved days, and dates without their year, which can be compared as they stand."""
    return tuple(
        day
        for day in account.days
        if day.basis != "unresolved" or any(character.isdigit() for character in day.text)
    )


def _plain(time: TimeSpan) -> str:
    return time.text.casefold().removeprefix("as of ")


def is_news_of_two_days(pair: Accounts) -> bool:
    """Whether each side reports what happened around the day of its report."""
    return all(_is_news(account) for account in (pair.left, pair.right))


def is_a_state(pair: Accounts) -> bool:
    """Figures and states "as of" a day are reported again and again."""
    return any(day.text.lower().startswith("as of") for day in pair.left.days + pair.right.days)


def _is_news(account: Account) -> bool:
    said = account.said_on
    return said is not None and any(
        day.start is not None and abs((day.start - said).days) <= NEWS_DAYS for day in account.days
    )
