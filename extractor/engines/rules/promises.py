"""Commitments by modal, verb, adjective, noun and headline infinitive."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import lexicons
from extractor.engines.rules.agents import (
    action_end,
    agents,
    is_negated,
    noun_phrase,
    own_side,
    subject,
)
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.cues import is_noun, reading, verb_group
from extractor.engines.rules.findings import Promise, PromiseRule
from extractor.engines.rules.lexis import (
    ADVERB,
    BE,
    DET,
    MODAL,
    NEGATION,
    POSSESSIVE,
    SUBJECT,
    SUBORDINATOR,
    VERB,
    WH,
    readings,
    table,
)
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import CommitmentType

CLAUSE_WORDS = 12
"""How far behind "promised that" its "would" may stand."""
OWNER_WORDS = 6
"""How far before "commitment to" its verb may stand."""
_TYPES: dict[str, CommitmentType] = {
    "promise": "promise", "agreement": "agreement", "plan": "plan",
    "refusal": "refusal", "threat": "threat",
}  # fmt: skip
_ROWS = table("commissive", 4)
_FRAMES = {lemma: frozenset(frames.split()) for lemma, _, frames, _ in _ROWS}
_VERBS = readings((lemma, kind, irregular) for lemma, kind, _, irregular in _ROWS)
_PHRASES = table("commissive_phrases", 3)
_ADJECTIVES = {word: _TYPES[kind] for word, part, kind in _PHRASES if part == "adjective"}
_NOUNS = {word: _TYPES[kind] for word, part, kind in _PHRASES if part == "noun"}
_NOT_ACTS = lexicons.words("not_acts")
_WILL = frozenset("will shall 'll won't shan't".split())
_WOULD = frozenset("would 'd wouldn't".split())
_SILENCE = frozenset(
    "comment say discuss answer elaborate respond reply speak disclose confirm identify specify "
    "provide give name reveal speculate weigh".split()
)
"""What a source declines to do is no refusal in the matter."""
_HOLDING = frozenset(
    "has have had made makes make confirmed reaffirmed reiterated renewed repeated expressed "
    "announced stressed underlined confirms reaffirms reiterates voiced declared".split()
)
_COORDINATING = frozenset("and so while as".split())


def _modals(units: Units, unit: Unit) -> Iterator[Promise]:
    """We will …; X said that he would …; the outlet: X will …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 1):
        word = tokens.lows[index]
        if word not in _WILL and not (word in _WOULD and unit.speech == "indirect"):
            continue
        phrase = subject(units, unit, index)
        verb = _act_after(units, index + 1, unit.last)
        if phrase is None or verb is None or _is_embedded(units, unit, phrase):
            continue
        actors = _bound(units, unit, phrase, would=word in _WOULD)
        denied = bool(tokens.flags[index] & NEGATION) or is_negated(units, unit, verb)
        kind: CommitmentType = "refusal" if denied else "promise" if unit.speakers else "plan"
        last = action_end(units, verb, unit.last)
        yield Promise(actors, phrase.first, verb, last, kind, "modal")


def _is_embedded(units: Units, unit: Unit, phrase: Phrase) -> bool:
    """True for "guarantees that X will …" in the outlet's voice, and for "if X will"."""
    if phrase.first == unit.first:
        return False
    before = phrase.first - 1
    word, bits = units.doc.tokens.lows[before], units.doc.tokens.flags[before]
    if word == "that":
        return not unit.speakers
    return bool(bits & (SUBORDINATOR | WH)) and word not in _COORDINATING


def _bound(units: Units, unit: Unit, phrase: Phrase, *, would: bool) -> tuple[Actor, ...]:
    """Who is bound by "will": the speaker's own side, or whom the outlet names."""
    tokens = units.doc.tokens
    word, pronoun = tokens.lows[phrase.first], tokens.flags[phrase.first] & SUBJECT
    actors = agents(units, unit, phrase)
    if unit.speakers:
        if would and not pronoun:
            return ()
        return actors if own_side(unit, word, actors) else ()
    if word in ("you", "it") or (pronoun and phrase.first > _subject_start(units, unit)):
        return ()
    return tuple(actor for actor in actors if not actor.draft.anonymous)


def _subject_start(units: Units, unit: Unit) -> int:
    """Where the subject of a unit stands; a "he" behind it may be the subject himself."""
    first = skip_adjuncts(units.doc, unit.first, unit.last)
    return first + (units.doc.tokens.lows[first : first + 1] == [","])


def _act_after(units: Units, index: int, last: int) -> int | None:
    """The verb of an act behind "will"; None for a state, an event or a prediction."""
    tokens = units.doc.tokens
    while index < last and _is_between(tokens.flags[index], tokens.lows[index]):
        index += 1
    if index >= last or not tokens.lows[index].isalpha():
        return None
    if tokens.lows[index] == "be" and index + 1 < last:
        going = tokens.lows[index + 1]
        return index + 1 if going.endswith("ing") and going != "being" else None
    if tokens.lows[index] in _NOT_ACTS or tokens.flags[index] & (SUBJECT | MODAL | DET):
        return None
    return index


def _is_between(bits: int, word: str) -> bool:
    return bool(bits & (ADVERB | NEGATION)) or word.endswith("ly")


