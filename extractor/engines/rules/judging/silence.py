"""Who would not say a thing, and is elsewhere said to have told it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import told_in_order
from extractor.engines.rules.judging.subjects import name_before
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict

SAME_MATTER = 0.8
"""Share of what was told that was not to be told."""

SHARED_TERMS = 2
"""Common terms by which it is known to be the same."""

LONGEST = 120
"""Characters of what is told."""

_TELL = "say|disclose|reveal|release|name|identify|specify|give|provide|publish|confirm"
_UNTOLD = re.compile(
    rf"\b(?:would not|wouldn['’]t|did not|didn['’]t|will not|won['’]t|declined to|refused to|"
    rf"refuses to|declines to) (?:{_TELL})\b(?P<what>[^.;:]{{4,{LONGEST}}})",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:disclosed|revealed|released|named|identified|specified|gave|provided|published|"
    rf"listed|confirmed)\b(?P<what>[^.;:]{{4,{LONGEST}}})",
    re.IGNORECASE,
)
_ENDS = re.compile(r",|\b(?:but|and instead|although|while|because)\b")
_FORMS = frozenset({"list", "detail", "number", "inform"})
"""What anything may be told in: a list of the shops tells which shops."""


class _Told(NamedTuple):
    who: frozenset[str]
    what: frozenset[str]
    words: str


def judge_silence(pair: Accounts) -> Verdict | None:
    """`conflict` where somebody told what he would not tell; `progress` if he did so later."""
    for silent, open_ in both_ways(pair):
        one, other = _read(silent.text, untold=True), _read(open_.text, untold=False)
        if one is None or other is None or open_.negated or not one.who & other.who:
            continue
        shared = len(one.what & other.what)
        if shared < SHARED_TERMS or shared < SAME_MATTER * len(other.what):
            continue
        later = (told_in_order(pair) or (None, None))[1]
        words = in_order(pair, silent, one.words, other.words)
        moved = later is open_
        return differ(pair, words, relation="progress" if moved else "conflict", subtype="negation")
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def _read(text: str, *, untold: bool) -> _Told | None:
    """Who told what, or would not, by `text`."""
    match = (_UNTOLD if untold else _TOLD).search(text)
    who = name_before(text, match.start()) if match else frozenset()
    if match is None or not who:
        return None
    what = _ENDS.split(match["what"], maxsplit=1)[0]
    return _Told(who, wording.terms(what) - _FORMS, f"{match[0].removesuffix(match['what'])}{what}")
