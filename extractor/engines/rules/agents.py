"""Who acts in a clause, and what is acted on: shared by stances and commitments."""

from __future__ import annotations

from extractor.engines.rules.clauses import REPORTING, skip_adjuncts
from extractor.engines.rules.cues import verb_group
from extractor.engines.rules.inflection import gerund
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    BODY,
    CONJUNCTION,
    DET,
    DOCUMENT,
    FINITE,
    HAVE,
    MODAL,
    NEGATION,
    OBJECT,
    POSSESSIVE,
    PREP,
    SOURCE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VENUE,
    WH,
)
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import is_past_verb, phrase_before
from extractor.engines.rules.units import Unit, Units

TARGET_WORDS = 16
"""Longest noun phrase taken as a target."""
_LEADING = PREP | CONJUNCTION | DET | POSSESSIVE | TIME | ADVERB
"""What a noun phrase begins with or goes on with, and does not end in."""
_NOT_ADVERBS = frozenset("family supply ally assembly rally bully reply monopoly anomaly".split())
_DASHES = frozenset(["-", "--", "–", "—"])
_FIRST_PERSON = frozenset("i we".split())
_QUOTES = frozenset('“”"')
_ADVERBIAL = frozenset("by at in on from".split())
_LINKING = frozenset("of for on to in with between against about over from by into at".split())


def subject(units: Units, unit: Unit, verb: int) -> Phrase | None:
    """The subject of the verb at token `verb`, inside the unit; a second verb shares it."""
    group = verb_group(units.doc, verb, unit.first)
    found = phrase_before(units.doc, group, unit.first, loose=True)
    if found is None and group > unit.first and units.doc.tokens.flags[group - 1] & CONJUNCTION:
        first = skip_adjuncts(units.doc, unit.first, group)
        return phrase_after(units.doc, first, group) if first < group else None
    if found is None and unit.speakers and units.doc.tokens.lows[group - 1] == "it":
        return Phrase(group - 1, group)
    return found


def agents(units: Units, unit: Unit, phrase: Phrase) -> tuple[Actor, ...]:
    """Whom a subject means: "we" is the speaker, and so is "he" in what he is reported to say."""
    tokens = units.doc.tokens
    word = tokens.lows[phrase.first]
    single = phrase.last - phrase.first == 1
    if single and word in _FIRST_PERSON:
        return unit.speakers
    if single and unit.speakers and _may_be(word, unit.speakers[0]):
        return unit.speakers
    if single and _is_bare_noun(units, phrase.first):
        return ()
    return tuple(units.resolver.actors(phrase))


def _is_bare_noun(units: Units, token: int) -> bool:
    """True for "Work will begin": one noun without an article names no person and no body."""
    known = units.doc.tokens.flags[token] & (SOURCE | SUBJECT | OBJECT | POSSESSIVE)
    plural = units.doc.tokens.lows[token].endswith("s")
    return not known and not plural and units.cast.covering(token) is None


