"""An article, looked at once: paragraphs, sentences, headings, quotations, tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from extractor.engines.rules.quotations import Quotation, quotations
from extractor.engines.rules.tokens import Tokens
from extractor.passages import is_heading, paragraphs, sentences
from extractor.records import Span

SENTENCE_WORDS = 200
"""A longer run of words without an end is cut: every rule that looks at a sentence from all
its words then stays linear in the text. Real sentences of news have fewer than 120."""
HEADLINE_WORDS = 20
"""A first line of its own that is no longer than this is taken for the headline."""
TITLE_WORDS = 3
TITLE_WORD_LETTERS = 4
TITLE_SHARE = 0.8
"""A headline is in title case if it has so many words so long, and most of them capital."""

_CAPITALS = r"[A-Z][A-Z.'’-]{2,30}"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:[ ,/]{{1,2}}{_CAPITALS}){{0,4}})?(?:,? ?[A-Z][a-z]{{1,9}}\.?){{0,2}}"
    r"(?: \d{1,2})?(?P<agency> ?\([^()\n]{2,40}\))? {0,2}(?:--?|[—–]) +(?=[\"“]?[A-Z0-9])"
)
"""Place, day and agency before the first sentence of a report: "GENEVA, May 3 (Reuters) - "."""


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
        self.titled = self._titled()
        self._starts = [sentence.start for sentence in self.sentences]
        self.quoted = self._quoted()

    def _sentences(self, number: int, paragraph: Span) -> list[Sentence]:
        heading = is_heading(self.text, paragraph)
        body = paragraph if heading else Span(self._behind_dateline(paragraph), paragraph.end)
        found = []
        for start, end in sentences(self.text, body):
            first, last = self.range(Span(start, end))
            whole = last - first <= SENTENCE_WORDS
            for cut in range(first, last, SENTENCE_WORDS):
                stop = min(last, cut + SENTENCE_WORDS)
                begin, finish = (start, end) if whole else self.tokens.span(cut, stop)
                found.append(Sentence(begin, finish, cut, stop, number, heading))
        return found

    def _behind_dateline(self, paragraph: Span) -> int:
        found = _DATELINE.match(self.text, paragraph.start, paragraph.end)
        if not found or not (found["agency"] or found.group()[:3].isupper()):
            return paragraph.start
        return found.end()

    def is_headline(self, sentence: Sentence) -> bool:
        """True for a heading, and for a short first line of the article that ends in a stop."""
        if sentence.heading or sentence.paragraph or len(self.paragraphs) == 1:
            return sentence.heading
        start, end = self.paragraphs[0]
        alone = (sentence.start, sentence.end) == (start, end)
        return alone and sentence.last - sentence.first <= HEADLINE_WORDS

    def _titled(self) -> bytearray:
        """For each token 1 if it is in a headline in title case, where capitals tell nothing."""
        titled = bytearray(len(self.tokens))
        for sentence in self.sentences:
            if self.is_headline(sentence) and self.is_title_case(sentence):
                length = sentence.last - sentence.first
                titled[sentence.first : sentence.last] = b"\1" * length
        return titled

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

    def is_title_case(self, sentence: Sentence) -> bool:
        """True for a Headline That Is Written So."""
        tokens = self.tokens
        words = range(sentence.first, sentence.last)
        long = [index for index in words if len(tokens.lows[index]) >= TITLE_WORD_LETTERS]
        capital = sum(tokens.is_capital(index) for index in long)
        return len(long) >= TITLE_WORDS and capital >= TITLE_SHARE * len(long)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at `offset`, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)
