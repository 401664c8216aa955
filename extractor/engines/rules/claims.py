"""Claims: each unit of assertion as a draft, with its modality, negation and time."""

from __future__ import annotations

from extractor.drafts import ClaimDraft, PlacedDraft
from extractor.engines.rules.inflection import third_person
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    DET,
    FINITE,
    HAVE,
    MODAL,
    NEGATION,
    PREP,
    SUBJECT,
)
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import Modality, Span

_MODALITIES: dict[str, Modality] = {
    "will": "expected", "'ll": "expected", "shall": "expected", "would": "expected",
    "expect": "expected", "expects": "expected", "expected": "expected",
    "anticipate": "expected", "anticipates": "expected", "foresee": "expected",
    "may": "possible", "might": "possible", "could": "possible", "possibly": "possible",
    "perhaps": "possible", "maybe": "possible", "likely": "possible", "probably": "possible",
    "hope": "hoped", "hopes": "hoped", "hoped": "hoped", "hoping": "hoped",
    "hopefully": "hoped",
}  # fmt: skip
_STRENGTH: tuple[Modality, ...] = ("hoped", "possible", "expected")
"""Of several modalities in a clause, the one that comes first here tells."""
_CONDITIONS = frozenset("if unless provided".split())
MODALITY_WORDS = 12
"""The cue of a claim's modality stands in its main clause, so near its beginning."""
TOPIC_WORDS = 5
"""A longer subject is not a topic in a few words."""


def claims(units: Units) -> list[PlacedDraft]:
    """One claim for each unit and each of its speakers."""
    return [
        PlacedDraft(_claim(units, unit, speaker), quote_span(units, unit), unit.rule)
        for unit in units.all
        for speaker in (unit.speakers or (None,))
    ]


def quote_span(units: Units, unit: Unit) -> Span:
    """The offsets of a unit; a sentence in own voice keeps its full stop."""
    start, end = units.doc.tokens.span(unit.first, unit.last)
    if units.doc.text[end : end + 1] in ".!" and units.doc.text[end : end + 1]:
        end += 1
    return Span(start, end)


def _claim(units: Units, unit: Unit, speaker: Actor | None) -> ClaimDraft:
    span = quote_span(units, unit)
    text = units.doc.text
    found = units.times_in(span)
    return ClaimDraft(
        quote=text[span.start : span.end],
        speaker=speaker.draft if speaker else None,
        via=tuple(actor.draft for actor in unit.via),
        speech=unit.speech,
        said_on=unit.said_on,
        statement=statement(units, unit, speaker),
        modality=_modality(units, unit),
        negated=_negated(units, unit),
        when=text[found[0].start : found[0].end] if found else None,
        topic=_topic(units, unit),
    )


def statement(units: Units, unit: Unit, speaker: Actor | None) -> str:
    """The unit's words, with the speaker's name for a leading "we", "I", "he" or "she"."""
    tokens = units.doc.tokens
    words = tokens.words(unit.first, unit.last)
    words = " ".join(words.split())
    if not words.endswith((".", "!")):
        words += "."
    if unit.lead is not None:
        words = f"{tokens.words(*unit.lead)} {words}"
        return words[0].upper() + words[1:]
    name = _leading_name(tokens.lows[unit.first], speaker)
    if name is None or unit.last - unit.first < 3:
        return words[0].upper() + words[1:]
    rest = words[tokens.ends[unit.first] - tokens.starts[unit.first] :].lstrip()
    return f"{name} {_agreeing(rest, tokens.flags[unit.first + 1])}"


def _leading_name(word: str, speaker: Actor | None) -> str | None:
    if speaker is None or speaker.draft.anonymous:
        return None
    if word == "we":
        return speaker.state or speaker.draft.name
    if word in ("i", "he", "she") and speaker.draft.type == "person":
        return speaker.draft.canonical or speaker.draft.name
    return None


_CONTRACTED = {"’m": "is", "'m": "is", "’re": "is", "'re": "is", "’ve": "has", "'ve": "has",
               "’ll": "will", "'ll": "will", "’d": "would", "'d": "would"}  # fmt: skip
_AGREEING = {"am": "is", "are": "is", "were": "was", "have": "has", "haven’t": "hasn’t",
             "haven't": "hasn't", "don’t": "doesn’t", "don't": "doesn't", "do": "does",
             "aren’t": "isn’t", "aren't": "isn't", "weren’t": "wasn’t",
             "weren't": "wasn't"}  # fmt: skip


def _agreeing(rest: str, flags: int) -> str:
    """`rest` of a sentence with its verb in the third person."""
    verb, space, tail = rest.partition(" ")
    changed = _CONTRACTED.get(verb) or _AGREEING.get(verb)
    if changed is None and flags & BASE and not flags & (FINITE | MODAL | BE | HAVE):
        changed = third_person(verb)
    return f"{changed or verb}{space}{tail}"


def _modality(units: Units, unit: Unit) -> Modality:
    lows = units.doc.tokens.lows
    words = lows[unit.first : min(unit.last, unit.first + MODALITY_WORDS)]
    if words[0] in _CONDITIONS or unit.lemma == "hope":
        return "hoped" if unit.lemma == "hope" else "conditional"
    found = [_MODALITIES[word] for word in words if word in _MODALITIES]
    if any(word in _CONDITIONS for word in lows[unit.first : unit.last]):
        return "conditional"
    if unit.lemma in ("expect", "predict", "forecast"):
        found.append("expected")
    return min(found, key=_STRENGTH.index, default="asserted")


def _negated(units: Units, unit: Unit) -> bool:
    """True if the main clause is denied."""
    tokens = units.doc.tokens
    last = min(unit.last, unit.first + MODALITY_WORDS)
    denials = 0
    for index in range(unit.first, last):
        denials += bool(tokens.flags[index] & NEGATION and tokens.lows[index] != "without")
    return (denials + (unit.lemma == "deny")) % 2 == 1


def _topic(units: Units, unit: Unit) -> str | None:
    """What stands before the first verb, without its article, if it is short."""
    tokens = units.doc.tokens
    first = unit.first + bool(tokens.flags[unit.first] & DET)
    for index in range(first, min(unit.last, first + TOPIC_WORDS + 1)):
        bits = tokens.flags[index]
        if bits & (AUXILIARY | FINITE) and not bits & BASE:
            plain = index > first and not tokens.flags[first] & (SUBJECT | ADVERB | PREP)
            return tokens.words(first, index) if plain else None
        if tokens.is_mark(index):
            return None
    return None
