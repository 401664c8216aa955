"""For whom a person speaks by what an article says around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from extractor.actors.lexicon import unpointed
from extractor.actors.names import surname
from extractor.actors.offices import spoken_for, spoken_for_before
from extractor.actors.roster import Roster
from extractor.actors.scene import Scene

NEARBY = 100
"""Code points beside a name that are read for an office: one apposition, seldom longer."""

_CLAUSE_END = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z“\"])|[,:;\n]")
_APPOSITION = rf",[^\S\n](?:the |an? )?([^.,:;!?\n]{{3,{NEARBY}}}),"


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
        if not names:
            return
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        pattern = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
        for found in re.finditer(pattern, self._text):
            nearby = self._text[max(0, found.start() - NEARBY) : found.start()]
            yield spoken_for_before(_CLAUSE_END.split(nearby)[-1], self._scene.owner)
        for found in re.finditer(f"{pattern}{_APPOSITION}", self._text):
            yield spoken_for(found[1], self._scene.owner, single=True)
