"""Commitments: who binds himself to what, with deadline, condition, counterparty, firmness.

The look-alikes are left out: predictions ("prices will rise"), states ("will be"), demands on
others, and acts that a speaker foretells of somebody he does not speak for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.drafts import ActorDraft, CommitmentDraft, PlacedDraft
from extractor.engines.rules import pledges, programmes, promises
from extractor.engines.rules.findings import Promise, apply
from extractor.engines.rules.lexis import BASE, PREP
from extractor.engines.rules.lists import listed
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.terms import condition, deadline
from extractor.engines.rules.units import Unit, Units
from extractor.records import Firmness

_PRONOUNS = frozenset("he she it they we i".split())
HOUSE_PLANS = 2
"""A text that says "we" is issued by the body whose plans it tells so many times at least."""
HEDGE_WORDS = 6
"""A hedge stands this close before the promise ("I hope, we will")."""
_NOBODY = frozenset(
    "anyone everyone someone somebody anybody everybody those nobody people".split()
)
_HEDGES = frozenset("hope hopes hoped may might try possibly probably perhaps maybe".split())


_RULES = (*promises.RULES, *pledges.RULES, *programmes.RULES)


def commitments(units: Units) -> list[PlacedDraft]:
    """The commitments in an article, each once for an actor and an act."""
    placed: list[PlacedDraft] = []
    seen: set[tuple[str, int]] = set()
    for unit, promise in _whose_house(units, _found(units)):
        for actor in promise.actors:
            if _is_somebody(actor) and (actor.draft.name, promise.verb) not in seen:
                seen.add((actor.draft.name, promise.verb))
                placed.append(_draft(units, unit, promise, actor))
    return placed


def _is_somebody(actor: Actor) -> bool:
    """False for "anyone who", and for "the wall she", more than a subject taken for one."""
    words = actor.draft.name.lower().removesuffix(" who").split()
    return words[-1] not in (_PRONOUNS if len(words) > 1 else _NOBODY)


def _found(units: Units) -> list[tuple[Unit, Promise]]:
    return [
        *apply(_RULES, units),
        *listed(units),
        *pledges.reported(units),
        *promises.around_quotations(units),
    ]


def _whose_house(units: Units, found: list[tuple[Unit, Promise]]) -> Iterator[tuple[Unit, Promise]]:
    """What is found, with the body behind "we" where a text that is nobody's words says "we will":
    a press release means the body whose plans it tells."""
    house = _house(found)
    lows = units.doc.tokens.lows
    for unit, promise in found:
        if house and not promise.actors and not unit.speakers and lows[promise.first] == "we":
            kind = "promise" if promise.kind == "plan" else promise.kind
            yield unit, promise._replace(actors=(house,), kind=kind, rule="we_in_own_voice")
        else:
            yield unit, promise


def _house(found: list[tuple[Unit, Promise]]) -> Actor | None:
    """The body that the text in its own voice says most often will do something."""
    bodies = [
        actor
        for unit, promise in found
        for actor in promise.actors
        if not unit.speakers and actor.draft.type == "organization"
    ]
    names = Counter(actor.draft.name for actor in bodies).most_common(1)
    if not names or names[0][1] < HOUSE_PLANS:
        return None
    return next(actor for actor in bodies if actor.draft.name == names[0][0])


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
        action=_action(units, promise),
        type=promise.kind,
        counterparty=_counterparty(units, promise),
        deadline=deadline(units, unit, promise),
        condition=condition(units, unit, promise),
        firmness=_firmness(units, unit, promise),
    )
    return PlacedDraft(draft, span, promise.rule)


def _action(units: Units, promise: Promise) -> str:
    """The act in words, with the mark of a quotation that opens right before it and ends in it."""
    doc, verb = units.doc, promise.verb
    first = verb
    if 0 < verb < promise.last and doc.quoted[verb] >= 0 and doc.tokens.is_mark(verb - 1):
        inside = doc.quoted[promise.last - 1] == doc.quoted[verb]
        first = verb if inside or doc.quoted[verb - 1] >= 0 else verb - 1
    return " ".join(doc.tokens.words(first, promise.last).split())


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