def _verbs(units: Units, unit: Unit) -> Iterator[Promise]:
    """X promised to …; X agreed to …; X refused to …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 1):
        if tokens.lows[index] not in _VERBS:
            continue
        cue = reading(units.doc, index, unit.last, _VERBS)
        if cue is None or not _is_done(units, unit, index, cue.form):
            continue
        act = _promised_act(units, unit, index + 1 + len(cue.particle), cue.lemma)
        phrase = subject(units, unit, index)
        if act is None or phrase is None:
            continue
        verb, denied = act
        if cue.kind == "refusal" and tokens.lows[verb] in _SILENCE:
            continue
        kind = "refusal" if denied else _TYPES[cue.kind]
        last = action_end(units, verb, unit.last)
        actors = agents(units, unit, phrase)
        yield Promise(actors, phrase.first, verb, last, kind, f"commissive_{cue.kind}")


def _is_done(units: Units, unit: Unit, index: int, form: str) -> bool:
    """False for a noun, a passive, a denial, a possibility or a demand."""
    doc, tokens = units.doc, units.doc.tokens
    if form in ("base", "third") and is_noun(doc, index, unit.first):
        return False
    if tokens.lows[index - 1] == "to":
        return False
    group = range(verb_group(doc, index, unit.first), index)
    if any(tokens.flags[i] & (MODAL | NEGATION) for i in group):
        return False
    return form == "gerund" or not any(tokens.flags[i] & BE for i in group)


def _promised_act(units: Units, unit: Unit, after: int, lemma: str) -> tuple[int, bool] | None:
    """The verb (or noun phrase) of what is promised, and whether it is left undone."""
    tokens, frames = units.doc.tokens, _FRAMES[lemma]
    if after >= unit.last - 1:
        return None
    denied = bool(tokens.flags[after] & NEGATION)
    at = skip_adjuncts(units.doc, after + denied, unit.last)
    if at >= unit.last - 1:
        return None
    if "to" in frames and tokens.lows[at] == "to":
        verb = at + 1 + tokens.is_mark(at + 1)
        return None if tokens.flags[verb] & DET or verb >= unit.last else (verb, denied)
    if "that" in frames and (act := _act_of_clause(units, unit, at)):
        return act
    if (
        "obj" in frames
        and tokens.lows[at] not in ("that", "such")
        and noun_phrase(units, at, unit.last)
    ):
        return at, denied
    return None


def _act_of_clause(units: Units, unit: Unit, at: int) -> tuple[int, bool] | None:
    """The act in "(that) he would …": the subject must be who promises."""
    tokens = units.doc.tokens
    for index in range(at, min(unit.last - 1, at + CLAUSE_WORDS)):
        if tokens.lows[index] in _WILL or tokens.lows[index] in _WOULD:
            verb = _act_after(units, index + 1, unit.last)
            mine = any(tokens.flags[i] & SUBJECT for i in range(at, index))
            return (verb, bool(tokens.flags[index] & NEGATION)) if verb and mine else None
    return None


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
        if phrase is None or tokens.lows[index + 2] in _NOT_ACTS:
            continue
        actors = agents(units, unit, phrase)
        if unit.speakers and not own_side(unit, tokens.lows[phrase.first], actors):
            continue
        if any(bit & NEGATION for bit in bits):
            kind = "refusal"
        last = action_end(units, index + 2, unit.last)
        yield Promise(actors, phrase.first, index + 2, last, kind, "ready_to")


def _nouns(units: Units, unit: Unit) -> Iterator[Promise]:
    """X confirmed the commitment to …; X's pledge to …; X has no plans to …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 2):
        kind = _NOUNS.get(tokens.lows[index])
        owner = _noun_owner(units, unit, index) if kind and tokens.lows[index + 1] == "to" else None
        if kind is None or owner is None:
            continue
        actors, first = owner
        if tokens.lows[index - 1] == "no":
            kind = "refusal"
        last = action_end(units, index + 2, unit.last)
        yield Promise(actors, first, index + 2, last, kind, "commissive_noun")


def _noun_owner(units: Units, unit: Unit, noun: int) -> tuple[tuple[Actor, ...], int] | None:
    """Whose commitment a noun is: the subject of "confirmed", or the possessor."""
    tokens = units.doc.tokens
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.lows[index] in _HOLDING:
            phrase = subject(units, unit, index)
            return (agents(units, unit, phrase), index) if phrase else None
    if tokens.lows[noun - 1] == "'s" and (mention := units.cast.covering(noun - 2)):
        return (units.resolver.named(mention),), mention.first
    if tokens.flags[noun - 1] & POSSESSIVE:
        owner = Phrase(noun - 1, noun)
        return agents(units, unit, owner), noun - 1
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
    if tokens.flags[verb] & VERB and tokens.lows[verb] not in _NOT_ACTS:
        last = action_end(units, verb, unit.last)
        actors = (units.resolver.named(mention),)
        yield Promise(actors, unit.first, verb, last, "plan", "headline_to")


RULES = (
    PromiseRule(_WILL | _WOULD, _modals),
    PromiseRule(frozenset(_VERBS), _verbs),
    PromiseRule(frozenset(_ADJECTIVES), _adjectives),
    PromiseRule(frozenset(_NOUNS), _nouns),
    PromiseRule(frozenset(["to"]), _headline),
)
