"""What an attribution is, and what all orders of attribution ask about the text."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.clauses import Clause, stripped
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import MEDIA, OUTLETS, PREP
from extractor.engines.rules.phrases import Phrase

SPEECH_WORDS = 4
"""A quotation of fewer words is a title or a term, not speech."""
MARKS_BETWEEN = 5
"""Most marks between a quotation and its "he said"."""


class Attribution(NamedTuple):
    """What is said (tokens), the phrase that names the speaker, and the rule that saw it.

    `cue` is the token that shows it; `quotation` the number of the quotation that is the
    content, or -1; `via` names who passed it on; `lead` is how the content begins, where the
    cue stands in the middle of it; a `deed` is a clause with its verb of saying ("rejected the
    plan"), `subjectless` one that begins with it ("…, calling the plan a mistake").
    """

    clause: Clause
    source: Phrase
    rule: str
    cue: int
    quotation: int = -1
    via: Phrase | None = None
    lemma: str = ""
    lead: Clause | None = None
    deed: bool = False
    subjectless: bool = False


def holds(attribution: Attribution, token: int) -> bool:
    """True if `token` is part of what is said; a claim kept whole holds its own cue and subject."""
    first, last = attribution.clause
    start = attribution.cue if first <= attribution.cue < last else first
    return start <= token < last


def is_media(doc: Document, phrase: Phrase) -> bool:
    """True if a phrase names a newspaper, an agency or a broadcaster."""
    tokens = doc.tokens
    for index in range(phrase.first, phrase.last):
        if tokens.flags[index] & PREP:
            return False
        is_last = index + 1 == phrase.last or bool(tokens.flags[index + 1] & PREP)
        if is_last and (tokens.flags[index] & MEDIA or tokens.lows[index] in OUTLETS):
            return True
    return False


def quotation_of(doc: Document, clause: Clause) -> int:
    """The number of the quotation that the clause lies in, or -1."""
    number = doc.quoted[clause.first]
    return number if number >= 0 and doc.quoted[clause.last - 1] == number else -1


def quotation_before(doc: Document, at: int, low: int) -> int:
    """The quotation that ends right before token `at`, or -1."""
    tokens, index = doc.tokens, at - 1
    stop = max(low, at - MARKS_BETWEEN)
    while index >= stop and tokens.is_mark(index) and doc.quoted[index] < 0:
        index -= 1
    closes = 0 <= index < at - 1
    return doc.quoted[index] if closes else -1


def is_speech(doc: Document, number: int) -> bool:
    """True for a quotation long enough to be more than a title or a term."""
    if number < 0:
        return False
    first, last = doc.range(doc.quotations[number].inner)
    return sum(not doc.tokens.is_mark(index) for index in range(first, last)) >= SPEECH_WORDS


def quotation_clause(doc: Document, number: int, low: int) -> Clause:
    """The tokens of a quotation, with what its sentence says before it."""
    first, last = doc.range(doc.quotations[number].inner)
    before = first - 1
    if before > low and not doc.tokens.is_mark(before - 1):
        return stripped(doc, Clause(low, last))
    return Clause(first, last)
