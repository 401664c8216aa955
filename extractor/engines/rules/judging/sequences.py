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
    begin, end = _common(left, right)
    if max(len(left), len(right)) - begin - end > longest:
        return None
    one, other = left[begin : len(left) - end], right[begin : len(right) - end]
    changes = [c for c in SequenceMatcher(None, one, other, False).get_opcodes() if c[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace":
        return None
    _, a, b, c, d = changes[0]
    return Exchanged(Span(begin + a, begin + b), Span(begin + c, begin + d))


def _common(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """How many items both begin with, and end with: only what is between them is matched, since
    matching takes the square of the length."""
    shorter = min(len(left), len(right))
    begin = 0
    while begin < shorter and left[begin] == right[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and left[-1 - end] == right[-1 - end]:
        end += 1
    return begin, end
