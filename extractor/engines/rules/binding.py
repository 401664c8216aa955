"""Verbs by which somebody binds himself, and what they bind him to."""

from __future__ import annotations

from extractor.engines.rules.acting import act_after
from extractor.engines.rules.agents import noun_phrase
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.lexis import (
    CONJUNCTION,
    DET,
    MODAL,
    NEGATION,
    POSSESSIVE,
    PREP,
    SUBJECT,
    TIME,
    readings,
    table,
)
from extractor.engines.rules.units import Unit, Units
from extractor.records import CommitmentType

CLAUSE_WORDS = 12
"""How far behind "promised that" its "would" may stand."""
TYPES: dict[str, CommitmentType] = {
    "promise": "promise", "agreement": "agreement", "plan": "plan",
    "refusal": "refusal", "threat": "threat",
}  # fmt: skip
_ROWS = table("commissive", 4)
FRAMES = {lemma: frozenset(frames.split()) for lemma, _, frames, _ in _ROWS}
VERBS = readings((lemma, kind, irregular) for lemma, kind, _, irregular in _ROWS)
_NO_OBJECTS = frozenset("that such allegiance loyalty delegates".split())
"""What is pledged once and for all, or has been ("pledged delegates"), is nothing to be done."""
WILL = frozenset("will shall 'll won't shan't".split())
WOULD = frozenset("would 'd wouldn't".split())


def promised_act(units: Units, unit: Unit, after: int, lemma: str) -> tuple[int, bool] | None:
    """The verb (or noun phrase) of what is promised, and whether it is left undone."""
    tokens, frames = units.doc.tokens, FRAMES[lemma]
    if after >= unit.last - 1:
        return None
    denied = bool(tokens.flags[after] & NEGATION)
    at = _behind_adjuncts(units, after + denied, unit.last)
    if at >= unit.last - 1:
        return None
    if "to" in frames and tokens.lows[at] == "to":
        verb = at + 1 + tokens.is_mark(at + 1)
        is_act = verb < unit.last and _may_be_act(units, verb, "to-obj" in frames)
        return (verb, denied) if is_act else None
    if "that" in frames and (act := _act_of_clause(units, unit, at)):
        return act
    if "ing" in frames and tokens.lows[at].endswith("ing"):
        return at, denied
    if "obj" in frames and _is_object(units, unit, at):
        return at, denied
    return None


def _may_be_act(units: Units, index: int, with_object: bool) -> bool:
    """False for "offered to Paris", "committed to the end", which name to whom or to what."""
    tokens = units.doc.tokens
    if tokens.flags[index] & (DET | POSSESSIVE):
        return with_object
    named = tokens.is_capital(index) and not units.doc.titled[index]
    empty = tokens.lows[index] == "do" and index + 1 >= len(tokens) - 1
    return not (named or empty or tokens.lows[index][0].isdigit())


def _behind_adjuncts(units: Units, after: int, last: int) -> int:
    """Behind "on Monday" and "at a rally"; not behind "on a plan", which is what is agreed."""
    tokens = units.doc.tokens
    if tokens.lows[after] == "to":
        return after
    if tokens.lows[after] in ("on", "with", "upon") and after + 1 < last:
        timed = tokens.flags[after + 1] & TIME or tokens.is_capital(after + 1)
        if not timed:
            return after
    return skip_adjuncts(units.doc, after, last)


def _is_object(units: Units, unit: Unit, at: int) -> bool:
    tokens = units.doc.tokens
    opens = tokens.lows[at] not in _NO_OBJECTS and not tokens.flags[at] & (CONJUNCTION | PREP)
    found = noun_phrase(units, at, unit.last) if opens else None
    return found is not None and not tokens.flags[min(found[1], unit.last - 1)] & MODAL


def _act_of_clause(units: Units, unit: Unit, at: int) -> tuple[int, bool] | None:
    """The act in "(that) he would …": the subject must be who promises."""
    tokens = units.doc.tokens
    for index in range(at, min(unit.last - 1, at + CLAUSE_WORDS)):
        if tokens.lows[index] in WILL or tokens.lows[index] in WOULD:
            verb = act_after(units, index + 1, unit.last, by_agent=True)
            mine = any(tokens.flags[i] & SUBJECT for i in range(at, index))
            return (verb, bool(tokens.flags[index] & NEGATION)) if verb and mine else None
    return None
