"""Which names of people in a run are names of one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from extractor.actors.lexicon import bare, is_given_name, same_given_name
from extractor.actors.names import fold, key, middle_initials, surname, tokens
from extractor.actors.offices import Office, may_be_one
from extractor.records import Actor

NAME_EDITS = 1
"""Edits between the keys of two spellings of one given name. Two would join Marina and Marta."""

NAME_LETTERS = 5
"""Shorter given names differ by one letter as often as not (Ivan, Evan)."""

Offices = frozenset[Office]


class Counted:
    """How often each name of a person occurs in a run, with which offices, beside whom."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.offices: dict[str, set[Office]] = defaultdict(set)
        """All offices of a full name."""
        self.alone: dict[str, set[Offices]] = defaultdict(set)
        """The offices that each mention of a lone surname came with."""
        self.beside: set[str] = set()
        """Surnames that an article has alone beside a full name of which they are not short: it
        tells of two people."""

    def add_article(self, people: Iterable[tuple[Actor, Offices]]) -> None:
        """Count the people of one article, each with the offices of one mention."""
        alone, full = set[str](), set[str]()
        for actor, offices in people:
            name = actor.canonical
            self.names[name] += 1
            if is_lone(name):
                alone.add(key(surname(name)))
                self.alone[name].add(offices)
            else:
                if offices:
                    self.offices[name] |= offices
                if not is_lone(bare(actor.name)):  # else no name of the article, but of a model
                    full.add(key(surname(name)))
        self.beside |= alone & full


class _Person(NamedTuple):
    """Somebody known by full names."""

    name: str
    """The spelling that stands for all."""
    offices: Set[Office]


class People:
    """The person behind each name in a run."""

    def __init__(self, counted: Counted) -> None:
        self._shared: dict[str, str] = {}
        self._behind: dict[str, tuple[_Person, ...]] = {}
        self._contested: set[str] = set()
        by_surname: dict[str, list[str]] = defaultdict(list)
        for name in sorted(counted.names):
            by_surname[key(surname(name))].append(name)
        for last, names in by_surname.items():
            self._settle(last, names, counted)

    def _settle(self, last: str, names: Sequence[str], counted: Counted) -> None:
        """Settle all names of one surname."""
        full = [name for name in names if not is_lone(name)]
        lone = [name for name in names if is_lone(name)]
        persons = []
        for group in _group(full, _same_person):
            standing = most_frequent(group, counted.names)
            self._shared |= dict.fromkeys(group, standing)
            offices = set[Office]().union(*(counted.offices.get(name, ()) for name in group))
            persons.append(_Person(standing, offices))
        if not persons:
            self._shared |= dict.fromkeys(lone, most_frequent(lone, counted.names))
        elif last not in counted.beside:
            self._behind |= dict.fromkeys(lone, tuple(persons))
            self._contested |= {name for name in lone if _is_contested(lone, persons, counted)}

    def called(self, name: str, offices: Offices) -> str:
        """The name that stands for who is called `name`, as the holder of `offices`.

        A lone surname is short for the only person of that name who may hold the offices. Where
        another mention of it has an office that nobody known holds, it is nobody's without one.
        """
        if name not in self._behind:
            return self._shared.get(name, name)
        if not offices and name in self._contested:
            return name
        fitting = [who for who in self._behind[name] if may_be_one(who.offices, offices)]
        return fitting[0].name if len(fitting) == 1 else name


def _is_contested(lone: Sequence[str], persons: Sequence[_Person], counted: Counted) -> bool:
    """Whether a mention of a surname belongs to somebody without a full name in the run."""
    held = (offices for name in lone for offices in counted.alone[name])
    return any(not any(may_be_one(who.offices, o) for who in persons) for o in held)


def is_lone(name: str) -> bool:
    """Whether a name is a surname alone."""
    return len(tokens(name)) == 1


def _group(names: Sequence[str], same: Callable[[str, str], bool]) -> list[list[str]]:
    """Groups in which each name is the same as some other one; `names` are in fixed order.

    A name that may be short for two others that are not the same ("J. Smith") stays alone.
    """
    like: dict[str, list[str]] = {name: [] for name in names}
    for left, right in combinations(names, 2):
        if same(left, right):
            like[left].append(right)
            like[right].append(left)
    clear = {name for name in names if all(same(*pair) for pair in combinations(like[name], 2))}
    groups: list[list[str]] = []
    for name in names:
        partners = clear.intersection(like[name]) if name in clear else frozenset[str]()
        joined = [group for group in groups if partners.intersection(group)]
        rest = [group for group in groups if group not in joined]
        groups = [*rest, [*(member for group in joined for member in group), name]]
    return groups


def _same_person(left: str, right: str) -> bool:
    """Whether two full names of one surname agree in the given name."""
    first, second = fold(tokens(left)[0]), fold(tokens(right)[0])
    initials = {tuple(middle_initials(name)) for name in (left, right)} - {()}
    if len(initials) > 1:
        return False
    if key(first) == key(second) or same_given_name(first, second):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[:1] == second[:1]
    if is_given_name(first) and is_given_name(second):
        return False
    near = OSA.distance(key(first), key(second), score_cutoff=NAME_EDITS) <= NAME_EDITS
    return near and first[0] == second[0] and min(len(first), len(second)) >= NAME_LETTERS


def most_frequent(names: Iterable[str], counts: Mapping[str, int]) -> str:
    """The most frequent name; of equally frequent ones the first in the alphabet."""
    return min(names, key=lambda name: (-counts[name], name))
