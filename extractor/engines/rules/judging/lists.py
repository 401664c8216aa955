"""Lists that share something out, or leave nobody out: "A and B got 5 and 7, respectively", "A, B
and C form the board"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import quantities, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict
from extractor.records import Quantity

SAME_MATTER = 0.75
"""Share of the account of one of the listed that the list must have, his figure left aside."""

LONGEST = 300
"""Characters of a sentence that is read as a list."""

_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_NAMES = re.compile(rf"(?<!\w){_NAME}(?:, {_NAME}){{0,4}},? and {_NAME}")
_BETWEEN = re.compile(r",? and |, ")
_RESPECTIVELY = re.compile(r"[^.;]{0,300}?,? respectively\b", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?P<names>{_NAME}(?:, {_NAME}){{0,6}},? and {_NAME}) (?:collectively |together |jointly )?"
    r"(?P<rest>(?:form|make up|comprise|constitute|compose)(?:s|d)?\b.{3,120})",
)


class Share(NamedTuple):
    """What one of a list is given."""

    who: frozenset[str]
    figure: Quantity


class Whole(NamedTuple):
    """All members of something."""

    members: tuple[frozenset[str], ...]
    names: str
    of: frozenset[str]


def judge_shares(pair: Accounts) -> Verdict | None:
    """`conflict` where somebody is given the figure of another on a list that shares them out."""
    for listing, other in both_ways(pair):
        shares = _shares(listing.text)
        own = [share for share in shares if share.who & other.terms]
        if len(own) != 1 or not _is_of_list(listing, other):
            continue
        figures = [q for q in other.quantities if q.unit == own[0].figure.unit]
        if len(figures) == 1 and quantities.relate(figures[0], own[0].figure) == "different":
            words = in_order(pair, listing, own[0].figure.text, figures[0].text)
            return differ(pair, words, subtype="number")
    return None


def _is_of_list(listing: Account, other: Account) -> bool:
    shared = len(other.terms & listing.terms)
    return not other.negated and shared >= SAME_MATTER * len(other.terms)


@lru_cache(maxsize=CACHED_TEXTS)
def _shares(text: str) -> tuple[Share, ...]:
    """Who of a list is given which figure; nothing where they are not as many."""
    match = _RESPECTIVELY.search(text[:LONGEST])
    names = _NAMES.search(match[0]) if match else None
    if match is None or names is None:
        return ()
    listed = [wording.terms(name) for name in _BETWEEN.split(names[0])]
    after = match[0][names.end() :].removesuffix(" respectively").rstrip(",")
    figures = quantities.find(after)[-len(listed) :]
    if len(figures) != len(listed) or len({figure.unit for figure in figures}) != 1:
        return ()
    return tuple(Share(*share) for share in zip(listed, figures, strict=True))


def judge_wholes(pair: Accounts) -> Verdict | None:
    """`conflict` where the members of one whole are as many, and one of them is another."""
    left, right = _whole(pair.left.text), _whole(pair.right.text)
    if not left or not right or not left.of <= right.of or not right.of <= left.of:
        return None
    if len(left.members) != len(right.members):
        return None
    apart = [m for m in left.members if not any(m & other for other in right.members)]
    if len(apart) != 1:
        return None
    return differ(pair, (left.names, right.names), subtype="actor")


@lru_cache(maxsize=CACHED_TEXTS)
def _whole(text: str) -> Whole | None:
    match = _WHOLE.search(text[:LONGEST])
    if match is None:
        return None
    names = _BETWEEN.split(match["names"])
    return Whole(tuple(_letters(n) for n in names), match["names"], wording.terms(match["rest"]))


def _letters(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())
