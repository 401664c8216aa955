"""One side of a pair, read for comparison."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, quantities, times, wording
from extractor.engines.rules.judging.cues import (
    CACHED_TEXTS,
    cue_matches,
    cues_of,
    may_have,
    without_cues,
)
from extractor.engines.rules.judging.phrases import with_phrases
from extractor.pairs import Pair, Side
from extractor.records import Claim, Commitment, Quantity, Record, Span, Stance, TimeSpan, subject

CACHED_SIDES = 5_000
"""Sides whose reading is remembered: pairs are judged in an order that keeps a side's together."""

_PORTFOLIOS = frozenset(
    "prime chief former vice deputy foreign interior defence defense finance health economy energy "
    "justice transport opposition".split()
)
"""What may stand before the office in a title: "interior minister"."""

AFTER_NEGATION = 40
"""Characters after a negation in which the word lies that it negates."""


class Account(NamedTuple):
    """What a record says, taken apart."""

    side: Side
    text: str
    terms: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]
    days: tuple[TimeSpan, ...]
    cues: frozenset[str]
    negated: bool
    denied: frozenset[str]
    """The terms right after a negation: what is said not to be so."""
    called: frozenset[str]
    """The name of whom the record is about, whether its words have it or not."""

    @property
    def who(self) -> str | None:
        """The canonical name of whom the record is about; None for the outlet's own voice."""
        actor = subject(self.side.record)
        return actor.canonical if actor else None

    @property
    def said_on(self) -> date | None:
        """When it was said, else published."""
        return self.side.record.said_on or self.side.published


class Accounts(NamedTuple):
    """Both sides of a pair, in an order that does not depend on how they were handed over."""

    left: Account
    right: Account

    @property
    def shared(self) -> frozenset[str]:
        """Terms that both use."""
        return self.left.terms & self.right.terms

    @property
    def overlap(self) -> float:
        """Share of the shorter account that the other has too."""
        return wording.overlap(self.left.terms, self.right.terms)

    @property
    def similarity(self) -> float:
        """Share of both that is common."""
        return wording.similarity(self.left.terms, self.right.terms)

    @property
    def within_article(self) -> bool:
        """Whether one article holds both."""
        return self.left.side.record.article_id == self.right.side.record.article_id

    @property
    def matter_overlap(self) -> float:
        """The same, whoever says it of himself left aside: "we" or "the company" is a name too."""
        left, right = self.left.terms - self.left.called, self.right.terms - self.right.called
        return wording.overlap(left, right)

    @property
    def two_subjects(self) -> bool:
        """Whether each speaks of itself, and they are two: two firms may cut jobs."""
        left, right = self.left.terms & self.left.called, self.right.terms & self.right.called
        named = all((account.who or "").islower() is False for account in self)
        return bool(left and right) and named and not left & right

    @property
    def one_speaker(self) -> bool:
        """Whether both are claims of the same named actor."""
        claims = all(isinstance(account.side.record, Claim) for account in self)
        return claims and self.left.who is not None and self.left.who == self.right.who

    def cue_on_one_side(self, cue: str) -> tuple[Account, Account] | None:
        """The account with `cue` and the one without, if only one has it."""
        if (cue in self.left.cues) == (cue in self.right.cues):
            return None
        return (self.left, self.right) if cue in self.left.cues else (self.right, self.left)


def read_pair(pair: Pair) -> Accounts:
    """Both sides of `pair`, read, the earlier first."""
    left, right = sorted((read(pair.left), read(pair.right)), key=_order)
    return Accounts(left, right)


def _order(account: Account) -> tuple[date, str, int, str]:
    record = account.side.record
    return account.said_on or date.max, record.article_id, record.evidence.start, record.id


class _Same:
    """A side that is equal to itself alone: to compare what is in it takes longer than to read."""

    __slots__ = ("side",)

    def __init__(self, side: Side) -> None:
        self.side = side

    def __hash__(self) -> int:
        return id(self.side)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.side is other.side


def read(side: Side) -> Account:
    """`side`, read."""
    return _read(_Same(side))


