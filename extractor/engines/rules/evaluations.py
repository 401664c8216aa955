"""Stances in judgements: "Y would be a good thing", said X; X called Y a disaster."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import lexicons
from extractor.engines.rules.agents import clause_start, is_negated, noun_phrase
from extractor.engines.rules.clauses import has_finite_verb
from extractor.engines.rules.cues import reading, verb_group
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.lexis import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DET,
    MODAL,
    NEGATION,
    OBJECT,
    POSSESSIVE,
    PREP,
    SUBJECT,
    SUBORDINATOR,
    WH,
    readings,
    table,
)
from extractor.engines.rules.targets import target_text
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
ENDED = frozenset(
    "stopped ended repealed scrapped abolished rejected withdrawn cancelled defeated banned "
    "overturned".split()
)
TOLERATED = frozenset("allowed permitted tolerated accepted trusted rewarded".split())
_MORE = frozenset("just only merely simply even".split())
"""What makes a "not" add to what is said: "not just a failure"."""
_ARTICLES = frozenset("a an another the as".split())
_ABILITY = frozenset("can cannot can't could couldn't".split())


def _judgements(units: Units, unit: Unit) -> Iterator[Finding]:
    """The first evaluation in what somebody says, with what it is said of."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last if unit.speakers else unit.first):
        sign = _SIGNS.get(tokens.lows[index])
        if sign is None or _is_entitlement(units, index) or _is_no_judgement(units, index):
            continue
        if tokens.is_capital(index) and not units.doc.titled[index]:  # "Patriot Coal"
            continue
        if unit.rule.endswith("called_as"):
            yield from _called(units, unit, index, sign)
            return
        be = _copula(units, unit, index)
        if be is not None:
            yield from _judged(units, unit, (be, index), sign)
            return


def _is_entitlement(units: Units, index: int) -> bool:
    """True for "a right", "the right to": the noun judges nothing."""
    tokens = units.doc.tokens
    if tokens.lows[index] != "right" or not tokens.flags[index - 1] & (DET | POSSESSIVE):
        return False
    after = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
    return bool(after & PREP) or index + 1 >= len(tokens) or tokens.is_mark(index + 1)


def _is_no_judgement(units: Units, index: int) -> bool:
    """True for "responsible for" an evil, "was encouraging violence" and "little"."""
    tokens = units.doc.tokens
    if tokens.lows[index - 1] == "little":
        return True
    if index + 1 >= len(tokens) or tokens.is_mark(index + 1):
        return False
    following = tokens.flags[index + 1]
    if tokens.lows[index].endswith("ing") and not tokens.flags[index - 1] & DET:
        return not following or bool(following & (DET | POSSESSIVE | OBJECT))
    return tokens.lows[index : index + 2] == ["responsible", "for"]


def _copula(units: Units, unit: Unit, index: int) -> int | None:
    """The form of "be" by which an evaluation at `index` is said of a subject."""
    tokens = units.doc.tokens
    for back in range(index - 1, max(unit.first, index - COPULA_WORDS), -1):
        if tokens.flags[back] & BE:
            return back
        if tokens.is_mark(back) or tokens.flags[back] & (PREP | POSSESSIVE):
            return None
        if tokens.lows[back].endswith("ing"):  # "is developing a positive plan"
            return None
    return None


def _judged(units: Units, unit: Unit, said: tuple[int, int], sign: int) -> Iterator[Finding]:
    be, index = said
    tokens = units.doc.tokens
    verb = verb_group(units.doc, be, unit.first)
    start = _behind_view(units, clause_start(units, unit, verb))
    around = range(verb, min(unit.last, be + 2))
    advised = any(tokens.flags[i] & MODAL for i in around) and index + 1 < unit.last
    if advised and tokens.lows[index + 1] == "to":  # "would be wise to"
        return
    if any(tokens.lows[i] in _ABILITY for i in around) or tokens.lows[unit.first] == "if":
        return
    if tokens.lows[verb - 1] == "to" or not is_subject(units, unit, start, verb):
        return
    if any(_denies(units, i) for i in around):
        sign = -sign
    pronoun = verb - start == 1 and tokens.flags[start] & (SUBJECT | DET)
    pronoun = pronoun or tokens.flags[verb - 1] & SUBJECT & ~DET  # "I thought we were …"
    if start < verb <= start + TARGET_WORDS and not pronoun:
        target = tokens.words(start, verb)
        yield Finding(unit.speakers, target, sign, start, unit.last, "stance_judgement")


def _denies(units: Units, index: int) -> bool:
    """True for a "not" that is no "not just"."""
    tokens = units.doc.tokens
    more = tokens.lows[index + 1 : index + 2] and tokens.lows[index + 1] in _MORE
    return bool(tokens.flags[index] & NEGATION) and not more


