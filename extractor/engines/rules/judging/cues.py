"""The words by which a rule knows that it has something to read in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from extractor import lexicons

CACHED_TEXTS = 5_000
"""Texts whose reading is remembered: a record is compared with many others."""

_FORM = re.compile(r"\w+")
_ANSWER = re.compile(r"\bno,\s", re.IGNORECASE)
"""A "no" that answers an earlier word and negates nothing in its own sentence."""


@lru_cache(maxsize=CACHED_TEXTS)
def forms_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(_FORM.findall(text.lower()))


@lru_cache(maxsize=CACHED_TEXTS)
def cues_of(text: str) -> frozenset[str]:
    """The cues whose words a text has; that of a negation only for an odd number of them."""
    patterns = _patterns()
    candidates = _candidates(text)
    text = _ANSWER.sub("", text)
    found = {cue for cue in candidates if patterns[cue].search(text)}
    if "negation" not in found:
        return frozenset(found)
    negations = patterns["negation"].findall(without_cues(text, "concession"))
    return frozenset(found | {"negation"} if len(negations) % 2 else found - {"negation"})


def may_have(cue: str, text: str) -> bool:
    """False where a text has the longest word of none of the phrases of `cue`: to look for that is
    ten times as fast as to look for the phrases."""
    return cue in _candidates(text)


def cue_matches(cue: str, text: str) -> list[re.Match[str]]:
    """Where the words of `cue` stand in `text`."""
    return list(_patterns()[cue].finditer(text))


def without_cues(text: str, *cues: str) -> str:
    """`text` without the words of `cues`."""
    for cue in cues:
        text = _patterns()[cue].sub(" ", text)
    return text


@lru_cache(maxsize=CACHED_TEXTS)
def _candidates(text: str) -> frozenset[str]:
    cues_by_form = _cues_by_form()
    found = (cues_by_form[form] for form in forms_of(text) if form in cues_by_form)
    return frozenset().union(*found)


@cache
def _cues_by_form() -> dict[str, frozenset[str]]:
    """For the longest word of each phrase the cues that it may be of."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for cue, words in lexicons.rows("judge_cues"):
        for phrase in words.lower().split("|"):
            said = phrase.partition("!")[0].removeprefix("n'")
            found[max(_FORM.findall(said), key=len)] |= {cue}
    return dict(found)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {row[0]: _any_of(row[1].split("|")) for row in lexicons.rows("judge_cues")}


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    parts = (
        re.escape(p).replace("n't", "n['’]t") if p.startswith("n't") else rf"\b{_phrase(p)}"
        for p in longest_first
    )
    return re.compile(rf"(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _phrase(words: str) -> str:
    """The pattern of `words`; after "!" stands the word that must not follow them."""
    said, _, other = words.partition("!")
    return rf"{re.escape(said)}(?! {re.escape(other)}\b)" if other else re.escape(said)
