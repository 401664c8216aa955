"""Records with what lies around them in their articles, ready to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from extractor.pairs import Side
from extractor.passages import headings, paragraphs, sentence_around
from extractor.reconcile.timeline import known
from extractor.records import Article, Record, Span


def sides(records: Sequence[Record], articles: Iterable[Article]) -> tuple[Side, ...]:
    """One side for each record. Without its article a record stands for itself alone."""
    known = {article.id: article for article in articles}
    tops = {key: headline_zone(article) for key, article in known.items()}
    return tuple(
        _side(record, known.get(record.article_id), tops.get(record.article_id))
        for record in records
    )


def headline_zone(article: Article) -> Span:
    """From the start to the end of the headings that stand before the first full paragraph."""
    above = set(headings(article.text))
    end = 0
    for paragraph in paragraphs(article.text):
        if paragraph not in above:
            break
        end = paragraph.end
    return Span(0, end)


def _side(record: Record, article: Article | None, top: Span | None) -> Side:
    evidence = record.evidence
    if article is None or top is None:
        return Side(record, evidence.quote, None, record.attribution.publisher, False)
    around = sentence_around(article.text, evidence.start, evidence.end)
    return Side(
        record=record,
        sentence=article.text[around.start : around.end],
        published=article.published,
        publisher=record.attribution.publisher or article.publisher,
        in_headline=evidence.end <= top.end,
    )


def order(side: Side) -> tuple[date, str]:
    """By the day a record was known, the undated last; then by id."""
    return known(side) or date.max, side.record.id
