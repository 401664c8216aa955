"""What a record is about: who, does what, to what and where, when, and with what figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractor import lexicons, quantities, wording
from extractor.pairs import Side
from extractor.passages import lowered
from extractor.reconcile.timeline import valid
from extractor.records import Claim, Commitment, Record, Stance, TimeSpan, subject

_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|without|den(?:y|ies|ied))\b|n['’]t\b")


class Proposition(NamedTuple):
    """What is said, taken apart into what two records must have in common to be of one matter."""

    actor: str | None
    """Whom it is about; None for an outlet's own voice."""
    called: frozenset[str]
    """The terms of that name: that they are in both records makes nobody speak of one matter."""
    terms: tuple[str, ...]
    """Action, object, parties and places, each once, in the order of the words."""
    units: frozenset[str]
    """Of what it gives figures."""
    time: TimeSpan | None
    """Of when it speaks, as far as that is known."""
    position: bool | None
    """True for, False against, None for neither."""
    pending: bool
    """Whether it tells what is still awaited."""
    negated: bool
    """Whether it tells what is not so."""


def proposition(side: Side) -> Proposition:
    """What the record of `side` is about."""
    record = side.record
    actor = subject(record)
    text = says(record)
    small = lowered(text)
    return Proposition(
        actor=actor.canonical if actor else None,
        called=wording.terms(actor.canonical) if actor else frozenset(),
        terms=_terms(record, text),
        units=_units(record),
        time=valid(side),
        position=_position(record),
        pending=bool(_pending_words().search(small)),
        negated=(isinstance(record, Claim) and record.negated) or bool(_NEGATION.search(small)),
    )


def says(record: Record) -> str:
    """What a record is about, in words."""
    if isinstance(record, Claim):
        return record.statement
    return record.target if isinstance(record, Stance) else record.action


def _terms(record: Record, text: str) -> tuple[str, ...]:
    found = wording.ordered_terms(text)
    if not isinstance(record, Commitment):
        return found
    parties = [actor for actor in (record.actor, record.counterparty) if actor]
    named = (term for actor in parties for term in wording.ordered_terms(actor.canonical))
    return _each_once((*found, *named))


def _each_once(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))


def _units(record: Record) -> frozenset[str]:
    if not isinstance(record, Claim):
        return frozenset()
    found = record.quantities or quantities.find(record.statement)
    return frozenset(str(quantity.unit) for quantity in found)


def _position(record: Record) -> bool | None:
    if isinstance(record, Stance):
        return {"support": True, "oppose": False}.get(record.position)
    return record.type != "refusal" if isinstance(record, Commitment) else None


@cache
def _pending_words() -> re.Pattern[str]:
    """For a text in small letters."""
    rows = {row[0]: row[1] for row in lexicons.rows("judge_cues")}
    phrases = rows["pending"].lower().replace("n't", "n['’]t").split("|")
    return re.compile(rf"(?:{'|'.join(phrases)})\b")
