"""Stances: who is for or against what, from cue words, their grammar and negation."""

from __future__ import annotations

from extractor.drafts import PlacedDraft, StanceDraft
from extractor.engines.rules import acts, evaluations, nominal, requests, stance_verbs
from extractor.engines.rules.findings import Finding, apply
from extractor.engines.rules.openness import is_open
from extractor.engines.rules.units import Unit, Units

RULES = (
    *stance_verbs.RULES,
    *requests.RULES,
    *evaluations.RULES,
    *nominal.RULES,
    *acts.RULES,
)


def stances(units: Units) -> list[PlacedDraft]:
    """The stances in an article, each once for a holder, target and sentence."""
    placed: list[PlacedDraft] = []
    seen: set[tuple[str, str, int]] = set()
    for unit, found in apply(RULES, units):
        for number, holder in enumerate(found.holders):
            key = (holder.draft.name, found.target, unit.sentence)
            himself = found.target in (holder.draft.name, holder.draft.canonical)
            if key not in seen and not himself and not is_open(units, unit, found.first):
                seen.add(key)
                placed.append(_draft(units, unit, found, number))
    return placed


def _draft(units: Units, unit: Unit, found: Finding, number: int) -> PlacedDraft:
    span = units.doc.tokens.span(found.first, found.last)
    draft = StanceDraft(
        quote=units.doc.text[span.start : span.end],
        speaker=unit.speakers[0].draft if unit.speakers else None,
        via=tuple(actor.draft for actor in unit.via),
        speech=unit.speech,
        said_on=unit.said_on,
        holder=found.holders[number].draft,
        target=found.target,
        position="support" if found.sign > 0 else "oppose",
        reason=_reason(units, unit, found),
    )
    return PlacedDraft(draft, span, found.rule)


def _reason(units: Units, unit: Unit, found: Finding) -> str | None:
    """The "because …" behind a stance."""
    tokens = units.doc.tokens
    for index in range(found.first, unit.last):
        if tokens.lows[index] == "because":
            return tokens.words(index, unit.last)
    return None
