"""Claims: each unit of assertion as a draft, with its modality, negation and time."""

from __future__ import annotations

import re

from extractor.drafts import ClaimDraft, PlacedDraft
from extractor.engines.rules.assertion import main_clause
from extractor.engines.rules.clauses import has_finite_verb
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
    PASTS,
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
_CLOSING = re.compile(r"[,.!?]?[\"”]")
_LAST_COMMA = re.compile(r",(?=[\"”]?$)")
_CONDITIONS = frozenset("if unless".split())
_CONDITIONAL = _CONDITIONS | {"provided"}
_IMPERSONAL = frozenset(
    "take takes took taken seem seems seemed appear appears appeared matter matters mattered "
    "happen happens happened rain rains rained depend depends depended".split()
)
"""Verbs that have an "it" for their subject without anybody meant."""
TOPIC_WORDS = 5
"""A longer subject is not a topic in a few words."""


def claims(units: Units) -> list[PlacedDraft]:
    """One claim for each unit and each of its speakers."""
    return [
        PlacedDraft(_claim(units, unit, span, speaker), span, unit.rule)
        for unit in units.all
        for span in (_quote_span(units, unit),)
        for speaker in (unit.speakers or (None,))
    ]


def _quote_span(units: Units, unit: Unit) -> Span:
    """The offsets of a unit, with its full stop, and with the mark that closes its quotation.

    Where the cue stands in the middle of what is said, the span is from its lead to its end.
    """
    text = units.doc.text
    start, end = units.doc.tokens.span(unit.lead.first if unit.lead else unit.first, unit.last)
    if text[end : end + 1] in ".!" and text[end : end + 1]:
        end += 1
    closing = _CLOSING.match(text, end)
    if closing and _leaves_open(text[start:end]):
        end = closing.end()
    return Span(start, end)


def _leaves_open(words: str) -> bool:
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def _claim(units: Units, unit: Unit, span: Span, speaker: Actor | None) -> ClaimDraft:
    text = units.doc.text
    found = units.times_in(span)
    return ClaimDraft(
        quote=text[span.start : span.end],
        speaker=speaker.draft if speaker else None,
        via=tuple(actor.draft for actor in unit.via),
        speech=unit.speech,
        said_on=unit.said_on,
        statement=_statement(units, unit, span.end, speaker),
        modality=_modality(units, unit),
        negated=_negated(units, unit),
        when=text[found[0].start : found[0].end] if found else None,
        topic=_topic(units, unit),
    )


def _statement(units: Units, unit: Unit, end: int, speaker: Actor | None) -> str:
    """The unit's words up to `end`, with the speaker's name for a leading "we" or "he"."""
    tokens = units.doc.tokens
    words = " ".join(units.doc.text[tokens.starts[unit.first] : end].split())
    if not words.rstrip('"”').endswith((".", "!")):
        words = _LAST_COMMA.sub("", words) + "."
    if unit.lead is not None:
        whole = has_finite_verb(units.doc, *unit.lead)
        words = f"{tokens.words(*unit.lead)}{', ' if whole else ' '}{words}"
        return words[0].upper() + words[1:]
    if unit.subjectless and speaker is not None:
        return _with_subject(words, speaker, units.doc.tokens.flags[unit.first])
    name = _leading_name(units, unit, speaker)
    if name is None or unit.last - unit.first < 3:
        return words[0].upper() + words[1:]
    rest = words[tokens.ends[unit.first] - tokens.starts[unit.first] :].lstrip()
    return f"{name} {_agreeing(rest, tokens.flags[unit.first + 1])}"


def _with_subject(words: str, speaker: Actor, flags: int) -> str:
    """A clause without its subject ("calling it a mistake") with the speaker for it."""
    verb, space, rest = words.partition(" ")
    name = speaker.draft.name
    if speaker.draft.type == "person" and not speaker.draft.anonymous:
        name = speaker.draft.canonical or name
    if speaker.draft.type == "person" and verb.lower() not in PASTS:
        return f"{name[0].upper()}{name[1:]} {_agreeing(words, flags)}"
    return f"{name[0].upper()}{name[1:]} {PASTS.get(verb.lower(), verb)}{space}{rest}"


def _leading_name(units: Units, unit: Unit, speaker: Actor | None) -> str | None:
    """Whom the pronoun at the beginning means, as far as it is the speaker.

    In quoted words "he" is somebody else; in reported ones it is mostly the speaker.
    """
    if speaker is None or speaker.draft.anonymous:
        return None
    word, reported = units.doc.tokens.lows[unit.first], unit.speech == "indirect"
    if word == "we":
        return speaker.state or speaker.draft.name
    if speaker.draft.type == "person":
        named = word == "i" or (word in ("he", "she") and reported)
        return speaker.draft.canonical or speaker.draft.name if named else None
    if word == "it" and reported and not _is_expletive(units, unit):
        name = speaker.draft.name
        return f"The {name}" if name[0].islower() else name
    return None


def _is_expletive(units: Units, unit: Unit) -> bool:
    """True for the "it" of "it is likely that" and "it would take years": it means nobody."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, min(unit.last, unit.first + 5)):
        bits, word = tokens.flags[index], tokens.lows[index]
        if bits & BE:
            going = tokens.lows[index + 1] if index + 1 < unit.last else ""
            return not going.endswith("ing")
        if not bits & (MODAL | HAVE | ADVERB | NEGATION):
            return word in _IMPERSONAL
    return False


_CONTRACTED = {"’m": "is", "'m": "is", "’re": "is", "'re": "is", "’ve": "has", "'ve": "has",
               "’ll": "will", "'ll": "will", "’d": "would", "'d": "would",
               "’s": "is", "'s": "is"}  # fmt: skip
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
    held = lows[unit.first : unit.last]
    if unit.lemma == "hope":
        return "hoped"
    conditional = not _CONDITIONAL.isdisjoint(held)
    if conditional and any(_is_condition(units, unit, i) for i in range(unit.first, unit.last)):
        return "conditional"
    found: list[Modality] = []
    if not _MODALITIES.keys().isdisjoint(held):
        words = [lows[index] for index in main_clause(units, unit, through_that=True)]
        found = [_MODALITIES[word] for word in words if word in _MODALITIES]
    if unit.lemma in ("expect", "predict", "forecast"):
        found.append("expected")
    return min(found, key=_STRENGTH.index, default="asserted")


def _is_condition(units: Units, unit: Unit, index: int) -> bool:
    """True for "if" and "unless", and for the "provided" that no auxiliary makes a verb."""
    tokens = units.doc.tokens
    if tokens.lows[index] != "provided":
        return tokens.lows[index] in _CONDITIONS
    return index > unit.first and tokens.lows[index - 1] == ","


def _negated(units: Units, unit: Unit) -> bool:
    """True if the main clause is denied."""
    denying = units.doc.tokens.having(NEGATION, unit.first, unit.last)
    denials = {index for index in denying if _is_denial(units, index)}
    main = main_clause(units, unit) if denials else ()
    return (sum(index in denials for index in main) + (unit.lemma == "deny")) % 2 == 1


def _is_denial(units: Units, index: int) -> bool:
    """False for "without", and for "not only", which adds to what it seems to deny."""
    tokens = units.doc.tokens
    return tokens.lows[index] != "without" and tokens.lows[index + 1 : index + 2] != ["only"]


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
