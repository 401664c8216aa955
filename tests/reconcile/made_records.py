"""Small records and judges to reconcile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from extractor import quantities
from extractor.engines import Judgement
from extractor.engines.rules.judging import judge_pair
from extractor.identity import content_id
from extractor.pairs import Pair, Side, Verdict, Verdicts
from extractor.records import (
    Actor,
    Attribution,
    Claim,
    Commitment,
    CommitmentType,
    Evidence,
    Position,
    Record,
    Stance,
    Subtype,
    TimeSpan,
)
from extractor.results import Usage

MONDAY, TUESDAY = date(2022, 1, 17), date(2022, 1, 18)


def actor(name: str) -> Actor:
    return Actor(name=name, canonical=name)


def common(
    text: str,
    *,
    outlet: str | None = "Herald",
    article: str | None = None,
    speaker: str | None = None,
    day: date | None = MONDAY,
    start: int = 0,
) -> dict[str, Any]:
    """The fields that every record has."""
    where = article or f"article-{outlet}"
    return {
        "id": content_id("record", text, where, start, speaker, str(day)),
        "article_id": where,
        "evidence": Evidence(quote=text, start=start, end=start + len(text)),
        "attribution": Attribution(
            speaker=actor(speaker) if speaker else None,
            publisher=outlet,
            speech="indirect" if speaker else "own_voice",
        ),
        "said_on": day,
        "engine": "test",
    }


def claim(text: str, *, when: TimeSpan | None = None, **where: Any) -> Claim:
    base = common(text, **where)
    return Claim(**base, statement=text, quantities=quantities.find(text), when=when)


def stance(holder: str, position: Position, target: str, **where: Any) -> Stance:
    base = common(f"{holder} {position} {target}", **where)
    return Stance(**base, holder=actor(holder), target=target, position=position)


def commitment(
    name: str,
    action: str,
    *,
    type: CommitmentType = "promise",
    due: date | None = None,
    **where: Any,
) -> Commitment:
    terms = {key: where.pop(key) for key in ("condition", "firmness") if key in where}
    base = common(f"{name} {action}", **where)
    deadline = on(due) if due else None
    return Commitment(
        **base, **terms, actor=actor(name), action=action, type=type, deadline=deadline
    )


def on(day: date) -> TimeSpan:
    return TimeSpan(text=day.isoformat(), start=day, end=day, basis="absolute")


def side(record: Record, *, headline: bool = False) -> Side:
    outlet = record.attribution.publisher
    return Side(record, record.evidence.quote, record.said_on, outlet, headline)


def pair(a: Record, b: Record) -> Pair:
    return Pair(side(a), side(b), "test")


def verdict(relation: Verdicts, subtype: Subtype | None = None, confidence: float = 0.7) -> Verdict:
    return Verdict(relation=relation, subtype=subtype, confidence=confidence)


class FunctionJudge:
    """A judge that answers with a function, and remembers what it was asked."""

    name = "test"
    judge_fingerprint = "test-1"
    pairs_per_call = 2
    order_matters = False

    def __init__(self, answer: Callable[[Pair], Verdict | None] = judge_pair) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        self.asked += [pair.key for pair in pairs]
        found = tuple(self.answer(pair) for pair in pairs)
        return Judgement(found, Usage(requests=1))
