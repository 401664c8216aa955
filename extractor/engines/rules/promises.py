"""Commitments by modal and by verb: we will …; X promised to …."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.engines.rules.acting import (
    act_after,
    act_end,
    before_main_verb,
    own_agents,
)
from extractor.engines.rules.agents import is_negated, own_side, subject
from extractor.engines.rules.binding import (
    CLAUSE_WORDS,
    FRAMES,
    TYPES,
    VERBS,
    WILL,
    WOULD,
    promised_act,
)
from extractor.engines.rules.clauses import main_subject, skip_adjuncts
from extractor.engines.rules.cues import is_noun, reading, verb_group
from extractor.engines.rules.findings import Promise, PromiseRule
from extractor.engines.rules.lexis import (
    BASE,
    BE,
    CONJUNCTION,
    CUE,
    DEMONYM,
    DET,
    DO,
    FINITE,
    HAVE,
    MODAL,
    NEGATION,
    OFFICE,
    POSSESSIVE,
    STATE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    WH,
    Cue,
)
from extractor.engines.rules.phrases import Phrase, head
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import CommitmentType

_SILENCE = frozenset(
    "comment say discuss answer elaborate respond reply speak disclose confirm identify specify "
    "provide give name reveal speculate weigh rule".split()
)
"""What a source declines to do is no refusal in the matter."""
_COORDINATING = frozenset("and so while as but".split())
_ANNOUNCING = frozenset(["announce"])
"""What is announced is settled, whoever is to do it; what is said of others is foretold."""
_PRONOUNS = frozenset("he she it they we i".split())
_ASKING = frozenset("how whether if what why where who whom".split())
_GOVERNING = re.compile(r"\b(?:minister|secretary|president|premier|treasurer|chancellor)\b", re.I)
"""Offices whose holders speak for "the government"."""
_FUNDING = frozenset(
    "allocating announcing committing contributing investing providing funding".split()
)
_MONEY = frozenset("$£€")


def _modals(units: Units, unit: Unit) -> Iterator[Promise]:
    """We will …; X said that he would …; the outlet: X will …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 1):
        word = tokens.lows[index]
        if word not in WILL and not (word in WOULD and unit.speech == "indirect"):
            continue
        named = tokens.is_capital(index) and not units.doc.titled[index]  # "Will Smith"
        phrase = subject(units, unit, index)
        if named or phrase is None or _is_embedded(units, unit, phrase):
            continue
        verb = act_after(units, index + 1, unit.last, by_agent=_can_act(units, phrase))
        if verb is None or (word == "'d" and not tokens.flags[verb] & BASE):  # "he had"
            continue
        actors = _bound(units, unit, phrase, would=word in WOULD)
        denied = bool(tokens.flags[index] & NEGATION) or is_negated(units, unit, verb)
        own = unit.speakers and unit.lemma not in _ANNOUNCING
        kind: CommitmentType = "refusal" if denied else "promise" if own else "plan"
        last = act_end(units, verb, unit.last)
        yield Promise(actors, phrase.first, verb, last, kind, "modal")


def _can_act(units: Units, phrase: Phrase) -> bool:
    """True for a pronoun, a name or an office: who helps; a law or a meeting only does good."""
    top = head(units.doc, phrase)
    bits = units.doc.tokens.flags[top]
    pronoun = bits & SUBJECT and units.doc.tokens.lows[top] not in ("it", "this", "that")
    return bool(pronoun or bits & OFFICE) or units.cast.covering(top) is not None


def _is_embedded(units: Units, unit: Unit, phrase: Phrase) -> bool:
    """True for what somebody else holds or asks, in the outlet's voice: "guarantees that X will",
    "it is estimated X will"; for "if X will"; for the boast "only X will"."""
    if phrase.first == unit.first:
        return units.doc.tokens.lows[phrase.first] == "only"
    before = phrase.first - 1
    word, bits = units.doc.tokens.lows[before], units.doc.tokens.flags[before]
    if word == "only":
        return True
    if word == "that" or (bits & (FINITE | CUE) and not bits & (BASE | TIME)):
        return not unit.speakers
    return bool(bits & (SUBORDINATOR | WH)) and word not in _COORDINATING


