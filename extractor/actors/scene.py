"""The bodies and states that one article names, and what its short names of them mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from extractor.actors import lexicon
from extractor.actors.bodies import Ministry, Owner, ministry_of, owner_named
from extractor.actors.lexicon import bare, body_of, state_of
from extractor.actors.regions import region_meant, region_of, shared_name

_CAPITAL = "[A-ZÀ-ÖØ-ÞČĐŁŚŞŠŻŽİ]"
_WORD = (
    rf"(?:{_CAPITAL}\.|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Prof|Lt|Col)\."
    rf"|(?:[ae]l-)?{_CAPITAL}[\w'’-]*)"
)
_LINK = "(?:of|for|de|da|di|du|del|der|van|von|al|bin|ibn|ben)"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:[^\S\n](?:{_LINK}[^\S\n])?{_WORD}){{0,9}}")
_POSSESSIVE = re.compile(r"['’]s\b")
_IN_BRACKETS = re.compile(r"\([^\S\n]?[A-Z]{2,8}\)")
"""What every abbreviation that an article spells out has; most articles have none."""
_ABBREVIATED = re.compile(
    r"(?<![\w-])((?:[A-Z][\w-]{0,29})(?:[^\S\n](?:[A-Z][\w-]{0,29}|of|for|and|in|on|the)){1,9})"
    r"[^\S\n]?\([^\S\n]?([A-Z]{2,8})\)"
)
_MINISTRY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w.-]{0,29}(?:['’]s)?[^\S\n]){0,4}Ministry"
    r"(?:[^\S\n](?:of|for|and|the|[A-Z][\w-]{0,29})){0,9}"
)
_LINKING_END = re.compile(r"(?: (?:of|for|and|the))+$")


class Scene:
    """Knows the bodies and states in one article."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._meant: dict[str, str | None] = {}

    def state(self, name: str) -> str | None:
        """The state that a name speaks for: of the world, or one of the United States where the
        article shows that Georgia is not the country."""
        state = state_of(name)
        if state is None:
            return region_of(name)
        shared = shared_name(name)
        return (self._region(shared) if shared else None) or state

    def _region(self, name: str) -> str | None:
        if name not in self._meant:
            self._meant[name] = region_meant(name, self._text)
        return self._meant[name]

    def owner(self, phrase: str) -> Owner | None:
        """The state or body that a phrase names, and nothing beside it; see `owner_named`."""
        name = bare(phrase)
        if region := self._region(name):
            return Owner(region, "state")
        if body := self.abbreviations.get(name) or self._whole_ministry(name):
            return Owner(body, "body")
        return owner_named(name)

    def body(self, name: str) -> str | None:
        """A body known by several names, or one that the article abbreviates."""
        if found := self.abbreviations.get(name) or body_of(name) or self._whole_ministry(name):
            return found
        if " " in name or not name.islower():
            return None
        named = lexicon.bodies_called(name) & self._bodies
        return next(iter(named)) if len(named) == 1 else None

    def _whole_ministry(self, name: str) -> str | None:
        """The ministry with its state: "the Foreign Ministry" is the only one in the article."""
        ministry = ministry_of(name)
        if ministry is None or ministry.state:
            return ministry.name if ministry else None
        alike = {other for other in self._ministries if other.portfolio == ministry.portfolio}
        return alike.pop().name if len(alike) == 1 else None

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """The bodies whose abbreviation the article explains, by both their names."""
        found: dict[str, str] = {}
        if not _IN_BRACKETS.search(self._text):
            return found
        for match in _ABBREVIATED.finditer(self._text):
            if full := _spelled_out(match[1], match[2]):
                name = body_of(match[2]) or body_of(full) or full
                found |= {match[2]: name, full: name}
        return found

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """The well-known bodies that the article names."""
        names = {bare(run) for run in runs(self._text)}
        words = {word for name in names for word in name.split()}
        return frozenset(body for name in names | words if (body := body_of(name)))

    @cached_property
    def _ministries(self) -> frozenset[Ministry]:
        """The ministries of which the article says whose they are."""
        if "Ministry" not in self._text:
            return frozenset()
        named = (_LINKING_END.sub("", match.group()) for match in _MINISTRY.finditer(self._text))
        found = (ministry_of(name) for name in named)
        return frozenset(ministry for ministry in found if ministry and ministry.state)


def runs(text: str) -> Iterator[str]:
    """Runs of capitalised words; a possessive ends one."""
    for match in _RUN.finditer(text):
        for part in _POSSESSIVE.split(match.group()):
            if part.strip():
                yield part.strip()


def _spelled_out(words: str, letters: str) -> str | None:
    """The end of `words` whose capitals are `letters`."""
    parts = words.split()
    for start in range(len(parts)):
        capitals = "".join(part[0] for part in parts[start:] if part[0].isupper())
        if capitals == letters and parts[start][0].isupper():
            return " ".join(parts[start:])
    return None
