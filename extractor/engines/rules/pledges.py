"""Commitments by adjective, noun, headline infinitive, and by what a pledge is quoted to be."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.engines.rules.acting import (
    NOT_ACTS,
    act_end,
    before_main_verb,
    is_infinitive,
    own_agents,
)
from extractor.engines.rules.agents import own_side, subject
from extractor.engines.rules.binding import TYPES, WILL, WOULD
from extractor.engines.rules.clauses import main_subject
from extractor.engines.rules.cues import verb_group
from extractor.engines.rules.findings import Promise, PromiseRule
from extractor.engines.rules.lexis import (
    ADVERB,
    BASE,
    BE,
    CUE,
    FINITE,
    MODAL,
    NEGATION,
    POSSESSIVE,
    PREP,
    TIME,
    VERB,
    table,
)
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import CommitmentType

NOUN_WORDS = 4
"""How far behind "pledge" its "to" may stand ("pledge last month to")."""
OWNER_WORDS = 6
"""How far before "commitment to" its verb may stand."""
_PHRASES = table("commissive_phrases", 3)
_ADJECTIVES = {word: TYPES[kind] for word, part, kind in _PHRASES if part == "adjective"}
_NOUNS = {word: TYPES[kind] for word, part, kind in _PHRASES if part == "noun"}
_HOLDING = frozenset(
    "has have had made makes signed reached entered struck unveiled outlined confirmed reaffirmed "
    "reiterated renewed repeated expressed announced stressed underlined confirms reaffirms "
    "reiterates voiced declared".split()
)
_PLEDGING = frozenset("promise pledge vow swear guarantee".split())


def _adjectives(units: Units, unit: Unit) -> Iterator[Promise]:
    """X is ready to …; X is committed to …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 2, unit.last - 2):
        kind = _ADJECTIVES.get(tokens.lows[index])
        if kind is None or tokens.lows[index + 1] != "to":
            continue
        group = verb_group(units.doc, index, unit.first)
        bits = [tokens.flags[i] for i in range(group, index)]
        if not any(bit & BE for bit in bits) or any(bit & MODAL for bit in bits):
            continue
        phrase = subject(units, unit, index)
        if phrase is None or tokens.lows[index + 2] in NOT_ACTS:
            continue
        if phrase.first > unit.first and tokens.lows[phrase.first - 1] in ("if", "whether"):
            continue
        actors = own_agents(units, unit, phrase)
        if unit.speakers and not own_side(unit, tokens.lows[phrase.first], actors):
            continue
        if any(bit & NEGATION for bit in bits):
            kind = "refusal"
        last = act_end(units, index + 2, unit.last)
        yield Promise(actors, phrase.first, index + 2, last, kind, "ready_to")


