"""The names next to a word of a text: who does it, and to whom it is done."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from extractor import wording
from extractor.wording import Word

BESIDE = 50
"""Characters around a word in which the name stands of whose act or state it is."""

SHORT_NAME = 2
"""Words of a name; in a longer run that begins with a place or body, the rest is a person: "the
leader of the Front Abu Amin"."""

_IN_PLACE = re.compile(r"\b(?:in|at|near|from|to|of|outside|into)(?: the)? $")
_PREFIXED = re.compile(r"[a-z]{2}-[A-Z]")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Rev)\. $")


def name_before(text: str, at: int) -> frozenset[str]:
    """The terms of the name next before the offset `at`; empty for a place, or for none."""
    words = wording.words(text)
    first, last = (bisect_left(words, place, key=_start) for place in (at - BESIDE, at))
    return _person(text, _run(text, (w for w in reversed(words[first:last]) if w.end <= at)))


def name_after(text: str, at: int) -> frozenset[str]:
    """The terms of the name next after the offset `at`; empty for a place, or for none."""
    words = wording.words(text)
    first, last = (bisect_left(words, place, key=_start) for place in (at, at + BESIDE))
    return _person(text, _run(text, words[first:last]))


def _start(word: Word) -> int:
    return word.start


def _run(text: str, words: Iterable[Word]) -> list[Word]:
    """The first names that follow each other directly."""
    run: list[Word] = []
    for word in words:
        if _is_name(text, word) and (not run or _apart(run[-1], word) <= 1):
            run.append(word)
        elif run:
            break
    return run


def _apart(a: Word, b: Word) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _person(text: str, run: list[Word]) -> frozenset[str]:
    run = sorted(run, key=lambda word: word.start)
    if run and _IN_PLACE.search(text, max(0, run[0].start - BESIDE), run[0].start):
        run = run[1:] if len(run) > SHORT_NAME else []
    return frozenset(word.term for word in run)


def _is_name(text: str, word: Word) -> bool:
    """A name; also "al-Amin", and after an abbreviated title, which looks like a full stop."""
    if not word.term:
        return False
    prefixed = bool(_PREFIXED.match(text, word.start))
    return (
        word.is_name
        or prefixed
        or bool(_TITLE.search(text, max(0, word.start - BESIDE), word.start))
    )
