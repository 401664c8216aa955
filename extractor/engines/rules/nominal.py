"""Stances in nouns: X voiced support for Y; X's criticism of Y; X is an opponent of Y."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.engines.rules.agents import TARGET_WORDS, clause_start, is_negated, subject
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.cues import verb_group
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.holders import holders, owner
from extractor.engines.rules.inflection import plural
from extractor.engines.rules.lexis import (
    BE,
    CONJUNCTION,
    DET,
    HAVE,
    MODAL,
    NEGATION,
    POSSESSIVE,
    PREP,
    SUBJECT,
    VERB,
    WH,
    table,
)
from extractor.engines.rules.phrases import phrase_after
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import bare_phrase
from extractor.engines.rules.targets import aimed, target_text
from extractor.engines.rules.units import Unit, Units

OWNER_WORDS = 7
"""How far before a noun its possessor or its verb may stand."""
_VOICING = frozenset(
    "express expressed expresses expressing voice voiced voices voicing offer offered offers give "
    "gave gives given announce announced announces repeat repeated repeats renew renewed renews "
    "declare declared declares state stated states reiterate reiterated reiterates pledge pledged "
    "pledges show showed shows signal signaled signalled signals throw threw have has had keep "
    "kept reaffirm reaffirmed reaffirms confirm confirmed confirms draw up issue issued issues "
    "launch launched launches deliver delivered delivers lead leads led".split()
)
_DRAWING = frozenset(
    "draw draws drew drawn face faces faced facing receive receives received win wins won attract "
    "attracted attracts earn earned earns garner garnered garners get got gets met spark sparked "
    "sparks provoke provoked prompt prompted".split()
)
_ENDING = frozenset(
    "end ended drop dropped drops lose lost loses withdraw withdrew withdraws withdrawn abandon "
    "abandoned deny denied denies denying reverse reversed reverses rescind rescinded pull "
    "pulled".split()
)
"""Verbs that end or deny the position that the noun holds."""


class _Noun(NamedTuple):
    links: frozenset[str]
    sign: int
    person: bool


_NOUNS = {
    form: _Noun(frozenset(links.split()), int(f"{sign}1"), kind == "person")
    for noun, links, sign, kind in table("stance_nouns", 4)
    for form in (noun, plural(noun))
}


class _Owner(NamedTuple):
    actors: tuple[Actor, ...]
    first: int
    sign: int


def _held(units: Units, unit: Unit) -> Iterator[Finding]:
    """X voiced support for Y; X's criticism of Y; X is a critic of Y; X, a critic of Y,."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 2):
        noun = _NOUNS.get(tokens.lows[index])
        if noun is None:
            continue
        if tokens.lows[index + 1] == "from" and not noun.person:
            yield from _drawn(units, unit, index, noun.sign)
        if tokens.lows[index + 1] not in noun.links:
            continue
        find = _person if noun.person else _attitude
        owner = find(units, unit, index)
        aim = aimed(units, unit, index + 2, noun.sign * owner.sign) if owner else None
        if owner is None or aim is None or not owner.actors:
            continue
        last = max(aim.last, index + 2)
        yield Finding(owner.actors, aim.target, aim.sign, owner.first, last, "stance_noun")


def _attitude(units: Units, unit: Unit, noun: int) -> _Owner | None:
    """Whose attitude it is: the possessor's, or the subject's of "voiced" or "dropped"."""
    tokens = units.doc.tokens
    possessed: _Owner | None = None
    sign = 1
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS) - 1, -1):
        word = tokens.lows[index]
        if word == "no":
            sign = -1
        if word in _ENDING or (_voices(units, index) and index > unit.first):
            phrase = subject(units, unit, index)
            if phrase is None:
                return possessed
            turned = -1 if word in _ENDING or is_negated(units, unit, index) else 1
            return _Owner(holders(units, unit, phrase), phrase.first, sign * turned)
        if possessed is None and (word == "'s" or tokens.flags[index] & POSSESSIVE):
            possessed = _possessor(units, unit, index)
        elif not _goes_with_noun(units, index):
            break
    return possessed


def _voices(units: Units, index: int) -> bool:
    """True for a verb that has an attitude as its object; not for the "has" of "has ended"."""
    tokens = units.doc.tokens
    if tokens.lows[index] not in _VOICING:
        return False
    following = tokens.lows[index + 1]
    perfect = tokens.flags[index] & HAVE and tokens.flags[index + 1] & (VERB | BE)
    return not perfect and not (tokens.flags[index] & HAVE and following.endswith("ed"))


def _goes_with_noun(units: Units, index: int) -> bool:
    """True for what may stand between a possessor or a verb and its noun: no other phrase."""
    tokens = units.doc.tokens
    bits = tokens.flags[index]
    if tokens.is_mark(index):
        return tokens.lows[index] in "-,"
    if bits & PREP and tokens.flags[index + 1] & CONJUNCTION:  # "solidarity with and support for"
        return True
    if bits & CONJUNCTION:
        return tokens.lows[index - 1] in _NOUNS or bool(tokens.flags[index - 1] & PREP)
    return not bits & (PREP | SUBJECT & ~DET | WH | BE | MODAL)


def _possessor(units: Units, unit: Unit, index: int) -> _Owner | None:
    """The one before "'s", or whom "his" means."""
    found = owner(units, unit, index)
    return _Owner(found[1], found[0].first, 1) if found else None


def _drawn(units: Units, unit: Unit, noun: int, sign: int) -> Iterator[Finding]:
    """Y drew criticism from X."""
    tokens = units.doc.tokens
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.lows[index] not in _DRAWING:
            continue
        holder = phrase_after(units.doc, noun + 2, unit.last, loose=True)
        group = verb_group(units.doc, index, unit.first)
        start = skip_adjuncts(units.doc, clause_start(units, unit, group), group)
        target = target_text(units, unit, start, group) if group - start <= TARGET_WORDS else None
        if holder is not None and target and not is_negated(units, unit, index):
            actors = holders(units, unit, holder)
            yield Finding(actors, target, sign, start, holder.last, "stance_drawn")
        return


def _person(units: Units, unit: Unit, noun: int) -> _Owner | None:
    """X is (not) a critic of Y; X, a critic of Y, …."""
    tokens = units.doc.tokens
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.flags[index] & BE:
            phrase = subject(units, unit, index)
            start = verb_group(units.doc, index, unit.first)
            denied = any(tokens.flags[at] & NEGATION for at in range(start, noun))
            actors = holders(units, unit, phrase) if phrase else ()
            return _Owner(actors, phrase.first, -1 if denied else 1) if phrase else None
        if tokens.lows[index] == ",":
            phrase = bare_phrase(units.doc, index, unit.first)
            return _Owner(holders(units, unit, phrase), phrase.first, 1) if phrase else None
        if tokens.flags[index] & VERB or tokens.is_mark(index):
            return None
    return None


RULES = (StanceRule(frozenset(_NOUNS), _held),)
