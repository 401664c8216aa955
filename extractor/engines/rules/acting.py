"""The act that somebody binds himself to: the verb it begins with, where it ends, whose it is."""

from __future__ import annotations

from extractor import lexicons
from extractor.engines.rules.agents import action_end, agents
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    CONJUNCTION,
    CUE,
    DET,
    FINITE,
    MODAL,
    NEGATION,
    OBJECT,
    POSSESSIVE,
    PREP,
    SUBJECT,
    SUBORDINATOR,
    VERB,
    WH,
)
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import is_past_verb
from extractor.engines.rules.units import Unit, Units

QUOTED_WORDS = 40
"""A quotation that an act goes on in ("to end the “dirty” deal") is followed no further."""
INSERTED_WORDS = 12
"""Longest ", if elected," between "would" and its verb."""
CLAUSE_START = 5
"""How far behind "and" the subject of a second clause may stand."""
NOT_ACTS = lexicons.words("not_acts")
_AGENTS_ACTS = lexicons.words("acts_of_agents")
_NO_ACTS = frozenset({
    ("end", "up"), ("tell", "you"), ("lead", "to"), ("lead", "up"), ("take", "place"),
    ("take", "effect"), ("take", "time"), ("take", "shape"), ("turn", "out"),
})  # fmt: skip
_ASPECT = frozenset("continue begin start keep".split())
_THIRD_PERSON = frozenset("he she it they".split())
_OPEN = DET | PREP | CONJUNCTION | POSSESSIVE


def act_after(units: Units, index: int, last: int, *, by_agent: bool = False) -> int | None:
    """The verb of an act behind "will"; None for a state, an event or a prediction.

    `by_agent` takes in what is an act of people and bodies only: a law "will help" by itself.
    """
    tokens = units.doc.tokens
    while index < last and _is_between(tokens.flags[index], tokens.lows[index]):
        index += 1
    if index < last and tokens.lows[index] == ",":
        index = _behind_insertion(units, index, last)
    if index >= last or not tokens.lows[index].isalpha():
        return None
    word, behind = tokens.lows[index], tokens.lows[index + 1 : min(last, index + 3)]
    if word == "be" and behind:
        going = behind[0].endswith("ing") and behind[0] != "being"
        return index + 1 if going and behind[0].removesuffix("ing") not in NOT_ACTS else None
    if not is_act(word, by_agent=by_agent) or tokens.flags[index] & (SUBJECT | MODAL | DET):
        return None
    if word in _ASPECT and _goes_on(behind, by_agent):
        return None
    if behind and (word, behind[0]) in _NO_ACTS:
        return None
    return index


def _behind_insertion(units: Units, comma: int, last: int) -> int:
    """Behind the second comma of "would, if elected, open"; not of "she would, and he did, win"."""
    lows = units.doc.tokens.lows
    if units.doc.tokens.flags[min(comma + 1, last - 1)] & CONJUNCTION:
        return last
    reach = range(comma + 1, min(last, comma + INSERTED_WORDS))
    return next((at + 1 for at in reach if lows[at] == ","), last)


def _goes_on(behind: list[str], by_agent: bool) -> bool:
    """True for "continue to face", "continue not to": it is what goes on that must be an act."""
    to_state = len(behind) > 1 and behind[0] == "to" and not is_act(behind[1], by_agent=by_agent)
    return to_state or behind[:1] in (["not"], ["being"])


def is_act(word: str, *, by_agent: bool) -> bool:
    """True for the base form of a verb that can be promised."""
    return word not in NOT_ACTS and (by_agent or word not in _AGENTS_ACTS)


def _is_between(bits: int, word: str) -> bool:
    return bool(bits & (ADVERB | NEGATION)) or (word.endswith("ly") and not bits & BASE)


def is_infinitive(units: Units, index: int, last: int) -> bool:
    """True for a verb behind "to"; a word that no lexicon knows is one if an object follows it."""
    tokens = units.doc.tokens
    if index >= last or tokens.is_mark(index):
        return False
    bits = tokens.flags[index]
    if bits & BASE and not bits & (DET | PREP):
        return True
    following = tokens.flags[index + 1] if index + 1 < last else 0
    return not bits and not tokens.is_capital(index) and bool(following & (DET | POSSESSIVE))


