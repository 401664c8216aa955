"""What is named: people, bodies and states, their offices, and how names compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractor.engines.rules.lexis import GENDERS, OFFICE_PHRASES, OFFICES, STATES, TITLES
from extractor.records import ActorType

PHRASES_KEPT = 4096
"""Phrases whose state is remembered: an article says "the White House" again and again."""


@dataclass(slots=True)
class Named:
    """Somebody or something that the article names; fuller mentions complete it."""

    name: str
    type: ActorType
    role: str | None = None
    state: str | None = None
    gender: str = ""
    media: bool = False

    @property
    def office(self) -> str | None:
        """The office in a form that different names of it share."""
        return office_of(self.role) if self.role else None


class Mention(NamedTuple):
    """Tokens [first, last) that name somebody; `name_first` is where the name itself begins."""

    first: int
    last: int
    name_first: int
    named: Named


def office_of(role: str) -> str | None:
    """The office that a role description means ("the top Russian diplomat")."""
    words = [word for word in role.lower().replace("-", " ").split() if word not in STATES]
    for size in (4, 3, 2):
        for start in range(len(words) - size + 1):
            found = OFFICE_PHRASES.get(" ".join(words[start : start + size]))
            if found:
                return found
    nouns = [OFFICES[word] for word in words if word in OFFICES]
    return nouns[-1] if nouns else None


@lru_cache(maxsize=PHRASES_KEPT)
def state_in(phrase: str) -> str | None:
    """The state that a phrase names, by itself, its capital or its adjective."""
    words = phrase.lower().replace("’s", "").replace("'s", "").split()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            found = STATES.get(" ".join(words[start : start + size]))
            if found:
                return found.state
    return None


def fits(person: Named, office: str, state: str | None) -> bool:
    """True if a person can be who holds that office of that state."""
    held = person.office or ""
    if " " in office and " " in held and held != office:
        return False
    return state is None or person.state is None or person.state == state


def alike(one: str, other: str) -> bool:
    """Given names that are one in two spellings (Sergey, Sergei), or an initial."""
    return one[:3] == other[:3] or (one[0] == other[0] and (one[1:2] == "." or other[1:2] == "."))


def agree(one: str, other: str) -> bool:
    """True unless two genders are known to differ."""
    return not one or not other or one == other


def gender_of(words: list[str], role: str) -> str:
    """ "m", "f" or empty, by the role, the title or the given name."""
    low = role.lower()
    for ending, gender in (("woman", "f"), ("man", "m")):
        if low.endswith(ending):
            return gender
    title = TITLES.get(low.rstrip("."), "")
    given = GENDERS.get(words[0], "") if len(words) > 1 else ""
    return title or (given if given in ("m", "f") else "")
