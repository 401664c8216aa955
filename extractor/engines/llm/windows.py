"""Long articles in parts: cut between paragraphs, with what a reader must know of the rest.

A part is a span of the article's text, so an offset in it is an offset in the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.passages import paragraphs, sentences
from extractor.prompts import Part
from extractor.records import Span

LEAD_CHARS = 700
"""How much of an article's beginning goes with a later part: headline and first paragraph name
the actors and their offices."""

TAIL_CHARS = 1500
"""How much of what stands right before a part goes with it: two or three paragraphs, which is
where a pronoun finds its name."""

GAP = "\n\n[…]\n\n"
"""Stands for what is left out between the beginning and the tail."""


def windows(text: str, limit: int) -> list[Span]:
    """`text` in parts of at most `limit` code points that together cover it, in order.

    Cut between paragraphs; a paragraph longer than `limit` between its sentences; never inside
    a sentence, which may so exceed the limit.
    """
    return list(_cut(text, Span(0, len(text)), limit))


def _cut(text: str, window: Span, limit: int) -> Iterator[Span]:
    parts = halves(text, window) if window.end - window.start > limit else None
    if parts is None:
        yield window
        return
    for part in parts:
        yield from _cut(text, part, limit)


def halves(text: str, window: Span) -> tuple[Span, Span] | None:
    """`window` cut at the border of paragraphs (else of sentences) that is nearest its middle.

    None if it holds a single sentence.
    """
    middle = (window.start + window.end) / 2
    for starts in (_paragraph_starts(text, window), _sentence_starts(text, window)):
        if borders := starts[1:]:
            border = min(borders, key=lambda at: abs(at - middle))
            return Span(window.start, border), Span(border, window.end)
    return None


def _paragraph_starts(text: str, window: Span) -> list[int]:
    return [window.start + span.start for span in paragraphs(text[window.start : window.end])]


def _sentence_starts(text: str, window: Span) -> list[int]:
    return [span.start for span in sentences(text, window)]


def part(text: str, window: Span) -> Part:
    """What a model is shown for `window`: its text to the letter, and the context before it."""
    return Part(text[window.start : window.end], _context(text, window.start))


def _context(text: str, start: int) -> str:
    """The beginning of the article and what stands right before `start`, in whole sentences."""
    if start <= LEAD_CHARS + TAIL_CHARS:
        return text[:start].strip()
    lead = [s for s in sentences(text, Span(0, LEAD_CHARS)) if s.end < LEAD_CHARS]
    tail = sentences(text, Span(start - TAIL_CHARS, start))[1:]
    if not tail:
        return text[: lead[-1].end] if lead else ""
    after = text[tail[0].start : start].strip()
    return f"{text[: lead[-1].end]}{GAP}{after}" if lead else after
