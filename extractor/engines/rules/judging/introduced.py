"""What one account has brought in and the other, in the same time, done away with."""

from __future__ import annotations

import re

from extractor import wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.verdicts import both_ways, differ, in_order
from extractor.pairs import Verdict

SAME_OBJECT = 0.8
"""Share of the shorter of two objects in the longer, from which they are one."""

OBJECT_TERMS = 3
"""Common terms that tell that two objects are one."""

BEFORE = 40
"""Characters before a word in which stands what keeps it from being so."""

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
