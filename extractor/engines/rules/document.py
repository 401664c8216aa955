"""An article, looked at once: paragraphs, sentences, headings, quotations, tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from extractor.engines.rules.quotations import Quotation, quotations
from extractor.engines.rules.tokens import Tokens
from extractor.passages import is_heading, paragraphs, sentences
from extractor.records import Span

SENTENCE_WORDS = 200
"""A longer run of words without an end is cut: every rule that looks at a sentence from all
its words then stays linear in the text. Real sentences of news have fewer than 120."""


class Sentence(NamedTuple):
    """A sentence by its offsets and by its tokens, [first, last)."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    heading: bool


class Document:
    """What all rules look at. Built in one pass; nothing in it changes afterwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = Tokens(text)
        self.paragraphs = paragraphs(text)
        self.quotations: list[Quotation] = quotations(text, self.paragraphs)
        self.sentences: list[Sentence] = [
            sentence
            for number, paragraph in enumerate(self.paragraphs)
            for sentence in self._sentences(number, paragraph)
        ]
        self._starts = [sentence.start for sentence in self.sentences]
        self.quoted = self._quoted()

    def _sentences(self, number: int, paragraph: Span) -> list[Sentence]:
        heading = is_heading(self.text, paragraph)
        found = []
        for start, end in sentences(self.text, paragraph):
            first, last = self.range(Span(start, end))
            for cut in range(first, last, SENTENCE_WORDS):
                stop = min(last, cut + SENTENCE_WORDS)
                begin, finish = self.tokens.span(cut, stop)
                whole = last - first <= SENTENCE_WORDS
                span = Span(start, end) if whole else Span(begin, finish)
                found.append(Sentence(*span, cut, stop, number, heading))
        return found

    def _quoted(self) -> list[int]:
        """For each token the number of the quotation that it is in, or -1."""
        inside = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            first, last = self.range(Span(quotation.start, quotation.end))
            inside[first:last] = [number] * (last - first)
        return inside

    def range(self, span: Span) -> tuple[int, int]:
        """The tokens that begin in `span`, as [first, last)."""
        starts = self.tokens.starts
        return bisect_left(starts, span.start), bisect_left(starts, span.end)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at `offset`, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)
