"""What one account calls hard to do and the other easy."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.verdicts import both_ways, differ
from extractor.pairs import Verdict

SAME_TASK = 0.8
"""Share of what is easy that the other has to speak of."""

TASK_TERMS = 4
"""Common terms that tell that two tasks are one."""

BEFORE = 40
"""Characters before a word in which stands what keeps it from being so."""

_HARD = re.compile(
    r"\b(?:challenge|challenging|difficult|difficulty|difficulties|hard to|struggles?|struggled|"
    r"struggling|trouble)\b",
    re.IGNORECASE,
)
_EASY = re.compile(r"\b(?:easy|easily|with ease|without difficulty|effortlessly)\b", re.IGNORECASE)
_NOT = re.compile(r"(?:\b(?:not|no|never|hardly|without|far from)|n['’]t)(?: \w+){0,2} $")
_LIKELIER = re.compile(r"\b(?:more|less|easier|harder|could|may|might|if)\b", re.IGNORECASE)


def judge_ease(pair: Accounts) -> Verdict | None:
    """`conflict` where one calls hard to do what the other calls easy."""
    for hard, easy in both_ways(pair):
        if _ease(hard.text) != -1 or _ease(easy.text) != 1:
            continue
        task = wording.terms(_EASY.sub(" ", easy.text))
        shared = len(task & hard.terms)
        if shared >= TASK_TERMS and shared >= SAME_TASK * len(task) and easy.names <= hard.names:
            return differ(pair, (pair.left.text, pair.right.text), subtype="negation")
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def _ease(text: str) -> int:
    """1 if what a text speaks of is said to be easy, -1 if hard, 0 if neither or both."""
    if _LIKELIER.search(text):
        return 0
    signs = {_sign(text, match, 1) for match in _EASY.finditer(text)}
    signs |= {_sign(text, match, -1) for match in _HARD.finditer(text)}
    return signs.pop() if len(signs) == 1 else 0


def _sign(text: str, match: re.Match[str], sign: int) -> int:
    return -sign if _NOT.search(text, max(0, match.start() - BEFORE), match.start()) else sign
