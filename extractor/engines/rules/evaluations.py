"""Stances in judgements: "Y would be a good thing", said X; X called Y a disaster."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import lexicons
from extractor.engines.rules.agents import clause_start, is_negated, noun_phrase, target_text
from extractor.engines.rules.cues import reading, verb_group
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.lexis import (
    BE,
    CONJUNCTION,
    DET,
    MODAL,
    NEGATION,
    POSSESSIVE,
    PREP,
    SUBJECT,
    readings,
    table,
)
from extractor.engines.rules.units import Unit, Units

COPULA_WORDS = 5
"""An evaluation follows its "is" or "would be" this closely."""
TARGET_WORDS = 14
"""A longer subject is not a target."""
_SIGNS = {word: 1 if sign == "+" else -1 for word, sign in table("evaluations", 2)}
_BENEFITS = lexicons.words("benefits")
_CALLS = readings(
    (lemma, kind, irr) for lemma, kind, irr in table("cue_verbs", 3) if kind == "call"
)
_TOLERATED = frozenset("allowed permitted tolerated accepted trusted rewarded".split())
_ABILITY = frozenset("can cannot can't could couldn't".split())


def _judgements(units: Units, unit: Unit) -> Iterator[Finding]:
    """The first evaluation in what somebody says, with what it is said of."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last if unit.speakers else unit.first):
        sign = _SIGNS.get(tokens.lows[index])
        if sign is None or _is_entitlement(units, index):
            continue
        if unit.rule.endswith("called_as"):
            yield from _called(units, unit, sign)
            return
        be = _copula(units, unit, index)
        if be is not None:
            yield from _judged(units, unit, be, sign)
            return


def _is_entitlement(units: Units, index: int) -> bool:
    """True for "a right", "the right to": the noun judges nothing."""
    tokens = units.doc.tokens
    if tokens.lows[index] != "right" or not tokens.flags[index - 1] & (DET | POSSESSIVE):
        return False
    after = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
    return bool(after & PREP) or index + 1 >= len(tokens) or tokens.is_mark(index + 1)


def _copula(units: Units, unit: Unit, index: int) -> int | None:
    """The form of "be" by which an evaluation at `index` is said of a subject."""
    tokens = units.doc.tokens
    for back in range(index - 1, max(unit.first, index - COPULA_WORDS), -1):
        if tokens.flags[back] & BE:
            return back
        if tokens.is_mark(back) or tokens.flags[back] & (PREP | POSSESSIVE):
            return None
    return None


def _judged(units: Units, unit: Unit, be: int, sign: int) -> Iterator[Finding]:
    tokens = units.doc.tokens
    verb = verb_group(units.doc, be, unit.first)
    start = _behind_view(units, clause_start(units, unit, verb))
    around = range(verb, min(unit.last, be + 2))
    if any(tokens.lows[i] in _ABILITY for i in around) or tokens.lows[unit.first] == "if":
        return
    if any(tokens.flags[i] & NEGATION for i in around):
        sign = -sign
    pronoun = verb - start == 1 and tokens.flags[start] & (SUBJECT | DET)
    pronoun = pronoun or tokens.flags[verb - 1] & SUBJECT & ~DET  # "I thought we were …"
    if start < verb <= start + TARGET_WORDS and not pronoun:
        target = tokens.words(start, verb)
        yield Finding(unit.speakers, target, sign, start, unit.last, "stance_judgement")


def _behind_view(units: Units, start: int) -> int:
    """Behind "in his view", "in our opinion"."""
    tokens = units.doc.tokens
    opens = tokens.lows[start] == "in" and tokens.lows[start + 2 : start + 3] in (
        ["view"], ["opinion"], ["words"], ["mind"],
    )  # fmt: skip
    return start + 3 if opens else start


def _called(units: Units, unit: Unit, sign: int) -> Iterator[Finding]:
    """X called Y a disaster: the object is the target."""
    verbs = (i for i in range(unit.first, unit.last) if reading(units.doc, i, unit.last, _CALLS))
    verb = next(verbs, unit.last)
    if verb + 1 >= unit.last or noun_phrase(units, verb + 1, unit.last) is None:
        return
    target = target_text(units, unit, verb + 1, _before_predicate(units, verb + 2, unit.last))
    if target:
        yield Finding(unit.speakers, target, sign, unit.first, unit.last, "stance_called")


def _before_predicate(units: Units, first: int, last: int) -> int:
    """Where the second noun phrase of "called the deal a betrayal" begins."""
    tokens = units.doc.tokens
    for index in range(first, last):
        linked = tokens.flags[index - 1] & (PREP | CONJUNCTION | DET)
        if tokens.lows[index] in ("a", "an", "another", "the", "as", "“", '"') and not linked:
            return index
    return last


def _benefits(units: Units, unit: Unit) -> Iterator[Finding]:
    """ "The meeting may facilitate understanding", said X."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last if unit.speakers else unit.first):
        if tokens.lows[index] not in _BENEFITS or _is_payment(units, index):
            continue
        group = verb_group(units.doc, index, unit.first)
        if not any(tokens.flags[i] & MODAL for i in range(group, index)):
            continue
        modal = next(i for i in range(unit.first, index) if tokens.flags[i] & MODAL)
        start = clause_start(units, unit, modal)
        if modal - start >= 2:
            sign = -1 if is_negated(units, unit, index) else 1
            target = tokens.words(start, modal)
            yield Finding(unit.speakers, target, sign, modal, unit.last, "stance_benefit")
        return


def _intolerable(units: Units, unit: Unit) -> Iterator[Finding]:
    """ "Y must not be allowed to …", said X."""
    tokens = units.doc.tokens
    for index in range(unit.first + 3, unit.last if unit.speakers else unit.first):
        if tokens.lows[index] not in _TOLERATED or tokens.lows[index - 1] != "be":
            continue
        modal = verb_group(units.doc, index - 1, unit.first)
        start = clause_start(units, unit, modal)
        if is_negated(units, unit, index) and 1 < modal - start <= TARGET_WORDS:
            target = tokens.words(start, modal)
            yield Finding(unit.speakers, target, -1, start, unit.last, "stance_intolerable")
        return


def _is_payment(units: Units, index: int) -> bool:
    """True for "contribute 5 million": only what contributes to something does it good."""
    lows = units.doc.tokens.lows
    return lows[index] == "contribute" and lows[index + 1 : index + 2] != ["to"]


RULES = (
    StanceRule(frozenset(_SIGNS), _judgements),
    StanceRule(_BENEFITS, _benefits),
    StanceRule(_TOLERATED, _intolerable),
)
