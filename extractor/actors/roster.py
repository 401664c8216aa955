"""The people of one article: their full names, and the offices that stand before them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from functools import cached_property
from typing import NamedTuple

from extractor.actors.lexicon import is_given_name, office_of, state_of
from extractor.actors.names import fold, is_full_name, key, surname, take_apart, tokens
from extractor.actors.offices import Office, fit, offices_in
from extractor.actors.scene import runs


class _Person(NamedTuple):
    """Somebody whose full name the article gives."""

    name: str
    offices: frozenset[Office]
    """Those that stand before the name."""


class Roster:
    """Knows the people whom an article names."""

    def __init__(self, text: str) -> None:
        self._mentions = [take_apart(run) for run in runs(text)]

    def has(self, word: str) -> bool:
        """Whether a word may stand for somebody whose full name the article gives."""
        return bool(self._called(word))

    def full_name(self, name: str, role: str | None = None) -> str | None:
        """The full name behind a surname; None if several people have it, unless the role tells
        who of them is meant."""
        people = self._called(name)
        if _one_person(people):
            return people[0].name
        wanted = offices_in([role])
        fitting = [person for person in people if fit(person.offices, wanted)]
        return fitting[0].name if _one_person(fitting) else None

    def holder(self, role: str) -> str | None:
        """The one person to whom the article gives an office."""
        wanted = offices_in([role])
        everyone = {person.name: person for group in self._people.values() for person in group}
        exact = [who for who in everyone.values() if who.offices & wanted]
        holders = exact or [who for who in everyone.values() if fit(who.offices, wanted)]
        return holders[0].name if _one_person(holders) else None

    def given_name_of(self, name: str) -> str | None:
        """The person named in full whose given name is also that of a state: Chad."""
        if not (is_given_name(name) and state_of(name)):
            return None
        people = {mention for mention, _ in self._mentions if mention.startswith(f"{name} ")}
        named = {who for who in people if is_full_name(who.split(), titled=True)}
        return named.pop() if len(named) == 1 else None

    def fuller_offices(self, names: Set[str]) -> Iterator[str]:
        """Where the article has the office of a person without the name, and says more of it:
        "the US Secretary of State" of the only Secretary of State that it names."""
        unnamed = [role for name, role in self._mentions if role and not name]
        for role in {role for name, role in self._mentions if name in names and role}:
            if office_of(role) and self._is_one_persons(role):
                yield from (other for other in unnamed if other.endswith(f" {role}"))

    def _is_one_persons(self, role: str) -> bool:
        holders = {name for name, other in self._mentions if name and (other or "").endswith(role)}
        return len({fold(surname(name)) for name in holders}) == 1

    @cached_property
    def _people(self) -> dict[str, list[_Person]]:
        """Full names by each word that may stand for them alone, the most frequent first."""
        counts: Counter[str] = Counter()
        roles: dict[str, set[str]] = defaultdict(set)
        for name, role in self._mentions:
            if is_full_name(name.split(), titled=role is not None):
                counts[name] += 1
                roles[name] |= {role} if role else set()
        people: dict[str, list[_Person]] = defaultdict(list)
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            person = _Person(name, offices_in(roles[name]))
            for word in _short_forms(name):
                people[word].append(person)
        return people

    def _called(self, word: str) -> list[_Person]:
        return [] if " " in word else self._people.get(fold(surname(word)), [])


def _short_forms(name: str) -> Iterator[str]:
    """The words that may stand for a full name; the first too where the family name leads."""
    first, last = fold(tokens(name)[0]), fold(surname(name))
    yield last
    if first != last and not is_given_name(first):
        yield first


def _one_person(people: list[_Person]) -> bool:
    """Whether all full names are spellings of one."""
    return len({(key(tokens(who.name)[0]), key(surname(who.name))) for who in people}) == 1
