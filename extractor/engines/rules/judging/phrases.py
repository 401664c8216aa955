"""Concepts that words name to the judge alone: "tape" for a film, "cut 5,000 jobs" for a layoff."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.cues import forms_of


class _Phrase(NamedTuple):
    concept: str
    words: re.Pattern[str]


def with_phrases(text: str, terms: frozenset[str]) -> frozenset[str]:
    """`terms`, those of `text`, with the concept in the place of the word or verb that names it."""
    if _first_words().isdisjoint(forms_of(text)):
        return terms
    for phrase in _phrases():
        match = phrase.words.search(text)
        if match:
            terms = terms - wording.terms(match[1]) | {phrase.concept}
    return terms


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word for row in lexicons.rows("judge_phrases") for word in row[1].split("|"))


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rows = (lexicons.padded(row, 3) for row in lexicons.rows("judge_phrases"))
    return tuple(_Phrase(f"={concept}", _pattern(words, nouns)) for concept, words, nouns in rows)


def _pattern(words: str, nouns: str) -> re.Pattern[str]:
    """The words, or the words and a noun that stands soon after them."""
    after = rf"(?: \S+){{0,4}}? (?:{nouns})\b" if nouns else r"\b"
    return re.compile(rf"\b({words}){after}", re.IGNORECASE)
