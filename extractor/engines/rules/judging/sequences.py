"""What alone differs between two sequences that are the same otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from extractor.records import Span


class Exchanged(NamedTuple):
    """The stretch of each that stands where the other has its own."""

    left: Span
    right: Span


def exchanged(left: Sequence[str], right: Sequence[str], *, longest: int) -> Exchanged | None:
    """The one stretch that was exchanged, of at most `longest` items; None if more differs."""
    if not _is_within(left, right, longest):
        return None
    matcher = SequenceMatcher(None, left, right, False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace":
        return None
    _, a, b, c, d = changes[0]
    return Exchanged(Span(a, b), Span(c, d)) if max(b - a, d - c) <= longest else None


def _is_within(left: Sequence[str], right: Sequence[str], longest: int) -> bool:
    """False where what is between the common beginning and the common end is too long: most pairs
    are told apart so, without the square of work that matching takes."""
    shorter = min(len(left), len(right))
    begin = 0
    while begin < shorter and left[begin] == right[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and left[-1 - end] == right[-1 - end]:
        end += 1
    return max(len(left), len(right)) - begin - end <= longest
