"""The words that time expressions are made of, and how patterns are written with them.

A pattern is a template: a blank stands for white space within a line, `<class>` for one of the
word classes below, and `<name:class>` for the same, captured. All quantifiers are bounded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.lexicons.months import MONTH_ABBREVIATIONS, MONTHS
from extractor.times.calendar import Unit
from extractor.times.feasts import FEASTS

GAP = r"[^\S\n]{1,3}"

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)

NUMBERS: dict[str, int] = {
    "a": 1, "an": 1, "half a dozen": 6, "a dozen": 12, "a couple of": 2, "a couple": 2,
    **{word: n for n, word in enumerate(_SMALL.split(), start=1)},
    **{word: n * 10 for n, word in enumerate(_TENS.split(), start=2)},
    **{f"{ten} {one}": t * 10 + o
       for t, ten in enumerate(_TENS.split(), start=2)
       for o, one in enumerate(_SMALL.split()[:9], start=1)},
    "hundred": 100, "a hundred": 100, "one hundred": 100,
}  # fmt: skip

UNITS: dict[str, Unit] = {
    "hour": "day", "day": "day", "week": "week", "weekend": "weekend", "fortnight": "week",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "centuries": "century",
}  # fmt: skip

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
            "fourth": 4, "4th": 4, "final": 4, "last": 4}  # fmt: skip

DECADES = {"thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
           "seventies": 1970, "eighties": 1980, "nineties": 1990}  # fmt: skip
"""Decades by name. The twenties may be those of two centuries."""


SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


CLASSES: dict[str, str] = {
    "month": rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(MONTH_ABBREVIATIONS)})\b\.?)",
    "fullmonth": f"(?:{'|'.join(MONTHS)})",
    "weekday": "(?:" + "|".join(WEEKDAYS.split()) + r"|(?:mon|tues?|wed|thurs?|fri|sat|sun)\.)",
    "dom": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d)",
    "year": r"(?:1[89]|20)\d\d(?!\d)",
    "anyyear": r"(?:(?:1[89]|20)\d\d|1[0-7]\d\d(?!\d|,\d| (?:people|[a-z]+s)\b))(?!\d)",
    "number": r"(?:\d{1,4}|half a dozen|an? (?:couple of|couple|dozen|hundred)|"
    + rf"(?:{_TENS.replace(' ', '|')})(?:(?: |-)(?:{'|'.join(_SMALL.split()[:9])}))?|"
    + rf"(?:{_SMALL.replace(' ', '|')}|hundred|one hundred)|an?)",
    "vague": r"(?:a few|several|some|many|few)",
    "unit": "(?:day|week|weekend|fortnight|month|quarter|year|decade|century)",
    "units": "(?:hour|day|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie))s?",
    "about": "(?:about|around|nearly|almost|roughly|approximately|some|just|well|just over|"
    "just under|more than|less than|over|under|at least|only|exactly)",
    "before": "(?:last|this past|past)",
    "after": "(?:next|this coming|coming|the coming|upcoming)",
    "now": "(?:this|the current|current)",
    "season": "(?:spring|summer|autumn|fall|winter)",
    "decade": f"(?:{'|'.join(DECADES)})",
    "feast": f"(?:{'|'.join(FEASTS)})".replace("'", "['’]"),
    "ordinal": "(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)",
    "to": r"(?:(?: )?[-–—](?: )?| (?:to|through|until|till|and) )",
    "daypart": "(?:morning|afternoon|evening|night|noon|midday|midnight|dawn)",
    "clock": r"(?:\d{1,2}(?:[:.]\d\d)?(?: )?(?:a\.?m\.?|p\.?m\.?)(?![a-z])|noon|midnight)",
}
"""Regular expressions, in lower case, for the classes that templates name."""

_NUMBER = CLASSES["number"]
CLASSES["numbers"] = f"(?:{_NUMBER}(?: (?:to|or) |[-–]){_NUMBER}|{_NUMBER})"

_TELLING_NAMES = (
    *MONTHS, *MONTH_ABBREVIATIONS, *SEASON_MONTHS, *DECADES, *WEEKDAYS.split(),
    *"mon tue tues wed thur thurs fri sat sun".split(),
)  # fmt: skip
_TELLING_WORDS = (
    "hour|day|week|fortnight|month|quarter|year|decade|centur|"
    "christmas|new year|halloween|valentine|boxing day|easter|thanksgiving|labor day|"
    "memorial day|fy|q[1-4]|h[12]|"
    "today|tonight|overnight|tomorrow|yesterday|morning|afternoon|evening|night|noon|mid(?:day|night)|dawn|"
    "now|current|recent|lately|of late|soon|shortly|in the near|at (?:the moment|present)"
).replace(" ", GAP)
TELLING = re.compile(
    rf"(?<![a-z])(?:\d{{4}}|\d{{1,3}}(?=[-/.])|['’]\d"
    rf"|(?:{'|'.join(_TELLING_NAMES)})\b|{_TELLING_WORDS})"
)
"""What every time expression holds: a name, a unit, a year or a word such as "soon"; the text is
in small letters. A day is told by its month, a number by its unit."""

_LEADING_CLASSES = "about number vague before after now ordinal to".split()
_LEADING_WORDS = {
    *re.findall("[a-z]+", " ".join(CLASSES[name] for name in _LEADING_CLASSES)),
    *"a the this these that same most right earlier later previous preceding following".split(),
    *"in within of or time fiscal financial".split(),
}
LEADING = re.compile(
    rf"(?<![a-z])(?:(?:\d{{1,4}}(?:st|nd|rd|th)?|{'|'.join(sorted(_LEADING_WORDS))})"
    rf"(?:{GAP}(?:[-–—](?:{GAP})?)?|[-–—](?:{GAP})?))+$"
)
"""The words, up to the end of a text in small letters, that an expression can have before its
first telling word: "almost twenty-five" years, "the 3rd to the 5th of" May."""


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The template as a compiled pattern that ignores case."""
    return re.compile(expand(template), re.IGNORECASE)


@cache
def uncaptured(template: str) -> str:
    """The template as the text of a pattern without named groups, to be part of a larger one."""
    return re.sub(r"\(\?P<\w+>", "(?:", expand(template))


def expand(template: str) -> str:
    """The template as the text of a pattern."""

    def word_class(match: re.Match[str]) -> str:
        name, _, kind = match.group(1).rpartition(":")
        body = CLASSES[kind]
        return f"(?P<{name}>{body})" if name else body

    return re.sub(r"(?<!P)<([a-z:]+)>", word_class, template).replace(" ", GAP)


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return [day[:3] for day in WEEKDAYS.split()].index(name[:3].lower())


class Counts(NamedTuple):
    """The lower and the upper number of "two to three"; the same twice for "two"."""

    low: int
    high: int


def numbers(words: str) -> Counts:
    """The values of a `<numbers>`."""
    if len(parts := re.split(r"\s(?:to|or)\s|(?<=\d)\s?[-–]\s?", words.lower())) == 2:
        return Counts(_number(parts[0]), _number(parts[1]))
    plain = _number(words)
    return Counts(plain, plain)


def _number(words: str) -> int:
    plain = " ".join(words.lower().replace("-", " ").split())
    return int(plain) if plain.isdigit() else NUMBERS[plain]


def unit(word: str) -> Unit:
    """The unit that a `<unit>` or `<units>` names; hours count as their day."""
    plain = word.lower()
    return UNITS.get(plain) or UNITS[plain.removesuffix("s")]
