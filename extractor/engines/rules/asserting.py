"""Whether words assert something that can be understood alone."""

from __future__ import annotations

from extractor.engines.rules.clauses import Clause, has_finite_verb
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import BE, FUNCTION, MODAL, TIME

CLAIM_WORDS = 4
"""Fewer words than this assert nothing that can be understood alone, with an exception."""
SHORTEST = 3
"""A noun, its verb and what is said of it: "Turnout was 64%"."""
UTTERANCE_WORDS = 5
"""Quoted words without a known verb are a sentence, not a term, from this length on."""
_PERSONAL = frozenset("i we he she they it that this".split())
_ENDS = frozenset([".", ",", "!", "…"])


def asserts(doc: Document, piece: Clause) -> bool:
    """True for the words of somebody that have a verb and do not ask."""
    if not (is_long_enough(doc, piece) or _says_of_somebody(doc, piece)):
        return False
    after = doc.tokens.lows[piece.last : piece.last + 1]
    return after != ["?"] and has_finite_verb(doc, piece.first, piece.last)


def utters(doc: Document, piece: Clause, sentence: int) -> bool:
    """True for a whole sentence of quoted words without a verb that the lexicons know, such as an
    imperative; what asks asserts nothing."""
    tokens = doc.tokens
    if piece.last - piece.first < UTTERANCE_WORDS or not tokens.is_capital(piece.first):
        return False
    opens = piece.first == doc.sentences[sentence].first or tokens.is_mark(piece.first - 1)
    return opens and not _ENDS.isdisjoint(tokens.lows[piece.last : piece.last + 1])


def is_long_enough(doc: Document, piece: Clause) -> bool:
    """True for a clause of four words, for "Turnout was 64%" and for "Taxes would fall"."""
    if piece.last - piece.first != SHORTEST:
        return piece.last - piece.first >= CLAIM_WORDS
    noun, verb, _ = doc.tokens.flags[piece.first : piece.last]
    return bool(verb & (BE | MODAL)) and not noun & (FUNCTION | TIME)


def _says_of_somebody(doc: Document, piece: Clause) -> bool:
    """True for "he was joking": with the speaker's name for "he" it can be understood."""
    tokens = doc.tokens
    if piece.last - piece.first != SHORTEST or tokens.lows[piece.first] not in _PERSONAL:
        return False
    return bool(tokens.flags[piece.first + 1] & (BE | MODAL))