def _bound(units: Units, unit: Unit, phrase: Phrase, *, would: bool) -> tuple[Actor, ...]:
    """Who is bound by "will": the speaker's own side, or whom the outlet names."""
    tokens = units.doc.tokens
    word, pronoun = tokens.lows[phrase.first], tokens.flags[phrase.first] & SUBJECT
    actors = own_agents(units, unit, phrase)
    if unit.speakers:
        if unit.lemma in _ANNOUNCING and not pronoun:
            return tuple(actor for actor in actors if not actor.draft.anonymous)
        if would and not pronoun:
            return ()
        governs = _is_own_government(units, unit, phrase)
        return actors if governs or own_side(unit, word, actors) else ()
    if word in ("you", "it") or (pronoun and phrase.first > _subject_start(units, unit)):
        return ()
    return tuple(actor for actor in actors if not actor.draft.anonymous)


def _is_own_government(units: Units, unit: Unit, phrase: Phrase) -> bool:
    """True for "the government" in the words of its minister; not for that of a named state."""
    tokens = units.doc.tokens
    if tokens.lows[phrase.last - 1] not in ("government", "administration"):
        return False
    foreign = any(tokens.flags[i] & (STATE | DEMONYM) for i in range(phrase.first, phrase.last))
    return not foreign and any(_GOVERNING.search(one.draft.role or "") for one in unit.speakers)


def _subject_start(units: Units, unit: Unit) -> int:
    """Where the subject of a unit stands; a "he" behind it may be the subject himself."""
    first = skip_adjuncts(units.doc, unit.first, unit.last)
    return first + (units.doc.tokens.lows[first : first + 1] == [","])


