"""Commitments of a programme, a review or a plan: the review will report; X's plan will give …."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import lexicons
from extractor.drafts import ActorDraft
from extractor.engines.rules.acting import act_end
from extractor.engines.rules.findings import Promise, PromiseRule
from extractor.engines.rules.lexis import ADVERB, DET, POSSESSIVE, table
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units

NAME_WORDS = 5
"""Longest "independent tax policy review" looked through for its article or its owner."""
_ROWS = table("programmes", 2)
_THEMSELVES = frozenset(noun for noun, bound in _ROWS if bound == "itself")
_OWNED = frozenset(noun for noun, bound in _ROWS if bound == "owner")
_ACTS = lexicons.words("programme_acts")
_WILL = frozenset(["will", "shall"])


def owner_of(units: Units, phrase: Phrase) -> Actor | None:
    """Who is bound by what "X's plan" will do."""
    tokens = units.doc.tokens
    if tokens.lows[phrase.last - 1] not in _OWNED:
        return None
    for index in range(phrase.last - 2, phrase.first, -1):
        if tokens.lows[index] == "'s" and (mention := units.cast.covering(index - 1)):
            return units.resolver.named(mention)
    return None


def _programmes(units: Units, unit: Unit) -> Iterator[Promise]:
    """The inquiry will report to the mayor by May."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 2):
        word = tokens.lows[index]
        if word not in _THEMSELVES and word not in _OWNED:
            continue
        verb = _act_of(units, index + 1, unit.last)
        phrase = _named(units, unit, index) if verb is not None else None
        if verb is None or phrase is None:
            continue
        owner = owner_of(units, phrase)
        if owner is None and word in _THEMSELVES:
            owner = _itself(units, phrase)
        if owner is not None:
            last = act_end(units, verb, unit.last)
            yield Promise((owner,), phrase.first, verb, last, "plan", "programme")


def _act_of(units: Units, index: int, last: int) -> int | None:
    """The verb behind "will", if it is what a programme does."""
    tokens = units.doc.tokens
    if tokens.lows[index] not in _WILL:
        return None
    index += 1
    while index < last - 1 and tokens.flags[index] & ADVERB:
        index += 1
    return index if index < last and tokens.lows[index] in _ACTS else None


def _named(units: Units, unit: Unit, noun: int) -> Phrase | None:
    """The noun with its article or its owner, where it is the subject of its clause."""
    tokens = units.doc.tokens
    for first in range(noun - 1, max(unit.first, noun - NAME_WORDS) - 1, -1):
        if tokens.is_mark(first):
            return None
        if tokens.lows[first] == "'s":
            mention = units.cast.covering(first - 1)
            return Phrase(mention.first, noun + 1) if mention else None
        if tokens.flags[first] & (DET | POSSESSIVE):
            return Phrase(first, noun + 1) if tokens.lows[first] in ("the", "this") else None
    return None


def _itself(units: Units, phrase: Phrase) -> Actor:
    name = units.doc.tokens.words(phrase.first + 1, phrase.last)
    return Actor(ActorDraft(name=name, type="organization"))


RULES = (PromiseRule(_THEMSELVES | _OWNED, _programmes),)
