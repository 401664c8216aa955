"""Who did it: what somebody reports of another is not what he did himself; what one brought in
did not end with it; and whose task was hard was not easy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict

SAME_DEED = 6
"""Words of a deed that must be the same to the word."""

SAME_OBJECT = 0.8
"""Share of the shorter of two objects in the longer, from which they are one."""

OBJECT_TERMS = 3
"""Common terms that tell that two objects are one."""

TASK_TERMS = 4
"""The same for what is hard, or easy."""

BEFORE = 40
"""Characters before a word in which stands what keeps it from being so."""

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


_ENDED = re.compile(
    r"\b(?:replac(?:ed|es|ing)|abolish(?:ed|es|ing)|scrap(?:ped|s|ping)|repeal(?:ed|s|ing)|"
    r"lift(?:ed|s|ing)|did away with|put an end to)"
    r" (?:the |its |their |an? )?(?:old |former |previous |existing )?"
    r"(?!by\b)(?P<what>[^.,;:]{8,100})"
)
_BROUGHT = re.compile(
    r"\b(?:introduc(?:ed|es|ing)|impos(?:ed|es|ing)|brought in|establish(?:ed|es|ing))"
    r" (?:the |its |their |an? )?(?:new )?(?P<what>[^.,;:]{8,100})"
)
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|may|might|could|would|should|will|to)|n['’]t)(?: \w+)? $", re.IGNORECASE
)


def judge_introduced(pair: Accounts) -> Verdict | None:
    """`conflict` where one has a thing brought in that, by the other, was then done away with."""
    if compare_days(pair) != "same":
        return None
    for one, other in both_ways(pair):
        ended, brought = _thing(one, _ENDED), _thing(other, _BROUGHT)
        if ended is None or brought is None:
            continue
        a, b = wording.terms(ended["what"]), wording.terms(brought["what"])
        if len(a & b) >= OBJECT_TERMS and wording.overlap(a, b) >= SAME_OBJECT:
            words = in_order(pair, one, ended[0], brought[0])
            return differ(pair, words, subtype="negation")
    return None


def _thing(account: Account, done: re.Pattern[str]) -> re.Match[str] | None:
    match = done.search(account.text)
    if match is None or _NOT_DONE.search(
        account.text, max(0, match.start() - BEFORE), match.start()
    ):
        return None
    return match


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
        if shared >= TASK_TERMS and shared >= SAME_OBJECT * len(task) and easy.names <= hard.names:
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
