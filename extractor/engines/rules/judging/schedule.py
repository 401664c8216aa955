"""The days of what is done once, and of what is planned: "apologised on Friday", "will leave on
1 January"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import told_in_order
from extractor.engines.rules.judging.subjects import name_after, name_before
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.periods import meet
from extractor.records import TimeSpan
from extractor.wording import Word

REACH = 60
"""Characters between an act and the day that is told of it."""

LONGEST_PLAN = 31
"""Days in the time of what is to come: "in March" against "in May"."""

COMMON_TERMS = 2
"""Common terms beside the act that tell that it is the same one, where no name does."""

_WILL = re.compile(r"\b(?:will|would|(?<!\bhad )(?<!\bhas )to)(?: be| soon| then)? $")
_BREAK = re.compile(r"[.;:!?,]|\b(?:but|and|while|after|before|when|who|which|that|since|until)\b")
"""Between an act and a day, what makes the day that of something else."""


class _Told(NamedTuple):
    """Something done, or to be done."""

    term: str
    ahead: bool
    before: frozenset[str]
    """Who does it, or to whom it is done."""
    after: frozenset[str]
    """To whom it is done."""


class _Act(NamedTuple):
    """The same on a day."""

    term: str
    day: TimeSpan
    ahead: bool
    before: frozenset[str]
    after: frozenset[str]


def judge_schedule(pair: Accounts) -> Verdict | None:
    """`conflict` where something done once has two days; where it is yet to be done, `progress`
    if the other day was given later."""
    left, right = _acts_of(pair.left), _acts_of(pair.right)
    for a in left:
        for b in right:
            if a.term == b.term and a.ahead == b.ahead and _is_one_act(pair, a, b):
                return _verdict(pair, a, b)
    return None


def _is_one_act(pair: Accounts, a: _Act, b: _Act) -> bool:
    if meet(a.day, b.day):
        return False
    if a.after and b.after and not a.after & b.after:
        return False
    told_by = _plans()[a.term]
    if a.before & b.before or a.before & b.after or a.after & b.before:
        return told_by == "somebody" or not _name_others(pair)
    if (a.before and b.before) or a.ahead or told_by == "somebody":
        return False
    return len(pair.shared - {a.term}) >= COMMON_TERMS and not _name_others(pair)


def _name_others(pair: Accounts) -> bool:
    """Whether each names somebody, or some place, that the other lacks."""
    left, right = pair.left, pair.right
    return bool(left.names - right.terms) and bool(right.names - left.terms)


def _verdict(pair: Accounts, a: _Act, b: _Act) -> Verdict:
    names = voices(pair)
    difference = f"{names.left} has “{a.day.text}”, {names.right} “{b.day.text}”."
    if a.ahead and told_in_order(pair):
        return Verdict(relation="progress", difference=difference, confidence=0.6)
    return Verdict(relation="conflict", subtype="date", difference=difference, confidence=0.55)


def _acts_of(account: Account) -> tuple[_Act, ...]:
    if not account.days or account.negated:
        return ()
    days = {day.text: day for day in account.days if day.start and day.end}
    return tuple(
        _Act(act.term, days[words], act.ahead, act.before, act.after)
        for words in days
        for act in _acts(account.text, words)
        if _length(days[words]) <= (LONGEST_PLAN if act.ahead else 1)
    )


def _length(day: TimeSpan) -> int:
    return (day.end - day.start).days + 1 if day.start and day.end else LONGEST_PLAN + 1


@lru_cache(maxsize=CACHED_TEXTS)
def _acts(text: str, day: str) -> tuple[_Told, ...]:
    """The acts done once, and those to come, of which the words of a day tell the time."""
    start = text.find(day)
    near = (w for w in wording.words(text) if w.term and _tells(text, w, start, start + len(day)))
    return tuple(
        _Told(word.term, bool(ahead), name_before(text, word.start), name_after(text, word.end))
        for word in near
        for ahead in (_WILL.search(text, max(0, word.start - REACH), word.start),)
        if not word.is_name and word.term in (_plans() if ahead else _once())
    )


def _tells(text: str, act: Word, start: int, end: int) -> bool:
    """Whether the day is told of the act: close by, and in the same clause."""
    between = text[act.end : start] if act.end <= start else text[end : act.start]
    near = len(between) <= REACH and (act.end <= start or end <= act.start)
    return near and start >= 0 and not _BREAK.search(between)


@cache
def _once() -> frozenset[str]:
    """The acts that are done once."""
    return frozenset(_term(row[0]) for row in lexicons.rows("judge_once") if row[2:] != ("plan",))


@cache
def _plans() -> dict[str, str]:
    """The same with those that are planned for one day at a time: by what each is told."""
    return {_term(row[0]): row[1] for row in lexicons.rows("judge_once")}


def _term(word: str) -> str:
    return word if word.startswith("=") else wording.stem(word)
