"""What a position is towards: the noun phrase behind a cue, and for or against it."""

from __future__ import annotations

from typing import NamedTuple

from extractor import lexicons
from extractor.engines.rules.agents import TARGET_WORDS, action_end, noun_phrase
from extractor.engines.rules.antecedents import other_person_meant
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    DET,
    OBJECT,
    POSSESSIVE,
    PREP,
    SOURCE,
    SUBORDINATOR,
    TIME,
)
from extractor.engines.rules.units import Unit, Units

AGAINST_WORDS = 6
"""How far behind "called for" the "against" of "tougher sanctions against" may stand."""
_NOBODY = frozenset("anyone anybody everyone everybody none nobody".split())
_ENDS = lexicons.words("ends")
_REASONS = {
    "accuse": ("of",), "blame": ("for",), "thank": ("for",), "congratulate": ("on", "for"),
    "praise": ("for",), "criticize": ("for",), "criticise": ("for",), "condemn": ("for",),
    "denounce": ("for",), "blast": ("for",), "slam": ("for",), "mock": ("for",),
    "attack": ("for",), "rebuke": ("for",), "chastise": ("for",), "chide": ("for",),
    "scold": ("for",), "rip": ("for",), "assail": ("for",), "lambaste": ("for",),
    "bash": ("for",), "castigate": ("for",), "excoriate": ("for",),
    "commend": ("for",), "applaud": ("for",), "hail": ("for",),
    "defend": ("against", "from"),
}  # fmt: skip
"""Verbs whose object is who is judged, and the prepositions before what he is judged for."""
_CONTENT = lexicons.words("statement_nouns") | frozenset("fact notion idea".split())
"""Nouns that a clause with "that" fills: "the notion that" alone says nothing."""


def target_text(units: Units, unit: Unit, first: int, last: int) -> str | None:
    """The noun phrase at `first` in words; a "him" there gives whom it means."""
    tokens = units.doc.tokens
    if first >= last:
        return None
    if tokens.flags[first] & OBJECT and not tokens.flags[first] & (DET | POSSESSIVE):
        return _named(units, unit, first)
    if tokens.lows[first] == "her" and tokens.flags[min(first + 1, last - 1)] & (PREP | TIME):
        return _named(units, unit, first)
    found = noun_phrase(units, first, last)
    if found is None:
        return None
    return _unquoted(tokens.words(*found))


def _unquoted(words: str) -> str:
    """Words without the marks around them; marks around a part of them stay."""
    bare = words.strip('“”" ')
    paired = sum(bare.count(mark) for mark in '“”"') % 2 == 0
    return bare if paired else words


class Aim(NamedTuple):
    """What a stance is towards, its sign, and the token behind it."""

    target: str
    sign: int
    last: int


def aimed(units: Units, unit: Unit, first: int, sign: int, lemma: str = "") -> Aim | None:
    """The noun phrase at `first` as a target; being for its end is being against it.

    `lemma` is the verb that is aimed: to accuse somebody of theft is to be against him.
    """
    tokens = units.doc.tokens
    while first < unit.last and tokens.flags[first] & ADVERB:
        first += 1
    noun = first + bool(first < unit.last and tokens.flags[first] & DET)
    ends = noun + 1 < unit.last and tokens.lows[noun] in _ENDS
    ends = ends and tokens.lows[noun + 1] in ("of", "to", "on")
    if ends:
        first, sign = noun + 2, -sign
    opposed = _behind_against(units, unit, first) if lemma not in _REASONS else None
    if opposed is not None:
        first, sign = opposed, -sign
    last = _before_reason(units, first, unit.last, lemma)
    text = target_text(units, unit, first, last)
    timed = tokens.flags[first] & TIME and not ends  # "a ban on night ferries" names a thing
    if text is None or timed or _is_empty(text.lower()):
        return None
    span = noun_phrase(units, first, last)
    end = span[1] if span else first + 1
    if end == first + 1 and tokens.lows[first].endswith("ing") and not tokens.flags[first] & SOURCE:
        end = action_end(units, first, min(last, first + TARGET_WORDS))
        text = tokens.words(first, end)
    elif end < last - 1 and tokens.lows[end] == "that" and _is_content(tokens.lows[end - 1]):
        end = _content_end(units, end + 1, last)
        text = tokens.words(first, end)
    return Aim(text, sign, end)


def _is_empty(text: str) -> bool:
    """True for what is no target: "such a step", "away", "loudly", "anyone"."""
    opener = text.split(maxsplit=1)[0]
    return (
        len(text) < 2
        or opener in ("such", "away")
        or text in _NOBODY
        or (opener == text and text.endswith("ly"))
    )


def _is_content(noun: str) -> bool:
    return noun.rstrip("s") in _CONTENT


def _content_end(units: Units, first: int, last: int) -> int:
    """Where the clause of "the notion that …" ends: at a mark, or after so many words."""
    stop = min(last, first + TARGET_WORDS)
    return next((at for at in range(first, stop) if units.doc.tokens.is_mark(at)), stop)


def _behind_against(units: Units, unit: Unit, first: int) -> int | None:
    """The target of "sanctions against Y": being for them is being against Y."""
    tokens = units.doc.tokens
    for index in range(first, min(unit.last - 1, first + AGAINST_WORDS)):
        if tokens.is_mark(index) or tokens.flags[index] & (AUXILIARY | SUBORDINATOR & ~PREP):
            return None
        if tokens.lows[index] == "against":
            return index + 1 if index > first else None
    return None


def _before_reason(units: Units, first: int, last: int, lemma: str) -> int:
    """Where the reason of a reproach or of thanks begins: "accused X of …", "blamed X for …"."""
    lows = units.doc.tokens.lows
    stop = min(last, first + TARGET_WORDS)
    prepositions = _REASONS.get(lemma, ())
    return next((at for at in range(first + 1, stop) if lows[at] in prepositions), last)


def _named(units: Units, unit: Unit, token: int) -> str | None:
    """Whom "him" or "her" means; what "it" and "them" mean is not told with any certainty."""
    actor = other_person_meant(units, unit, token)
    return (actor.draft.canonical or actor.draft.name) if actor else None
