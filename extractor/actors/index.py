"""The actors of a run, each with all that was linked to it, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

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
    """Why it is this actor; see [the rules](#actor-rules)."""
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


class ActorIndex:
    """Counts the actors of records as they pass by; keeps names and numbers and nothing else."""

    def __init__(self, corrections: Corrections = NO_CORRECTIONS) -> None:
        self._corrections = corrections
        self._records: Counter[_Key] = Counter()
        self._links: dict[_Key, Counter[ActorLink]] = defaultdict(Counter)

    def add(self, record: Record) -> None:
        """Count the actors of a record, which have the shared names of the run."""
        actors = set(actors_in(record))
        self._records.update({(actor.canonical, actor.type) for actor in actors})
        for key, link in {self._linked(actor, record.article_id) for actor in actors}:
            self._links[key][link] += 1

    def _linked(self, actor: Actor, article: str) -> tuple[_Key, ActorLink]:
        told = self._corrections.of(actor, article)
        rule, voice = link_rule(actor), voice_rule(actor)
        if (told and told.canonical) or (rule == "given_by_engine" and self._is_given(actor)):
            rule = "given_by_user"
        if told and told.speaks_for and voice:
            voice = "given_by_user"
        return (actor.canonical, actor.type), ActorLink(
            name=actor.name,
            role=actor.role,
            rule=rule,
            speaks_for=actor.speaks_for,
            speaks_for_rule=voice,
            records=0,
        )

    def _is_given(self, actor: Actor) -> bool:
        return actor.canonical in self._corrections.targets

    def lines(self) -> Iterator[ActorLine]:
        """The actors, those in most records first, then by name."""
        lines = [self._line(key, links) for key, links in self._links.items()]
        yield from sorted([*lines, *_spoken_for(lines)], key=_order)

    def _line(self, key: _Key, links: Mapping[ActorLink, int]) -> ActorLine:
        canonical, kind = key
        counted = (link.model_copy(update={"records": count}) for link, count in links.items())
        return ActorLine(
            canonical=canonical,
            type=kind,
            speaks_for=_mostly(links),
            records=self._records[key],
            links=tuple(sorted(counted, key=_link_order)),
        )


def index_actors(
    records: Iterable[Record], corrections: Corrections = NO_CORRECTIONS
) -> Iterator[ActorLine]:
    """The actors of records that have shared names; see `ActorIndex`."""
    index = ActorIndex(corrections)
    for record in records:
        index.add(record)
    return index.lines()


def _mostly(links: Mapping[ActorLink, int]) -> str | None:
    counts: Counter[str] = Counter()
    for link, count in links.items():
        if link.speaks_for:
            counts[link.speaks_for] += count
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
