"""Stances carried by acts: X imposed sanctions on Y; X agreed to send aid to Y."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from extractor.engines.rules.cues import reading
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.governing import Governed, governed
from extractor.engines.rules.holders import holders
from extractor.engines.rules.inflection import plural
from extractor.engines.rules.lexis import AUXILIARY, BASE, FINITE, readings, table
from extractor.engines.rules.targets import aimed
from extractor.engines.rules.units import Unit, Units

NOUN_WORDS = 9
"""How far behind its verb the noun of an act may stand ("offered another large aid package")."""
LINK_WORDS = 4
"""Words between the noun of an act and the preposition before its target."""


class _Act(NamedTuple):
    nouns: frozenset[str]
    links: frozenset[str]
    sign: int


def _acts() -> dict[str, tuple[_Act, ...]]:
    found: dict[str, list[_Act]] = defaultdict(list)
    for verbs, nouns, links, sign in table("stance_acts", 4):
        own = frozenset(form for noun in nouns.split() for form in (noun, plural(noun)))
        act = _Act(own if nouns != "-" else frozenset(), frozenset(links.split()), int(f"{sign}1"))
        for verb in verbs.split():
            found[verb].append(act)
    return {verb: tuple(acts) for verb, acts in found.items()}


_ACTS = _acts()
_IRREGULAR = {lemma: irregular for lemma, irregular in table("verbs", 2) if irregular}
_VERBS = readings((verb, "act", _IRREGULAR.get(verb, "")) for verb in _ACTS)
_DIRECT = {"threaten": -1, "refuse": 1}
"""What threatens to hurt or refuses to admit somebody is against him: by the sign of the act."""


def _done(units: Units, unit: Unit) -> Iterator[Finding]:
    """X imposed sanctions on Y; X threatened to close its border with Y; X refused to admit Y."""
    for index in range(unit.first, unit.last - 1):
        if units.doc.tokens.lows[index] not in _VERBS:
            continue
        cue = reading(units.doc, index, unit.last, _VERBS)
        if cue is None:
            continue
        who: Governed | None = None
        for act in _ACTS[cue.lemma]:
            target = _target(units, unit, index, act)
            who = who or (governed(units, unit, index, cue.form) if target else None)
            if target is None or who is None:
                continue
            found = _finding(units, unit, target, act, who)
            if found is not None:
                yield found
                break


def _target(units: Units, unit: Unit, verb: int, act: _Act) -> int | None:
    """Where the target begins: behind "sanctions on", or right behind the verb."""
    if not act.nouns:
        return verb + 1
    tokens = units.doc.tokens
    for index in range(verb + 1, min(unit.last, verb + NOUN_WORDS)):
        if tokens.is_mark(index) or tokens.flags[index] & AUXILIARY or tokens.lows[index] == "that":
            return None
        if tokens.lows[index] not in act.nouns:
            continue
        if act.links == {"-"}:
            return verb + 1
        for link in range(index + 1, min(unit.last - 1, index + 1 + LINK_WORDS)):
            if tokens.lows[link] in act.links:
                to_act = tokens.lows[link] == "to" and tokens.flags[link + 1] & BASE
                return None if to_act else link + 1  # "the support necessary to win"
            if tokens.is_mark(link) or tokens.flags[link] & (AUXILIARY | FINITE):
                return None
        return None
    return None


def _finding(units: Units, unit: Unit, target: int, act: _Act, who: Governed) -> Finding | None:
    sign = act.sign * who.sign
    if not act.nouns:
        if _DIRECT.get(who.lemma) != act.sign:
            return None
        sign = -1
    actors = holders(units, unit, who.holder)
    aim = aimed(units, unit, target, sign)
    if not actors or aim is None:
        return None
    last = max(aim.last, target)
    return Finding(actors, aim.target, aim.sign, who.holder.first, last, "stance_act")


RULES = (StanceRule(frozenset(_VERBS), _done),)
