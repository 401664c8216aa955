"""One record as the report shows it: its gist, its words in their sentence, its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from extractor import phrasing
from extractor.passages import sentence_around
from extractor.records import Article, Claim, Commitment, Evidence, Kind, Stance, subject
from extractor.report import wording
from extractor.report.difference import Piece
from extractor.report.facets import Facets, facets_of
from extractor.report.places import Places
from extractor.report.wording import Fact, Link
from extractor.wording import similarity, terms

CONTEXT_CHARS = 400
"""Code points of a sentence shown on each side of a quote. News sentences are shorter; what is
longer is a list or a table without punctuation."""

REPEATS = 0.8
"""Dice's coefficient of the terms of a statement and its quote from which one repeats the other."""

_LAST_WORD = re.compile(r"\s\S*\Z")
_FIRST_WORD = re.compile(r"\A\S*\s")


class Excerpt(NamedTuple):
    """A quote inside its sentence."""

    before: str
    quote: tuple[Piece, ...]
    after: str


class Passage(NamedTuple):
    """Where words stand."""

    article_id: str
    start: int
    end: int


class Gist(NamedTuple):
    """What a record says, in a line: `United States — promise — submit a written response`."""

    actor: str | None
    word: str | None
    """What ties the actor to the content."""
    content: str


class Day(NamedTuple):
    """A date with what happened on it."""

    verb: str
    iso: str
    text: str


class Source(NamedTuple):
    """Who said it, through whom, where and when."""

    speaker: str
    channel: str
    speech: str | None
    days: tuple[Day, ...]


class RecordView(NamedTuple):
    """A record ready to be shown."""

    record: Claim | Stance | Commitment
    href: str | None
    """Where it is shown beside its article's text."""
    gist: Gist
    passage: Passage
    excerpt: Excerpt
    language: str | None
    source: Source
    article: str
    """The title of its article, else its `ref`."""
    published: date | None
    findings: tuple[Link, ...]
    """The findings that rest on it."""
    facets: Facets

    @property
    def kind(self) -> Kind:
        """What sort of record it is."""
        return self.record.kind

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The details that the record gives beside its gist."""
        return facts(self.record)

    @property
    def says_more(self) -> bool:
        """False for a claim that repeats its quote."""
        quote, said = terms(self.record.evidence.quote), terms(self.gist.content)
        return self.kind != "claim" or similarity(quote, said) < REPEATS

    @property
    def known(self) -> date | None:
        """The day on which it was said, else published."""
        return self.record.said_on or self.published


def record_view(
    record: Claim | Stance | Commitment,
    article: Article,
    places: Places,
    findings: Sequence[Link] = (),
) -> RecordView:
    """`record` with what its article knows of it."""
    return RecordView(
        record=record,
        href=places.record(article.id, record.id),
        gist=gist(record),
        passage=Passage(article.id, record.evidence.start, record.evidence.end),
        excerpt=excerpt(article, record.evidence),
        language=article.language,
        source=source(record, article),
        article=name(article),
        published=article.published,
        findings=tuple(findings),
        facets=facets_of(record, article, [link.relation for link in findings]),
    )


def name(article: Article) -> str:
    """What a reader calls an article by."""
    return article.title or article.ref


def excerpt(article: Article, evidence: Evidence) -> Excerpt:
    """The quote in its sentence."""
    sentence = sentence_around(article.text, evidence.start, evidence.end)
    before = article.text[sentence.start : evidence.start]
    after = article.text[evidence.end : sentence.end]
    return Excerpt(_ending(before), (Piece(evidence.quote),), _beginning(after))


def _ending(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    return "… " + _FIRST_WORD.sub("", text[-CONTEXT_CHARS:])


def _beginning(text: str) -> str:
    if len(text) <= CONTEXT_CHARS:
        return text
    return _LAST_WORD.sub("", text[:CONTEXT_CHARS]) + " …"


def gist(record: Claim | Stance | Commitment) -> Gist:
    """What the record says, in a line."""
    who = subject(record)
    actor = who.canonical if who else None
    match record:
        case Claim():
            return Gist(None, None, record.statement)
        case Stance():
            return Gist(actor, wording.POSITIONS[record.position], record.target)
        case Commitment():
            return Gist(actor, record.type, record.action)


def facts(record: Claim | Stance | Commitment) -> tuple[Fact, ...]:
    """The details that the record gives beside its gist."""
    match record:
        case Claim():
            pairs = _claim_facts(record)
        case Stance():
            pairs = [("Reason", record.reason)]
        case Commitment():
            pairs = _commitment_facts(record)
    return tuple(Fact(label, text) for label, text in pairs if text)


def _claim_facts(claim: Claim) -> list[tuple[str, str | None]]:
    return [
        ("Put forward as", wording.manner(claim)),
        ("When", wording.time_span(claim.when) if claim.when else None),
        ("Figures", "; ".join(quantity.text for quantity in claim.quantities)),
        ("Topic", claim.topic),
    ]


def _commitment_facts(commitment: Commitment) -> list[tuple[str, str | None]]:
    deadline, counterparty = commitment.deadline, commitment.counterparty
    return [
        ("Deadline", wording.time_span(deadline) if deadline else None),
        ("Condition", commitment.condition),
        ("Given to", counterparty.canonical if counterparty else None),
        ("Firmness", "hedged" if commitment.firmness == "hedged" else None),
    ]


def source(record: Claim | Stance | Commitment, article: Article) -> Source:
    """The attribution chain and the days that belong to it."""
    said = record.attribution
    return Source(
        speaker=wording.speaker(said),
        channel=wording.channel(said),
        speech=wording.SPEECHES[said.speech],
        days=_days(record.said_on, article.published),
    )


def _days(said: date | None, published: date | None) -> tuple[Day, ...]:
    """Both days, or one where they are the same."""
    days = [("said", said)] if said and said != published else []
    days += [("published", published)] if published else []
    return tuple(Day(verb, when.isoformat(), phrasing.day(when)) for verb, when in days)
