"""The toll of a disaster: how many were killed or hurt, in the many ways in which news counts them.

"Killing at least 34 people", "the death toll rose to 34" and "34 dead" give one figure; "he and six
others were shot" and "a man and two women were hurt" give seven and three.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor import quantities, wording
from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import is_one_event, is_same_news
from extractor.records import Quantity

Harm = Literal["killed", "injured", "shot"]

NEAR = 25
"""Characters before a count in which the part is named that it is told of."""

_BOUND = (
    r"(?:(?:at least|no fewer than|more than|over|fewer than|about|around|some|nearly|almost|"
    r"up to|as many as) )?"
)
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(_WORDS)})"
_COUNT = rf"(?P<count>{_BOUND}{_NUMBER})\b(?![%.,]\d)"
_PEOPLE = r"(?: (?:other |more )?(?:people|persons?|others|victims|woman|man))?"
_AMONG = r"(?:,? including [^,;.\n]{1,40}?,?)?"
_BE = r"(?: (?:is|are|was|were|has|have|had)(?: been)?)?(?: \w+ly)?"
_MEN = r"(?:man|men|boys?|woman|women|girls?|child|children|teenagers?)"
_SHOT_AT = r"| at\b(?! (?:the|an?|his|her|their|about|around|(?-i:[A-Z]))\b)"
"""Who was shot at may have gone unhurt; who was "shot at the club" has not."""

_VERBS: dict[Harm, tuple[str, str, str]] = {
    "killed": ("kill(?:s|ed|ing)", "killed|dead|died", "deaths|fatalities"),
    "injured": (
        "(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?)",
        "injured|wounded|hurt",
        "injuries",
    ),
    "shot": (
        "(?:shot|shoots|shooting|hit|hits|hitting|strikes|struck|striking)",
        rf"shot(?! dead| and killed{_SHOT_AT})|struck by (?:gunfire|gunshots|bullets)|"
        "(?:who )?(?:sustain|suffer|receiv)(?:ed|ing)(?: from)? gunshot (?:wounds|injuries)",
        "gunshot victims",
    ),
}
_NEEDS_PEOPLE = r" (?:other |more )?(?:people|persons|others|victims)\b"
"""What tells "hit seven people" from a hit of anything else."""

_PART = re.compile(r"\bof (?:them|those|whom|these)\b", re.IGNORECASE)
"""What is told of a part is no toll: "he fired at three of them, injuring one"."""

_TOLL = (
    r"|\b(?:toll|number of (?:the )?(?:dead|deaths|killed))\b[^.;\n]{0,70}?"
    r"\b(?:to|at|reache[sd]|reaching|hits?|is|was|tops|topped|passe[sd]) "
    + _COUNT.replace("count", "toll")
)


def _patterns(harm: Harm) -> re.Pattern[str]:
    """Active ("killing 34 people"), passive ("34 people were killed"), noun ("34 deaths"), with
    somebody named beside ("he and 33 others were killed"), and counted apart."""
    active, passive, noun = _VERBS[harm]
    whole = r"(?! \w{3,}(?:s|men)\b)"  # "killed 3 officers" counts a part
    people = _NEEDS_PEOPLE if harm == "shot" else _PEOPLE
    beside, apart = _COUNT.replace("count", "beside"), rf"(?:an?|{_NUMBER})"
    return re.compile(
        rf"\b(?:he|she|(?-i:[A-Z][a-z]+)) and {beside} (?:other people|others){_BE} (?:{passive})\b"
        rf"|\b(?P<men>{apart} (?:\S+ )?{_MEN} and {apart} (?:\S+ )?{_MEN}){_BE} (?:{passive})\b"
        rf"|\b{active} {_COUNT}(?:{people})(?!-){whole}"
        rf"|\b{_COUNT.replace('count', 'passive')}{_PEOPLE}{_AMONG}{_BE} (?:{passive})\b"
        rf"|\b{_COUNT.replace('count', 'noun')} (?:{noun})\b" + (_TOLL if harm == "killed" else ""),
        re.IGNORECASE,
    )


_TOLLS: dict[Harm, re.Pattern[str]] = {harm: _patterns(harm) for harm in _VERBS}
_HARMED = re.compile(r"\b(?:kill|dead|die|death|fatal|toll|injur|wound|hurt|sho[ot]|hit|str[iu])")
_ROLE = r"(?:the |an? )(?P<role>gunman|shooter|suspect|attacker|assailant|driver|pilot|officer)"
_AMONG_THEM = re.compile(rf"\b(?P<n>{_NUMBER})\b[^.;\n]{{0,40}}?,? including {_ROLE}\b")
_BESIDE_THEM = re.compile(
    rf"\b{_ROLE} and (?:the )?(?P<n>{_NUMBER}) (?:other )?(?:people|victims)\b"
)


class Difference(NamedTuple):
    """Two figures that cannot both be right."""

    left: Quantity
    right: Quantity


class _Named(NamedTuple):
    """How many people somebody is counted among, or beside."""

    number: str
    role: str
    among: bool
    words: str


def differing_tolls(pair: Accounts) -> Difference | None:
    """The tolls of one event, where they differ."""
    left, right = tolls(pair.left.text), tolls(pair.right.text)
    harms = left.keys() & right.keys()
    if "killed" in left.keys() | right.keys():
        harms -= {"shot"}  # who was shot may have been killed
    differing = [h for h in sorted(harms) if quantities.relate(left[h], right[h]) == "different"]
    if not differing or not is_one_event(pair, known=len(harms) - len(differing)):
        return None
    return Difference(left[differing[0]], right[differing[0]])


def counted_otherwise(pair: Accounts) -> tuple[str, str] | None:
    """The words of each side, where one counts somebody among the harmed and the other beside just
    as many: "four hurt, the gunman included" and "the gunman and four people"."""
    left, right = _named(pair.left.text), _named(pair.right.text)
    if not left or not right or left.among == right.among:
        return None
    if not (pair.left.names & pair.right.names and is_same_news(pair)):
        return None  # the same number and role tell the rest
    same = left.role == right.role and left.number == right.number
    return (left.words, right.words) if same else None


@lru_cache(maxsize=CACHED_TEXTS)
def _named(text: str) -> _Named | None:
    small = text.lower()
    match = (" including " in small and _AMONG_THEM.search(small)) or _BESIDE_THEM.search(small)
    if not match or not _HARMED.search(small):
        return None
    role = wording.words(match["role"])[0].term
    words = text[match.start() : match.end()]
    return _Named(match["n"], role, match.re is _AMONG_THEM, words)


@lru_cache(maxsize=CACHED_TEXTS)
def tolls(text: str) -> dict[Harm, Quantity]:
    """For each harm the one count in `text`; none where the counts of several groups stand."""
    found: dict[Harm, Quantity] = {}
    if not _HARMED.search(text.lower()):
        return found
    for harm, pattern in _TOLLS.items():
        counts = [m for m in pattern.finditer(text) if not _is_of_part(text, m)]
        if len(counts) == 1:
            found[harm] = _people(counts[0], harm)
    return found


def _is_of_part(text: str, match: re.Match[str]) -> bool:
    return bool(_PART.search(text, max(0, match.start() - NEAR), match.start()))


def _people(match: re.Match[str], harm: Harm) -> Quantity:
    kind = match.lastgroup or "count"
    words = match[kind]
    if kind == "men":
        figures = re.findall(rf"\b(?:an?|{_NUMBER})\b(?= )", words, re.IGNORECASE)
        total = sum(_value(figure) for figure in figures)
        return Quantity(text=f"{words} {harm}", value=total, unit="person")
    quantity = quantities.find(f"{words} people")[0]
    beside = kind == "beside"
    told = match[0] if beside else f"{words} {harm}"
    return quantity.model_copy(update={"text": told, "value": quantity.value + beside})


def _value(figure: str) -> float:
    small = figure.lower()
    if small in ("a", "an"):
        return 1.0
    return float(_WORDS.index(small) + 1 if small in _WORDS else small.replace(",", ""))