@lru_cache(maxsize=CACHED_SIDES)
def _read(same: _Same) -> Account:
    side = same.side
    record = side.record
    text = says(record)
    terms, cues = terms_of(text), cues_of(text)
    actor = subject(record)
    called = wording.terms(actor.canonical) if actor else frozenset()
    return Account(
        side=side,
        text=text,
        terms=terms,
        names=(wording.names(text) | _acronyms(text)) & terms | terms & called,
        quantities=_quantities(text),
        days=_days(text, record.said_on or side.published) + _own_days(record),
        cues=cues,
        negated="negation" in cues or _is_denied(record),
        denied=denied_terms(text) | (_all_acts(text) if _is_denied(record) else frozenset()),
        called=called,
    )


def _is_denied(record: Record) -> bool:
    """True where the record says no to a proposition that its words put positively."""
    if isinstance(record, Commitment):
        return record.type == "refusal"
    return isinstance(record, Claim) and record.negated


@lru_cache(maxsize=CACHED_TEXTS)
def _all_acts(text: str) -> frozenset[str]:
    """Every term of a text without a negation of its own: all of it is denied."""
    if denied_terms(text):
        return frozenset()
    return frozenset(word.term for word in wording.words(text) if word.term and not word.is_name)


@lru_cache(maxsize=CACHED_TEXTS)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text; without "by the end of May", which ends nothing, and without the
    office before a name, which one account gives and the other leaves out."""
    spans = time_spans(text)
    found = wording.words(text)
    if spans:
        found = tuple(w for w in found if not any(s.start <= w.start < s.end for s in spans))
    kept: list[str] = []
    named = False
    for word in reversed(found):
        if named and text[word.start : word.end].lower() in _offices():
            continue
        named = word.is_name or (text[word.start].isupper() and bool(word.term))
        kept.append(word.term)
    return with_phrases(text, frozenset(kept) - {""})


@lru_cache(maxsize=CACHED_TEXTS)
def _acronyms(text: str) -> frozenset[str]:
    """The terms in capitals, which name somebody at the beginning of a sentence too."""
    if text.isupper():
        return frozenset()
    return frozenset(word.term for word in wording.words(text) if _is_acronym(text, word))


def _is_acronym(text: str, word: wording.Word) -> bool:
    if text[word.start].islower():
        return False
    written = text[word.start : word.end]
    return len(written) > 1 and written.isupper()


@cache
def _offices() -> frozenset[str]:
    nouns = {row[0] for row in lexicons.rows("roles") if row[1] == "office"}
    return frozenset(nouns) | _PORTFOLIOS


def _own_days(record: Record) -> tuple[TimeSpan, ...]:
    """What the engine resolved: it may have seen more of the article than the statement."""
    time = record.deadline if isinstance(record, Commitment) else None
    if isinstance(record, Claim):
        time = record.when
    return (time,) if time else ()


def says(record: Record) -> str:
    """The proposition of a record in words."""
    if isinstance(record, Claim):
        return record.statement
    if isinstance(record, Stance):
        return record.target
    return f"{record.actor.canonical} {record.action}"


@lru_cache(maxsize=CACHED_TEXTS)
def denied_terms(text: str) -> frozenset[str]:
    """The first term after each negation, names aside: what is said not to be so."""
    if not may_have("negation", text):
        return frozenset()
    plain = without_cues(text, "concession")
    ends = (match.end() for match in cue_matches("negation", plain))
    after = (wording.words(plain[end : end + AFTER_NEGATION]) for end in ends)
    acts = ([w.term for w in found if w.term and not w.is_name] for found in after)
    return frozenset(term for found in acts for term in found[:1])


@lru_cache(maxsize=CACHED_TEXTS)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return quantities.find(text)


@lru_cache(maxsize=CACHED_TEXTS)
def time_spans(text: str) -> tuple[Span, ...]:
    """Where `text` speaks of time."""
    return tuple(times.find(text))


@lru_cache(maxsize=CACHED_TEXTS)
def _days(text: str, anchor: date | None) -> tuple[TimeSpan, ...]:
    spans = (text[span.start : span.end] for span in time_spans(text))
    return tuple(times.resolve(words, anchor=anchor) for words in spans)
