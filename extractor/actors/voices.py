"""For whom an actor speaks, where statements are compared."""

from __future__ import annotations

from extractor.actors.bodies import state_behind
from extractor.actors.names import is_named_person
from extractor.records import Actor


def voice_of(actor: Actor) -> str:
    """The name under which statements of an actor and of others for whom it speaks are found.

    "US officials", "State Department officials", the State Department and Washington are all the
    United States. A person with a name is found under it: what a minister says binds the state,
    and yet the two may differ (see `voices_of`).
    """
    return voices_of(actor)[0] if is_named_person(actor) else voices_of(actor)[-1]


def voices_of(actor: Actor) -> tuple[str, ...]:
    """An actor, the body for which it speaks, and the state for which that one does, in this
    order: Ned Price, the US Department of State, the United States. Each name comes once."""
    body = actor.speaks_for or actor.canonical
    return tuple(dict.fromkeys((actor.canonical, body, state_behind(body) or body)))


def one_voice(left: Actor, right: Actor) -> bool:
    """Whether two actors are one, or speak, unnamed, for the same body or state.

    Two bodies of one state are two: the Pentagon may well contradict the State Department.
    """
    if left.canonical == right.canonical:
        return True
    if is_named_person(left) or is_named_person(right):
        return False
    one, other = _body(left), _body(right)
    return one == other or state_behind(one) == other or state_behind(other) == one


def _body(actor: Actor) -> str:
    own = actor.type in ("organization", "state")
    return actor.canonical if own else actor.speaks_for or actor.canonical
