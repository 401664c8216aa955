"""Shares in words: "half of them" and "two in three voters" are percentages too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_COUNTS = "one two three four five six seven eight nine ten".split()
_NUMBERS = {word: number for number, word in enumerate(_COUNTS, start=1)} | {"a": 1, "an": 1}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_NUMBER = f"(?:{'|'.join(_COUNTS)})"
_WHOLE = r"(?:the|all|its|their|his|her|our|those|these|them|us|it|[a-z]+(?:s|people|men|women))\b"
_SHARE = re.compile(
    r"\b(?<!first )(?<!second )(?<!latter )(?<!other )(?:"
    rf"(?:(?P<n>{_NUMBER}|an?)[ -](?P<part>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
    rf"|(?P<half>half))(?= of {_WHOLE})"
    r"|(?P<plain>half)(?= (?:the|its|their|all)\b)"
    rf"|(?P<some>{_NUMBER}|\d) (?:in|out of) (?:every )?(?P<every>{_NUMBER}|\d{{1,3}})"
    r"(?= (?!(?:second|minute|hour|day|week|month|year|decade)s?\b)(?:of\b|[a-z]+s\b|people\b)))"
)
"""For a text in small letters. "A third of an inch" is a length, "the first half" a time."""


class Share(NamedTuple):
    """A share and its place."""

    start: int
    end: int
    percent: float


def shares(small: str) -> Iterator[Share]:
    """The shares in a text in small letters, in its order."""
    for match in _SHARE.finditer(small):
        if match["some"]:
            part, whole = _number(match["some"]), _number(match["every"])
        else:
            part, whole = _NUMBERS.get(match["n"] or "", 1), _PARTS[match["part"] or "half"]
        if 0 < part < whole:
            yield Share(*match.span(), 100 * part / whole)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
