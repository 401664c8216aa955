"""For whom a person speaks by what an article says around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from extractor.actors.lexicon import unpointed
from extractor.actors.names import surname
from extractor.actors.offices import spoken_for, spoken_for_before
from extractor.actors.roster import Roster
from extractor.actors.scene import Scene
from extractor.records import Span

NEARBY = 100
"""Code points beside a name that are read for an office: one apposition, seldom longer."""

_CLAUSE_END = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z“\"])|[,:;\n]")
_APPOSITION = re.compile(rf",[^\S\n](?:the |an? )?([^.,:;!?\n]{{3,{NEARBY}}}),")


class Told:
    """Reads the offices that one article gives to people."""

    def __init__(self, text: str, scene: Scene, roster: Roster) -> None:
        self._text = unpointed(text)
        self._scene = scene
        self._roster = roster

    def speaks_for(self, names: Set[str]) -> str | None:
        """The one state or body that the words about a person name, who is called by `names`."""
        names = self._all_names(names)
        owners = set(self._owners(names)) - {None}
        if not owners:
            fuller = self._roster.fuller_offices(names)
            owners = {spoken_for(role, self._scene.owner, single=True) for role in fuller} - {None}
        return owners.pop() if len(owners) == 1 else None

    def _all_names(self, names: Set[str]) -> Set[str]:
        """With the surname, and with the full name of the article; the surname of two is none."""
        short = surname(min(names))
        if full := self._roster.full_name(short):
            return names | {full, short}
        return {name for name in names if " " in name or not self._roster.has(short)}

    def _owners(self, names: Set[str]) -> Iterator[str | None]:
        text = self._text
        for start, end in _occurrences(text, names):
            nearby = text[max(0, start - NEARBY) : start]
            yield spoken_for_before(_CLAUSE_END.split(nearby)[-1], self._scene.owner)
            if apposed := _APPOSITION.match(text, end):
                yield spoken_for(apposed[1], self._scene.owner, single=True)


def _occurrences(text: str, names: Set[str]) -> Iterator[Span]:
    """Where one of the names stands as whole words, the longest at each place, none overlapping.

    Not by an expression of all the names: to compile one for each actor takes longer than to read.
    """
    places = (Span(at, at + len(name)) for name in names for at in _places(text, name))
    done = 0
    for start, end in sorted(places, key=lambda place: (place.start, -place.end)):
        if start >= done and _is_border(text, start) and _is_border(text, end):
            yield Span(start, end)
            done = end


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name) if name else -1
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _is_border(text: str, at: int) -> bool:
    """Whether a word begins or ends at `at`."""
    return _in_word(text[at - 1 : at]) != _in_word(text[at : at + 1])


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
