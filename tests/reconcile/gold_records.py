"""The gold annotations of the example articles as records, to compare without an engine."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractor import quantities, times
from extractor.identity import content_id
from extractor.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Commitment,
    Evidence,
    Record,
    Stance,
    TimeSpan,
)

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "geneva-2022.gold.json"
ARTICLES = ROOT / "examples" / "geneva-2022"

Wording = Literal["evidence", "summary"]
"""Statements in the words of the article, as rules find them, or summed up, as a model does."""


class Gold(NamedTuple):
    """Articles, records by the gold's own ids, and the relations between them."""

    articles: tuple[Article, ...]
    records: dict[str, Record]
    relations: list[dict[str, Any]]
    not_contradictions: list[dict[str, Any]]

    def names(self) -> dict[str, str]:
        """The gold's id of each record id."""
        return {record.id: name for name, record in self.records.items()}


@cache
def gold(wording: Wording) -> Gold:
    """The five articles with their gold records."""
    data = json.loads(GOLD.read_text(encoding="utf-8"))
    articles = {name: _article(name, data) for name in sorted(data["outlets"])}
    records = {row["id"]: _record(row, articles, data, wording) for row in data["records"]}
    return Gold(tuple(articles.values()), records, data["relations"], data["not_contradictions"])


def _article(name: str, data: dict[str, Any]) -> Article:
    day = data["published"][name]
    return Article.of(
        (ARTICLES / name).read_text(encoding="utf-8"),
        ref=name,
        publisher=data["outlets"][name],
        published=date.fromisoformat(day) if day else None,
    )


def _record(
    row: dict[str, Any], articles: dict[str, Article], data: dict[str, Any], wording: Wording
) -> Record:
    article = articles[row["article"]]
    quote = article.text[row["start"] : row["end"]]
    who = _actor(row, data)
    said_on = row.get("said_on") or row.get("as_of")
    base: dict[str, Any] = {
        "id": content_id(row["kind"], row["id"], wording),
        "article_id": article.id,
        "evidence": Evidence(quote=quote, start=row["start"], end=row["end"]),
        "attribution": Attribution(
            speaker=who if row["kind"] == "claim" else None,
            publisher=article.publisher,
            speech="indirect" if who else "own_voice",
        ),
        "said_on": date.fromisoformat(said_on) if said_on else article.published,
        "engine": "gold",
    }
    if row["kind"] == "claim":
        return _claim(row, base, wording)
    assert who is not None
    if row["kind"] == "stance":
        return Stance(**base, holder=who, target=row["target"], position=row["position"])
    action = row["action"] if wording == "summary" else quote
    return Commitment(
        **base,
        actor=who,
        action=action,
        type="refusal" if row.get("refusal") else "promise",
        deadline=_span(row.get("deadline")),
    )


def _claim(row: dict[str, Any], base: dict[str, Any], wording: Wording) -> Claim:
    quote = base["evidence"].quote
    statement = row["says"] if wording == "summary" else quote
    when = _span(row.get("when"))
    if wording == "evidence":
        when = _found(quote, base["said_on"])
    return Claim(
        **base,
        statement=statement,
        modality=row.get("modality", "asserted"),
        quantities=quantities.find(quote),
        when=when,
    )


def _found(text: str, anchor: date | None) -> TimeSpan | None:
    spans = times.find(text)
    first = text[spans[0].start : spans[0].end] if spans else None
    return times.resolve(first, anchor=anchor) if first else None


def _span(iso: str | None) -> TimeSpan | None:
    if iso is None:
        return None
    first, _, last = iso.partition("/")
    if len(first) < len("2022-01-01"):
        return None
    end = last or first
    return TimeSpan(
        text=iso, start=date.fromisoformat(first), end=date.fromisoformat(end), basis="absolute"
    )


def _actor(row: dict[str, Any], data: dict[str, Any]) -> Actor | None:
    who = row["who"][0] if isinstance(row["who"], list) else row["who"]
    if who is None:
        return None
    canonical = next((name for name, known in data["aliases"].items() if who in known), who)
    return Actor(name=who, canonical=canonical, anonymous=row.get("speaker_anonymous", False))
