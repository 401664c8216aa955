"""Commitments: who binds himself to what, with deadline, condition, counterparty, firmness.

The look-alikes are left out: predictions ("prices will rise"), states ("will be"), demands on
others, and acts that a speaker foretells of somebody he does not speak for.
"""

from __future__ import annotations

from itertools import chain

from extractor.drafts import ActorDraft, CommitmentDraft, PlacedDraft
from extractor.engines.rules.findings import Promise, apply
from extractor.engines.rules.lexis import BASE, PREP
from extractor.engines.rules.lists import listed
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.promises import RULES
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units
from extractor.records import Firmness

HEDGE_WORDS = 6
"""A hedge stands this close before the promise ("I hope, we will")."""
CONDITION_WORDS = 3
"""A shorter clause ("after that") is no condition."""
_CONDITIONS = frozenset("if unless after once provided until".split())
_HEDGES = frozenset("hope hopes hoped may might try possibly probably perhaps maybe".split())


def commitments(units: Units) -> list[PlacedDraft]:
    """The commitments in an article, each once for an actor and an act."""
    placed: list[PlacedDraft] = []
    seen: set[tuple[str, int]] = set()
    for unit, promise in chain(apply(RULES, units), listed(units)):
        for actor in promise.actors:
            if (actor.draft.name, promise.verb) not in seen:
                seen.add((actor.draft.name, promise.verb))
                placed.append(_draft(units, unit, promise, actor))
    return placed


def _draft(units: Units, unit: Unit, promise: Promise, actor: Actor) -> PlacedDraft:
    doc = units.doc
    span = doc.tokens.span(promise.first, promise.last)
    draft = CommitmentDraft(
        quote=doc.text[span.start : span.end],
        speaker=unit.speakers[0].draft if unit.speakers else None,
        via=tuple(one.draft for one in unit.via),
        speech=unit.speech,
        said_on=unit.said_on,
        actor=actor.draft,
        action=" ".join(doc.tokens.words(promise.verb, promise.last).split()),
        type=promise.kind,
        counterparty=_counterparty(units, promise),
        deadline=_deadline(units, promise),
        condition=_condition(units, unit, promise),
        firmness=_firmness(units, unit, promise),
    )
    return PlacedDraft(draft, span, promise.rule)


def _deadline(units: Units, promise: Promise) -> str | None:
    """The first time in the act that is not past."""
    for time in units.times_in(units.doc.tokens.span(promise.verb, promise.last)):
        text = units.doc.text[time.start : time.end]
        if not text.lower().startswith("last ") and not text.lower().endswith(" ago"):
            return text
    return None


def _condition(units: Units, unit: Unit, promise: Promise) -> str | None:
    """The "if", "unless", "after" or "once" clause of the unit, outside the act itself."""
    lows = units.doc.tokens.lows
    for index in range(unit.first, unit.last - CONDITION_WORDS):
        if lows[index] not in _CONDITIONS or promise.first < index < promise.verb:
            continue
        ends = (i for i in range(index, unit.last) if lows[i] in ",;—")
        end = next(ends, unit.last)
        if index <= promise.verb < end:
            continue
        if end - index >= CONDITION_WORDS and lows[index + 1] != "that":
            return units.doc.tokens.words(index, end)
    return None


def _counterparty(units: Units, promise: Promise) -> ActorDraft | None:
    """The named actor behind "to" or "with" in the act."""
    tokens = units.doc.tokens
    for index in range(promise.verb + 1, promise.last - 1):
        if tokens.lows[index] not in ("to", "with") or tokens.flags[index + 1] & (BASE | PREP):
            continue
        phrase = phrase_after(units.doc, index + 1, promise.last)
        actors = units.resolver.actors(phrase) if phrase and _is_whole(units, phrase) else []
        if actors and not actors[0].draft.anonymous:
            return actors[0].draft
    return None


def _is_whole(units: Units, phrase: Phrase) -> bool:
    """True for a name that is not the possessor of something else ("to Russia's demands")."""
    named = units.cast.covering(phrase.first) is not None
    return named and "'s" not in units.doc.tokens.lows[phrase.first : phrase.last]


def _firmness(units: Units, unit: Unit, promise: Promise) -> Firmness:
    start = max(unit.first, promise.first - HEDGE_WORDS)
    return "firm" if _HEDGES.isdisjoint(units.doc.tokens.lows[start : promise.verb]) else "hedged"
