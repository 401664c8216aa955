"""Where a text speaks of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.passages import lowered
from extractor.records import Span
from extractor.times.dates import DATES
from extractor.times.grammar import LEADING, SEASON_MONTHS, TELLING, expand, pattern, uncaptured
from extractor.times.relative import RELATIVE

REACH = 40
"""Code points before an expression in which its "by the end of" is looked for."""

LEAD = 12
"""Code points before an expression in which the word stands that tells a year or a month."""

WIDEST = 64
"""Code points before its first telling word in which a single expression begins."""

_RULES = (*RELATIVE, *DATES)
_ALONE = "|".join(uncaptured(rule.template) for rule in _RULES if rule.alone)
_DEPENDENT = "|".join(uncaptured(rule.template) for rule in _RULES if not rule.alone)


def _small(template: str) -> re.Pattern[str]:
    """The template for a text in small letters: where the case is ignored instead, `re` has to
    try every alternative at every letter, which takes three times as long."""
    return re.compile(expand(template))


_CORE = _small(
    r"(?=[\w'’])(?<![\w$€£/.'’])(?<!\d,)(?<![\w.]-(?<!mid-))"
    rf"(?:(?P<alone>{_ALONE})|{_DEPENDENT})"
    r"(?![\w%]|[-/]\d)"
)
_BEFORE = _small(
    r"(?<!\w)(?:(?P<part>(?:the )?(?:very )?(?:"
    r"(?:beginning|start|end|close)(?:(?: |-)of(?: |-)|-)"  # "start in June" is what begins then
    r"|(?:first|last|opening|closing|final) (?:few )?(?:days|weeks|months) (?:of|in) "
    r"|(?:early|late|mid|middle|earlier|later|so far|rest|<ordinal>(?: |-)(?:quarter|half|week))"
    r"(?: |-)(?:(?:of|in|on) )?))"
    r"|(?P<around>the (?:week|weekend|<daypart>) of )"
    r"|(?P<count>(?:<numbers> <units> (?:from|after|before)|within <numbers> <units> of) )"
    r"|(?P<limit>(?:(?:by|on) or before|not before|(?:no|not) (?:later|earlier|sooner) than"
    r"|until at least|by (?:about|around)|(?:by|until|till|before|since|as of|ahead of|prior to)) )"
    r"|(?P<clock><clock> (?:on )?))$"
)
_AFTER = _small(r"(?: <daypart>|,? at <clock>)(?!\w)")
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_RANGE_START = _small(r"(?<!\w)(?:from|between) $")
_RANGE_MARK = _small("<to>")

_PROPER = pattern(r"\b(?:<month>|<weekday>)(?!\w)")
_YEAR = re.compile(r"\d{4}")
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|of|by|until|till|during|before|after|from|to|for|year|the)\s$"
)
_COUNTED = re.compile(r"\s(?:[a-z]+s|people|men|women|children|troops)\b")
_REPEATED = re.compile(r"\b(?:every|each|any)\s$")
_NAMES_OF_THINGS = frozenset({"christmas", "easter", "thanksgiving"})
_FEAST_LEAD = re.compile(r"\b(?:by|before|until|till|since|at|over|around|after)\s$")
_QUARTER_LEAD = re.compile(r"\b(?:in|for|during|the|since|by|of|before|until|from|and|vs)\s$")
_QUARTER = re.compile(r"[qQ]\d")
_COMMON_WORDS = frozenset({"may", "march", "april", "june", "august"})
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|of|early|late|mid|from|to|during|through|and|before|after"
    r"|between|than|at least)[\s-]$"
)


def find(text: str) -> list[Span]:
    """The time expressions of an English text, in order, none overlapping.

    A word that bears on the meaning belongs to the expression ("by Friday", "early in May",
    "from 10 to 13 January"); "on" and "in" before a date do not. How long something lasts, and
    how often it happens, are not times.
    """
    small = lowered(text)
    found: list[Span] = []
    for span in _cores(text, small):
        if found and _is_range(small, found[-1], span):
            start = found.pop().start
            lead = _RANGE_START.search(small, max(0, start - REACH), start)
            found.append(Span(lead.start() if lead else start, span.end))
        else:
            found.append(span)
    return found


def _cores(text: str, small: str) -> Iterator[Span]:
    """Single expressions, with what qualifies them before and after."""
    done = 0
    for match in _matches(small):
        core = Span(*match.span())
        if not _is_time(text, core):
            continue
        span, qualified = _with_lead(small, core, done)
        if match["alone"] is None and not qualified:
            continue
        tail = _AFTER.match(small, span.end)
        end = tail.end() if tail else span.end
        owner = _POSSESSIVE.match(small, end)  # a quote holds whole words
        span = Span(span.start, owner.end() if owner else end)
        done = span.end
        yield span


def _matches(small: str) -> Iterator[re.Match[str]]:
    """The matches of all rules, from left to right, none overlapping.

    To try them all at every word takes ten times as long: they are tried at a telling word and
    at the words before it that may belong to its expression.
    """
    done = 0
    for word in TELLING.finditer(small):
        for begin in _beginnings(small, done, word.start()):
            if match := _CORE.match(small, begin):
                yield match
                done = match.end()
                break


def _beginnings(small: str, floor: int, telling: int) -> Iterator[int]:
    """Where an expression may begin whose first telling word is at `telling`, in order."""
    if telling < floor:
        return
    lead = LEADING.search(small, max(floor, telling - WIDEST), telling)
    if lead:
        yield from (word.start() for word in _WORD.finditer(small, *lead.span()))
    yield telling


def _with_lead(small: str, core: Span, floor: int) -> tuple[Span, bool]:
    """The core with "the end of", "by" and a time of day; whether a part of it was named."""
    start, qualified = core.start, False
    while lead := _BEFORE.search(small, max(floor, start - REACH), start):
        start = lead.start()
        by_season = lead["limit"] is not None and small[core.start : core.end] in SEASON_MONTHS
        qualified = qualified or lead["part"] is not None or by_season
        if lead["limit"]:  # the outermost; what "will end by Friday" is no end of a Friday
            break
    return Span(start, core.end), qualified


def _is_range(small: str, left: Span, right: Span) -> bool:
    between = small[left.end : right.start]
    if not _RANGE_MARK.fullmatch(between):
        return False
    lead = _RANGE_START.search(small, max(0, left.start - REACH), left.start)
    if between.strip() == "and":
        return lead is not None and lead.group().startswith("between")
    return True


def _is_time(text: str, core: Span) -> bool:
    """False for a name in lower case, a month that may be another word, a year that counts,
    and for what returns ("every Monday")."""
    words = text[core.start : core.end]
    if any(name.group()[0].islower() for name in _PROPER.finditer(words)):
        return False
    lead = text[max(0, core.start - LEAD) : core.start]
    if _REPEATED.search(lead):
        return False
    if words.lower() in _NAMES_OF_THINGS:  # a tree, a market, a dinner
        return bool(_FEAST_LEAD.search(lead))
    if _QUARTER.fullmatch(words):  # a car
        return bool(_QUARTER_LEAD.search(lead))
    if words.lower() in _COMMON_WORDS:
        return bool(_MONTH_LEAD.search(lead))
    if _YEAR.fullmatch(words):
        return bool(_YEAR_LEAD.search(lead)) or not _COUNTED.match(text, core.end)
    return True
