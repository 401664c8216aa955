"""What stands above a verb: "agreed to", "refused to", "is ready to"; and its subject."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.agents import is_negated, subject
from extractor.engines.rules.clauses import main_subject
from extractor.engines.rules.cues import is_noun, reading, verb_group
from extractor.engines.rules.lexis import (
    AUXILIARY,
    BASE,
    BE,
    CONJUNCTION,
    DEMONYM,
    DET,
    DOCUMENT,
    FINITE,
    GROUP,
    MODAL,
    NEGATION,
    PLURAL,
    PREP,
    SUBJECT,
    VENUE,
    readings,
    table,
)
from extractor.engines.rules.phrases import Phrase, head
from extractor.engines.rules.subjects import bare_phrase
from extractor.engines.rules.units import Unit, Units

_ROWS = table("governors", 3)
_SIGNS = {lemma: 1 if sign == "+" else -1 for lemma, sign, _ in _ROWS}
_VERBS = readings((lemma, "govern", irr) for lemma, _, irr in _ROWS if not lemma.startswith("be "))
_ADJECTIVES = {lemma.removeprefix("be "): lemma for lemma in _SIGNS if lemma.startswith("be ")}
REACH = 3
"""Adverbs between "agreed" and "to"."""

SHARED_WORDS = 20
"""How far before a second verb the modal may stand that it shares with the first."""
_MASSES = frozenset("majority percent half rest number people police".split())
"""Singular words that a plural verb may follow."""
WRITTEN_WORDS = 7
"""How far behind "letter" its "criticising" may stand ("a letter to X on Friday criticising")."""
ISSUED_WORDS = 8
"""How far before "statement" the verb may stand that says whose it is."""


class Governed(NamedTuple):
    """Whose act a verb is, whether he is for doing it (1) or against (-1), and what says so.

    `lemma` is the word before "to", or empty for a verb that stands by itself.
    """

    holder: Phrase
    sign: int
    lemma: str


def governed(units: Units, unit: Unit, verb: int, form: str) -> Governed | None:
    """Who is for or against what the verb at token `verb` says; None for a noun, a passive, and
    an infinitive that nobody is said to want."""
    tokens = units.doc.tokens
    if verb > unit.first and tokens.lows[verb - 1] == "to":
        return _under_governor(units, unit, verb)
    if form in ("base", "third") and is_noun(units.doc, verb, unit.first):
        return None
    if form == "third" and tokens.flags[verb - 1] & DEMONYM:  # "his Cuban sides with"
        return None
    if form in ("past", "participle") and tokens.lows[verb + 1 : verb + 2] == ["by"]:
        return None
    group = verb_group(units.doc, verb, unit.first)
    with_be = any(tokens.flags[i] & BE for i in range(group, verb))
    if form == "gerund" and not with_be:
        aside = _aside(units, unit, verb)
        return Governed(aside, 1, "") if aside else None
    if form != "gerund" and with_be:
        return None
    if form == "base" and group == verb and tokens.flags[verb - 1] & CONJUNCTION:
        return _sharing(units, unit, verb)
    phrase = subject(units, unit, verb)
    if phrase is None or (group == verb and not _agrees(units, phrase, form)):
        return None
    return Governed(phrase, -1 if is_negated(units, unit, verb) else 1, "")


def _sharing(units: Units, unit: Unit, verb: int) -> Governed | None:
    """Who acts in "will not go and support Y": what stands above the first verb goes for both."""
    tokens = units.doc.tokens
    for index in range(verb - 2, max(unit.first, verb - SHARED_WORDS), -1):
        bits = tokens.flags[index]
        if bits & SUBJECT & ~DET or tokens.lows[index] in (";", "that"):
            return None
        if bits & MODAL:
            phrase = subject(units, unit, index)
            negated = any(tokens.flags[i] & NEGATION for i in (index, index + 1))
            return Governed(phrase, -1 if negated else 1, "") if phrase else None
        if tokens.lows[index] == "to" and tokens.flags[index + 1] & BASE:
            return _under_governor(units, unit, index + 1)
    phrase = subject(units, unit, verb)
    return Governed(phrase, 1, "") if phrase and _is_plural(units, phrase) else None


def _agrees(units: Units, phrase: Phrase, form: str) -> bool:
    """False where subject and verb don't agree, so that the verb is none: "industry challenges"."""
    if form == "third":
        named = units.cast.covering(phrase.last - 1) is not None
        return named or not _is_plural(units, phrase)
    return form != "base" or _is_plural(units, phrase)


def _is_plural(units: Units, phrase: Phrase) -> bool:
    """True for what a verb without an ending can agree with: "they", "lawmakers", "X and Y"."""
    tokens = units.doc.tokens
    top = head(units.doc, phrase)
    word, bits = tokens.lows[top], tokens.flags[top]
    if bits & SUBJECT and phrase.last - phrase.first == 1:
        return word not in ("he", "she", "it")
    several = bits & (PLURAL | GROUP) or word in _MASSES
    joined = any(tokens.flags[at] & CONJUNCTION for at in range(phrase.first, phrase.last))
    return bool(several) or joined or word.endswith("s")


def _under_governor(units: Units, unit: Unit, verb: int) -> Governed | None:
    tokens = units.doc.tokens
    for index in range(verb - 2, max(unit.first, verb - 2 - REACH), -1):
        lemma = _ADJECTIVES.get(tokens.lows[index])
        if lemma is None:
            cue = reading(units.doc, index, unit.last, _VERBS)
            lemma = cue.lemma if cue and cue.form != "gerund" else None
        if lemma is None:
            continue
        phrase = subject(units, unit, index)
        negated = is_negated(units, unit, index) or tokens.lows[verb - 2] == "not"
        sign = -_SIGNS[lemma] if negated else _SIGNS[lemma]
        return Governed(phrase, sign, lemma) if phrase else None
    return None


def _aside(units: Units, unit: Unit, gerund: int) -> Phrase | None:
    """Who acts in "X left, praising Y", "X issued a statement praising Y", "X's tweet praising"."""
    tokens = units.doc.tokens
    if gerund - 1 <= unit.first or tokens.flags[gerund - 1] & PREP:
        return None
    if tokens.lows[gerund - 1] == ",":
        return main_subject(units.doc, unit.first, gerund)
    for index in range(gerund - 1, max(unit.first, gerund - WRITTEN_WORDS), -1):
        if tokens.is_mark(index) or tokens.flags[index] & (AUXILIARY | SUBJECT & ~DET):
            return None
        if tokens.flags[index] & (DOCUMENT | VENUE):
            return _author(units, unit, index)
    mention = units.cast.covering(gerund - 1)
    is_person = mention is not None and mention.named.type == "person"
    return Phrase(mention.first, mention.last) if mention and is_person else None


def _author(units: Units, unit: Unit, text: int) -> Phrase | None:
    """Whose the text at token `text` is: its possessor's, or the subject's of "issued"."""
    tokens = units.doc.tokens
    for index in range(text - 1, max(unit.first, text - ISSUED_WORDS), -1):
        if tokens.lows[index] == "'s":
            return bare_phrase(units.doc, index, unit.first)
        finite = tokens.flags[index] & FINITE and not tokens.flags[index] & BASE
        past = tokens.lows[index].endswith("ed") and not tokens.is_capital(index)
        inside = tokens.flags[index - 1] & DET or tokens.is_mark(index - 1)
        if finite or (past and not inside):
            return subject(units, unit, index)
    mention = units.cast.covering(text - 1)
    return Phrase(mention.first, mention.last) if mention else None