def act_end(units: Units, verb: int, last: int) -> int:
    """Where the verb phrase of an act ends; words quoted within it belong to it."""
    end = _opened_before(units, verb)
    if end is None:
        end = _verb_phrase_end(units, verb, last)
        if units.doc.quoted[verb] >= 0:
            return end
    while (behind := _behind_quotation(units, end)) is not None:
        closed = units.doc.tokens.lows[behind - 2] in (",", ".", ";")
        if closed or behind >= last - 1:
            return behind
        end = _verb_phrase_end(units, behind - 1, last)
    return end


def _opened_before(units: Units, verb: int) -> int | None:
    """The mark right before the verb, if a quotation opens with it: "to “end” the deal"."""
    quoted = units.doc.quoted
    opened = verb > 0 and quoted[verb] >= 0 and quoted[verb - 1] != quoted[verb]
    opened = opened and units.doc.tokens.is_mark(verb - 1)
    behind_to = verb > 1 and units.doc.tokens.lows[verb - 2] == "to"
    return verb - 1 if opened and behind_to else None


def _verb_phrase_end(units: Units, verb: int, last: int) -> int:
    """Where it ends without regard to quotations: also before the second verb of who promises,
    "and refused …", and before a second thing said, "and that …"."""
    tokens = units.doc.tokens
    end = action_end(units, verb, last)
    for index in range(verb + 1, end - 1):
        if not tokens.flags[index] & CONJUNCTION:
            continue
        if _second_verb(units, index + 1, end) or _second_clause(units, index + 1, end):
            return index - (tokens.lows[index - 1] == ",")
    return end


def _second_verb(units: Units, index: int, last: int) -> bool:
    tokens = units.doc.tokens
    while index < last - 1 and tokens.flags[index] & ADVERB:
        index += 1
    bits, word = tokens.flags[index], tokens.lows[index]
    if word == "that" or (bits & CUE and word.endswith("ing")):
        return True
    if not bits & FINITE or bits & BASE or word.endswith("s"):
        return False
    return not word.endswith("ed") or bool(bits & CUE) or is_past_verb(units.doc, index, last)


def _second_clause(units: Units, index: int, last: int) -> bool:
    """True for "and on Monday he shrugged"."""
    flags = units.doc.tokens.flags
    for at in range(index, min(last - 1, index + CLAUSE_START)):
        if flags[at] & CONJUNCTION:
            return False
        if flags[at] & SUBJECT and not flags[at] & (DET | OBJECT):
            return bool(flags[at + 1] & (FINITE | AUXILIARY | ADVERB))
    return False


def _behind_quotation(units: Units, mark: int) -> int | None:
    """Behind the quotation whose first mark is token `mark`, if the words before go on in it;
    not for what they are called: "the plan “a disgrace”"."""
    tokens, quoted = units.doc.tokens, units.doc.quoted
    if mark + 1 >= len(tokens) or not tokens.is_mark(mark) or tokens.is_mark(mark - 1):
        return None
    number, end = quoted[mark + 1], mark + 1
    called = tokens.lows[end] in ("a", "an") and not tokens.flags[mark - 1] & (_OPEN | VERB)
    if number < 0 or quoted[mark] == number or called:
        return None
    stop = min(len(tokens) - 1, mark + QUOTED_WORDS)
    while end < stop and quoted[end] == number:
        end += 1
    return end + 1 if quoted[end] != number else None


def before_main_verb(units: Units, verb: int, last: int) -> int:
    """Where the act ends in "X's pledge to act has surprised", "those who pledged to act have"."""
    tokens = units.doc.tokens
    for index in range(verb + 2, last):
        bits, word = tokens.flags[index], tokens.lows[index]
        if (bits & (WH | SUBORDINATOR) and not bits & PREP) or word == "that":
            return last
        if bits & SUBJECT and not bits & DET:
            return last
        governed = tokens.flags[index - 1] & MODAL or tokens.lows[index - 1] == "to"
        if bits & AUXILIARY and word not in ("be", "being", "having", "been") and not governed:
            return index - tokens.is_mark(index - 1)
    return last


def own_agents(units: Units, unit: Unit, phrase: Phrase) -> tuple[Actor, ...]:
    """Whom a subject means; inside quotation marks "he" is somebody else than the speaker."""
    word = units.doc.tokens.lows[phrase.first]
    if unit.speech == "direct" and phrase.last - phrase.first == 1 and word in _THIRD_PERSON:
        return ()
    return agents(units, unit, phrase)
