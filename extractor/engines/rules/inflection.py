"""The regular forms of English verbs and nouns, and back to a gerund."""

from __future__ import annotations

from typing import NamedTuple

_SIBILANTS = ("s", "sh", "ch", "x", "z", "o")
_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset(
    "admit ban beg blog brag chat commit cut drop get hit let permit plan put quip quit refer rip "
    "run set shrug shut sit slam stop submit transfer win spin control cancel compel begin slip "
    "strip step trap ship dip whip wrap drag spur stir rob plug occur deter expel propel rebel "
    "repel regret scrap grab stem equip kidnap incur concur recur prefer overlap dig dim pin pop "
    "tap wed split spot stun swap trim".split()
)
"""Verbs that double their last consonant."""


class Forms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def verb_forms(lemma: str, irregular: str = "") -> Forms:
    """Forms of `lemma`; `irregular` gives "past,participle". Only the first word inflects."""
    word, _, particle = lemma.partition(" ")
    tail = f" {particle}" if particle else ""
    past, participle = irregular.split(",") if irregular else [_past(word) + tail] * 2
    return Forms(lemma, _third(word) + tail, past, participle, gerund(word) + tail)


def gerund(word: str) -> str:
    """The form in -ing of a verb's base form."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return (word + word[-1] if word in _DOUBLING else word) + "ing"


def plural(noun: str) -> str:
    """The plural of a noun."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return _third(noun)


def third_person(word: str) -> str:
    """The form that goes with he, she or it of a verb's base form."""
    return {"have": "has", "be": "is", "do": "does"}.get(word) or _third(word)


def _third(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return (word + word[-1] if word in _DOUBLING else word) + "ed"
