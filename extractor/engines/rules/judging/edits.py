"""One sentence, edited: alike to the word but for a figure or a part of a date."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import quantities
from extractor.engines.rules.judging.accounts import Account, Accounts, time_spans
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import is_a_state, is_news_of_two_days
from extractor.engines.rules.judging.sequences import exchanged
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.records import Quantity, Span

SAME_WORDS = 8
"""Words that must be the same around what was edited: shorter sentences are alike by chance."""

LONGEST_EDIT = 3
"""Words in the longest edit that is looked at."""

_WORD = re.compile(r"[^\W_]+(?:[-.,:/'’][^\W_]+)*|[$€£]")
_TOLD = re.compile(
    r"\d|january|february|march|april|may|june|july|august|september|october|nov|dec"
)
"""What names a day or a period by itself, whatever the day of the report."""


class _Edit(NamedTuple):
    left: Span
    right: Span


def judge_edit(pair: Accounts) -> Verdict | None:
    """`conflict` where one figure, or one part of a date, was exchanged in the same sentence."""
    edit = _only_edit(pair.left.text, pair.right.text)
    if edit is None:
        return None
    return _dates(pair, edit) or _figures(pair, edit)


def edits_names(pair: Accounts) -> bool:
    """Whether all that differs in one sentence are capitalised words: another paper, or place."""
    edit = _only_edit(pair.left.text, pair.right.text)
    if edit is None:
        return False
    here, there = pair.left.text[slice(*edit.left)], pair.right.text[slice(*edit.right)]
    return all(word[0].isupper() for word in (*here.split(), *there.split()))


def _only_edit(left: str, right: str) -> _Edit | None:
    one, other = _forms(left), _forms(right)
    if min(len(one), len(other)) <= SAME_WORDS or abs(len(one) - len(other)) > LONGEST_EDIT:
        return None
    found = exchanged(one, other, longest=LONGEST_EDIT)
    if found is None or len(one) - (found.left.end - found.left.start) < SAME_WORDS:
        return None
    return _Edit(_place(left, found.left), _place(right, found.right))


@lru_cache(maxsize=CACHED_TEXTS)
def _forms(text: str) -> tuple[str, ...]:
    return tuple(form.lower() for form in _WORD.findall(text))


def _place(text: str, words: Span) -> Span:
    """Where some of the words stand."""
    found = list(_WORD.finditer(text))[slice(*words)]
    return Span(found[0].start(), found[-1].end())


def _dates(pair: Accounts, edit: _Edit) -> Verdict | None:
    left, right = _time_at(pair.left, edit.left), _time_at(pair.right, edit.right)
    if not left or not right or is_a_state(pair) or is_news_of_two_days(pair):
        return None
    return _conflict(pair, "date", left, right)


def _time_at(account: Account, place: Span) -> str | None:
    """The time expression around an edit of its own date."""
    if not _TOLD.search(account.text[place.start : place.end].lower()):
        return None
    for start, end in time_spans(account.text):
        if start <= place.start and place.end <= end:
            return account.text[start:end]
    return None


def _figures(pair: Accounts, edit: _Edit) -> Verdict | None:
    left, right = _figure_at(pair.left, edit.left), _figure_at(pair.right, edit.right)
    if not left or not right or left.unit != right.unit:
        return None
    # "More than 10" and "more than 18" may both be true; nobody writes the former for the latter.
    exact = [
        q.model_copy(update={"bound": "exact"}) if q.high is None else q for q in (left, right)
    ]
    if left.bound != right.bound or quantities.relate(*exact) != "different":
        return None
    return _conflict(pair, "number", left.text, right.text)


def _figure_at(account: Account, place: Span) -> Quantity | None:
    """The figure whose words an edit changed."""
    at = 0
    for quantity in account.quantities:
        start = account.text.find(quantity.text, at)
        at = max(at, start)
        if start >= 0 and start <= place.start < start + len(quantity.text):
            return quantity
    return None


def _conflict(pair: Accounts, subtype: str, left: str, right: str) -> Verdict:
    names = voices(pair)
    return Verdict.model_validate(
        {
            "relation": "conflict",
            "subtype": subtype,
            "difference": f"In one sentence {names.left} has “{left}”, {names.right} “{right}”.",
            "confidence": 0.65,
        }
    )
