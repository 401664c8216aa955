"""Whom the holder of an office speaks for, as far as the words for the office tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons
from extractor.actors.bodies import Owner
from extractor.actors.lexicon import (
    CACHED_PHRASES,
    bare,
    office_called,
    office_names,
    office_of,
    office_phrase,
    state_in,
    state_named,
    without_namesakes,
)
from extractor.actors.regions import region_of, regions

LONGEST_OFFICE = 4
"""Words of the longest office in the lexicon ("minister of foreign affairs")."""

LONGEST_ROLE = 9
"""Words before a name that are read for an office."""

LONGEST_STATE = 3
"""Words of a name of a state that may stand before a portfolio."""

_PART_ENDS = re.compile(r"[,;]| and | who | that | which | [-–—]+ ")
_COMPLEMENTS = frozenset({"of", "for", "at"})
_ASIDES = frozenset("to in on with by near since over against about".split())
_FORMERLY = frozenset("from until under during between".split())
"""What follows an office shows that it was held then: "president from 2000 to 2006"."""
_GENERAL = {"secretary": "minister", "secretary general": "secretary general"}
"""A "Secretary" may be one of State; a secretary general is no general."""

_LETTERS = re.compile(r"[^\W\d_]+")

Known = Callable[[str], Owner | None]
"""What a phrase names, in one article: a state or a body, or neither."""


class Office(NamedTuple):
    """An office, and the state in which it is held, where that is told."""

    name: str
    state: str | None


class _Function(NamedTuple):
    """A function that a role names, and the words around it."""

    name: str
    before: tuple[str, ...]
    inside: tuple[str, ...]
    """The words of the function itself, without the noun: "Pentagon" of "Pentagon chief"."""
    link: str
    """The word behind it; empty without one."""
    behind: str
    """What follows that."""
    many: bool
    """Whether it is in the plural."""

    @property
    def understood(self) -> bool:
        """Whether nothing, or a preposition, is behind it."""
        return not self.link or self.link in _COMPLEMENTS | _ASIDES


def spoken_for(role: str, known: Known, *, single: bool = False) -> str | None:
    """The state or body for which the holder of `role` speaks; None where the words leave it open.

    All words of the role have to be understood: "Russian Foreign Ministry spokeswoman" speaks
    for that ministry, "German Open director" for nobody known here, nor does a former minister.
    With `single` a role of several people ("officials") counts for none.
    """
    if is_out_of_office(role):
        return None
    function = _function(bare(_PART_ENDS.split(role, maxsplit=1)[0]).split())
    if function is None or not function.understood:
        return None
    kinds = _speakers().get(function.name, frozenset())
    if function.many and (single or "many" not in kinds):
        return None
    if "region" in kinds:
        return _region(function)
    owner = _owner(function, kinds, known)
    return owner.name if owner and owner.kind in kinds else None


def spoken_for_before(words: str, known: Known) -> str | None:
    """The state or body of an office that stands right before a name, at the end of `words`.

    "Officials met senior State Department spokesman" ends in one; a former one is none.
    """
    if _office_nouns().isdisjoint(_LETTERS.findall(words.lower())):
        return None
    all_words = words.split()
    for size in range(min(LONGEST_ROLE, len(all_words)), 1, -1):
        before, role = all_words[:-size], " ".join(all_words[-size:])
        if owner := spoken_for(role, known, single=True):
            whole = not before or not (before[-1][:1].isupper() or is_out_of_office(before[-1]))
            return owner if whole else None
    return None


def function_in(role: str) -> str | None:
    """The function that a role names, if its holder speaks for somebody: "spokesperson"."""
    function = _function(bare(_PART_ENDS.split(role, maxsplit=1)[0]).split())
    return function.name if function and function.name in _speakers() else None


def is_out_of_office(role: str) -> bool:
    """Whether a role is one that somebody had, or wants: a former minister, a candidate."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", role.lower().replace("ex-", "ex "))
    return not _out_of_office().isdisjoint(words)


def _function(words: list[str]) -> _Function | None:
    """The last noun before the first preposition, or an office of several words."""
    head = next(
        (i for i, word in enumerate(words) if word in _COMPLEMENTS | _ASIDES | _FORMERLY),
        len(words),
    )
    for size in range(LONGEST_OFFICE, 1, -1):
        for start in range(min(head, len(words) - size + 1)):
            if office := office_phrase(" ".join(words[start : start + size])):
                return _with_rest(office, words, start, start + size)
    if not head:
        return None
    noun = words[head - 1].lower().rstrip(".")
    return _with_rest(office_called(noun) or noun.removesuffix("s"), words, head - 1, head)


