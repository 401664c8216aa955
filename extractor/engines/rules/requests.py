"""Stances in what is asked, demanded, agreed on or kept to."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.engines.rules.agents import Aim, action_noun, agents, aimed, clause_start, subject
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.lexis import BASE, BE, DET, NEGATION
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.stance_verbs import stance_of_infinitive, towards
from extractor.engines.rules.units import Unit, Units

OWNER_WORDS = 4
"""A demand has its possessor this close before it."""
_DEMANDS = frozenset("demand requirement condition goal aim priority objective request".split())
_AGREEING = frozenset("agree agrees agreed insist insists insisted".split())
_CONFIRMING = frozenset(
    "confirmed reaffirmed reiterated restated renewed underlined stressed confirms reaffirms "
    "reiterates emphasized emphasised expressed voiced declared pledged promised offered".split()
)
_BACKING = frozenset("commitment support readiness solidarity sympathy".split())
BACKING_WORDS = 6
"""Words between "confirmed" and "commitment"."""


def _requests(units: Units, unit: Unit) -> Iterator[Finding]:
    """X asked Y (not) to do Z: X is for (against) doing Z."""
    if not unit.rule.endswith("asked_to"):
        return
    tokens = units.doc.tokens
    for index in range(unit.first + 2, unit.last - 1):
        verb = index + 1 + (tokens.is_mark(index + 1) and index + 2 < unit.last)
        if tokens.lows[index] == "to" and tokens.flags[verb] & BASE:
            sign = -1 if tokens.flags[index - 1] & NEGATION else 1
            aim = stance_of_infinitive(units, unit, verb)
            if aim is None:
                aim = Aim(action_noun(units, verb, unit.last), 1, unit.last)
            turned = sign * aim.sign
            yield Finding(
                unit.speakers, aim.target, turned, unit.first, unit.last, "stance_request"
            )
            return


def _demands(units: Units, unit: Unit) -> Iterator[Finding]:
    """The key demand of X is Y; X's goal: Y."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 4):
        owner = _owner(units, unit, index) if tokens.lows[index] in _DEMANDS else None
        if owner is None:
            continue
        actor, after = owner
        linked = after < unit.last - 1 and (
            tokens.lows[after] in ("—", "–", "-", ":") or tokens.flags[after] & BE
        )
        aim = aimed(units, unit, after + 1, 1) if linked else None
        if aim is not None:
            start = clause_start(units, unit, index)
            yield Finding((actor,), aim.target, aim.sign, start, aim.last, "stance_demand")


def _owner(units: Units, unit: Unit, noun: int) -> tuple[Actor, int] | None:
    """Whose demand it is, and the token behind it."""
    tokens, cast = units.doc.tokens, units.cast
    if tokens.lows[noun + 1] == "of":
        mention = cast.covering(noun + 2 + bool(tokens.flags[noun + 2] & DET))
        if mention is not None:
            return units.resolver.named(mention), mention.last
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.lows[index] == "'s" and (mention := cast.covering(index - 1)):
            return units.resolver.named(mention), noun + 1
    return None


def _agreements(units: Units, unit: Unit) -> Iterator[Finding]:
    """X agrees that Y should go on."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 4):
        if tokens.lows[index] not in _AGREEING or tokens.lows[index + 1] != "that":
            continue
        modals = (i for i in range(index + 2, unit.last) if tokens.lows[i] in ("should", "must"))
        modal = next(modals, index)
        phrase = subject(units, unit, index)
        if phrase is None or modal - index < 3:
            continue
        holders = unit.speakers or agents(units, unit, phrase)
        sign = -1 if tokens.flags[modal + 1] & NEGATION else 1
        target = tokens.words(index + 2, modal)
        yield Finding(holders, target, sign, phrase.first, unit.last, "stance_agreement")


def _commitments_to(units: Units, unit: Unit) -> Iterator[Finding]:
    """X confirmed the commitment to Y."""
    lows = units.doc.tokens.lows
    for index in range(unit.first, unit.last - 3):
        if lows[index] not in _CONFIRMING:
            continue
        for noun in range(index + 1, min(index + BACKING_WORDS, unit.last - 2)):
            if lows[noun] in _BACKING and lows[noun + 1] in ("to", "for", "with"):
                phrase = subject(units, unit, index)
                if phrase is not None:
                    yield from towards(units, unit, phrase, noun + 2, 1, "stance_commitment")


RULES = (
    StanceRule(frozenset(["to"]), _requests),
    StanceRule(_DEMANDS, _demands),
    StanceRule(_AGREEING, _agreements),
    StanceRule(_BACKING, _commitments_to),
)
