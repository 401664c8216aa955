"""The actors of a run, each with all that was linked to it, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.actors import lexicon
from extractor.actors.bodies import state_behind
from extractor.actors.corrections import NO_CORRECTIONS, Corrections
from extractor.actors.links import Rule, VoiceRule, link_rule, voice_rule
from extractor.actors.places import actors_in
from extractor.records import Actor, ActorType, Model, Record


class ActorLink(Model):
    """A name that was linked to an actor."""

    name: str
    """As articles write it."""
    role: str | None
    """Office or function that came with it."""
    rule: Rule
    """Why it is this actor."""
    speaks_for: str | None
    """The state or body for which the actor speaks under this name and role."""
    speaks_for_rule: VoiceRule | None
    """Why it speaks for that."""
    records: int
    """Records that have the actor so."""


class ActorLine(Model):
    """A line of `actors.jsonl`: an actor of the run, and every name that was linked to it."""

    canonical: str
    """The name that all its mentions share."""
    type: ActorType
    """What sort of actor it is."""
    speaks_for: str | None
    """The state or body for which it speaks, mostly, if articles tell; it has a line of its own."""
    records: int
    """Records that it is in; 0 for a body that is there only because others speak for it."""
    links: tuple[ActorLink, ...]
    """The names, the most frequent first."""


_Key = tuple[str, ActorType]


class _Mention(NamedTuple):
    """An actor as records have it, and what of it a user gave."""

    actor: Actor
    name_given: bool
    voice_given: bool


class ActorIndex:
    """Counts the actors of records as they pass by; keeps each distinct one and its number."""

    def __init__(self, corrections: Corrections = NO_CORRECTIONS) -> None:
        self._corrections = corrections
        self._records: Counter[_Key] = Counter()
        self._mentions: Counter[_Mention] = Counter()

    def add_all(self, records: Iterable[Record]) -> None:
        """Count the actors of records, which have the shared names of the run."""
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        actors = set(actors_in(record))
        self._records.update({(actor.canonical, actor.type) for actor in actors})
        self._mentions.update(self._mention(actor, record.article_id) for actor in actors)

    def _mention(self, actor: Actor, article: str) -> _Mention:
        told = self._corrections.of(actor, article)
        if told is None:
            return _Mention(actor, False, False)
        return _Mention(actor, told.canonical is not None, told.speaks_for is not None)

    def lines(self) -> Iterator[ActorLine]:
        """The actors, those in most records first, then by name."""
        links: dict[_Key, list[ActorLink]] = defaultdict(list)
        for mention, count in self._mentions.items():
            links[mention.actor.canonical, mention.actor.type].append(self._link(mention, count))
        lines = [self._line(key, linked) for key, linked in links.items()]
        yield from sorted([*lines, *_spoken_for(lines)], key=_order)

    def _link(self, mention: _Mention, records: int) -> ActorLink:
        actor = mention.actor
        rule, voice = link_rule(actor), voice_rule(actor)
        unexplained = rule == "given_by_engine" and actor.canonical in self._corrections.targets
        return ActorLink(
            name=actor.name,
            role=actor.role,
            rule="given_by_user" if mention.name_given or unexplained else rule,
            speaks_for=actor.speaks_for,
            speaks_for_rule="given_by_user" if mention.voice_given and voice else voice,
            records=records,
        )

    def _line(self, key: _Key, links: Sequence[ActorLink]) -> ActorLine:
        canonical, kind = key
        return ActorLine(
            canonical=canonical,
            type=kind,
            speaks_for=_mostly(links),
            records=self._records[key],
            links=tuple(sorted(links, key=_link_order)),
        )


def index_actors(
    records: Iterable[Record], corrections: Corrections = NO_CORRECTIONS
) -> Iterator[ActorLine]:
    """The actors of records that have shared names; see `ActorIndex`."""
    index = ActorIndex(corrections)
    index.add_all(records)
    return index.lines()


def _mostly(links: Iterable[ActorLink]) -> str | None:
    counts: Counter[str] = Counter()
    for link in links:
        if link.speaks_for:
            counts[link.speaks_for] += link.records
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _spoken_for(lines: list[ActorLine]) -> Iterator[ActorLine]:
    """Lines for the states and bodies that have none of their own, though others speak for them."""
    there = {line.canonical for line in lines}
    links = (link for line in lines for link in line.links)
    bodies = {link.speaks_for for link in links if link.speaks_for}
    for name in (bodies | {state for body in bodies if (state := state_behind(body))}) - there:
        yield ActorLine(
            canonical=name,
            type=lexicon.type_of(name, "organization"),
            speaks_for=state_behind(name),
            records=0,
            links=(),
        )


def _order(line: ActorLine) -> tuple[int, str, str]:
    return -line.records, line.canonical, line.type


def _link_order(link: ActorLink) -> tuple[int, str, str, str]:
    return -link.records, link.name, link.role or "", link.speaks_for or ""
