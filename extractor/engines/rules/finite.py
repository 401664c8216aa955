"""Which word of a clause is its finite verb."""

from __future__ import annotations

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    CONJUNCTION,
    CUE,
    DET,
    FINITE,
    PLURAL,
    POSSESSIVE,
    PREP,
    SUBJECT,
    VERB,
)

_NOT_FINITE = frozenset("be been being having".split())
_PRONOUNS = frozenset("this that all some many both each another".split())
"""Determiners that can also be the subject."""


def is_second_predicate(doc: Document, index: int, first: int) -> bool:
    """True for the "will" of "denies the charges and will appeal": its subject stands before."""
    flags = doc.tokens.flags
    if not flags[index] & AUXILIARY:
        return False
    before = index - 1
    while before > first and flags[before] & ADVERB and not flags[before] & CONJUNCTION:
        before -= 1
    return before > first and bool(flags[before] & CONJUNCTION)


def is_finite(doc: Document, index: int, first: int, last: int, strict: bool) -> bool:
    """True if the word at `index` can be the verb of a sentence that is in tokens [first, last)."""
    tokens = doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if bits & AUXILIARY:
        return word not in _NOT_FINITE
    after = tokens.flags[index + 1] if index + 1 < last else 0
    if bits & BASE and _has_subject(doc, index, first):
        return True
    if (tokens.is_capital(index) and not doc.titled[index]) or index == first:
        return False
    before = tokens.flags[index - 1]
    nominal = before & (DET | POSSESSIVE | PREP) and tokens.lows[index - 1] not in _PRONOUNS
    if word.endswith("s") and (nominal or after & FINITE):
        return False
    if word.endswith("ed") and before & (DET | POSSESSIVE) and nominal:
        return False
    past = word.endswith("ed") and not bits & ~(VERB | FINITE | CUE)
    if past or bits & FINITE:
        ambiguous = past and strict and after & PREP
        noun = word.endswith("s") and index + 1 >= last
        return not ambiguous and not noun
    return False


def _has_subject(doc: Document, index: int, first: int) -> bool:
    """True for "they say", "we now say": a base form with its subject right before it."""
    flags = doc.tokens.flags
    before = index - 1
    while before > first and flags[before] & ADVERB and not flags[before] & (SUBJECT | PLURAL):
        before -= 1
    return before >= first and bool(flags[before] & (SUBJECT | PLURAL))
