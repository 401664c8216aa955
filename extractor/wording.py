"""The matter of a text as a set of terms, so that two ways of saying it can be compared.

A term is the stem of a word, the name of a concept that several words share ("submit" and
"furnish" are `give`), or the name of a state for its people, adjective and capital ("Moscow's"
is `Russia`). Words without a matter of their own, numbers and time words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons
from extractor.lexicons.states import states

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+n['’]t\b|[^\W_]+(?:[-.][^\W_]+)*")
_CONTRACTED = ("n't", "n’t")
_APOSTROPHES = ("'", "’")
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

CACHED_TEXTS = 5_000
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
    longest: Mapping[str, int]
    """For each word with which a phrase begins, the words of the longest."""


class _Alone(NamedTuple):
    """A word by itself."""

    term: str
    begins: bool
    """Whether it may be, or begin, a listed name or concept."""


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """`word` in lower case without its ending: a light stemmer, for matching only."""
    return _without(word, _ENDINGS)


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


def ordered_terms(text: str) -> tuple[str, ...]:
    """The same, each once, in the order of the text."""
    found = dict.fromkeys(term for term, _, _ in _parts(_WORD.findall(text)))
    found.pop("", None)
    return tuple(found)


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
    index = 0
    for term, size, is_name in _parts([match.group() for match in found]):
        start, end = found[index].start(), found[index + size - 1].end()
        named = bool(term) and (is_name or _looks_like_name(text, start))
        yield Word(term, start, end, named, text.startswith(_APOSTROPHES, end))
        index += size


def _parts(tokens: Sequence[str]) -> Iterator[tuple[str, int, bool]]:
    """The term of each word or phrase, the number of its words, and whether it is a known name."""
    index, count = 0, len(tokens)
    while index < count:
        term, begins = _alone(tokens[index])
        part = _term(tokens, index) if begins else (term, 1, False)
        yield part
        index += part[1]


def _term(tokens: Sequence[str], index: int) -> tuple[str, int, bool]:
    named = _longest(_states(), tokens, index)
    if named and not _is_place(tokens, index, named[1]):
        return *named, True
    first = tokens[index]
    size = _concepts().longest.get(_uninflected(first), 0)
    concept = _longest(_concepts(), [_uninflected(t) for t in tokens[index : index + size]], 0)
    return (*concept, False) if concept else (_alone(first).term, 1, False)


@lru_cache(maxsize=CACHED_WORDS)
def _alone(token: str) -> _Alone:
    begins = token in _states().longest or _uninflected(token) in _concepts().longest
    if token[0].isdigit() or len(token) == 1 or token.lower() in _function_words():
        return _Alone("", begins)
    return _Alone("" if token.endswith(_CONTRACTED) else stem(token), begins)


def _is_place(tokens: Sequence[str], index: int, size: int) -> bool:
    """A capital after "in" is the city, not the state that it otherwise stands for."""
    seat = " ".join(tokens[index : index + size]) in _seats()
    return seat and index > 0 and tokens[index - 1].lower() in _IN_PLACE


def _looks_like_name(text: str, start: int) -> bool:
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'([")
    return bool(before) and before[-1] not in ".!?:\n—"


def _longest(lexicon: _Lexicon, tokens: Sequence[str], index: int) -> tuple[str, int] | None:
    longest = lexicon.longest.get(tokens[index], 0) if tokens else 0
    for size in range(min(longest, len(tokens) - index), 0, -1):
        name = lexicon.phrases.get(tuple(tokens[index : index + size]))
        if name is not None:
            return name, size
    return None


def _lexicon(phrases: dict[tuple[str, ...], str]) -> _Lexicon:
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return _Lexicon(phrases, longest)


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
