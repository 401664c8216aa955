"""Ministries and other bodies of states, and the state for which a body speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractor import lexicons
from extractor.actors.lexicon import CACHED_PHRASES, bare, body_of, office_phrase, state_named
from extractor.lexicons.states import states

_MINISTRY = re.compile(
    r"(?:(?P<before>[\w.'’ -]{1,60}?) )?[Mm]inistry(?: (?:of|for) (?P<after>[\w.'’ -]{1,60}))?"
)


class Owner(NamedTuple):
    """Whom an office or a function belongs to."""

    name: str
    kind: Literal["state", "body"]


class Ministry(NamedTuple):
    """A ministry, as far as a mention of it tells."""

    portfolio: str
    """As in "Foreign": one for the different names of it."""
    state: str | None

    @property
    def name(self) -> str:
        """ "Russian Foreign Ministry", or "Foreign Ministry" where no state is named."""
        words = (_adjectives().get(self.state or "", ""), self.portfolio, "Ministry")
        return " ".join(word for word in words if word)


@lru_cache(maxsize=CACHED_PHRASES)
def ministry_of(phrase: str) -> Ministry | None:
    """The ministry that a phrase names: "Ministry of Foreign Affairs of Russia" and
    "Russia's Foreign Ministry" are one."""
    match = _MINISTRY.fullmatch(bare(phrase))
    if not match or not (match["before"] or match["after"]):
        return None
    before, after = bare(match["before"] or ""), match["after"] or ""
    matter, _, behind = after.partition(" of ")
    if after and not behind and (state := state_named(after)):
        return _ministry(before, state) if before else None
    if after:
        return _ministry_for(matter, bare(behind) or before)
    return _split_before(before.split())


def _split_before(words: list[str]) -> Ministry | None:
    """State and portfolio of the words before "Ministry"; the longest name of a state counts."""
    for size in range(min(3, len(words) - 1), 0, -1):
        if state := state_named(" ".join(words[:size])):
            return _ministry(" ".join(words[size:]), state)
    return _ministry(" ".join(words), None)


def _ministry_for(matter: str, whose: str) -> Ministry | None:
    state = state_named(whose) if whose else None
    return None if whose and state is None else _ministry(f"of {matter}", state)


def _ministry(portfolio: str, state: str | None) -> Ministry | None:
    matter = portfolio.lower().removeprefix("of ").removeprefix("the ")
    named = office_phrase(f"minister {portfolio.lower()}") or office_phrase(f"{matter} minister")
    plain = named.removesuffix(" minister") if named and named.endswith(" minister") else matter
    if state_named(portfolio) or not plain:  # "the Russian ministry" is one of many
        return None
    return Ministry(plain.title(), state)


def state_behind(body: str) -> str | None:
    """The state for which a body speaks, by its name: that of a ministry, an army, an embassy."""
    name = bare(body)
    if known := body_of(name):
        return _behind().get(known)
    if ministry := ministry_of(name):
        return ministry.state
    match = _of_a_state().fullmatch(name)
    return state_named(match["whose"]) if match else None


def owner_named(phrase: str) -> Owner | None:
    """The state, known body or ministry that a phrase names, and nothing beside it.

    A capital is none: "Berlin officials" may be those of the city.
    """
    if state := state_named(phrase):
        return Owner(state, "state")
    if body := body_of(phrase):
        return Owner(body, "body")
    ministry = ministry_of(phrase)
    return Owner(ministry.name, "body") if ministry and ministry.state else None


@cache
def _behind() -> Mapping[str, str]:
    rows = (lexicons.padded(row, 4) for row in lexicons.rows("organizations"))
    return {body: state for body, _, _, state in rows if state}


@cache
def _of_a_state() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicons.texts("bodies_of_states")))
    return re.compile(
        rf"(?P<whose>[\w.'’ -]{{2,40}}?)(?:['’]s)? (?i:{nouns})(?: (?:in|to) [\w ]{{2,40}})?"
    )


@cache
def _adjectives() -> Mapping[str, str]:
    return {state.name: (*state.adjectives, state.name)[0] for state in states()}
