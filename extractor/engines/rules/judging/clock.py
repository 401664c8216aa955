"""The time of day at which two accounts have one event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.engines.rules.judging.accounts import Accounts
from extractor.engines.rules.judging.clauses import clauses
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.events import events, is_one_event
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict

TOLERANCE = 30
"""Minutes by which two reports of one time may differ: "around 2" is said of 2:17 too."""

DAY = 24 * 60

REACH = 20
"""Characters before a bound in which stands what makes a time of it."""

_TIME = re.compile(
    r"(?:(?P<bound>by|before|after|since|until|till|from|between) )?"
    r"\b(?:(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])m\b"
    r"|(?P<noon>noon)|(?P<midnight>midnight))"
)
"""For a text in small letters. A bound is no time: what was so before 3 was so at 2 too."""

_DOTTED = re.compile(r"(?<![a-z])([ap])\.m\b\.?", re.IGNORECASE)
_HAPPENS = re.compile(
    r"\b(?:happened|occurred|took place|began|started|broke out|erupted|(?:was|were) reported|"
    r"reports? of|responded|called to|opened fire|rang out|shots? (?:was|were)|struck|crashed|"
    r"exploded|collided|derailed|(?:was|were) (?:killed|shot|injured|wounded|hit|hurt|attacked))\b"
)
"""What tells that the time is that of the event, not of the news conference about it."""

_AHEAD = re.compile(r"\b(?:will|would|is to|are to)\b")
_NEARLY = re.compile(r"(?:shortly|just|right|soon|minutes) $")
"""What makes a time of a bound: "shortly after 3"."""


class Timed(NamedTuple):
    """A time of day, in minutes after midnight, and what is said to have happened at it."""

    minute: int
    words: str
    events: frozenset[str]


def judge_clock(pair: Accounts) -> Verdict | None:
    """`conflict` where one event has two times of day."""
    left, right = _timed(pair.left.text), _timed(pair.right.text)
    if left is None or right is None or not left.events & right.events:
        return None
    apart = abs(left.minute - right.minute)
    if min(apart, DAY - apart) <= TOLERANCE:
        return None
    if compare_days(pair) == "different" or not is_one_event(pair):
        return None
    names = voices(pair)
    return Verdict(
        relation="conflict",
        subtype="date",
        difference=f"{names.left} has it at {left.words}, {names.right} at {right.words}.",
        confidence=0.6,
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _timed(text: str) -> Timed | None:
    """The one time of day in a text that tells when an event happened."""
    if not any(sign in text.lower() for sign in ("m.", "am", "pm", "noon", "midnight")):
        return None
    plain = _DOTTED.sub(r"\1m", text)  # whose dots would end a clause
    small = plain.lower()
    found = [match for match in _TIME.finditer(small) if not _is_bound(small, match)]
    if len(found) != 1:
        return None
    match = found[0]
    clause = next((c for c in clauses(plain) if match[0] in c.text.lower()), None)
    if clause is None or not _HAPPENS.search(clause.text) or _AHEAD.search(clause.text):
        return None
    words = match[0].removeprefix(f"{match['bound']} ")
    return Timed(_minute(match), words, clause.terms & events().keys())


def _is_bound(small: str, match: re.Match[str]) -> bool:
    return bool(match["bound"]) and not _NEARLY.search(
        small, max(0, match.start() - REACH), match.start()
    )


def _minute(match: re.Match[str]) -> int:
    if match["noon"] or match["midnight"]:
        return DAY // 2 if match["noon"] else 0
    hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
    return hour * 60 + int(match["minute"] or 0)
