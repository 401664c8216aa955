"""Claims to judge, made of a sentence."""

from __future__ import annotations

from datetime import date

from extractor import quantities
from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Side, Verdict
from extractor.records import Actor, Attribution, Claim, Evidence


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


def judged(left: str, right: str) -> Verdict:
    """The verdict on what two outlets say, after making sure that their order changes nothing."""
    one, other = claim(left), claim(right, outlet="Post")
    verdict = judge_pair(Pair(one, other, "test"))
    assert judge_pair(Pair(other, one, "test")) == verdict
    return verdict
