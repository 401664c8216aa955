"""Records that were read from the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractor.pairs import Side
from extractor.records import Span

ALIKE = 0.75
"""Share of the longer passage that two passages have in common to be the same words."""


def passages(sides: Iterable[Side]) -> dict[str, str]:
    """For each record the first of those that were read from the same words.

    An overlap is not enough: a long sentence reports two events, and agrees here with one
    account and there with another.
    """
    by_article: dict[str, dict[str, Side]] = defaultdict(dict)
    for side in sides:
        by_article[side.record.article_id][side.record.id] = side
    named: dict[str, str] = {}
    for found in by_article.values():
        first, words = "", Span(-1, -1)
        for side in sorted(found.values(), key=lambda s: (s.record.evidence.start, s.record.id)):
            own = Span(side.record.evidence.start, side.record.evidence.end)
            if _are_alike(words, own):
                words = Span(words.start, max(words.end, own.end))
            else:
                first, words = side.record.id, own
            named[side.record.id] = first
    return named


def _are_alike(a: Span, b: Span) -> bool:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common >= ALIKE * max(a.end - a.start, b.end - b.start)
