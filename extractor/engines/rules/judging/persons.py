"""What two accounts say of one person: his age, and by what given name he is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import events
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict

SAME_NEWS_DAYS = 60
"""Days between two reports in which hardly anybody has a birthday."""

_GIVEN = r"[A-Z][\w'’]{1,30}(?:-[A-Z][\w'’]{1,30})?"
_FULL = rf"{_GIVEN}(?: [A-Z]\.| {_GIVEN}){{0,2}} {_GIVEN}"
_AGED = re.compile(
    rf"\b(?P<before>\d{{1,3}})-year-old (?:[a-z]+ ){{0,3}}(?P<whose>{_FULL})"
    rf"|\b(?P<name>{_FULL}), (?:aged |age )?(?P<after>\d{{1,3}})"
    r"(?=[,.;)]|$| (?:was|is|who|and)\b)"
)
_DIGIT = re.compile(r"\d")
_JOINED = re.compile(
    rf"(?<!\w)(?P<one>{_FULL})(?:, \d{{1,3}},?)? and "
    rf"(?:\d{{1,3}}-year-old )?(?P<other>{_FULL})"
)


class Aged(NamedTuple):
    """A person with an age."""

    name: tuple[str, ...]
    age: int


def judge_persons(pair: Accounts) -> Verdict | None:
    """`conflict` where one person has two ages, or two given names."""
    return _ages(pair) or _namesakes(pair)


def _ages(pair: Accounts) -> Verdict | None:
    left, right = _aged(pair.left.text), _aged(pair.right.text)
    if not left or not right or not _is_same_news(pair):
        return None
    for a in left:
        for b in right:
            if a.age != b.age and _is_one_person(a.name, b.name):
                return _age_verdict(pair, a, b)
    return None


def _age_verdict(pair: Accounts, a: Aged, b: Aged) -> Verdict:
    names = voices(pair)
    return Verdict(
        relation="conflict",
        subtype="number",
        difference=f"{' '.join(a.name)} is {a.age} in {names.left} and {b.age} in {names.right}.",
        confidence=0.7,
    )


def _is_same_news(pair: Accounts) -> bool:
    one, other = pair.left.said_on, pair.right.said_on
    return one is not None and other is not None and abs((one - other).days) <= SAME_NEWS_DAYS


@lru_cache(maxsize=CACHED_TEXTS)
def _aged(text: str) -> tuple[Aged, ...]:
    if not _DIGIT.search(text):
        return ()
    found = _AGED.finditer(text)
    return tuple(
        Aged(tuple((m["whose"] or m["name"]).split()), int(m["before"] or m["after"]))
        for m in found
    )


def _is_one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a[-1] == b[-1] and _is_one_given_name(a[0], b[0])


def _is_one_given_name(a: str, b: str) -> bool:
    """Equal, short for one another, or spelt in another way: "Isiah" and "Isaiah"."""
    one, other = a.casefold(), b.casefold()
    if one == other or one.startswith(other) or other.startswith(one):
        return True
    if _nicknames().get(one, frozenset({one})) & _nicknames().get(other, frozenset({other})):
        return True
    return sorted(set(one)) == sorted(set(other)) or one[:2] == other[:2]


def _namesakes(pair: Accounts) -> Verdict | None:
    """ "Ann Berg and Carl Lund died", "Carl Lund and Eva Berg died": who of the Bergs was it?"""
    if not pair.shared & events().keys():
        return None
    for left in _couples(pair.left.text):
        for right in _couples(pair.right.text):
            if change := _exchanged(left, right):
                return _name_verdict(pair, *change)
    return None


def _exchanged(left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
    """The one name of each couple that is not the same, if only its given name differs."""
    if len(left & right) != 1:
        return None
    one, other = min(left - right).split(), min(right - left).split()
    if one[-1] != other[-1] or _is_one_given_name(one[0], other[0]):
        return None
    return " ".join(one), " ".join(other)


def _name_verdict(pair: Accounts, here: str, there: str) -> Verdict:
    names = voices(pair)
    return Verdict(
        relation="conflict",
        subtype="actor",
        difference=f"Where {names.left} has {here}, {names.right} has {there}.",
        confidence=0.6,
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _couples(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((m["one"], m["other"])) for m in _JOINED.finditer(text))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each given name the full forms that it can stand for, itself included."""
    known: dict[str, set[str]] = {}
    for full, form in _forms():
        known.setdefault(form, {form}).add(full)
        known.setdefault(full, {full})
    return {form: frozenset(fulls) for form, fulls in known.items()}


def _forms() -> Iterator[tuple[str, str]]:
    for full, forms, *_ in lexicons.rows("nicknames"):
        for form in forms.split(","):
            yield full, form.strip()
