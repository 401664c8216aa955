"""What a reader can filter by: actors, outlets, kinds, relations and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from extractor.records import Article, Claim, Commitment, Finding, Relation, Stance, subject
from extractor.report.wording import KINDS, RELATIONS, UNNAMED_OUTLET

MOST_CHOICES = 200
"""Actors, and outlets, that a list offers: the most frequent ones. The search finds the rest."""

MOST_DAYS = 40
"""Days of one item that are written into the page; only what spans a whole archive has more."""


class Facets(NamedTuple):
    """What an item can be found by."""

    actors: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()

    def __or__(self, other: Facets) -> Facets:
        """What either of two items can be found by."""
        return Facets(
            self.actors | other.actors,
            self.outlets | other.outlets,
            self.kinds | other.kinds,
            self.relations | other.relations,
            self.days | other.days,
        )


def facets_of(
    record: Claim | Stance | Commitment, article: Article, relations: Iterable[Relation] = ()
) -> Facets:
    """What a record can be found by; `relations` are those of the findings that rest on it."""
    days = (record.said_on, article.published)
    return Facets(
        actors=frozenset(actors_of(record)),
        outlets=frozenset([outlet(article)]),
        kinds=frozenset([record.kind]),
        relations=frozenset(relations),
        days=frozenset(day for day in days if day),
    )


def article_facets(article: Article) -> Facets:
    """What an article without records can be found by."""
    days = frozenset([article.published] if article.published else [])
    return Facets(outlets=frozenset([outlet(article)]), days=days)


def together(items: Iterable[Facets]) -> Facets:
    """What any of `items` can be found by."""
    found = Facets()
    for item in items:
        found |= item
    return found


def actors_of(record: Claim | Stance | Commitment) -> set[str]:
    """Who speaks in a record, and whom it is about."""
    people = [record.attribution.speaker, subject(record), *record.attribution.via]
    if isinstance(record, Commitment):
        people.append(record.counterparty)
    return {person.canonical for person in people if person}


def outlet(article: Article) -> str:
    """What a reader calls the outlet by."""
    return article.publisher or UNNAMED_OUTLET


class Choice(NamedTuple):
    """A line of a list to choose from."""

    value: str
    text: str


class Filters(NamedTuple):
    """The lists of the filter bar. In the page an actor or outlet stands as its number here."""

    actors: Mapping[str, int]
    outlets: Mapping[str, int]
    relations: Sequence[Relation]

    @classmethod
    def of(
        cls, actors: Counter[str], outlets: Counter[str], findings: Sequence[Finding]
    ) -> Filters:
        """The most frequent actors and outlets, and the relations that were found."""
        found = {finding.relation for finding in findings}
        return cls(
            _numbered(actors), _numbered(outlets), [name for name in RELATIONS if name in found]
        )

    @property
    def choices(self) -> dict[str, list[Choice]]:
        """The lines of each list, the names in alphabetical order."""
        return {
            "actor": _by_name(self.actors),
            "outlet": _by_name(self.outlets),
            "kind": [Choice(kind, noun.many.capitalize()) for kind, noun in KINDS.items()],
            "relation": [
                Choice(name, RELATIONS[name].noun.many.capitalize()) for name in self.relations
            ],
        }

    def attributes(self, item: Facets) -> Markup:
        """`item` as the attributes that the script filters by."""
        values = {
            "actor": _numbers(self.actors, item.actors),
            "outlet": _numbers(self.outlets, item.outlets),
            "kind": sorted(item.kinds),
            "relation": sorted(item.relations),
            "day": [day.isoformat() for day in _few(sorted(item.days))],
        }
        filled = {name: " ".join(words) for name, words in values.items() if words}
        return Markup(" data-item") + Markup("").join(
            Markup(' data-{}="{}"').format(name, words) for name, words in filled.items()
        )


def _numbered(names: Counter[str]) -> dict[str, int]:
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return {name: number for number, (name, _) in enumerate(ranked[:MOST_CHOICES])}


def _by_name(numbers: Mapping[str, int]) -> list[Choice]:
    ordered = sorted(numbers.items(), key=lambda item: item[0].casefold())
    return [Choice(str(number), name) for name, number in ordered]


def _numbers(known: Mapping[str, int], names: Iterable[str]) -> list[str]:
    return [str(number) for number in sorted(known[name] for name in names if name in known)]


def _few(days: list[date]) -> list[date]:
    """All days, or as many, spread evenly from the first to the last."""
    if len(days) <= MOST_DAYS:
        return days
    return [days[round(i * (len(days) - 1) / (MOST_DAYS - 1))] for i in range(MOST_DAYS)]
