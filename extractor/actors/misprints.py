"""Bodies whose names differ in letter case, or by a misprint."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extractor.actors.lexicon import is_known_word
from extractor.actors.people import most_frequent

MISPRINT_LETTERS = 6
"""Shorter words are other words when a letter differs."""

MISPRINT_LONG = 9
"""From so many letters on two edits are a misprint still; Airbus and Airbnb are two bodies."""


def unify_bodies(counts: Counter[str]) -> Mapping[str, str]:
    """The name that stands for each body, by how often each name occurs."""
    unified: dict[str, str] = {}
    by_case: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        by_case[name.casefold()].append(name)
    for names in by_case.values():
        unified |= dict.fromkeys(names, most_frequent(names, counts))
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
