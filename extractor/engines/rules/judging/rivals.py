"""Two sides of a fight: how many each lost, and from which of them it came.

"Two Veldrian soldiers were killed" beside "nine Veldrian soldiers were killed", and "the first
shots came from the Veldrian side" beside "from the Karsovan side". What is counted or blamed is
named, so that the account of one side can be told from that of the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.events import is_long_after, is_same_news
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTED = rf"(?i:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_WORDS)}) [A-Z][a-z]+(?: [a-z]{{4,}})?"
_LOST = re.compile(
    rf"(?<![\w,.-])(?P<list>{_COUNTED}(?:,? and {_COUNTED}|, {_COUNTED}){{0,3}})"
    r" (?:were|was|had been|have been) killed\b"
)
_ITEM = re.compile(r"(?P<number>\S+) (?P<name>[A-Z][a-z]+)(?: (?P<noun>[a-z]+))?")
_BOUND = re.compile(
    r"\b(?:at least|more than|over|about|some|nearly|almost|up to|another|further|other) $",
    re.IGNORECASE,
)
_AND = re.compile(r",? and |, ")
_REACH = 12
"""Characters before a count in which stands what makes a bound of it."""

_FIRST = re.compile(
    r"\bthe (?P<what>first [a-z]+)\b[^.;:]{0,40}? from the (?P<side>[A-Z][a-z]+) side\b"
)
_NOT = re.compile(r"\bnot\b|n['’]t\b")
_DOUBTED = re.compile(r"\b(?:whether|if|denie[ds]|may|might|could|alleged|blamed)\b")


class Loss(NamedTuple):
    """The killed of one named side."""

    number: str
    noun: str
    words: str


def judge_rivals(pair: Accounts) -> Verdict | None:
    """`conflict` where one side lost two numbers, or the first shots came from two sides."""
    words = _losses_apart(pair)
    if words:
        return differ(pair, words, subtype="number")
    origins = _origins_apart(pair)
    return differ(pair, origins, subtype="actor") if origins else None


def _losses_apart(pair: Accounts) -> tuple[str, str] | None:
    left, right = losses(pair.left.text), losses(pair.right.text)
    both = sorted(left.keys() & right.keys())
    if not both or not is_same_news(pair) or compare_days(pair) == "different":
        return None
    counted = left.keys() | right.keys()
    if _names_but(pair.left, pair.right, counted) and _names_but(pair.right, pair.left, counted):
        return None
    for name in both:
        one, other = left[name], right[name]
        if one.noun == other.noun and one.number != other.number:
            return one.words, other.words
    return None


def _names_but(account: Account, other: Account, counted: frozenset[str] | set[str]) -> bool:
    """Whether an account names what the other lacks, those that are counted aside."""
    return bool(account.names - other.terms - counted)


@lru_cache(maxsize=CACHED_TEXTS)
def losses(text: str) -> dict[str, Loss]:
    """For the term of each side the killed that `text` counts for it; none where it counts twice,
    or no more than roughly."""
    found = list(_LOST.finditer(text))
    if len(found) != 1 or _BOUND.search(text, max(0, found[0].start() - _REACH), found[0].start()):
        return {}
    return dict(_loss(item) for part in _AND.split(found[0]["list"]) if (item := _ITEM.match(part)))


def _loss(item: re.Match[str]) -> tuple[str, Loss]:
    small = item["number"].lower()
    number = str(_WORDS.index(small) + 1) if small in _WORDS else small.replace(",", "")
    noun = wording.stem(item["noun"]) if item["noun"] else ""
    return wording.stem(item["name"]), Loss(number, noun, item[0])


def _origins_apart(pair: Accounts) -> tuple[str, str] | None:
    left, right = _first(pair.left.text), _first(pair.right.text)
    if left is None or right is None or is_long_after(pair):
        return None
    apart = left["what"].lower() == right["what"].lower() and left["side"] != right["side"]
    return (left[0], right[0]) if apart else None


@lru_cache(maxsize=CACHED_TEXTS)
def _first(text: str) -> re.Match[str] | None:
    match = _FIRST.search(text[:1].lower() + text[1:])
    if match is None or _NOT.search(match[0]) or _DOUBTED.search(text, 0, match.end()):
        return None
    return match
