"""Runs of capitalised words that are names: without a headline's words and a sentence's first."""

from __future__ import annotations

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import BODY, CUE, FUNCTION, GENDERS, MEDIA, OFFICE, STATE, TITLE

Run = tuple[int, int]
_NEVER_NAMES = FUNCTION | CUE


def names_only(doc: Document, runs: list[Run]) -> list[Run]:
    """`runs` (tokens [first, last)), cut where another run of the text shows that they hold more.

    In a headline that writes Most Words So, a name is what the text below names as well. In the
    text, "Rip Ann Lee" holds "Ann Lee" if she is named so elsewhere, and "Classic Lee" at the
    beginning of a sentence does too.
    """
    lows = doc.tokens.lows
    titled = _in_titles(doc)
    below = {tuple(lows[first:last]) for first, last in runs if first not in titled}
    endings = {name[start:] for name in below for start in range(len(name))}
    surnames = {name[-1] for name in below if len(name) > 1 and name[0] in GENDERS}
    found: list[Run] = []
    for first, last in runs:
        if first in titled:
            found += _named_below(lows, first, last, endings)
        else:
            found.append((_name_start(doc, first, last, below, surnames), last))
    return found


def _in_titles(doc: Document) -> frozenset[int]:
    """The tokens of headlines in title case; of a first line that ends in a stop, which may be
    the text, only where a word is capital that is no name anywhere else."""
    tokens = doc.tokens
    return frozenset(
        token
        for sentence in doc.sentences
        if doc.titled[sentence.first]
        and (
            sentence.heading
            or any(
                tokens.is_capital(at) and tokens.flags[at] & _NEVER_NAMES
                for at in range(sentence.first + 1, sentence.last)
            )
        )
        for token in range(sentence.first, sentence.last)
    )


def _named_below(
    lows: list[str], first: int, last: int, endings: set[tuple[str, ...]]
) -> list[Run]:
    """The longest stretches of a headline's run that are names, or their endings, in the text."""
    found = []
    while first < last:
        ends = (end for end in range(last, first, -1) if tuple(lows[first:end]) in endings)
        end = next(ends, 0)
        if end:
            found.append((first, end))
        first = end or first + 1
    return found


def _name_start(
    doc: Document, first: int, last: int, below: set[tuple[str, ...]], surnames: set[str]
) -> int:
    """Where a name begins that another word with a capital precedes."""
    tokens = doc.tokens
    if last - first < 2 or tokens.lows[first] in GENDERS or tokens.flags[first] & (TITLE | OFFICE):
        return first
    opens = first == 0 or tokens.is_mark(first - 1)
    if opens and last - first == 2 and tokens.lows[first + 1] in surnames:
        return first + 1
    for start in range(first + 1, last - 1):
        bits = tokens.flags[start]
        if bits & (TITLE | OFFICE):
            return first
        if tokens.lows[start] in GENDERS and tuple(tokens.lows[start:last]) in below:
            thing = any(tokens.flags[at] & (BODY | MEDIA | STATE) for at in range(start, last))
            return first if thing else start
    return first
