"""Who may do what, and needs what for it: "may enter without a visa" against "a visa is required",
"male-only elections" against "women vote"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.clauses import clauses
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict

SAME_MATTER = 0.6
"""Share of what a thing is needed for that must be what is allowed without it."""

SHARED_TERMS = 2
"""Common terms, the thing aside, that tell for what it is needed."""

_NEEDED = r"(?:compulsory|mandatory|obligatory|required|necessary|needed)"
_REQUIRED = re.compile(
    rf"(?P<thing>[\w-]+) (?:is|are|remains?|will be) (?:still )?{_NEEDED}\b", re.IGNORECASE
)
_WITHOUT = re.compile(
    r"\b(?:permitted|allowed|can|may|free|able|let|lets|entitled)\b[^.;]{0,80}?"
    r"\bwithout (?:an? |any |the |prior |further )*(?P<thing>[\w-]+)",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"\b(?:not|never|no longer|cannot|nobody|no one)\b|n['’]t\b", re.IGNORECASE)
_LIMITED = re.compile(r"\b(?:only|some|unless|until|except|may|might|could|if|not)\b|n['’]t\b")


class _Needed(NamedTuple):
    thing: str
    words: str


def judge_rights(pair: Accounts) -> Verdict | None:
    """`conflict` where one allows without a thing what the other requires it for, or keeps for the
    ones what the other has the others do."""
    for one, other in both_ways(pair):
        words = _needless(one, other) or _excluded(one, other)
        if words:
            return differ(pair, in_order(pair, one, *words), subtype="negation")
    return None


def _needless(free: Account, bound: Account) -> tuple[str, str] | None:
    allowed, needed = _allowed(free.text), _required(bound.text)
    if not allowed or not needed or allowed.thing != needed.thing:
        return None
    matter = bound.terms - wording.terms(needed.words)
    shared = matter & free.terms
    enough = len(shared) >= SHARED_TERMS and len(shared) >= SAME_MATTER * len(matter)
    named = bound.names <= free.terms and (free.names & bound.names or not free.names)
    return (allowed.words, needed.words) if enough and named else None


@lru_cache(maxsize=CACHED_TEXTS)
def _allowed(text: str) -> _Needed | None:
    match = _WITHOUT.search(text)
    if match is None or _FORBIDDEN.search(text, 0, match.end()):
        return None
    return _Needed(wording.stem(match["thing"]), match[0])


@lru_cache(maxsize=CACHED_TEXTS)
def _required(text: str) -> _Needed | None:
    match = _REQUIRED.search(text)
    if match is None or _LIMITED.search(text):
        return None
    return _Needed(wording.stem(match["thing"]), match[0])


def _excluded(closed: Account, other: Account) -> tuple[str, str] | None:
    """ "Male-only" leaves out women: whoever has them do the same of the same place differs."""
    if other.negated or _LIMITED.search(other.text.lower()):
        return None
    for marks, inside, outside in lexicons.rows("judge_exclusive"):
        if outside not in other.terms or inside in other.terms:
            continue
        matter = other.terms - {outside}
        if len(matter) < SHARED_TERMS or not other.names:
            continue
        for clause in clauses(closed.text):
            mark = next((m for m in marks.split("|") if m in clause.text.lower()), None)
            if mark and matter <= clause.terms:
                return clause.text, other.text
    return None
