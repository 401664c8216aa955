"""Which words around a name are the office of who bears it."""

from __future__ import annotations

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADDRESSES,
    AUXILIARY,
    BODY,
    CONJUNCTION,
    DET,
    FINITE,
    NEGATION,
    OFFICE,
    PLURAL,
    POSSESSIVE,
    PREP,
    ROLE_ADJECTIVES,
    STATE,
    SUBORDINATOR,
    TIME,
    TITLE,
    VERB,
    WH,
)

NAME_WORDS = 10
"""A longer run of capitalised words is a heading, not a name."""
ROLE_WORDS = 7
"""Words before an office noun that can belong to it ("former Florida")."""

_NOT_IN_A_ROLE = (
    DET | POSSESSIVE | PREP | CONJUNCTION | SUBORDINATOR | WH | NEGATION | AUXILIARY | FINITE | TIME
)
"""What ends a role, read backwards from the office."""
_NOT_AN_OFFICE = VERB | PLURAL
"""Of words in small letters: "told reporters Jim" has no office."""
_FORMERLY = frozenset("from until under during between".split())
"""What follows an office shows that it was held then: "president from 2000"."""
_ENDS_APPOSITION = AUXILIARY | FINITE | NEGATION


def role_start(doc: Document, first: int, name_first: int) -> int:
    """Where the office before a name begins; `name_first` if there is none.

    `first` is where the run of capitalised words begins that ends with the name.
    """
    flags = doc.tokens.flags
    offices = [i for i in range(first, name_first) if flags[i] & (OFFICE | TITLE)]
    if offices:
        return _widened(doc, first) if _has_office(doc, offices) else offices[0]
    before = first - 1
    if before >= 1 and doc.tokens.lows[before] == "of" and flags[first] & STATE:
        before -= 1
    is_office = before >= 0 and flags[before] & OFFICE and not flags[before] & _NOT_AN_OFFICE
    return _widened(doc, before) if is_office else name_first


def _has_office(doc: Document, tokens: list[int]) -> bool:
    """False for mere forms of address: "Mr."."""
    return any(doc.tokens.lows[token].rstrip(".") not in ADDRESSES for token in tokens)


def _widened(doc: Document, first: int) -> int:
    """Take the adjectives and names before an office with it."""
    start = first
    while start > 0 and first - start < ROLE_WORDS and _is_in_role(doc, start - 1):
        if doc.tokens.is_capital(first) and not _may_precede_a_title(doc, start - 1):
            break
        start -= 1
    return start


def _may_precede_a_title(doc: Document, index: int) -> bool:
    """Whether a word may belong to a capitalised office: "former", not "confirm"."""
    tokens = doc.tokens
    low = tokens.lows[index]
    is_noun = tokens.flags[index] & (OFFICE | BODY) and not tokens.flags[index] & VERB
    known = low in ROLE_ADJECTIVES or low.startswith(("ex-", "then-")) or bool(is_noun)
    return known or tokens.is_capital(index) or tokens.is_mark(index) or low[0].isdigit()


def _is_in_role(doc: Document, index: int) -> bool:
    """Whether a word before an office may be part of it: one on the same line, no verb."""
    tokens, text = doc.tokens, doc.text
    start, end = tokens.starts[index], tokens.ends[index]
    if "\n" in text[end : tokens.starts[index + 1]]:
        return False
    if tokens.is_mark(index) or tokens.lows[index] == "'":
        return tokens.lows[index] == "-" and " " not in text[start - 1 : end + 1]
    return tokens.is_acronym(index) or not tokens.flags[index] & _NOT_IN_A_ROLE


def apposed_role(doc: Document, last: int) -> str | None:
    """The office in ", the ministry's spokeswoman," behind a name that ends before `last`."""
    tokens = doc.tokens
    if last + 1 >= len(tokens) or tokens.lows[last] != ",":
        return None
    if tokens.flags[last + 1] & CONJUNCTION:
        return None
    found = 0
    for index in range(last + 1, min(len(tokens), last + 1 + NAME_WORDS)):
        if tokens.flags[index] & _ENDS_APPOSITION or tokens.is_mark(index):
            break
        if tokens.flags[index] & OFFICE:
            found = index + 1
    if not found or (found < len(tokens) and tokens.is_name(found)):  # another one's office
        return None
    while tokens.lows[found : found + 1] and (
        tokens.lows[found] in _FORMERLY or tokens.lows[found - 1] in _FORMERLY
    ):
        found += 1
    start = last + 1
    return tokens.words(start + bool(tokens.flags[start] & DET), found)
