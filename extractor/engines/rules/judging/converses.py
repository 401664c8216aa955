"""Relations of two names that hold one way only: who came after whom, who beat whom, who bought
whom; and relations that one has to one thing at a time: what a ship docks with, where one is
born."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import CACHED_TEXTS, Accounts
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.events import is_long_after, is_same_news
from extractor.engines.rules.judging.subjects import name_before
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict

LONGEST = 400
"""Characters of a text in which a relation is looked for."""

REACH = 60
"""Characters after the words for a relation in which its object stands."""

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
_ONE = re.compile(
    r"\b(?P<what>dock(?:s|ed) with|(?:was|is|were) born in|(?:is|are|was|were) headquartered in|"
    r"collid(?:es|ed) with|married to)\b"
)
_OBJECT_ENDS = re.compile(
    r"[.,;:()]|\b(?:on|in|at|by|and|or|after|before|when|where|who|which|while|as|to|with|for)\b"
)


class _Relation(NamedTuple):
    kind: str
    often: bool
    a: frozenset[str]
    b: frozenset[str]
    words: str


class _Object(NamedTuple):
    what: str
    who: frozenset[str]
    terms: frozenset[str]
    names: frozenset[str]
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
    if _UNREAL.search(text):
        return
    for kind, how_often, patterns in _PATTERNS:
        for pattern in patterns:
            if match := pattern.search(text):
                a, b = wording.terms(match["a"]), wording.terms(match["b"])
                if a and b and not a & b:
                    yield _Relation(kind, how_often == _OFTEN, a, b, match[0])


def judge_objects(pair: Accounts) -> Verdict | None:
    """`conflict` where one has a relation of one thing at a time to two of one sort."""
    left, right = _object(pair.left.text), _object(pair.right.text)
    if left is None or right is None or left.what != right.what or not left.who & right.who:
        return None
    if compare_days(pair) == "different" or is_long_after(pair):
        return None
    own, others = left.names - right.terms, right.names - left.terms
    one_sort = bool(left.terms & right.terms) or (_are_states(own) and _are_states(others))
    if not own or not others or not one_sort:
        return None
    return differ(pair, (left.words, right.words), subtype="actor")


def _are_states(names: frozenset[str]) -> bool:
    return len(names) == 1 and all(wording.state(name) == name for name in names)


@lru_cache(maxsize=CACHED_TEXTS)
def _object(text: str) -> _Object | None:
    match = _ONE.search(text)
    if match is None or _UNREAL.search(text):
        return None
    who = _subject(text, match.start())
    after = _OBJECT_ENDS.split(text[match.end() : match.end() + REACH], maxsplit=1)[0].strip()
    if not who or not after:
        return None
    words = f"{match[0]} {after}"
    terms, names = wording.terms(f"- {after}"), wording.names(f"x {after}")
    return _Object(wording.stem(match[0].split()[-2]), who, terms, names, words)


def _subject(text: str, at: int) -> frozenset[str]:
    """The name next before, or that with which a sentence begins that has no nearer one."""
    near = name_before(text, at)
    first = next((w for w in wording.words(text[:at]) if w.is_name and not w.possessive), None)
    return near | (frozenset({first.term}) if first else frozenset())
