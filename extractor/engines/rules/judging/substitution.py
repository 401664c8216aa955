"""Two accounts alike to the word, but for one name."""

from __future__ import annotations

from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.sequences import exchanged
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.records import Subtype
from extractor.wording import Word

SAME_TERMS = 6
"""Terms that must be the same around the name: two short sentences are alike by chance."""

LONG_SENTENCE = 12
"""Terms from which on two sentences that differ in their subject alone speak of one event."""

LONGEST_NAME = 3
"""Terms in the longest name that is looked at."""

_ONE_OF_MANY = frozenset("a an and or".split())
"""Before a description or an item of a list, two names need not exclude each other."""

_IN = frozenset("in at near from to outside".split())


class _Slot(NamedTuple):
    left: tuple[Word, ...]
    right: tuple[Word, ...]


def judge_substitution(pair: Accounts) -> Verdict | None:
    """`conflict` where only a name, and not the subject's, differs in the same sentence."""
    if len(pair.shared) < SAME_TERMS or compare_days(pair) == "different":
        return None
    slot = names_exchanged(pair)
    if slot is None:
        return None
    if _before(pair.left.text, slot.left) in _ONE_OF_MANY:
        return None
    left, right = voices(pair)
    here, there = _text(pair.left.text, slot.left), _text(pair.right.text, slot.right)
    return Verdict(
        relation="conflict",
        subtype=_subtype(pair.left.text, slot.left),
        difference=f"Where {left} has {here}, {right} has {there}.",
        confidence=0.55,
    )


def names_exchanged(pair: Accounts) -> _Slot | None:
    """The names that alone differ; whatever they are, the two do not say the same."""
    slot = _only_difference(pair)
    if slot is None or not (_is_name(slot.left) and _is_name(slot.right)):
        return None
    here, there = _letters(pair.left.text, slot.left), _letters(pair.right.text, slot.right)
    return None if here == there else slot  # F.B.I. is the FBI


def _letters(text: str, words: tuple[Word, ...]) -> str:
    return "".join(char for char in _text(text, words).casefold() if char.isalnum())


def _only_difference(pair: Accounts) -> _Slot | None:
    one, other = wording.terms(pair.left.text), wording.terms(pair.right.text)
    if max(len(one - other), len(other - one)) > LONGEST_NAME:
        return None
    left = [word for word in wording.words(pair.left.text) if word.term]
    right = [word for word in wording.words(pair.right.text) if word.term]
    terms = [[word.term for word in words] for words in (left, right)]
    found = exchanged(*terms, longest=LONGEST_NAME)
    if found is None or (found.left.start == 0 and len(left) - found.left.end < LONG_SENTENCE):
        return None
    return _Slot(tuple(left[slice(*found.left)]), tuple(right[slice(*found.right)]))


def _is_name(words: tuple[Word, ...]) -> bool:
    return all(word.is_name for word in words)


def _text(text: str, words: tuple[Word, ...]) -> str:
    return text[words[0].start : words[-1].end]


def _subtype(text: str, words: tuple[Word, ...]) -> Subtype:
    return "place" if _before(text, words) in _IN else "actor"


def _before(text: str, words: tuple[Word, ...]) -> str:
    before = text[: words[0].start].split()
    return before[-1].lower() if before else ""
