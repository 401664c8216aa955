"""The matter of a text as a set of terms, so that two ways of saying it can be compared.

A term is the stem of a word, the name of a concept that several words share ("submit" and
"furnish" are `give`), or the name of a state for its people, adjective and capital ("Moscow's"
is `Russia`). Words without a matter of their own, numbers and time words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons
from extractor.lexicons.states import states

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+n['’]t\b|[^\W_]+(?:[-.][^\W_]+)*")
_CONTRACTED = ("n't", "n’t")
_POSSESSIVE = re.compile(r"['’]s?\b|['’]")
_IN_PLACE = frozenset("in at near outside around".split())
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ements", "ments", "ement",
    "ment", "ingly", "ating", "ated", "ates", "ators", "ator", "ate", "edly", "ions", "ion", "ings",
    "ing", "ness", "ied", "ies", "ed", "ers", "er", "es", "ly", "s", "e", "y",
)  # fmt: skip
_INFLECTIONS = ("ied", "ies", "ings", "ing", "ed", "es", "s", "e", "y")
_SHORTEST_STEM = 3
_SHORTEST_LONG_STEM = 4
"""What an ending of four letters or more must leave: "nation" is not a form of "n"."""

CACHED_TEXTS = 20_000
CACHED_WORDS = 200_000
"""Texts and words whose reading is remembered: a record is compared with many others."""


class Word(NamedTuple):
    """A word or fixed phrase of a text, in its place."""

    term: str
    """What it is compared by; empty for a function word, a number or a time word."""
    start: int
    end: int
    is_name: bool
    """True for the name of a state or body, and for a capitalised word within a sentence."""
    possessive: bool
    """True if `'s` or a bare apostrophe follows."""


class _Lexicon(NamedTuple):
    phrases: Mapping[tuple[str, ...], str]
    longest: int


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """`word` in lower case without its ending: a light stemmer, for matching only."""
    return _without(word, _ENDINGS)


@lru_cache(maxsize=CACHED_WORDS)
def _uninflected(word: str) -> str:
    """Concepts list derived words themselves: "publicly" has nothing to do with publishing."""
    return _without(word, _INFLECTIONS)


def _without(word: str, endings: tuple[str, ...]) -> str:
    low = word.lower().replace(".", "")
    low = _irregular().get(low, low)
    for ending in endings:
        least = _SHORTEST_LONG_STEM if len(ending) > _SHORTEST_STEM else _SHORTEST_STEM
        root = low.removesuffix(ending)
        if root != low and len(root) >= least and not (ending == "s" and root.endswith("s")):
            return _undoubled(root)
    return low


def _undoubled(root: str) -> str:
    doubled = len(root) > _SHORTEST_LONG_STEM - 1 and root[-1] == root[-2]
    return root[:-1] if doubled and root[-1] not in "aeiou" else root


@lru_cache(maxsize=CACHED_TEXTS)
def terms(text: str) -> frozenset[str]:
    """The terms of `text`."""
    return frozenset(word.term for word in words(text) if word.term)


@lru_cache(maxsize=CACHED_TEXTS)
def names(text: str) -> frozenset[str]:
    """Those terms of `text` that name somebody or some place."""
    return frozenset(word.term for word in words(text) if word.term and word.is_name)


@lru_cache(maxsize=CACHED_TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """The words and fixed phrases of `text` in order."""
    return tuple(_read(text, list(_WORD.finditer(text))))


def state(name: str) -> str | None:
    """The state or body that `name` stands for, if it is one of the listed ones."""
    found = words(name)
    return found[0].term if len(found) == 1 and found[0].term in _state_names() else None


def acts(terms: frozenset[str]) -> frozenset[str]:
    """Those of `terms` that name something done, as against a thing that it is done to."""
    return terms & _acts()


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the larger one has too."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice's coefficient: twice the common terms over all terms."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _read(text: str, found: list[re.Match[str]]) -> Iterator[Word]:
    tokens = tuple(match.group() for match in found)
    plain = tuple(_uninflected(token) for token in tokens)
    index = 0
    while index < len(found):
        term, size, is_name = _term(tokens, plain, index)
        end = found[index + size - 1].end()
        is_name = is_name or _looks_like_name(text, found, index)
        owner = bool(_POSSESSIVE.match(text, end))
        yield Word(term, found[index].start(), end, is_name and bool(term), owner)
        index += size


def _term(tokens: tuple[str, ...], plain: tuple[str, ...], index: int) -> tuple[str, int, bool]:
    named = _longest(_states(), tokens, index)
    if named and not _is_place(tokens, index, named[1]):
        return *named, True
    concept = _longest(_concepts(), plain, index)
    if concept:
        return *concept, False
    token = tokens[index]
    if token[0].isdigit() or len(token) == 1 or token.lower() in _function_words():
        return "", 1, False
    return ("", 1, False) if token.endswith(_CONTRACTED) else (stem(token), 1, False)


def _is_place(tokens: tuple[str, ...], index: int, size: int) -> bool:
    """A capital after "in" is the city, not the state that it otherwise stands for."""
    seat = " ".join(tokens[index : index + size]) in _seats()
    return seat and index > 0 and tokens[index - 1].lower() in _IN_PLACE


def _looks_like_name(text: str, found: list[re.Match[str]], index: int) -> bool:
    start = found[index].start()
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'([")
    return bool(before) and before[-1] not in ".!?:\n—"


def _longest(lexicon: _Lexicon, tokens: tuple[str, ...], index: int) -> tuple[str, int] | None:
    for size in range(min(lexicon.longest, len(tokens) - index), 0, -1):
        name = lexicon.phrases.get(tokens[index : index + size])
        if name is not None:
            return name, size
    return None


def _lexicon(phrases: dict[tuple[str, ...], str]) -> _Lexicon:
    return _Lexicon(phrases, max(map(len, phrases)))


@cache
def _irregular() -> dict[str, str]:
    """The base form of each irregular past and participle: "sent" is a form of "send"."""
    rows = (row for row in lexicons.rows("verbs") if len(row) > 1 and " " not in row[0])
    return {form: row[0] for row in rows for form in row[1].split(",")}


@cache
def _concepts() -> _Lexicon:
    phrases: dict[tuple[str, ...], str] = {}
    for name, forms, *_ in lexicons.rows("judge_concepts"):
        for form in forms.split("|"):
            phrases.setdefault(
                tuple(_uninflected(word) for word in _WORD.findall(form)), f"={name}"
            )
    return _lexicon(phrases)


@cache
def _acts() -> frozenset[str]:
    rows = lexicons.rows("judge_concepts")
    return frozenset(f"={row[0]}" for row in rows if row[2:] == ("act",))


@cache
def _states() -> _Lexicon:
    """States and well-known bodies by all their names; capitals and peoples count as such."""
    phrases: dict[tuple[str, ...], str] = {}
    for state in states():
        for form in (state.name, *state.others, *state.places, *state.adjectives):
            phrases.setdefault(tuple(_WORD.findall(form)), state.name)
    for row in lexicons.rows("organizations"):
        name, others = lexicons.padded(row, 2)
        for form in (name, *lexicons.cells(others)):
            phrases.setdefault(tuple(_WORD.findall(form)), name)
    return _lexicon(phrases)


@cache
def _state_names() -> frozenset[str]:
    return frozenset(_states().phrases.values())


@cache
def _seats() -> frozenset[str]:
    return frozenset(place for state in states() for place in state.places)


@cache
def _function_words() -> frozenset[str]:
    return lexicons.words("judge_function_words")
