"""One canonical name for each actor across a run: spellings, surnames, misprints, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from extractor.actors.bodies import state_behind
from extractor.actors.corrections import NO_CORRECTIONS, Corrections
from extractor.actors.lexicon import CACHED_PHRASES
from extractor.actors.misprints import unify_bodies
from extractor.actors.names import is_named_person
from extractor.actors.offices import Office, offices_in
from extractor.actors.people import Counted, People
from extractor.actors.places import actors_in, with_actors
from extractor.records import Actor, Record


class SharedNames:
    """One canonical name for each actor of many records.

    People are one if surname and given name agree up to transliteration, a listed nickname or a
    misprint; a lone surname joins the only person of that surname whose offices it may share. The
    most frequent spelling stands, of equally frequent ones the first in the alphabet. What
    `corrections` say goes before all that. The records of an article come together; apart from
    that the outcome does not depend on their order, and nothing but names and offices is kept.
    """

    def __init__(
        self, records: Iterable[Record], corrections: Corrections = NO_CORRECTIONS
    ) -> None:
        self._corrections = corrections
        people, bodies = Counted(), Counter[str]()
        for article, its_records in groupby(records, key=lambda record: record.article_id):
            actors = [actor for record in its_records for actor in actors_in(record)]
            left = [actor for actor in actors if not corrections.keep_apart(actor, article)]
            people.add_article((a, _offices(a)) for a in left if is_named_person(a))
            bodies.update(a.canonical for a in left if _is_body(a))
        self._people = People(people)
        self._bodies: Mapping[str, str] = _changes(unify_bodies(bodies))

    def given_to(self, record: Record) -> Record:
        """The record with the shared names of its actors; nothing else is changed."""
        actors = tuple(actors_in(record))
        given = [self._given(actor, record.article_id) for actor in actors]
        if all(actor is other for actor, other in zip(actors, given, strict=True)):
            return record
        return with_actors(record, dict(zip(actors, given, strict=True)).__getitem__)

    def _given(self, actor: Actor, article: str) -> Actor:
        if correction := self._corrections.of(actor, article):
            return correction.applied(actor)
        shared = self._shared(actor)
        again = self._corrections.of(shared, article)
        return again.applied(shared) if again else shared

    def _shared(self, actor: Actor) -> Actor:
        name = actor.canonical
        if actor.type == "organization":
            name = name if actor.anonymous else self._bodies.get(name, name)
        elif is_named_person(actor):
            name = self._people.called(name, _offices(actor))
        body = actor.speaks_for and self._bodies.get(actor.speaks_for, actor.speaks_for)
        if (name, body) == (actor.canonical, actor.speaks_for):
            return actor
        return actor.model_copy(update={"canonical": name, "speaks_for": body})


def unify(records: Sequence[Record], corrections: Corrections = NO_CORRECTIONS) -> list[Record]:
    """The records with the canonical names of one actor made equal; see `SharedNames`."""
    by_article = sorted(records, key=lambda record: record.article_id)
    names = SharedNames(by_article, corrections)
    return [names.given_to(record) for record in records]


def _changes(names: Mapping[str, str]) -> Mapping[str, str]:
    return {name: shared for name, shared in names.items() if name != shared}


def _is_body(actor: Actor) -> bool:
    return actor.type == "organization" and not actor.anonymous


def _offices(actor: Actor) -> frozenset[Office]:
    return _offices_of(actor.role, actor.speaks_for) if actor.role else frozenset()


@lru_cache(maxsize=CACHED_PHRASES)
def _offices_of(role: str, speaks_for: str | None) -> frozenset[Office]:
    """The offices of a mention; the state is told by the role, or by whom it speaks for."""
    behind = speaks_for and (state_behind(speaks_for) or speaks_for)
    return frozenset(office._replace(state=office.state or behind) for office in offices_in([role]))
