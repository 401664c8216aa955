"""States of the United States: some have the name of a state of the world, or of its capital."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractor import lexicons
from extractor.actors.lexicon import bare, state_of

SIBLINGS = 2
"""Other states of the United States that an article names beside Georgia, and nothing of the
country: one alone may be where a senator comes from."""

_EXPLICIT = re.compile(
    r"(?:US |American )?[Ss]tate of (?P<of>[A-Z][\w ]{2,30})|(?P<whose>[A-Z][\w ]{2,30}) state"
    r"|(?P<marked>[A-Z][\w ]{2,30}) \(US state\)"
)


class Region(NamedTuple):
    """A state of the United States."""

    name: str
    canonical: str
    """Its name, told apart from that of another state or place."""
    abbreviation: str
    tells: tuple[str, ...]
    """Places and bodies in it."""
    against: tuple[str, ...]
    """What an article about the other one of its name has."""


@cache
def regions() -> Mapping[str, Region]:
    """The states of the United States by name."""
    rows = (lexicons.padded(row, len(Region._fields)) for row in lexicons.rows("us_states"))
    return {
        name: Region(name, canonical or name, short, lexicons.cells(tells), lexicons.cells(against))
        for name, canonical, short, tells, against in rows
    }


@cache
def _shared_names() -> re.Pattern[str]:
    """The names that mean something else besides: a country, the capital."""
    shared = sorted(name for name in regions() if state_of(name))
    return re.compile(rf"\b(?:{'|'.join(shared)})\b")


def shared_name(phrase: str) -> str | None:
    """The name in a phrase that may be that of a state of the United States or of another state:
    "Georgia" of "Georgia's government", nothing of "the Georgian government"."""
    found = _shared_names().search(phrase)
    return found[0] if found else None


def region_of(phrase: str) -> str | None:
    """The state of the United States that "the state of Georgia" or "Georgia state" names."""
    match = _EXPLICIT.fullmatch(bare(phrase))
    region = match and regions().get(match["of"] or match["whose"] or match["marked"])
    return region.canonical if region else None


def region_meant(name: str, text: str) -> str | None:
    """The state of the United States that a name also of another state means in an article.

    Only where the article tells: it has a place or a body of the one and nothing of the other.
    """
    region = regions().get(name)
    usual = state_of(name)
    if region is None or usual is None or _has(text, region.against):
        return None
    federal = usual == "United States"  # the capital is no state beside others
    meant = _has(text, region.tells) or (not federal and _is_american(region, text))
    return region.canonical if meant else None


def _is_american(region: Region, text: str) -> bool:
    marks = "|".join(map(re.escape, sorted(lexicons.texts("us_state_marks"))))
    if re.search(rf"\b{re.escape(region.name)}(?:['’]s)? (?:{marks})(?!\w)", text):
        return True
    if region.abbreviation and re.search(rf"\b{re.escape(region.abbreviation)}(?!\w)", text):
        return True
    others = {found for found in _names().findall(text) if found != region.name}
    return len(others) >= SIBLINGS


@cache
def _names() -> re.Pattern[str]:
    longest_first = sorted(regions(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _has(text: str, words: tuple[str, ...]) -> bool:
    pattern = "|".join(map(re.escape, words))
    return bool(words) and re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None
