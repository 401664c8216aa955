"""Whether a time expression says when something was said.

"… the minister said on Friday at a conference on the results of 2021" was said on Friday.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor import times
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.lexis import ADVERB, CONJUNCTION, PREP, SUBORDINATOR, WH
from extractor.records import Span

_ANY_DAY = date(2024, 1, 10)
"""To tell a day from a longer time, it does not matter from when it is counted."""
CACHED_TEXTS = 4096
"""Expressions whose length is remembered; "on Friday" dates half of all statements."""


def dates_cue(doc: Document, time: Span, cue: int, sentence: Sentence) -> bool:
    """True if `time`, in the frame of what is said, dates the cue at token `cue`.

    A day does if it stands in the clause of the cue; a longer time ("said last week") only right
    beside it, since it may as well belong to a noun ("a conference on the results of 2021").
    """
    first, last = doc.range(time)
    low, high = (last, cue) if last <= cue else (cue + 1, first)
    between = range(low, high)
    if any(_parts(doc, index) for index in between) or _is_inserted(doc, between, first, sentence):
        return False
    return _is_day(doc.text[time.start : time.end]) or _is_beside(doc, between, first, sentence)


def _parts(doc: Document, index: int) -> bool:
    """True for a word that begins another clause, or the words of somebody."""
    bits, word = doc.tokens.flags[index], doc.tokens.lows[index]
    if doc.quoted[index] >= 0 or word == "that" or word in ";:":
        return True
    return bool(bits & WH or (bits & SUBORDINATOR and not bits & (PREP | ADVERB)))


def _is_inserted(doc: Document, between: range, first: int, sentence: Sentence) -> bool:
    """True for a time inside ", who was elected in May," before the cue."""
    before_cue = between.start > first
    return before_cue and any(
        doc.tokens.flags[index] & WH and doc.tokens.lows[index - 1] == ","
        for index in range(sentence.first + 1, first)
    )


def _is_beside(doc: Document, between: range, first: int, sentence: Sentence) -> bool:
    """True for "said last week", and for "Last week, X said" at the head of a sentence."""
    opens = first - sentence.first <= 1
    return opens or all(
        doc.tokens.flags[index] & (PREP | ADVERB) and not doc.tokens.flags[index] & CONJUNCTION
        for index in between
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _is_day(expression: str) -> bool:
    found = times.resolve(expression, anchor=_ANY_DAY)
    return found.start is not None and found.start == found.end