def voice_of(unit: Unit, phrase: Phrase, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The speakers, where they give the position of their own state; else `actors`."""
    states = {actor.draft.type for actor in actors} == {"state"}
    return unit.speakers if states and own_side(unit, "", actors) else actors


def _may_be(word: str, speaker: Actor) -> bool:
    if word in ("he", "she"):
        genders = ("", "m") if word == "he" else ("", "f")
        return speaker.draft.type == "person" and speaker.gender in genders
    return word in ("they", "it") and (speaker.draft.type != "person" or speaker.draft.anonymous)


def own_side(unit: Unit, phrase_word: str, actors: tuple[Actor, ...]) -> bool:
    """True if the speakers of a unit speak for `actors`: themselves, or their own state."""
    if phrase_word in _FIRST_PERSON:
        return bool(unit.speakers)
    for actor in actors:
        for speaker in unit.speakers:
            if actor.draft.canonical and actor.draft.canonical == speaker.draft.canonical:
                return True
            if actor.draft.name == speaker.draft.name:
                return True
            if actor.state is not None and actor.state == speaker.state:
                return True
    return False


def is_negated(units: Units, unit: Unit, verb: int) -> bool:
    """True if the verb group that ends at token `verb` denies it."""
    tokens = units.doc.tokens
    start = verb_group(units.doc, verb, unit.first)
    return any(tokens.flags[index] & NEGATION for index in range(start, verb))


def noun_phrase(units: Units, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the noun phrase that begins at `first`, with what depends on it."""
    index = first
    stop = min(last, first + TARGET_WORDS)
    while index < stop and _belongs(units, index, first):
        index += 1
    while index > first and _trails(units, index - 1, first):
        index -= 1
    return (first, index) if index > first else None


def _trails(units: Units, index: int, first: int) -> bool:
    """True for a word that ends no noun phrase: "… in Geneva last", "… a ruling released"."""
    tokens = units.doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if bits & _LEADING or word in ("last", "next") or word in _DASHES:
        return True
    if word in _QUOTES:
        return sum(tokens.lows[at] in _QUOTES for at in range(first, index + 1)) % 2 == 1
    if word.endswith("ly") and index > first and not tokens.is_capital(index):
        return word not in _NOT_ADVERBS
    participle = word.endswith("ed") and not tokens.is_capital(index) and index > first
    return participle and not tokens.flags[index - 1] & (DET | POSSESSIVE | ADVERB)


def _belongs(units: Units, index: int, first: int) -> bool:
    tokens = units.doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if tokens.is_mark(index):
        joins = tokens.starts[index] == tokens.ends[index - 1]
        inside = (word in "&'" or (word == "-" and joins)) and index > first
        return inside or (word in _QUOTES and _quotes(units, index, first))
    if bits & PREP and not tokens.is_acronym(index):
        linking = word in _LINKING or tokens.lows[index : index + 2] == ["out", "of"]
        return linking and index > first and not _is_adverbial(units, index)
    if bits & CONJUNCTION:
        following = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
        clause = FINITE | BASE | SUBJECT | AUXILIARY | ADVERB
        return not following & clause or bool(following & DET)
    if word == "that" and index > first and not tokens.flags[index - 1] & PREP:
        return False
    if bits & (DET | POSSESSIVE):
        return True
    if bits & (AUXILIARY | SUBJECT | OBJECT | WH | SUBORDINATOR) or word == "that":
        return False
    if word.endswith("ed") and index > first and is_past_verb(units.doc, index, len(tokens)):
        return False
    if not bits & FINITE or bits & BASE or tokens.is_capital(index) or word.endswith("ed"):
        return True
    return _is_plural_noun(units, index, first)


def _quotes(units: Units, index: int, first: int) -> bool:
    """True for marks around words of the phrase, as in: the “dirty” deal. Speech that follows a
    whole phrase is no part of it."""
    tokens = units.doc.tokens
    before = sum(tokens.lows[at] in _QUOTES for at in range(first, index))
    opens = index == first or tokens.flags[index - 1] & (DET | POSSESSIVE | PREP)
    return before % 2 == 1 or bool(opens) or tokens.lows[index - 1] == "'s"


def _is_adverbial(units: Units, index: int) -> bool:
    """True for "on Friday" and "by 24 votes", which go with the verb and not with the noun."""
    tokens = units.doc.tokens
    if index + 1 >= len(tokens) or tokens.lows[index] == "of":
        return False
    counted = tokens.lows[index] in _ADVERBIAL and tokens.lows[index + 1][0].isdigit()
    return counted or bool(tokens.flags[index + 1] & TIME) or _is_said_in(units, index)


def _is_said_in(units: Units, index: int) -> bool:
    """True for "in a ruling", "in his speech", which tell where something was said."""
    tokens = units.doc.tokens
    if tokens.lows[index] != "in" or index + 2 >= len(tokens):
        return False
    opens = tokens.flags[index + 1] & (DET | POSSESSIVE)
    return bool(opens and tokens.flags[index + 2] & (DOCUMENT | VENUE) & ~BODY)


def _is_plural_noun(units: Units, index: int, first: int) -> bool:
    """True for a form like "tests" or "reports" that here is a noun: no object follows it."""
    tokens = units.doc.tokens
    before = index - 1
    while before > first and not tokens.flags[before] and tokens.lows[before].isalpha():
        before -= 1
    if index > first and tokens.flags[before] & (DET | POSSESSIVE):
        return True
    following = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
    return tokens.lows[index].endswith("s") and not following & (DET | POSSESSIVE | OBJECT)


def action_noun(units: Units, verb: int, last: int) -> str:
    """A verb phrase as a noun phrase: "release the text" becomes "releasing the text"."""
    tokens = units.doc.tokens
    rest = tokens.words(verb + 1, last)
    word = tokens.words(verb, verb + 1)
    return f"{gerund(word)} {rest}".strip()


def clause_start(units: Units, unit: Unit, at: int) -> int:
    """Where the clause that holds token `at` begins: behind the last mark, "that" or "and"."""
    tokens = units.doc.tokens
    for index in range(at - 1, unit.first - 1, -1):
        bits, word = tokens.flags[index], tokens.lows[index]
        if word == "that" or (tokens.is_mark(index) and word not in "-'&"):
            return index + 1
        if bits & SUBORDINATOR and not bits & (DET | PREP | ADVERB):
            return index + 1
    return unit.first


def action_end(units: Units, verb: int, last: int) -> int:
    """Where the verb phrase of an act ends."""
    tokens = units.doc.tokens
    for index in range(verb + 1, last - 1):
        word = tokens.lows[index]
        if word in (";", "—", "–", ":") or (tokens.is_mark(index) and word in '”“"'):
            return index
        following = tokens.flags[index + 1]
        if word == "," and following & (CONJUNCTION | SUBORDINATOR | WH | SUBJECT):
            return index
        if word == "," and tokens.lows[index + 1] in REPORTING:
            return index
        if tokens.flags[index] & CONJUNCTION and _new_clause(units, index + 1, last):
            return index
    end = last
    while end > verb + 1 and tokens.is_mark(end - 1):
        end -= 1
    return end


def _new_clause(units: Units, index: int, last: int) -> bool:
    """True for "and we will", and for the "and is" of a second predicate."""
    tokens = units.doc.tokens
    if tokens.flags[index] & (BE | HAVE) and tokens.lows[index] not in ("be", "have"):
        return True
    near = range(index, min(last, index + 5))
    return any(tokens.flags[i] & SUBJECT and not tokens.flags[i] & DET for i in near) and any(
        tokens.flags[i] & MODAL for i in range(index, min(last, index + 8))
    )