def _nouns(units: Units, unit: Unit) -> Iterator[Promise]:
    """X confirmed the commitment to …; X's pledge to …; X has no plans to …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 2):
        kind = _NOUNS.get(tokens.lows[index])
        if kind is None:
            continue
        to = _to_behind(units, index + 1, unit.last)
        if to is None:
            continue
        owner = _noun_owner(units, unit, index, is_infinitive(units, to + 1, unit.last))
        if owner is None:
            continue
        actors, first = owner
        if tokens.lows[index - 1] == "no" or tokens.lows[to - 1] == "not":
            kind = "refusal"
        last = before_main_verb(units, to + 1, act_end(units, to + 1, unit.last))
        yield Promise(actors, first, to + 1, last, kind, "commissive_noun")


def _to_behind(units: Units, index: int, last: int) -> int | None:
    """The "to" of "plan to", "pledge last month to", "promise not to"."""
    tokens = units.doc.tokens
    for at in range(index, min(last - 1, index + NOUN_WORDS)):
        if tokens.lows[at] == "to":
            return at
        timed = tokens.flags[at] & (TIME | NEGATION) or tokens.lows[at] in ("last", "this", "on")
        if not timed:
            return None
    return None


def _noun_owner(
    units: Units, unit: Unit, noun: int, to_act: bool
) -> tuple[tuple[Actor, ...], int] | None:
    """Whose commitment a noun is: the subject of "confirmed", or the possessor of what he is to
    do ("Russia's threat to peace" is none)."""
    tokens = units.doc.tokens
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.lows[index] in _HOLDING:
            phrase = subject(units, unit, index)
            return (own_agents(units, unit, phrase), index) if phrase else None
        if tokens.flags[index] & (FINITE | CUE) and not tokens.flags[index] & BASE:
            break
    if not to_act:
        return None
    if tokens.lows[noun - 1] == "'s" and (mention := units.cast.covering(noun - 2)):
        return (units.resolver.named(mention),), mention.first
    if tokens.lows[noun - 1] == "with":
        owner = main_subject(units.doc, unit.first, noun - 1)
        return (own_agents(units, unit, owner), noun) if owner else None
    if tokens.flags[noun - 1] & POSSESSIVE:
        owner = Phrase(noun - 1, noun)
        return own_agents(units, unit, owner), noun - 1
    return None


def _headline(units: Units, unit: Unit) -> Iterator[Promise]:
    """ "US to submit response" in a headline."""
    tokens = units.doc.tokens
    if not (units.doc.sentences[unit.sentence].heading or unit.rule.endswith("_colon")):
        return
    mention = units.cast.covering(unit.first)
    if mention is None or mention.last + 1 >= unit.last or tokens.lows[mention.last] != "to":
        return
    verb = mention.last + 1
    if tokens.flags[verb] & VERB and tokens.lows[verb] not in NOT_ACTS:
        last = act_end(units, verb, unit.last)
        actors = (units.resolver.named(mention),)
        yield Promise(actors, unit.first, verb, last, "plan", "headline_to")


def reported(units: Units) -> Iterator[tuple[Unit, Promise]]:
    """What a pledge is reported to be: X pledged that, if elected, he would be …; X promised to
    “be …”: whoever promises that a thing will be so, answers for it."""
    for unit in units.all:
        if unit.lemma not in _PLEDGING or not unit.speakers:
            continue
        if _is_behind_to(units, unit.first):
            last = act_end(units, unit.first, unit.last)
            yield unit, Promise(unit.speakers, unit.first, unit.first, last, "promise", "pledged")
        elif (found := _pledged_clause(units, unit)) is not None:
            yield unit, found


def _is_behind_to(units: Units, first: int) -> bool:
    tokens = units.doc.tokens
    before = first - 1 - (first > 0 and tokens.is_mark(first - 1))
    return before >= 0 and tokens.lows[before] == "to"


def _promises(units: Units, index: int) -> bool:
    """True for "will" and "would", and for the "is" of "he's staying in the race"."""
    tokens = units.doc.tokens
    if tokens.lows[index] in WILL or tokens.lows[index] in WOULD:
        return True
    going = tokens.lows[index + 1].endswith("ing") and tokens.lows[index + 1] != "being"
    own = tokens.lows[index - 1] in ("he", "she", "they", "i", "we")
    return bool(tokens.flags[index] & BE) and going and own


def _pledged_clause(units: Units, unit: Unit) -> Promise | None:
    """ "He would be …", or the whole clause where something else is its subject.

    None for a clause that lacks its object: of "a wall she promised they would pay for".
    """
    tokens = units.doc.tokens
    if tokens.flags[unit.last - 1] & PREP:
        return None
    modals = (i for i in range(unit.first + 1, unit.last - 1) if _promises(units, i))
    modal = next(modals, None)
    if modal is None:
        return None
    first_person = tokens.lows[modal - 1] in ("i", "we")
    if unit.speech == "direct" and not first_person:
        return None
    mine = first_person or tokens.lows[modal - 1] in ("he", "she", "they")
    verb = modal + 1 if mine else unit.first
    while verb < unit.last - 1 and tokens.flags[verb] & ADVERB:
        verb += 1
    if tokens.lows[verb : verb + 2] == ["going", "to"] and verb + 2 < unit.last:
        verb += 2
    denied = (tokens.flags[modal] | tokens.flags[modal + 1]) & NEGATION
    last = act_end(units, verb, unit.last) if mine else unit.last
    kind: CommitmentType = "refusal" if denied and mine else "promise"
    return Promise(unit.speakers, unit.first, verb, last, kind, "pledged")


RULES = (
    PromiseRule(frozenset(_ADJECTIVES), _adjectives),
    PromiseRule(frozenset(_NOUNS), _nouns),
    PromiseRule(frozenset(["to"]), _headline),
)
