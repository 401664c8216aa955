"""Whether somebody is beaten: "victory over the rebels" against "the rebels are not yet
defeated"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import is_same_news
from extractor.engines.rules.judging.subjects import name_before
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
_BEATEN = re.compile(
    rf"\b(?:victory over|triumph over|defeated|vanquished|crushed) (?:the )?(?P<who>{_NAME})"
)
_UNBEATEN = re.compile(
    r"(?:n['’]t|\bnot)(?: yet| been| fully| really| completely){0,2}"
    r" (?:defeated|vanquished|crushed)\b|\bundefeated\b"
)
_UNREAL = re.compile(
    r"\b(?:not|never|no|if|until|may|might|could|would|will|can|to|without|hopes?|before|unless)\b"
    r"|n['’]t\b"
)
BEFORE = 40
"""Characters before the words for a victory in which stands what keeps it from being one."""


class _Fate(NamedTuple):
    who: frozenset[str]
    beaten: bool
    words: str


def judge_defeats(pair: Accounts) -> Verdict | None:
    """`opposed` where one has somebody beaten who, in the news of the same days, is not."""
    left, right = _fate(pair.left.text), _fate(pair.right.text)
    if left is None or right is None or left.beaten == right.beaten:
        return None
    if not left.who & right.who or (left.who - right.who and right.who - left.who):
        return None
    if not is_same_news(pair):
        return None
    return differ(pair, (left.words, right.words), relation="opposed")


@lru_cache(maxsize=CACHED_TEXTS)
def _fate(text: str) -> _Fate | None:
    """Who is beaten, or is not, by a text that says one of both."""
    unbeaten, beaten = _UNBEATEN.search(text), _BEATEN.search(text)
    if unbeaten:
        return _Fate(name_before(text, unbeaten.start()), False, unbeaten[0])
    if beaten is None or _UNREAL.search(text, max(0, beaten.start() - BEFORE), beaten.start()):
        return None
    return _Fate(wording.terms(beaten["who"]), True, beaten[0])
