"""Noun phrases that can speak or act, found beside a verb, and what may stand between."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    BODY,
    CONJUNCTION,
    DET,
    DOCUMENT,
    FINITE,
    MODAL,
    OBJECT,
    OFFICE,
    PERSON,
    PLURAL,
    POSSESSIVE,
    PREP,
    SOURCE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TITLE,
    VENUE,
    VERB,
    WH,
)

PHRASE_WORDS = 30
"""No noun phrase of a speaker is followed further than this; keeps every walk linear."""
APPOSITION_WORDS = 40
"""Longest apposition between a name and its verb."""
OFFICE_WITHIN = 3
"""Words of a bare description ("chief executive", "deputy health minister") up to its office."""
ADJUNCT_WORDS = 25
"""How far behind a cue its clause may begin ("told the channel earlier in the day that")."""

_BEHIND_NOUN = frozenset("familiar close aware present involved".split())
"""Adjectives that follow their noun: "people familiar with the matter"."""
_PARTITIVES = frozenset(
    "some many most several one two three both all each none few half majority number group dozens "
    "hundreds thousands any either neither part percent".split()
)
"""Words before "of" behind which the noun stands that speaks: "some of his advisers"."""
_AFTER_PREPOSITIONS = frozenset("of for from".split())


class Phrase(NamedTuple):
    """Tokens [first, last) of a noun phrase; `apposition` is what describes it, or empty."""

    first: int
    last: int
    apposition: tuple[int, int] = (0, 0)


def describes(doc: Document, index: int) -> bool:
    """True if what follows a comma can describe the name before it."""
    flags, word = doc.tokens.flags[index], doc.tokens.lows[index]
    classes = DET | POSSESSIVE | WH | OFFICE | PERSON | PREP | ADVERB
    return (
        bool(flags & classes)
        or _names_an_office(doc, index)
        or doc.tokens.is_name(index)
        or word[0].isdigit()
        or word.endswith(("ing", "ed"))
        or word in ("former", "himself", "herself", "then", "speaking")
    )


def _names_an_office(doc: Document, index: int) -> bool:
    """True for "cabinet member for transport": a bare noun phrase with an office in it."""
    flags = doc.tokens.flags
    for at in range(index, min(len(flags), index + OFFICE_WITHIN)):
        if flags[at] & (OFFICE | PERSON):
            return True
        if flags[at] & ~(BASE | VERB | BODY) or doc.tokens.is_mark(at):
            return False
    return False


def phrase_after(doc: Document, first: int, high: int, *, loose: bool = False) -> Phrase | None:
    """The noun phrase that begins at token `first`, not beyond token `high`."""
    tokens = doc.tokens
    index = first
    stop = min(high, first + PHRASE_WORDS)
    while index < stop and _extends(doc, index, first, stop):
        index += 1
    while index > first and tokens.flags[index - 1] & (PREP | CONJUNCTION | DET | WH):
        index -= 1
    possessed = index > first + 1 and tokens.flags[index - 1] & POSSESSIVE
    if possessed and tokens.flags[index - 2] & PREP:  # "friends in every club for his"
        index -= 2
    if index <= first:
        return None
    pronoun = _is_pronoun(doc, first, high)
    phrase = Phrase(first, index, (0, 0) if pronoun else _apposition_after(doc, index, high))
    return phrase if can_speak(doc, phrase, loose=loose) else None


def _extends(doc: Document, index: int, first: int, stop: int) -> bool:
    tokens = doc.tokens
    flags, word = tokens.flags[index], tokens.lows[index]
    if index == first:
        outside = flags & (AUXILIARY | CONJUNCTION | PREP) and not tokens.is_acronym(index)
        return not tokens.is_mark(index) and not outside
    if _is_pronoun(doc, first, stop):
        return False
    if word == "'s":
        return True
    if flags & PREP:
        return word in _AFTER_PREPOSITIONS
    if flags & CONJUNCTION:
        return index + 1 < stop and tokens.is_name(index + 1) and tokens.is_name(index - 1)
    if tokens.is_mark(index):
        return word in "-&" and index + 1 < stop
    if flags & TIME and not flags & MODAL:
        return tokens.is_capital(index) and bool(flags & (BODY | DOCUMENT))
    ordinary = not tokens.is_capital(index) and not flags & SOURCE
    if ordinary and (tokens.is_name(index - 1) or word.endswith("ed")):
        return False
    blocked = flags & (AUXILIARY | SUBORDINATOR | WH | SUBJECT | OBJECT)
    if flags & FINITE and not flags & (BASE | SOURCE) and not tokens.is_capital(index):
        return False
    return not blocked or bool(flags & DET)


def _is_pronoun(doc: Document, index: int, stop: int) -> bool:
    """True for a pronoun that is a whole phrase; not for the "her" of "her account"."""
    bits = doc.tokens.flags[index]
    if not bits & (SUBJECT | OBJECT) or bits & DET:
        return False
    if not bits & POSSESSIVE or index + 1 >= stop or doc.tokens.is_mark(index + 1):
        return True
    return bool(doc.tokens.flags[index + 1] & ~(SOURCE | VERB | BASE | VENUE | PLURAL | TITLE))


def _apposition_after(doc: Document, index: int, high: int) -> tuple[int, int]:
    lows = doc.tokens.lows
    if index + 1 >= high or lows[index] != "," or not describes(doc, index + 1):
        return (0, 0)
    relative = False
    for end in range(index + 1, min(high, index + APPOSITION_WORDS)):
        bits = doc.tokens.flags[end]
        relative = relative or bool(bits & WH) or lows[end] == "that"
        if bits & (AUXILIARY | FINITE) and not (bits & (BASE | SOURCE) or relative):
            return (0, 0)
        if lows[end] in ",.;:" or doc.quoted[end] >= 0:
            return (index + 1, end)
    return (0, 0)


def head(doc: Document, phrase: Phrase) -> int:
    """The noun that a phrase turns on: the last word before a preposition or a relative."""
    tokens = doc.tokens
    for index in range(phrase.first + 1, phrase.last):
        after_noun = tokens.flags[index] & (PREP | WH) and not tokens.is_acronym(index)
        if after_noun and tokens.lows[index] == "of" and tokens.lows[index - 1] in _PARTITIVES:
            continue
        if after_noun or (tokens.is_mark(index) and tokens.lows[index] not in "-&"):
            loyal = tokens.flags[index - 2] & SOURCE and not tokens.flags[index - 1]
            return index - 2 if loyal and index - 2 >= phrase.first else index - 1
    behind = tokens.lows[phrase.last - 1] in _BEHIND_NOUN
    return max(phrase.first, phrase.last - 1 - behind)


def is_named(doc: Document, phrase: Phrase) -> bool:
    """True if the phrase holds a name (not only the adjective of a state)."""
    return any(doc.tokens.is_name(index) for index in range(phrase.first, phrase.last))


def can_speak(doc: Document, phrase: Phrase, *, loose: bool = False) -> bool:
    """True for a pronoun, a name, a role, a body, or a document that can be a source.

    `loose` also takes nouns of no known class ("the speechwriter").
    """
    tokens = doc.tokens
    top = head(doc, phrase)
    flags = tokens.flags[top]
    if phrase.last - phrase.first == 1 and flags & (SUBJECT | OBJECT):
        return tokens.lows[top] not in ("it", "who", "one")
    if flags & VERB and not flags & SOURCE and not tokens.is_capital(top):
        return False
    if flags & (SOURCE | SUBJECT) or (tokens.is_name(top) and not flags & TIME):
        return True
    return loose and _is_noun(doc, phrase, top)


def _is_noun(doc: Document, phrase: Phrase, top: int) -> bool:
    """True for a noun that no lexicon knows, by its article or its plural."""
    tokens = doc.tokens
    word, opens = tokens.lows[top], tokens.flags[phrase.first] & (DET | POSSESSIVE)
    possessed = top > phrase.first and tokens.lows[top - 1] == "'s"
    plain = not tokens.flags[top] and word.isalpha() and not word.endswith(("ing", "ly"))
    return plain and (bool(opens and top > phrase.first) or possessed or word.endswith("s"))
