"""Which sentences the outlet states itself: no questions, no captions, no links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.engines.rules.asserting import CLAIM_WORDS, is_long_enough
from extractor.engines.rules.clauses import Clause, has_finite_verb, stripped
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.lexis import BASE
from extractor.engines.rules.mentions import Cast

_BOILERPLATE = re.compile(
    r"\[?(?:related:|previous story:|(?:photos|videos?):)"
    r"|(?:subscribe|sign up|click|read more|read also|see also|follow us|share this|leave a reply"
    r"|your email address|all rights reserved|copyright|©|photo|image|watch:|listen:|advertisement"
    r"|this (?:article|story|post) (?:was|has been|originally)|reporting by|editing by"
    r"|written by|this material may not be)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[lL][iI]>|=”|a[lL][tT]=|A[lL][tT]=")


def is_statement(doc: Document, cast: Cast, sentence: Sentence) -> bool:
    """True for a sentence that asserts something by itself."""
    text = doc.text[sentence.start : sentence.end]
    if text.rstrip().endswith("?") or _BOILERPLATE.match(text) or _MARKUP.search(text):
        return False
    clause = stripped(doc, Clause(sentence.first, sentence.last))
    if not is_long_enough(doc, clause):
        return False
    if sentence.heading and _foretells(doc, cast, clause):
        return True
    return has_finite_verb(doc, clause.first, clause.last)


def _foretells(doc: Document, cast: Cast, clause: Clause) -> bool:
    """True for the infinitive of a headline: "City to close bridge"."""
    tokens = doc.tokens
    mention = cast.covering(clause.first)
    if mention is None or mention.last + 1 >= clause.last:
        return False
    return tokens.lows[mention.last] == "to" and bool(tokens.flags[mention.last + 1] & BASE)


def tells_more(doc: Document, sentence: Sentence, covered: bytearray) -> bool:
    """True if something with a verb stands in a sentence beside what is covered."""
    return any(
        stop - first >= CLAIM_WORDS and has_finite_verb(doc, first, stop)
        for first, stop in uncovered(covered, sentence.first, sentence.last)
    )


def uncovered(covered: bytearray, first: int, last: int) -> Iterator[Clause]:
    """The stretches of tokens [first, last) that are not covered."""
    while first < last:
        stop = covered.find(1, first, last)
        stop = last if stop < 0 else stop
        if stop > first:
            yield Clause(first, stop)
        first = covered.find(0, stop, last)
        first = last if first < 0 else first
