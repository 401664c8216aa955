"""What stands above a verb: "agreed to", "refused to", "is ready to"; and its subject."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.agents import is_negated, subject
from extractor.engines.rules.clauses import main_subject
from extractor.engines.rules.cues import is_noun, reading, verb_group
from extractor.engines.rules.lexis import BASE, BE, DOCUMENT, FINITE, VENUE, readings, table
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.units import Unit, Units

_ROWS = table("governors", 3)
_SIGNS = {lemma: 1 if sign == "+" else -1 for lemma, sign, _ in _ROWS}
_VERBS = readings((lemma, "govern", irr) for lemma, _, irr in _ROWS if not lemma.startswith("be "))
_ADJECTIVES = {lemma.removeprefix("be "): lemma for lemma in _SIGNS if lemma.startswith("be ")}
REACH = 3
"""Adverbs between "agreed" and "to"."""

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
    if form in ("past", "participle") and tokens.lows[verb + 1 : verb + 2] == ["by"]:
        return None
    if form == "gerund" and (aside := _aside(units, unit, verb)):
        return Governed(aside, 1, "")
    group = verb_group(units.doc, verb, unit.first)
    if form != "gerund" and any(tokens.flags[i] & BE for i in range(group, verb)):
        return None
    phrase = subject(units, unit, verb)
    sign = -1 if is_negated(units, unit, verb) else 1
    return Governed(phrase, sign, "") if phrase else None


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
    """The main subject, of "X left, praising Y" and "X issued a statement praising Y"."""
    tokens = units.doc.tokens
    before = gerund - 1
    if before <= unit.first:
        return None
    if tokens.flags[before] & (DOCUMENT | VENUE):
        for index in range(before - 1, max(unit.first, before - ISSUED_WORDS), -1):
            if tokens.flags[index] & FINITE and not tokens.flags[index] & BASE:
                return subject(units, unit, index)
        return None
    return main_subject(units.doc, unit.first, gerund) if tokens.lows[before] == "," else None
