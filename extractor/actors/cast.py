"""The actors of one article: whose name a mention is short for, and for whom they speak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from typing import NamedTuple

from extractor.actors import lexicon
from extractor.actors.bodies import state_behind
from extractor.actors.lexicon import bare, is_given_name, office_of, state_of
from extractor.actors.names import fold, is_full_name, key, surname, take_apart, tokens
from extractor.actors.offices import (
    Office,
    fit,
    is_out_of_office,
    offices_in,
    spoken_for,
    spoken_for_before,
)
from extractor.actors.regions import region_of
from extractor.actors.scene import Scene, runs
from extractor.drafts import ActorDraft
from extractor.records import Actor, ActorType, Article

APPOSED_CHARS = 100
"""How much of what stands behind a name is read for an office: one apposition, seldom longer."""

_CLAUSE_END = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z“\"])|[,:;\n]")
_APPOSITION = rf",[^\S\n](?:the |an? )?([^.,:;!?\n]{{3,{APPOSED_CHARS}}}),"


class _Person(NamedTuple):
    """Somebody whose full name the article gives."""

    name: str
    offices: frozenset[Office]
    """Those that stand before the name."""


class _Reading(NamedTuple):
    """What a mention turned out to be."""

    canonical: str
    type: ActorType
    role: str | None = None


class Cast:
    """Knows the names in one article, and reads the mentions in drafts by them."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._scene = Scene(article.text)
        self._mentions = [take_apart(run) for run in runs(article.text)]
        self._actors: dict[tuple[object, ...], Actor] = {}

    def actor(self, draft: ActorDraft) -> Actor:
        """The actor that a draft names, under the name that the article gives in full.

        "Moscow" and "the Russian side" are Russia; "Lavrov" is the Sergey Lavrov of the article;
        "the US Secretary of State" is whoever the article gives that office. The draft's own
        canonical name is taken where the article has none and it does not contradict the mention.
        """
        told = (draft.name, draft.canonical, draft.type, draft.role, draft.anonymous)
        known = self._actors.get(told)
        if known is None:
            known = self._actors[told] = self._named(draft)
        return known

    def _named(self, draft: ActorDraft) -> Actor:
        reading = self._read(draft)
        role = draft.role or reading.role
        return Actor(
            name=draft.name,
            canonical=reading.canonical,
            type=reading.type,
            role=role,
            anonymous=draft.anonymous,
            speaks_for=self._speaks_for(draft, reading, role),
        )

    def _read(self, draft: ActorDraft) -> _Reading:
        name = bare(draft.name) or draft.name
        if draft.anonymous:
            return _Reading(name, lexicon.type_of(name, draft.type))
        if draft.type != "state" and (self._people_called(name) or _is_surname_of(name, draft)):
            return self._person(name, draft)
        if draft.type == "person" and (full := self._called_by_given_name(name)):
            return _Reading(full, "person")
        if state := self._state(name, draft):
            return _Reading(state, "state")
        if body := self._scene.body(name):
            return _Reading(body, "organization")
        kind = lexicon.type_of(name, draft.type)
        if kind == "person":
            return self._person(name, draft)
        return _Reading(self._hint(draft, name) or name, kind)

    def _called_by_given_name(self, name: str) -> str | None:
        """The person whom the article names in full, where a state has the given name: Chad."""
        if not (is_given_name(name) and state_of(name)):
            return None
        people = {mention for mention, _ in self._mentions if mention.startswith(f"{name} ")}
        named = {who for who in people if is_full_name(who.split(), titled=True)}
        return named.pop() if len(named) == 1 else None

    def _state(self, name: str, draft: ActorDraft) -> str | None:
        """The state that a mention speaks for; a draft may tell that Georgia is no country."""
        told = region_of(draft.canonical) if draft.canonical else None
        return told or self._scene.state(name)

    def _person(self, name: str, draft: ActorDraft) -> _Reading:
        titled = take_apart(name)
        role = draft.role or titled.role
        if titled.name:
            full = self._full_name(titled.name, role)
            canonical = full or self._hint(draft, titled.name) or titled.name
            return _Reading(canonical, "person", titled.role)
        holder = self._holder(role or name)
        described = titled.role if holder or office_of(titled.role or "") else None
        return _Reading(holder or self._hint(draft, name) or name, "person", described)

    def _hint(self, draft: ActorDraft, name: str) -> str | None:
        """The draft's canonical name, if it fits: it shares a word with the mention, or the
        mention is a mere description and the article has that name."""
        if not draft.canonical or not bare(draft.canonical):
            return None
        hint = bare(draft.canonical)
        if known := state_of(hint) or self._scene.body(hint):
            hint = known
        elif draft.type == "person":
            hint = take_apart(hint).name or hint
        shared = {fold(word) for word in hint.split()} & {fold(word) for word in name.split()}
        described = not name[:1].isupper() and hint in self._text
        return hint if shared or described else None

    def _speaks_for(self, draft: ActorDraft, reading: _Reading, role: str | None) -> str | None:
        """The state or body for which an actor speaks, by its role, its name or the article."""
        if reading.type == "state":
            return None
        if reading.type == "organization":
            return state_behind(reading.canonical)
        told = [role] if role else []
        if draft.anonymous or reading.type != "person" or not take_apart(bare(draft.name)).name:
            told.append(bare(draft.name))
        for words in told:
            if owner := spoken_for(words, self._scene.owner):
                return owner
        if reading.type != "person" or draft.anonymous or any(map(is_out_of_office, told)):
            return None
        return self._office_given_to(self._names_of(reading.canonical, draft))

    def _names_of(self, canonical: str, draft: ActorDraft) -> Set[str]:
        """The names under which the article speaks of a person; the surname of two is none."""
        names = {canonical, take_apart(bare(draft.name)).name or canonical}
        short = surname(canonical)
        if full := self._full_name(short, None):
            return names | {full, short}
        several = bool(self._people_called(short))
        return {name for name in names if not several or " " in name}

    def _office_given_to(self, names: Set[str]) -> str | None:
        """The one state or body that the article's words about a person name."""
        known = self._scene.owner
        before = (spoken_for_before(words, known) for words in self._before(names))
        behind = (spoken_for(words, known, single=True) for words in self._behind(names))
        return _only((*before, *behind)) or _only(
            spoken_for(role, known, single=True) for role in self._full_offices(names)
        )

    def _before(self, names: Set[str]) -> Iterator[str]:
        """What stands before names, from the beginning of the clause."""
        for found in re.finditer(_any_of(names), self._plain):
            nearby = self._plain[max(0, found.start() - APPOSED_CHARS) : found.start()]
            yield _CLAUSE_END.split(nearby)[-1]

    def _behind(self, names: Set[str]) -> Iterator[str]:
        """What stands behind names, between commas."""
        for found in re.finditer(f"{_any_of(names)}{_APPOSITION}", self._plain):
            yield found[1]

    @cached_property
    def _plain(self) -> str:
        return lexicon.unpointed(self._text)

    def _full_offices(self, names: Set[str]) -> Iterator[str]:
        """Where the article has an office without a name, and says more of it: "the US Secretary
        of State" of the only Secretary of State that it names."""
        for role in {role for name, role in self._mentions if name in names and role}:
            holders = {
                name for name, other in self._mentions if name and (other or "").endswith(role)
            }
            if office_of(role) and len({fold(surname(name)) for name in holders}) == 1:
                offices = (other for name, other in self._mentions if other and not name)
                yield from (other for other in offices if other.endswith(f" {role}"))

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

    def _people_called(self, word: str) -> list[_Person]:
        return [] if " " in word else self._people.get(fold(surname(word)), [])

    def _full_name(self, name: str, role: str | None) -> str | None:
        """The full name behind a surname; None if several people have it."""
        people = self._people_called(name)
        if _one_person(people):
            return people[0].name
        wanted = offices_in([role])
        fitting = [person for person in people if fit(person.offices, wanted)]
        return fitting[0].name if _one_person(fitting) else None

    def _holder(self, role: str) -> str | None:
        """The one person to whom the article gives an office."""
        wanted = offices_in([role])
        everyone = {person.name: person for group in self._people.values() for person in group}
        exact = [who for who in everyone.values() if who.offices & wanted]
        holders = exact or [who for who in everyone.values() if fit(who.offices, wanted)]
        return holders[0].name if _one_person(holders) else None


def _is_surname_of(name: str, draft: ActorDraft) -> bool:
    """Whether a draft itself says that a name is short for a person's: Washington for Denzel."""
    full = take_apart(draft.canonical or "").name
    is_person = draft.type == "person" and is_full_name(full.split(), titled=True)
    return is_person and not state_of(full) and fold(surname(full)) == fold(name)


def _any_of(names: Set[str]) -> str:
    """A pattern for each of `names`, the longest first; for nothing at all where there is none."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b"


def _only(owners: Iterable[str | None]) -> str | None:
    """The one state or body among `owners`; None for none, and for several."""
    found = set(owners) - {None}
    return found.pop() if len(found) == 1 else None


def _short_forms(name: str) -> Iterator[str]:
    """The words that may stand for a full name; the first too where the family name leads."""
    first, last = fold(tokens(name)[0]), fold(surname(name))
    yield last
    if first != last and not is_given_name(first):
        yield first


def _one_person(people: list[_Person]) -> bool:
    """Whether all full names are spellings of one."""
    return len({(key(tokens(who.name)[0]), key(surname(who.name))) for who in people}) == 1
