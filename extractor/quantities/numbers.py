"""Numbers in words and in digits: their patterns and values. For texts in small letters."""

from __future__ import annotations

import re
from math import prod

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {w: float(i) for i, w in enumerate(ONES)} | {
    w: 10.0 * i for i, w in enumerate(TENS, start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "mln": 1e6, "bln": 1e9, "m": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_DIGIT = "|".join(ONES[1:10])
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{_DIGIT}))?|{'|'.join(reversed(ONES))})"
_HUNDREDS = rf"(?:{_DIGIT}|an?) hundred(?: and)? {_BELOW_HUNDRED}(?! hundred)"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_BELOW_HUNDRED}|an?) thousand(?: and|,)? "
    rf"(?:{_HUNDREDS}|(?:{_DIGIT}|an?) hundred|{_BELOW_HUNDRED}(?! thousand))"
)
_WORD_NUMBER = (
    rf"{_THOUSANDS}|{_HUNDREDS}|{_BELOW_HUNDRED}|"
    r"half an?|an?(?=\s(?:hundred|thousand|million|billion|dozen)\b)"
)
# A figure that is set in a way not known here ("1.234.567", "3,5") is left alone, not cut up.
_DIGITS = (
    r"(?<!\d)(?<!\d[.,])"
    r"(?:(?:\d{1,3}[ -])?(?<![\d/])\d/\d(?!/)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+(?:\.\d+)?[¼½¾]?)"
    r"(?![.,]?\d)"
)
_MIXED = re.compile(r"(?:(?P<whole>\d+)[ -])?(?P<part>\d)/(?P<of>\d)")
_VULGAR = {"¼": 0.25, "½": 0.5, "¾": 0.75}
FIGURE = rf"(?:{_DIGITS}|\b(?:{_WORD_NUMBER})\b)"
"""A pattern for one number."""

# "100 m" is a distance, "$100 m" a sum.
SCALE = (
    r"(?:(?:[ -]?(?:hundred(?: (?:thousand|million|billion))?|thousand|million|billion|trillion"
    r"|dozen|mln|bln|bn|tn)"
    r"|(?(money)[ -]?)[mk])\b)?"
)


def value(figure: str) -> float:
    """The number that a match of FIGURE says."""
    if figure[0].isdigit():
        return _in_digits(figure)
    total = current = 0.0
    for word in re.split(r"[-,\s]+", figure):
        if word == "half":
            return 0.5
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = current * 1000, 0.0
        elif word != "and":
            current += _NUMBERS.get(word, 1.0)
    return total + current


def _in_digits(figure: str) -> float:
    mixed = _MIXED.fullmatch(figure)
    if mixed:
        return int(mixed["whole"] or 0) + int(mixed["part"]) / (int(mixed["of"]) or 1)
    vulgar = _VULGAR.get(figure[-1], 0.0)
    return float(re.sub(r"[,\s¼½¾]", "", figure)) + vulgar


def scale(words: str | None) -> float:
    """What "hundred thousand" or "bn" multiplies a number by; 1 for none."""
    return prod(_SCALES[word] for word in re.findall("[a-z]+", words or ""))
