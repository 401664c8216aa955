"""By which rule a name as written was linked to an actor, and the actor to whom it speaks for.

The rule is read off the two names again, so that nothing need be kept beside the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from rapidfuzz.distance import OSA

from extractor.actors.bodies import ministry_of
from extractor.actors.lexicon import bare, bodies_called, body_of, same_given_name
from extractor.actors.names import fold, key, middle_initials, surname, take_apart, tokens
from extractor.actors.offices import function_in
from extractor.actors.people import is_lone
from extractor.actors.regions import region_of, regions, shared_name
from extractor.lexicons.states import states
from extractor.records import Actor

Rule = Literal[
    "same_name", "other_name", "capital_of_state", "seat_of_state", "side_of_state",
    "context_of_article", "abbreviation", "noun_for_body", "letter_case", "surname_of_full_name",
    "initials", "nickname", "spelling", "misprint", "office_holder", "given_by_engine",
    "given_by_user",
]  # fmt: skip
"""How a name leads to an actor."""

VoiceRule = Literal[
    "office_holder", "spokesman_of", "body_of_state", "told_in_article", "given_by_user"
]
"""How an actor leads to the state or body for which it speaks."""

MISPRINT_EDITS = 2
"""Most edits between a word and a misprint of it."""


def link_rule(actor: Actor) -> Rule:
    """The rule that leads from the name of an actor, as written, to its canonical one."""
    name = bare(actor.name) or actor.name
    if name == actor.canonical:
        return "same_name"
    if actor.type == "state":
        return _state_rule(name, actor.canonical)
    if actor.type == "person" and not actor.anonymous:
        return _person_rule(take_apart(name).name, actor.canonical)
    return _body_rule(name, actor.canonical)


def voice_rule(actor: Actor) -> VoiceRule | None:
    """The rule that leads from an actor to whom it speaks for; None where it speaks for nobody."""
    if actor.speaks_for is None:
        return None
    if actor.type == "organization":
        return "body_of_state"
    function = function_in(actor.role or bare(actor.name))
    if function is None:
        return "told_in_article"
    return "spokesman_of" if function == "spokesperson" else "office_holder"


def _state_rule(name: str, canonical: str) -> Rule:
    if region_of(name) == canonical:
        return "other_name"
    shared = regions().get(shared_name(name) or "")
    if shared and shared.canonical == canonical:
        return "context_of_article"
    return _state_names().get(name, "side_of_state")


@cache
def _state_names() -> Mapping[str, Rule]:
    rules: dict[str, Rule] = {}
    for state in states():
        rules |= {bare(name): "other_name" for name in (*state.others, *state.adjectives)}
        rules |= {bare(name): "capital_of_state" for name in state.capitals}
        rules |= {bare(name): "seat_of_state" for name in state.seats}
    return rules


def _body_rule(name: str, canonical: str) -> Rule:
    if body_of(name) == canonical:
        return "other_name"
    ministry = ministry_of(name)
    if ministry and ministry_of(canonical):
        return "other_name" if ministry.name == canonical else "context_of_article"
    if name.casefold() == canonical.casefold():
        return "letter_case"
    if name == "".join(word[0] for word in canonical.split() if word[0].isupper()):
        return "abbreviation"
    if canonical in bodies_called(name):
        return "noun_for_body"
    return "misprint" if _is_misprint(name, canonical) else "given_by_engine"


def _person_rule(name: str, canonical: str) -> Rule:
    if not name:
        return "office_holder"
    if name == canonical:
        return "same_name"
    if key(surname(name)) != key(surname(canonical)):
        first = fold(tokens(canonical)[0])  # the family name leads: Xi of Xi Jinping
        return "surname_of_full_name" if fold(name) == first else _spelled(name, canonical)
    if is_lone(name):
        return "spelling" if is_lone(canonical) else "surname_of_full_name"
    one, other = fold(tokens(name)[0]), fold(tokens(canonical)[0])
    shortened = 1 in (len(one), len(other)) and one != other
    if shortened or _middle(name) != _middle(canonical):
        return "initials"
    if key(one) == key(other):
        return "spelling"
    return "nickname" if same_given_name(one, other) else "misprint"


def _middle(name: str) -> list[str]:
    """What stands between the first and the last name: initials, names."""
    return [*middle_initials(name), *map(key, tokens(name)[1:-1])]


def _spelled(name: str, canonical: str) -> Rule:
    return "misprint" if _is_misprint(name, canonical) else "given_by_engine"


def _is_misprint(name: str, other: str) -> bool:
    return OSA.distance(name.casefold(), other.casefold(), score_cutoff=MISPRINT_EDITS) <= (
        MISPRINT_EDITS
    )
