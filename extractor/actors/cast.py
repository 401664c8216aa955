"""The actors of one article: whose name a mention is short for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from extractor.actors import lexicon
from extractor.actors.lexicon import bare, body_of, is_given_name, office_of, state_in, state_of
from extractor.actors.names import fold, is_full_name, key, surname, take_apart, tokens
from extractor.drafts import ActorDraft
from extractor.records import Actor, ActorType, Article

_CAPITAL = "[A-ZÀ-ÖØ-ÞČĐŁŚŞŠŻŽİ]"
_WORD = (
    rf"(?:{_CAPITAL}\.|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof|Lt|Col)\."
    rf"|(?:[ae]l-)?{_CAPITAL}[\w'’-]*)"
)
_LINK = "(?:of|for|de|da|di|du|del|der|van|von|al|bin|ibn|ben)"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:[^\S\n](?:{_LINK}[^\S\n])?{_WORD}){{0,9}}")
_POSSESSIVE = re.compile(r"['’]s\b")
_IN_BRACKETS = re.compile(r"\([^\S\n]?[A-Z]{2,8}\)")
"""What every abbreviation that an article spells out has; most articles have none."""
_ABBREVIATED = re.compile(
    r"(?<![\w-])((?:[A-Z][\w-]{0,29})(?:[^\S\n](?:[A-Z][\w-]{0,29}|of|for|and|in|on|the)){1,9})"
    r"[^\S\n]?\([^\S\n]?([A-Z]{2,8})\)"
)


class _Person(NamedTuple):
    """Somebody whose full name the article gives."""

    name: str
    offices: frozenset[tuple[str, str | None]]
    """Office and state of each role that stands before the name."""


class _Reading(NamedTuple):
    """What a mention turned out to be."""

    canonical: str
    type: ActorType
    role: str | None = None


class Cast:
    """Knows the names in one article, and reads the mentions in drafts by them."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._mentions = [take_apart(run) for run in _runs(article.text)]
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
        return Actor(
            name=draft.name,
            canonical=reading.canonical,
            type=reading.type,
            role=draft.role or reading.role,
            anonymous=draft.anonymous,
        )

    def _read(self, draft: ActorDraft) -> _Reading:
        name = bare(draft.name) or draft.name
        if draft.anonymous:
            return _Reading(name, lexicon.type_of(name, draft.type))
        if draft.type != "state" and (self._people_called(name) or _is_surname_of(name, draft)):
            return self._person(name, draft)
        if state := state_of(name):
            return _Reading(state, "state")
        if body := self._body(name):
            return _Reading(body, "organization")
        kind = lexicon.type_of(name, draft.type)
        if kind == "person":
            return self._person(name, draft)
        return _Reading(self._hint(draft, name) or name, kind)

    def _person(self, name: str, draft: ActorDraft) -> _Reading:
        titled = take_apart(name)
        role = draft.role or titled.role
        if titled.name:
            full = self._full_name(titled.name, role)
            canonical = full or self._hint(draft, titled.name) or titled.name
            return _Reading(canonical, "person", titled.role)
        holder = self._holder(role or name)
        return _Reading(holder or self._hint(draft, name) or name, "person", titled.role)

    def _hint(self, draft: ActorDraft, name: str) -> str | None:
        """The draft's canonical name, if it fits: it shares a word with the mention, or the
        mention is a mere description and the article has that name."""
        if not draft.canonical or not bare(draft.canonical):
            return None
        hint = bare(draft.canonical)
        if known := state_of(hint) or self._body(hint):
            hint = known
        elif draft.type == "person":
            hint = take_apart(hint).name or hint
        shared = {fold(word) for word in hint.split()} & {fold(word) for word in name.split()}
        described = not name[:1].isupper() and hint in self._text
        return hint if shared or described else None

    def _body(self, name: str) -> str | None:
        """A body known by several names, or one that the article abbreviates."""
        if found := self._abbreviations.get(name) or body_of(name):
            return found
        if " " in name or not name.islower():
            return None
        named = lexicon.bodies_called(name) & self._bodies
        return next(iter(named)) if len(named) == 1 else None

    @cached_property
    def _abbreviations(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not _IN_BRACKETS.search(self._text):
            return found
        for match in _ABBREVIATED.finditer(self._text):
            if full := _spelled_out(match[1], match[2]):
                name = body_of(match[2]) or body_of(full) or full
                found |= {match[2]: name, full: name}
        return found

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """The well-known bodies that the article names."""
        runs = {bare(run) for run in _runs(self._text)}
        words = {word for run in runs for word in run.split()}
        return frozenset(body for name in runs | words if (body := body_of(name)))

    @cached_property
    def _people(self) -> dict[str, list[_Person]]:
        """Full names by each word that may stand for them alone, the most frequent first."""
        counts: Counter[str] = Counter()
        offices: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
        for name, role in self._mentions:
            if is_full_name(name.split(), titled=role is not None):
                counts[name] += 1
                offices[name] |= set(_offices(role))
        people: dict[str, list[_Person]] = defaultdict(list)
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            person = _Person(name, frozenset(offices[name]))
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
        wanted = set(_offices(role))
        fitting = [person for person in people if _compatible(person.offices, wanted)]
        return fitting[0].name if _one_person(fitting) else None

    def _holder(self, role: str) -> str | None:
        """The one person to whom the article gives an office."""
        wanted = set(_offices(role))
        everyone = {person.name: person for group in self._people.values() for person in group}
        exact = [who for who in everyone.values() if who.offices & wanted]
        holders = exact or [who for who in everyone.values() if _compatible(who.offices, wanted)]
        return holders[0].name if _one_person(holders) else None


def _is_surname_of(name: str, draft: ActorDraft) -> bool:
    """Whether a draft itself says that a name is short for a person's: Washington for Denzel."""
    full = take_apart(draft.canonical or "").name
    is_person = draft.type == "person" and is_full_name(full.split(), titled=True)
    return is_person and not state_of(full) and fold(surname(full)) == fold(name)


def _short_forms(name: str) -> Iterator[str]:
    """The words that may stand for a full name; the first too where the family name leads."""
    first, last = fold(tokens(name)[0]), fold(surname(name))
    yield last
    if first != last and not is_given_name(first):
        yield first


def _runs(text: str) -> Iterator[str]:
    """Runs of capitalised words; a possessive ends one."""
    for match in _RUN.finditer(text):
        for part in _POSSESSIVE.split(match.group()):
            if part.strip():
                yield part.strip()


def _spelled_out(words: str, letters: str) -> str | None:
    """The end of `words` whose capitals are `letters`."""
    parts = words.split()
    for start in range(len(parts)):
        capitals = "".join(part[0] for part in parts[start:] if part[0].isupper())
        if capitals == letters and parts[start][0].isupper():
            return " ".join(parts[start:])
    return None


def _offices(role: str | None) -> Iterator[tuple[str, str | None]]:
    office = office_of(role) if role else None
    if role and office:
        yield office, state_in(role)


def _compatible(
    held: Iterable[tuple[str, str | None]], wanted: set[tuple[str, str | None]]
) -> bool:
    """Whether an office is among those held; a state that nobody names contradicts none."""
    return any(
        office == other and (state is None or of is None or state == of)
        for office, state in held
        for other, of in wanted
    )


def _one_person(people: list[_Person]) -> bool:
    """Whether all full names are spellings of one."""
    return len({(key(tokens(who.name)[0]), key(surname(who.name))) for who in people}) == 1