def _with_rest(name: str, words: list[str], start: int, end: int) -> _Function:
    link = words[end] if end < len(words) else ""
    return _Function(
        name=name,
        before=tuple(words[:start]),
        inside=tuple(words[start : end - 1]),
        link=link,
        behind=" ".join(words[end + 1 :]),
        many=words[end - 1].endswith("s"),
    )


def _owner(function: _Function, kinds: frozenset[str], known: Known) -> Owner | None:
    if function.link in _COMPLEMENTS:
        understood = all(word.lower() in _qualifiers() for word in function.before)
        return known(_until_aside(function.behind)) if understood else None
    if "after" in kinds and function.link != "to":
        return None
    return _before(function.before or function.inside, known, loose="loose" in kinds)


def _before(words: tuple[str, ...], known: Known, *, loose: bool) -> Owner | None:
    """The owner that words before an office name, "senior" and "deputy" set aside."""
    inner = list(words)
    if without_namesakes(" ".join(inner)) != " ".join(inner):
        return None
    while inner:
        if owner := known(" ".join(inner)):
            return owner
        if inner[-1].lower() in _qualifiers():
            inner.pop()
        elif inner[0].lower() in _qualifiers():
            inner.pop(0)
        else:
            break
    return _leading_state(inner, known) if loose else None


def _leading_state(words: list[str], known: Known) -> Owner | None:
    """The state at the beginning: the rest is a portfolio ("Russian Emergencies Minister")."""
    for size in range(LONGEST_STATE, 0, -1):
        first, rest = " ".join(words[:size]), words[size:]
        if rest and state_named(first) and not any(map(state_named, rest)):
            return known(first)
    return None


def _until_aside(phrase: str) -> str:
    words = phrase.split()
    end = next((i for i, word in enumerate(words) if word in _ASIDES), len(words))
    return " ".join(words[:end])


def _region(function: _Function) -> str | None:
    behind = bare(_until_aside(function.behind)) if function.link == "of" else ""
    name = bare(" ".join(function.before)) or behind
    words = [word for word in name.split() if word.lower() not in _qualifiers()]
    region = regions().get(" ".join(words))
    return region.canonical if region else region_of(name)


@cache
def _speakers() -> Mapping[str, frozenset[str]]:
    return {row[0]: frozenset(lexicons.cells(row[1])) for row in lexicons.rows("speakers")}


@cache
def _office_nouns() -> frozenset[str]:
    """The last words, in letters alone, of all that names a function with a speaker's rights."""
    named = [name for name, office in office_names().items() if office in _speakers()]
    nouns = {_LETTERS.findall(name)[-1] for name in (*named, *_speakers())}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})


@cache
def _qualifiers() -> frozenset[str]:
    return lexicons.words("speaker_qualifiers")


@cache
def _out_of_office() -> frozenset[str]:
    return lexicons.words("not_in_office")


def offices_in(roles: Iterable[str | None]) -> frozenset[Office]:
    """The offices that roles name."""
    return frozenset(office for role in roles if role and (office := _office_in(role)))


@lru_cache(maxsize=CACHED_PHRASES)
def _office_in(role: str) -> Office | None:
    office = office_of(role)
    return Office(office, state_in(role)) if office else None


def fit(held: Iterable[Office], wanted: Iterable[Office]) -> bool:
    """Whether an office is among those held; a state that nobody names contradicts none."""
    return any(
        one.name == other.name and _one_state(one, other) for one in held for other in wanted
    )


def may_be_one(held: Iterable[Office], wanted: Iterable[Office]) -> bool:
    """Whether the holder of some offices may be the holder of others; without offices, anybody.

    A deputy, a former and a present minister may be one, a senator and a minister are not.
    """
    held, wanted = tuple(held), tuple(wanted)
    alike = (
        _general(one.name) == _general(other.name) and _one_state(one, other)
        for one in held
        for other in wanted
    )
    return not held or not wanted or any(alike)


def _general(office: str) -> str:
    last = office.replace("-", " ").split()[-1]
    return _GENERAL.get(office) or _GENERAL.get(last, last)


def _one_state(one: Office, other: Office) -> bool:
    return one.state is None or other.state is None or one.state == other.state
