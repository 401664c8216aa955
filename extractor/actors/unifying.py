"""One canonical name for each actor across a run: spellings, surnames and misprints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extractor.actors.lexicon import is_given_name, is_known_word, same_given_name
from extractor.actors.names import fold, key, middle_initials, surname, tokens
from extractor.records import Actor, Attribution, Commitment, Record, Stance

NAMES_KEPT = 10_000
"""Names whose reading is remembered: the same few are in most articles."""

NAME_EDITS = 1
"""Edits between the keys of two spellings of one given name. Two would join Marina and Marta."""

NAME_LETTERS = 5
"""Shorter given names differ by one letter as often as not (Ivan, Evan)."""

MISPRINT_LETTERS = 6
"""Shorter words are other words when a letter differs."""

MISPRINT_LONG = 9
"""From so many letters on two edits are a misprint still; Airbus and Airbnb are two bodies."""

_Names = Mapping[str, str]


class _Counted(NamedTuple):
    """How often each canonical name occurs, people and others apart."""

    people: Counter[str]
    bodies: Counter[str]


class SharedNames:
    """One canonical name for each actor of many records.

    People are one if surname and given name agree up to transliteration, a listed nickname or a
    misprint; a lone surname joins the only person of that surname. The most frequent spelling
    stands, of equally frequent ones the first in the alphabet. The outcome does not depend on
    the order of the records, of which nothing but names is kept.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        counted = _count(records)
        self._people = _changes(_unify_people(counted.people))
        self._bodies = _changes(_unify_bodies(counted.bodies))

    def given_to(self, record: Record) -> Record:
        """The record with the shared names of its actors; nothing else is changed."""
        if not any(self._renamed(actor) is not actor for actor in _actors(record)):
            return record
        return _with_actors(record, self._renamed)

    def _renamed(self, actor: Actor) -> Actor:
        if actor.canonical not in self._people and actor.canonical not in self._bodies:
            return actor
        names = self._people if _is_named_person(actor) else self._bodies
        name = names.get(actor.canonical)
        return actor if name is None else actor.model_copy(update={"canonical": name})


def unify(records: Sequence[Record]) -> list[Record]:
    """The records with the canonical names of one actor made equal; see `SharedNames`."""
    names = SharedNames(records)
    return [names.given_to(record) for record in records]


def _changes(names: _Names) -> _Names:
    return {name: shared for name, shared in names.items() if name != shared}


def _count(records: Iterable[Record]) -> _Counted:
    counted = _Counted(Counter(), Counter())
    for record in records:
        for actor in _actors(record):
            if _is_named_person(actor):
                counted.people[actor.canonical] += 1
            elif actor.type == "organization" and not actor.anonymous:
                counted.bodies[actor.canonical] += 1
    return counted


def _is_named_person(actor: Actor) -> bool:
    return actor.type == "person" and not actor.anonymous and _is_name(actor.canonical)


@lru_cache(maxsize=NAMES_KEPT)
def _is_name(canonical: str) -> bool:
    return surname(canonical)[:1].isupper()  # not "Russian foreign minister"


def _actors(record: Record) -> Iterator[Actor]:
    said = record.attribution
    own: tuple[Actor | None, ...] = ()
    if isinstance(record, Stance):
        own = (record.holder,)
    elif isinstance(record, Commitment):
        own = (record.actor, record.counterparty)
    yield from (actor for actor in (said.speaker, *said.via, *own) if actor is not None)


def _with_actors(record: Record, renamed: Callable[[Actor], Actor]) -> Record:
    said = record.attribution
    attribution = said.model_copy(
        update={
            "speaker": said.speaker and renamed(said.speaker),
            "via": tuple(renamed(actor) for actor in said.via),
        }
    )
    return _updated(record, attribution, renamed)


def _updated(record: Record, attribution: Attribution, renamed: Callable[[Actor], Actor]) -> Record:
    update: dict[str, object] = {"attribution": attribution}
    if isinstance(record, Stance):
        update["holder"] = renamed(record.holder)
    elif isinstance(record, Commitment):
        update["actor"] = renamed(record.actor)
        update["counterparty"] = record.counterparty and renamed(record.counterparty)
    return record.model_copy(update=update)


def _unify_people(counts: Counter[str]) -> _Names:
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts):
        by_surname[key(surname(name))].append(name)
    unified: dict[str, str] = {}
    for names in by_surname.values():
        full = [name for name in names if len(tokens(name)) > 1]
        groups = _group(full, _same_person)
        lone = [name for name in names if len(tokens(name)) == 1]
        for group in groups:
            members = group + (lone if len(groups) == 1 else [])
            unified |= dict.fromkeys(members, _most_frequent(group, counts))
        if not groups:
            unified |= dict.fromkeys(lone, _most_frequent(lone, counts))
    return unified


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


def _most_frequent(names: Iterable[str], counts: Counter[str]) -> str:
    return min(names, key=lambda name: (-counts[name], name))


def _unify_bodies(counts: Counter[str]) -> _Names:
    unified: dict[str, str] = {}
    by_case: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        by_case[name.casefold()].append(name)
    for names in by_case.values():
        unified |= dict.fromkeys(names, _most_frequent(names, counts))
    usual = sorted(set(unified.values()))
    totals = Counter(dict.fromkeys(usual, 0))
    for name, count in counts.items():
        totals[unified[name]] += count
    printed = {name: _meant(name, near, totals) for name, near in _near_names(usual).items()}
    return {name: printed.get(target, target) for name, target in unified.items()}


def _near_names(names: Sequence[str]) -> dict[str, set[str]]:
    """Names that differ in one word and there by a misprint, found by the words they share."""
    slots: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for name in names:
        words = name.casefold().split()
        for index, word in enumerate(words):
            slots[(*words[:index], f"{word[0]}…", *words[index + 1 :])][word] = name
    near: dict[str, set[str]] = defaultdict(set)
    for members in slots.values():
        present = tuple(members)
        for word, name in members.items():
            near[name] |= {members[other] for other in _meant_words(word, present)}
    return near


def _meant_words(word: str, others: Sequence[str]) -> Iterator[str]:
    """Those of `others` that an unknown `word` may be a misprint of."""
    if is_known_word(word) or not word.isalpha() or len(word) < MISPRINT_LETTERS:
        return
    edits = 2 if len(word) >= MISPRINT_LONG else 1
    found = process.extract_iter(word, others, scorer=OSA.distance, score_cutoff=edits)
    for other, _, _ in found:
        if other != word and len(other) >= MISPRINT_LETTERS:
            yield other


def _meant(name: str, near: set[str], counts: Counter[str]) -> str:
    """The one better supported name that `name` misprints: more frequent, or of known words."""

    def support(candidate: str) -> tuple[int, int]:
        known = sum(is_known_word(word) for word in candidate.split())
        return counts[candidate], known

    better = [other for other in near if support(other) > support(name)]
    return better[0] if len(better) == 1 else name
