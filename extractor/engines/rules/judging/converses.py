"""Relations of two names that hold one way only: who came after whom, who beat whom, who bought
whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.events import is_long_after, is_same_news
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict

LONGEST = 400
"""Characters of a text in which a relation is looked for."""

BEFORE = 40
"""Characters before a relation in which stands what keeps it from being so."""

_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:of|the|de|van|bin|al) )?[A-Z][\w.’'-]*){0,4}"
_A, _B = rf"(?:the )?(?:late )?(?P<a>{_NAME})", rf"(?:the )?(?:late )?(?P<b>{_NAME})"
_BE = r"(?:is|are|was|were|has been|have been|had been|will be|being)"
_OFTEN = "often"
"""What two may do to each other again and again: only in the news of the same days is it one."""

_CONVERSES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "after",
        "once",
        (
            rf"\b{_A} (?:has |had |will )?(?:succeed(?:s|ed)?|replace[sd]?) {_B}",
            rf"\b{_B},? {_BE} (?:succeeded|replaced) by {_A}",
            rf"\b{_A}['’]s? (?:\w+ ){{0,2}}predecessor,? {_B}",
            rf"\b{_B}['’]s? (?:\w+ ){{0,2}}successor,? {_A}",
            rf"\b{_B}, the predecessor of {_A}",
            rf"\b{_A}, the successor (?:of|to) {_B}",
        ),
    ),
    (
        "owner",
        "once",
        (
            rf"\b{_A} (?:has |had |will )?(?:buys?|bought|acquire[sd]?|took over|takes over) {_B}",
            rf"\b{_B},? {_BE} (?:bought|acquired|taken over) by {_A}",
            rf"\b{_A}['’]s? (?:\w+ ){{0,3}}(?:acquisition|takeover|purchase) of {_B}",
        ),
    ),
    (
        "winner",
        _OFTEN,
        (
            rf"\b{_A} (?:has |had )?(?:beats?|defeat(?:s|ed)?|edged|thrashed|overcame) {_B}",
            rf"\b{_B},? {_BE} (?:beaten|defeated) by {_A}",
            rf"\b{_B} (?:has |had )?(?:lost|loses) to {_A}",
            rf"\b{_A}['’]s? (?:\w+ ){{0,3}}(?:victory|win) over {_B}",
        ),
    ),
)
_PATTERNS = tuple(
    (kind, how_often, tuple(re.compile(form) for form in forms))
    for kind, how_often, forms in _CONVERSES
)
_UNREAL = re.compile(
    r"\b(?:not|never|may|might|could|would|if|whether|plans?|planned|tr(?:y|ies|ied)|failed|"
    r"rumou?rs?|denie[sd]|denying|deny)\b|n['’]t\b"
)
_PRESUPPOSED = re.compile(r"\b(?:predecessor|successor)\b")


class _Relation(NamedTuple):
    kind: str
    often: bool
    a: frozenset[str]
    b: frozenset[str]
    words: str


def judge_converses(pair: Accounts) -> Verdict | None:
    """`conflict` where two names have changed places in a relation that holds one way only."""
    for left in _relations(pair.left.text):
        for right in _relations(pair.right.text):
            if left.kind != right.kind or not (left.a & right.b and left.b & right.a):
                continue
            if left.a & right.a or left.b & right.b or not _of_one_time(pair, left):
                continue
            return differ(pair, (left.words, right.words), subtype="actor")
    return None


def _of_one_time(pair: Accounts, relation: _Relation) -> bool:
    if compare_days(pair) == "different" or is_long_after(pair):
        return False
    return not relation.often or is_same_news(pair)


@lru_cache(maxsize=CACHED_TEXTS)
def _relations(text: str) -> tuple[_Relation, ...]:
    return tuple(_found(text[:LONGEST]))


def _found(text: str) -> Iterator[_Relation]:
    for kind, how_often, patterns in _PATTERNS:
        for pattern in patterns:
            match = pattern.search(text)
            if match and not _is_unreal(text, match):
                a, b = wording.terms(match["a"]), wording.terms(match["b"])
                if a and b and not a & b:
                    yield _Relation(kind, how_often == _OFTEN, a, b, match[0])


def _is_unreal(text: str, match: re.Match[str]) -> bool:
    """A predecessor is one whatever is denied of him; who did not buy is no buyer."""
    if _PRESUPPOSED.search(match[0]):
        return False
    return bool(_UNREAL.search(text, max(0, match.start() - BEFORE), match.end()))
