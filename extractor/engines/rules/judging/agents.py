"""Who did it: what somebody reports of another is not what he did himself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict

SAME_DEED = 6
"""Words of a deed that must be the same to the word."""

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_REPORTED = re.compile(
    rf"^(?P<told>.{{20,400}}?),? (?:according to (?:the )?(?P<source>{_NAME})|"
    rf"(?:the )?(?P<speaker>{_NAME}) (?:said|says|reported|reports))\.?$",
    re.DOTALL,
)
_BACK = re.compile(r"\b(?:it|they|he|she|its|their|his|her|which|who|that|we|i)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w$€£%.,'’-]*\w%?")


class _Reported(NamedTuple):
    source: frozenset[str]
    words: tuple[str, ...]
    told: str


def judge_agents(pair: Accounts) -> Verdict | None:
    """`conflict` where one has somebody do to the word what by the other he only reports that
    another did."""
    for report, other in both_ways(pair):
        reported = _reported(report.text)
        if reported is None or not reported.source & other.terms:
            continue
        deed = _tail_in_common(reported.words, _words(other.text))
        doer, agent = reported.words[: -deed or None], _words(other.text)[: -deed or None]
        if deed < SAME_DEED or not doer or _BACK.search(" ".join(doer)):
            continue
        named = wording.terms(" ".join(agent))
        if named and named <= reported.source and not wording.terms(" ".join(doer)) & named:
            words = in_order(pair, report, reported.told, other.text)
            return differ(pair, words, subtype="actor")
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def _reported(text: str) -> _Reported | None:
    match = _REPORTED.search(text)
    if match is None:
        return None
    source = wording.terms(match["source"] or match["speaker"])
    return _Reported(source, _words(match["told"]), match["told"])


@lru_cache(maxsize=CACHED_TEXTS)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _tail_in_common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a.lower() != b.lower():
            break
        count += 1
    return count
