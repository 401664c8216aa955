"""What differs between two quotes, so that the eye finds it before it has read them.

The subtype of a finding says what to look for: figures that no figure of the other side agrees
with, other times, other names, negations. Otherwise, and where none of that is in the words,
it is the words whose matter (`extractor.wording`) the other quote lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from extractor import lexicons, quantities
from extractor.records import Finding, Span
from extractor.times.finding import find as find_times
from extractor.wording import Word, names, stem, words

MOST_CHARS = 1_500
"""Code points of a quote in which a difference is looked for. Comparing word by word takes the
product of both lengths."""

MOST_MARKED = 0.7
"""Share of a quote's words beyond which a mark tells nothing: the two have little in common."""

SAME_NAME = 0.8
"""`difflib`'s likeness of two spellings of one name: Sergey and Sergei, Antony and Anthony."""

_DIRECTION = re.compile(r"\b(from|to|by|of|for|in|at|with|against)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD_BEGUN = re.compile(r"(?<!\w)\w+$")
_GAP = re.compile(r"\W*(?:\b(?:the|a|an|of|to|in|on|for|be|and)\b\W*){0,2}", re.IGNORECASE)


class Piece(NamedTuple):
    """A part of a quote."""

    text: str
    differs: bool = False


class Words(NamedTuple):
    """A quote, and the name of whoever speaks it."""

    quote: str
    speaker: str = ""


def pieces(quote: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """`quote` cut at `spans`, which are marked; together the pieces are the quote."""
    found: list[Piece] = []
    at = 0
    for start, end in spans:
        found += [Piece(quote[at:start]), Piece(quote[start:end], differs=True)]
        at = end
    return tuple(piece for piece in (*found, Piece(quote[at:])) if piece.text)


def differing(finding: Finding, own: Words, other: Words) -> list[Span]:
    """The spans of `own.quote` in which it differs from `other`, in order, apart from each other.

    Nothing is marked in a corroboration, in what is longer than a sentence, nor where almost
    every word would be.
    """
    if finding.relation == "corroboration" or max(len(own.quote), len(other.quote)) > MOST_CHARS:
        return []
    look = _looking_for(finding)
    found = look(own, other) if look else []
    return _joined(own.quote, found or _other_words(own, other))


def _looking_for(finding: Finding) -> Callable[[Words, Words], list[Span]] | None:
    if finding.subtype in _LOOKS:
        return _LOOKS[finding.subtype]
    return _positions if finding.relation in ("dispute", "reversal") else None


def _figures(own: Words, other: Words) -> list[Span]:
    theirs = quantities.find(other.quote)
    found: list[Span] = []
    at = 0
    for figure in quantities.find(own.quote):
        start = own.quote.index(figure.text, at)
        at = start + len(figure.text)
        if not any(quantities.relate(figure, f) in ("equal", "compatible") for f in theirs):
            found.append(Span(start, at))
    return found


def _times(own: Words, other: Words) -> list[Span]:
    theirs = {other.quote[start:end].lower() for start, end in find_times(other.quote)}
    spans = find_times(own.quote)
    return [span for span in spans if own.quote[span.start : span.end].lower() not in theirs]


def _names(own: Words, other: Words) -> list[Span]:
    """Names, each with the word that says which way: "from Russia" is not "to Russia"."""
    speakers = names(f"by {own.speaker}, {other.speaker}")
    theirs = {(role.way, role.word.term) for role in _roles(other.quote)}
    return [
        Span(role.start, role.word.end)
        for role in _roles(own.quote)
        if role.word.term not in speakers and (role.way, role.word.term) not in theirs
    ]


class _Role(NamedTuple):
    word: Word
    way: str
    start: int
    """Where the word that says the way begins."""


def _roles(quote: str) -> Iterator[_Role]:
    for word in words(quote):
        if word.is_name:
            before = _DIRECTION.search(quote, max(0, word.start - 20), word.start)
            yield _Role(
                word, *((before[1].lower(), before.start()) if before else ("", word.start))
            )


def _negations(own: Words, other: Words) -> list[Span]:
    """Negations, each with the word that it negates."""
    return _with_next_word(own.quote, _cues("negation", "denial"))


def _positions(own: Words, other: Words) -> list[Span]:
    """The words that put somebody for or against."""
    cues = _with_next_word(own.quote, _cues("negation", "denial"))
    cues += [Span(*match.span()) for match in _cues("favour", "disfavour").finditer(own.quote)]
    verbs = [
        Span(word.start, word.end)
        for word in words(own.quote)
        if stem(own.quote[word.start : word.end]) in _stance_stems()
    ]
    return sorted(cues + verbs)


_LOOKS: dict[str | None, Callable[[Words, Words], list[Span]]] = {
    "number": _figures,
    "date": _times,
    "place": _names,
    "actor": _names,
    "attribution": _names,
    "negation": _negations,
}


def _other_words(own: Words, other: Words) -> list[Span]:
    """Words of another matter, and negations that the other quote is without."""
    theirs = {word.term for word in words(other.quote)}
    ours = [word for word in words(own.quote) if word.term]
    found = [Span(word.start, word.end) for word in ours if not _is_among(word, theirs)]
    if len(found) > MOST_MARKED * len(ours):
        found = []
    negated = _cues("negation", "pending")
    without = negated.search(other.quote) is None
    return sorted(found + (_with_next_word(own.quote, negated) if without else []))


def _is_among(word: Word, terms: set[str]) -> bool:
    """Whether one of `terms` is the word's; a name may be spelled another way."""
    return word.term in terms or bool(
        word.is_name and get_close_matches(word.term, terms, n=1, cutoff=SAME_NAME)
    )


def _with_next_word(quote: str, pattern: re.Pattern[str]) -> list[Span]:
    """What `pattern` finds, up to the end of the first word with a matter of its own."""
    ends = [word.end for word in words(quote) if word.term]
    return [
        Span(
            _word_start(quote, match.start()),
            next((end for end in ends if end > match.end()), match.end()),
        )
        for match in pattern.finditer(quote)
    ]


def _word_start(quote: str, at: int) -> int:
    """Where the word begins that `at` is in: a negation may be the end of "haven't"."""
    begun = _WORD_BEGUN.search(quote, 0, at)
    return begun.start() if begun else at


def _joined(quote: str, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that meet or have only small words between them made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1].end or _GAP.fullmatch(quote, found[-1].end, start)):
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


@cache
def _cues(*names: str) -> re.Pattern[str]:
    listed = {row[0]: row[1] for row in lexicons.rows("judge_cues")}
    forms = sorted((form for name in names for form in listed[name].split("|")), key=len)
    ends = "|".join(re.escape(form).replace("'", "['’]") for form in reversed(forms))
    return re.compile(rf"(?:\b|(?<=\w)(?=n['’]t))(?:{ends})\b", re.IGNORECASE)


@cache
def _stance_stems() -> frozenset[str]:
    rows = lexicons.rows("stance_cues")
    return frozenset(stem(row[0]) for row in rows if " " not in row[0])
