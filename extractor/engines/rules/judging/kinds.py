"""What somebody is said to be: of two kinds that exclude each other he is of one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import is_long_after
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
_IS = re.compile(
    rf"(?P<who>{_NAME}),? (?P<be>is|was) (?:an?|the) (?P<what>[\w-]+(?: [\w-]+){{0,5}})"
)
_ENDS = re.compile(
    r"\b(?:who|whose|whom|which|that|of|in|from|and|or|but|for|with|by|at|on|to|as|when|while|"
    r"not|than|against|among|turned|until)\b"
)


class _Kind(NamedTuple):
    who: frozenset[str]
    be: str
    kinds: frozenset[tuple[str, str]]
    """The dimension and the side of it, as the lexicon has them."""
    words: str


def judge_kinds(pair: Accounts) -> Verdict | None:
    """`conflict` where one person, or body, is said to be of two kinds that exclude each other."""
    left, right = _kind(pair.left.text), _kind(pair.right.text)
    if left is None or right is None or left.be != right.be or is_long_after(pair):
        return None
    if not left.who & right.who or (left.who - right.who and right.who - left.who):
        return None
    one, other = dict(left.kinds), dict(right.kinds)
    if any(one[sort] != other[sort] for sort in one.keys() & other.keys()):
        return differ(pair, (left.words, right.words))
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def _kind(text: str) -> _Kind | None:
    match = _IS.search(text)
    if match is None:
        return None
    what = _ENDS.split(match["what"], maxsplit=1)[0].strip()
    kinds = frozenset(_sides()[form] for form in what.lower().split() if form in _sides())
    if len({sort for sort, _ in kinds}) != len(kinds) or not kinds:
        return None
    who = wording.terms(match["who"])
    return _Kind(who, match["be"], kinds, f"{match['who']} {match['be']} a {what}") if who else None


@cache
def _sides() -> dict[str, tuple[str, str]]:
    """For each word the sort of difference that it is of, and its side."""
    return {
        word: (row[0], side)
        for row in lexicons.rows("judge_kinds")
        for side in row[1:]
        for word in side.split("|")
    }