def is_subject(units: Units, unit: Unit, first: int, last: int) -> bool:
    """True if tokens [first, last) are one noun phrase and no clause, and not the end of a list."""
    tokens = units.doc.tokens
    bits = [tokens.flags[at] for at in range(first, last)]
    if any(
        flags & (WH | AUXILIARY | MODAL) or (flags & SUBJECT and not flags & DET) for flags in bits
    ):
        return False
    if not bits:
        return False
    said = tokens.lows[last - 1] in ("says", "said", "say")
    if said or tokens.lows[first] == "one" or has_finite_verb(units.doc, first, last, strict=True):
        return False
    before = tokens.flags[first - 1] if first > unit.first else 0
    if before & SUBORDINATOR and tokens.lows[first].endswith("ing"):  # "while serving as mayor"
        return False
    listed = first > unit.first and tokens.lows[first - 1] == ","
    return not (listed and any(flags & CONJUNCTION for flags in bits))


def _behind_view(units: Units, start: int) -> int:
    """Behind "in his view", "in our opinion"."""
    tokens = units.doc.tokens
    opens = tokens.lows[start] == "in" and tokens.lows[start + 2 : start + 3] in (
        ["view"], ["opinion"], ["words"], ["mind"],
    )  # fmt: skip
    return start + 3 if opens else start


def _called(units: Units, unit: Unit, index: int, sign: int) -> Iterator[Finding]:
    """X called Y a disaster: the object is the target."""
    verbs = (i for i in range(unit.first, unit.last) if reading(units.doc, i, unit.last, _CALLS))
    verb = next(verbs, unit.last)
    if verb + 1 >= index or noun_phrase(units, verb + 1, unit.last) is None:
        return
    predicate = _predicate(units, verb + 2, index)
    target = target_text(units, unit, verb + 1, predicate) if predicate else None
    if target:
        yield Finding(unit.speakers, target, sign, unit.first, unit.last, "stance_called")


def _predicate(units: Units, first: int, index: int) -> int | None:
    """Where the second noun phrase of "called the deal a betrayal" begins; `index` is in it.

    None for an evaluation within a phrase of another: "called it a plan for illegal workers".
    """
    tokens, quoted = units.doc.tokens, units.doc.quoted
    if quoted[index] >= 0 and quoted[index] != quoted[first - 1]:
        start = next(at for at in range(first, index + 1) if quoted[at] == quoted[index])
        while tokens.lows[start - 1] in _ARTICLES or tokens.is_mark(start - 1):
            start -= 1
        return start
    for at in range(index, first - 1, -1):
        if tokens.lows[at] in _ARTICLES:
            return at
        if at < index and tokens.flags[at] & (PREP | CONJUNCTION | WH | DET):
            return None
    last = index + 1 >= len(tokens) or tokens.is_mark(index + 1)
    return index if last else None


def _benefits(units: Units, unit: Unit) -> Iterator[Finding]:
    """ "The meeting may facilitate understanding", said X."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last if unit.speakers else unit.first):
        if tokens.lows[index] not in _BENEFITS or _does_no_good(units, index):
            continue
        group = verb_group(units.doc, index, unit.first)
        if not any(tokens.flags[i] & MODAL for i in range(group, index)):
            continue
        modal = next(i for i in range(unit.first, index) if tokens.flags[i] & MODAL)
        start = clause_start(units, unit, modal)
        if modal - start >= 2 and is_subject(units, unit, start, modal):
            sign = -1 if is_negated(units, unit, index) else 1
            target = tokens.words(start, modal)
            yield Finding(unit.speakers, target, sign, modal, unit.last, "stance_benefit")
        return


def _intolerable(units: Units, unit: Unit) -> Iterator[Finding]:
    """ "Y must not be allowed to …", "Y must be stopped", said X."""
    tokens = units.doc.tokens
    for index in range(unit.first + 3, unit.last if unit.speakers else unit.first):
        word = tokens.lows[index]
        if word not in TOLERATED | ENDED or tokens.lows[index - 1] != "be":
            continue
        modal = verb_group(units.doc, index - 1, unit.first)
        start = clause_start(units, unit, modal)
        start += bool(tokens.flags[start] & CONJUNCTION)
        due = any(tokens.lows[at] in ("must", "should") for at in range(modal, index))
        denied = is_negated(units, unit, index)
        barred = denied if word in TOLERATED else due and not denied
        if barred and 1 < modal - start <= TARGET_WORDS and is_subject(units, unit, start, modal):
            target = tokens.words(start, modal)
            yield Finding(unit.speakers, target, -1, start, unit.last, "stance_intolerable")
        return


def _does_no_good(units: Units, index: int) -> bool:
    """True for "contribute 5 million" and "benefit from", which do nothing good."""
    lows = units.doc.tokens.lows
    if lows[index] == "contribute":
        return lows[index + 1 : index + 2] != ["to"]
    return index + 1 < len(lows) and bool(units.doc.tokens.flags[index + 1] & PREP)


RULES = (
    StanceRule(frozenset(_SIGNS), _judgements),
    StanceRule(_BENEFITS, _benefits),
    StanceRule(TOLERATED | ENDED, _intolerable),
)