def _verbs(units: Units, unit: Unit) -> Iterator[Promise]:
    """X promised to …; X agreed to …; X refused to …."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 1):
        if tokens.lows[index] not in VERBS:
            continue
        cue = reading(units.doc, index, unit.last, VERBS)
        if cue is None or not _is_done(units, unit, index, cue):
            continue
        act = promised_act(units, unit, index + 1 + len(cue.particle), cue.lemma)
        phrase = _promiser(units, unit, index)
        if act is None or phrase is None or _is_asked(units, unit, phrase):
            continue
        verb, denied = act
        if cue.kind == "refusal" and _keeps_silent(units, verb):
            continue
        kind = "refusal" if denied else TYPES[cue.kind]
        last = act_end(units, verb, unit.last)
        if units.doc.tokens.flags[phrase.apposition[0]] & WH and phrase.apposition[1] > 0:
            last = before_main_verb(units, verb, last)
        if _is_subordinate(units, unit, phrase):
            last = next((i for i in range(verb, last) if tokens.lows[i] == ","), last)
        actors = own_agents(units, unit, phrase)
        if cue.form == "base" and len(actors) == 1 and actors[0].draft.type == "person":
            actors = actors if tokens.flags[phrase.first] & SUBJECT else ()  # "that Lee offer"
        yield Promise(actors, phrase.first, verb, last, kind, f"commissive_{cue.kind}")


def _is_subordinate(units: Units, unit: Unit, phrase: Phrase) -> bool:
    """True for "After X vowed to …, Y …": the act ends with its clause."""
    before = phrase.first - 1
    opens = unit.first <= before < unit.first + CLAUSE_WORDS
    return opens and bool(units.doc.tokens.flags[before] & SUBORDINATOR)


def _promiser(units: Units, unit: Unit, verb: int) -> Phrase | None:
    """The subject; a pronoun right before the verb, even in "the target it pledged to reach"; the
    subject of the sentence behind ", Governor Lee, plans" and in "X denied it and pledged to"."""
    tokens = units.doc.tokens
    group = verb_group(units.doc, verb, unit.first)
    before = group - 1
    if before < unit.first:
        return None
    if tokens.lows[before] in _PRONOUNS and (unit.speakers or _refers(units, unit, before)):
        return Phrase(before, group)
    found = subject(units, unit, verb)
    joined = tokens.flags[before] & CONJUNCTION and not tokens.lows[verb].endswith("ing")
    if found is None and (joined or tokens.lows[before] == ",") and not unit.speakers:
        first = unit.first
        while first < before and tokens.flags[first] & (CONJUNCTION | SUBORDINATOR):
            first += 1
        return main_subject(units.doc, first, before)
    return found


def _refers(units: Units, unit: Unit, token: int) -> bool:
    """True for "it" at the head of a sentence, or behind a noun: "the target it pledged"."""
    if units.doc.tokens.lows[token] != "it":
        return True
    return token == unit.first or not units.doc.tokens.flags[token - 1]


def _is_asked(units: Units, unit: Unit, phrase: Phrase) -> bool:
    """True for "how they intend to pay" and "nor did she plan to", which are no plans."""
    tokens, before = units.doc.tokens, phrase.first - 1
    if before < unit.first:
        return False
    return tokens.lows[before] in _ASKING or bool(tokens.flags[before] & DO)


def _keeps_silent(units: Units, verb: int) -> bool:
    """True for "to comment"; not for "to say the words": that is an act withheld."""
    tokens = units.doc.tokens
    spoken = tokens.lows[verb] in ("say", "speak") and verb + 1 < len(tokens)
    return tokens.lows[verb] in _SILENCE and not (spoken and tokens.flags[verb + 1] & DET)


def _is_done(units: Units, unit: Unit, index: int, cue: Cue) -> bool:
    """False for a noun, a passive, a denial, a possibility, a demand, an attribute, or history."""
    doc, tokens = units.doc, units.doc.tokens
    form, lemma = cue.form, cue.lemma
    before = tokens.lows[index - 1]
    adjective = before.endswith(("ing", "ed")) or "-" in before[1:]  # "dampened plans to return"
    adjective = adjective and (index - 1 == unit.first or not tokens.is_capital(index - 1))
    if form in ("base", "third") and (adjective or is_noun(doc, index, unit.first)):
        return False
    if before == "to" or before[0].isdigit() or (form == "base" and _is_open(units, unit, index)):
        return False
    group = range(verb_group(doc, index, unit.first), index)
    if any(tokens.flags[i] & (MODAL | NEGATION) for i in group):
        return False
    if "now" in FRAMES[lemma] and form == "past":
        return any(tokens.flags[i] & HAVE for i in group)
    if "reported" in FRAMES[lemma] and form == "past" and not unit.speakers:
        return any(tokens.flags[i] & HAVE for i in group)
    progressive = any(tokens.flags[i] & BE for i in group)
    if form != "gerund":
        return not progressive
    lead = group.start - 1
    shared = tokens.is_mark(lead) or bool(tokens.flags[lead] & CONJUNCTION)
    governs = tokens.lows[index + 1] == "to" or tokens.flags[index + 1] & (DET | POSSESSIVE)
    return progressive or (shared and bool(governs or tokens.lows[index + 1] in ("not", "that")))


def _is_open(units: Units, unit: Unit, index: int) -> bool:
    """True for the second verb of "could lift the ban or refuse to extend it"."""
    tokens = units.doc.tokens
    if not tokens.flags[index - 1] & CONJUNCTION:
        return False
    reach = range(index - 2, max(unit.first, index - CLAUSE_WORDS) - 1, -1)
    governing = (i for i in reach if tokens.flags[i] & MODAL or tokens.lows[i] == "to")
    first = next(governing, None)
    return first is not None and tokens.lows[first] not in WILL


def _funding(units: Units, unit: Unit) -> Iterator[Promise]:
    """We are allocating $7 million to …: to say so is to do it."""
    tokens = units.doc.tokens
    for index in range(unit.first + 2, unit.last - 2):
        if tokens.lows[index] not in _FUNDING or tokens.lows[index + 1] not in _MONEY:
            continue
        group = verb_group(units.doc, index, unit.first)
        phrase = subject(units, unit, index)
        if phrase is None or not any(tokens.flags[i] & BE for i in range(group, index)):
            continue
        actors = own_agents(units, unit, phrase)
        if unit.speakers and not own_side(unit, tokens.lows[phrase.first], actors):
            continue
        last = act_end(units, index, unit.last)
        yield Promise(actors, phrase.first, index, last, "promise", "funding")


def around_quotations(units: Units) -> Iterator[tuple[Unit, Promise]]:
    """X pledged to end “…”, where the words quoted are no speech by themselves."""
    doc = units.doc
    read = {unit.sentence for unit in units.readable}
    quoting = {doc.sentence_at(quotation.start) for quotation in doc.quotations} - read
    for number in sorted(quoting):
        sentence = doc.sentences[number]
        if VERBS.keys().isdisjoint(doc.tokens.lows[sentence.first : sentence.last]):
            continue
        unit = Unit(sentence.first, sentence.last, (), (), "own_voice", "quoting", number)
        for promise in _verbs(units, unit):
            if doc.quoted[promise.first] < 0:
                yield unit, promise


RULES = (
    PromiseRule(_FUNDING, _funding),
    PromiseRule(WILL | WOULD, _modals),
    PromiseRule(frozenset(VERBS), _verbs),
)
