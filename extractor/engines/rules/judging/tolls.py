"""The toll of a disaster: how many were killed or hurt, in the many ways in which news counts them.

"Killing at least 34 people", "the death toll rose to 34" and "34 dead" give one figure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor import quantities
from extractor.engines.rules.judging.accounts import CACHED_TEXTS, Account, Accounts
from extractor.records import Quantity

Harm = Literal["killed", "injured"]

_BOUND = (
    r"(?:(?:at least|no fewer than|more than|over|fewer than|about|around|some|nearly|almost|"
    r"up to|as many as) )?"
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_COUNT = rf"(?P<count>{_BOUND}{_NUMBER})\b(?![%.,]\d)"
_PEOPLE = r"(?: (?:other |more )?(?:people|persons?|others))?"
_VERBS: dict[Harm, tuple[str, str, str]] = {
    "killed": ("kill(?:s|ed|ing)", "killed|dead|died", "deaths|fatalities"),
    "injured": (
        "(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?)",
        "injured|wounded|hurt",
        "injuries",
    ),
}
_BE = r"(?: (?:is|are|was|were|has|have|had)(?: been)?)?(?: \w+ly)?"


def _patterns(active: str, passive: str, noun: str) -> str:
    """Active ("killing 34 people"), passive ("34 people were killed") and noun ("34 deaths")."""
    whole = r"(?! \w{3,}(?:s|men)\b)"  # "killed 3 officers" counts a part
    return (
        rf"\b{active} {_COUNT}(?:{_PEOPLE})(?!-){whole}"
        rf"|\b{_COUNT.replace('count', 'passive')}{_PEOPLE}{_BE} (?:{passive})\b"
        rf"|\b{_COUNT.replace('count', 'noun')} (?:{noun})\b"
    )


_PART = re.compile(r"\bof (?:them|those|whom|these)\b", re.IGNORECASE)
"""What is told of a part is no toll: "he fired at three of them, injuring one"."""

NEAR = 25
"""Characters before a count in which the part is named that it is told of."""

_TOLL = (
    r"|\btoll\b[^.;\n]{0,70}?\b(?:to|at|reache[sd]|reaching|hits?|is|was|tops|topped|passe[sd]) "
    + _COUNT.replace("count", "toll")
)
_TOLLS: dict[Harm, re.Pattern[str]] = {
    harm: re.compile(_patterns(*words) + (_TOLL if harm == "killed" else ""), re.IGNORECASE)
    for harm, words in _VERBS.items()
}


class Difference(NamedTuple):
    """Two figures that cannot both be right."""

    left: Quantity
    right: Quantity


def differing_tolls(pair: Accounts) -> Difference | None:
    """The tolls of one event, where they differ: the names in both accounts tell that it is one."""
    if not _same_event(pair.left, pair.right):
        return None
    left, right = tolls(pair.left.text), tolls(pair.right.text)
    for harm in sorted(left.keys() & right.keys()):
        if quantities.relate(left[harm], right[harm]) == "different":
            return Difference(left[harm], right[harm])
    return None


def _same_event(a: Account, b: Account) -> bool:
    """Names in common, and none on both sides that the other lacks."""
    return bool(a.names & b.names) and (a.names <= b.terms or b.names <= a.terms)


@lru_cache(maxsize=CACHED_TEXTS)
def tolls(text: str) -> dict[Harm, Quantity]:
    """For each harm the first count in `text`; none where the counts of several groups stand."""
    found: dict[Harm, Quantity] = {}
    for harm, pattern in _TOLLS.items():
        counts = [m[m.lastgroup or 0] for m in pattern.finditer(text) if not _is_of_part(text, m)]
        if len(counts) == 1:
            found[harm] = _people(counts[0], harm)
    return found


def _is_of_part(text: str, match: re.Match[str]) -> bool:
    return bool(_PART.search(text, max(0, match.start() - NEAR), match.start()))


def _people(count: str, harm: Harm) -> Quantity:
    quantity = quantities.find(f"{count} people")[0]
    return quantity.model_copy(update={"text": f"{count} {harm}"})
