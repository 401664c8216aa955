"""What one person was sentenced to: one sentence has one length, or one sum."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import quantities
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import is_long_after
from extractor.engines.rules.judging.verdicts import differ
from extractor.pairs import Verdict
from extractor.records import Quantity

NAMED = 2
"""Words of a name that tell who it is: there are many Lenks."""

BESIDE = 50
"""Characters before the verb in which the name stands."""

_PASSED = re.compile(r"\b(?P<verb>sentenced|jailed|imprisoned|fined|banned|suspended)\b")
_TO = re.compile(r"(?: on \w+| yesterday| last \w+)?(?: to| for)?(?: a total of)? ")
"""What stands between the verb and the measure."""

_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_FORMS = {"sentenced": "prison", "jailed": "prison", "imprisoned": "prison"}
"""Verbs for one penalty."""

_CHANGED = re.compile(
    r"\b(?:appeal(?:ed)?|reduc\w+|cut|increas\w+|rais\w+|commut\w+|halv\w+|extend\w+|previous\w*|"
    r"earlier|again|already|another|could|may|might|would|will|fac(?:es|ing|ed)|each|suspended "
    r"sentence|instead)\b",
    re.IGNORECASE,
)
"""What tells of a second sentence, of one that is to come, or of how one was changed."""


class Penalty(NamedTuple):
    """What was imposed on somebody."""

    who: tuple[str, ...]
    kind: str
    measure: Quantity


def judge_penalties(pair: Accounts) -> Verdict | None:
    """`conflict` where one person's one penalty has two measures of one unit."""
    left, right = penalty(pair.left.text), penalty(pair.right.text)
    if left is None or right is None or left.kind != right.kind or is_long_after(pair):
        return None
    if left.who[-NAMED:] != right.who[-NAMED:]:
        return None
    if quantities.relate(left.measure, right.measure) != "different":
        return None
    return differ(pair, (left.measure.text, right.measure.text), subtype="number")


@lru_cache(maxsize=CACHED_TEXTS)
def penalty(text: str) -> Penalty | None:
    """The one penalty that `text` tells of with a full name and one measure; None for a text that
    tells of several, or of a change."""
    found = list(_PASSED.finditer(text))
    if len(found) != 1 or _CHANGED.search(text):
        return None
    match = found[0]
    measures = quantities.find(text[match.end() :])
    names = _NAME.findall(text, max(0, match.start() - BESIDE), match.start())
    who = tuple(names[-1].split()) if names else ()
    if len(measures) != 1 or len(who) < NAMED:
        return None
    at = text.find(measures[0].text, match.end())
    if not _TO.fullmatch(text, match.end(), at):
        return None
    return Penalty(who, _FORMS.get(match["verb"], match["verb"]), measures[0])
