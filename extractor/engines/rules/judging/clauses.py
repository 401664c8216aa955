"""The clauses of a text: in a long sentence only a part may be of the matter of another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.cues import CACHED_TEXTS

_BETWEEN = re.compile(r"[.;:!?]\s|,?\s(?:but|while|whereas|though|although|because)\s")


class Clause(NamedTuple):
    """A part of a text that says one thing."""

    text: str
    words: tuple[wording.Word, ...]
    terms: frozenset[str]


@lru_cache(maxsize=CACHED_TEXTS)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text`, in its order."""
    return tuple(_clause(part) for part in _BETWEEN.split(text))


def _clause(text: str) -> Clause:
    words = wording.words(text)
    return Clause(text, words, frozenset(word.term for word in words) - {""})
