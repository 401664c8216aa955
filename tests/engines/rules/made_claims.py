"""Records to judge, made of a sentence, and the verdict on two of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from extractor import quantities
from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Side, Verdict
from extractor.records import (
    Actor,
    Attribution,
    Claim,
    Commitment,
    CommitmentType,
    Evidence,
    TimeSpan,
)

MONDAY, FRIDAY = date(2022, 1, 17), date(2022, 1, 21)


def claim(
    text: str,
    *,
    outlet: str = "Herald",
    speaker: str | None = None,
    day: date | None = None,
    negated: bool = False,
) -> Side:
    """A claim that says `text`, told by an outlet or by a speaker."""
    made = Claim(
        id=f"{outlet}-{text}",
        article_id=f"article of {outlet}",
        evidence=Evidence(quote=text, start=0, end=len(text)),
        attribution=Attribution(
            speaker=Actor(name=speaker, canonical=speaker) if speaker else None,
            publisher=outlet,
            speech="indirect" if speaker else "own_voice",
        ),
        said_on=day,
        engine="test",
        statement=text,
        negated=negated,
        quantities=quantities.find(text),
    )
    return Side(made, text, day, outlet, in_headline=False)


def own_voice(text: str, day: date) -> dict[str, Any]:
    """The fields of a record of any kind, in the voice of the outlet that gives it."""
    return {
        "id": f"{day}-{text}",
        "article_id": f"article of {day}",
        "evidence": Evidence(quote=text, start=0, end=len(text)),
        "attribution": Attribution(publisher="Gazette", speech="own_voice"),
        "said_on": day,
        "engine": "test",
    }


def commitment(
    action: str,
    *,
    kind: CommitmentType = "promise",
    day: date = MONDAY,
    by: date | None = None,
    actor: str = "Norland",
) -> Side:
    """Norland commits itself to `action`."""
    text = f"{actor} will {action}"
    deadline = TimeSpan(text=f"by {by:%d %B}", end=by, basis="absolute") if by else None
    if by:
        deadline = TimeSpan(text=f"{by:%d %B}", start=by, end=by, basis="absolute")
    made = Commitment(
        **own_voice(text, day),
        actor=Actor(name=actor, canonical=actor),
        action=action,
        type=kind,
        deadline=deadline,
    )
    return Side(made, text, day, "Gazette", in_headline=False)


def judge(left: Side, right: Side) -> Verdict:
    """The verdict on two sides, after making sure that their order changes nothing."""
    verdict = judge_pair(Pair(left, right, "test"))
    assert judge_pair(Pair(right, left, "test")) == verdict
    return verdict


def judged(left: str, right: str) -> Verdict:
    """The verdict on what two outlets say."""
    return judge(claim(left), claim(right, outlet="Post"))
