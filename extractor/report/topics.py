"""What stances are about: free wordings gathered into topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extractor.report.wording import shortened
from extractor.wording import similarity, terms

ALIKE = 0.6
"""Dice's coefficient of the terms of two wordings from which they are of one topic. On the stances
of the example articles 0.5 puts a meeting and its outcome together, 0.7 leaves "written responses"
and "a written response from the United States" apart."""

COMPARED_CHARS = 300
"""Code points of a wording that are compared: what is longer is no topic but a story."""

TITLE_CHARS = 90


class Topic(NamedTuple):
    """A topic with the places of its wordings in what was given."""

    title: str
    members: tuple[int, ...]


def topics(wordings: Sequence[str], joined: Sequence[Sequence[int]] = ()) -> list[Topic]:
    """The topics of `wordings`, in the order of their first one.

    `joined` are places of wordings that are known to be about one thing. Each wording is compared
    with the first one of a topic alone, so that a topic does not drift from one to another.
    """
    leaders = _Leaders()
    chosen = [leaders.of(terms(text[:COMPARED_CHARS])) for text in wordings]
    for places in joined:
        for other in places[1:]:
            leaders.join(chosen[places[0]], chosen[other])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, leader in enumerate(chosen):
        members[leaders.root(leader)].append(place)
    return [Topic(_title([wordings[p] for p in found]), tuple(found)) for found in members.values()]


class _Leaders:
    """The first wording of each topic, found again by the terms that it shares."""

    def __init__(self) -> None:
        self._terms: list[frozenset[str]] = []
        self._by_term: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[frozenset[str], int] = {}
        self._roots: list[int] = []

    def of(self, own: frozenset[str]) -> int:
        """The leader that is most like a wording with these terms, else a new one."""
        if own not in self._known:
            self._known[own] = self._nearest(own)
        return self._known[own]

    def _nearest(self, own: frozenset[str]) -> int:
        common = Counter(leader for term in own for leader in self._by_term[term])
        best = max(common, key=lambda leader: self._likeness(own, leader), default=None)
        if best is not None and self._likeness(own, best) >= ALIKE:
            return best
        return self._new(own)

    def _likeness(self, own: frozenset[str], leader: int) -> float:
        return similarity(own, self._terms[leader])

    def _new(self, own: frozenset[str]) -> int:
        leader = len(self._terms)
        self._terms.append(own)
        self._roots.append(leader)
        for term in own:
            self._by_term[term].append(leader)
        return leader

    def join(self, one: int, other: int) -> None:
        """Make two topics one."""
        first, second = sorted((self.root(one), self.root(other)))
        self._roots[second] = first

    def root(self, leader: int) -> int:
        """The topic that a leader's belongs to by now."""
        while self._roots[leader] != leader:
            leader = self._roots[leader]
        return leader


def _title(wordings: Sequence[str]) -> str:
    """The wording that is used most, among equals the shortest."""
    used = Counter(wordings)
    best = min(used, key=lambda text: (-used[text], len(text), text))
    title = shortened(best, TITLE_CHARS)
    return title[:1].upper() + title[1:]
