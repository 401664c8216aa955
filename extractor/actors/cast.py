"""The actors of one article: whose name a mention is short for, and for whom they speak."""

from __future__ import annotations

from typing import NamedTuple

from extractor.actors import lexicon
from extractor.actors.bodies import state_behind
from extractor.actors.lexicon import bare, office_of, state_of
from extractor.actors.names import fold, is_full_name, surname, take_apart
from extractor.actors.offices import is_out_of_office, spoken_for
from extractor.actors.regions import region_of
from extractor.actors.roster import Roster
from extractor.actors.scene import Scene
from extractor.actors.told import Told
from extractor.drafts import ActorDraft
from extractor.records import Actor, ActorType, Article


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
        self._roster = Roster(article.text)
        self._told = Told(article.text, self._scene, self._roster)
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
        if draft.type != "state" and (self._roster.has(name) or _is_surname_of(name, draft)):
            return self._person(name, draft)
        if draft.type == "person" and (full := self._roster.given_name_of(name)):
            return _Reading(full, "person")
        if state := self._state(name, draft):
            return _Reading(state, "state")
        if body := self._scene.body(name):
            return _Reading(body, "organization")
        kind = lexicon.type_of(name, draft.type)
        if kind == "person":
            return self._person(name, draft)
        return _Reading(self._hint(draft, name) or name, kind)

    def _state(self, name: str, draft: ActorDraft) -> str | None:
        """The state that a mention speaks for; a draft may tell that Georgia is no country."""
        told = region_of(draft.canonical) if draft.canonical else None
        return told or self._scene.state(name)

    def _person(self, name: str, draft: ActorDraft) -> _Reading:
        titled = take_apart(name)
        role = draft.role or titled.role
        if titled.name:
            full = self._roster.full_name(titled.name, role)
            canonical = full or self._hint(draft, titled.name) or titled.name
            return _Reading(canonical, "person", titled.role)
        holder = self._roster.holder(role or name)
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
        written = take_apart(bare(draft.name)).name or reading.canonical
        return self._told.speaks_for({written, reading.canonical})


def _is_surname_of(name: str, draft: ActorDraft) -> bool:
    """Whether a draft itself says that a name is short for a person's: Washington for Denzel."""
    full = take_apart(draft.canonical or "").name
    is_person = draft.type == "person" and is_full_name(full.split(), titled=True)
    return is_person and not state_of(full) and fold(surname(full)) == fold(name)
