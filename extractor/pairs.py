"""Two records side by side, and what a judge says of them."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from extractor.records import Claim, Commitment, Model, Stance, Subtype

Verdicts = Literal["same", "conflict", "opposed", "progress", "compatible", "unrelated"]
"""How two statements relate, dates, sources and copies left aside:

same        both say the same thing of the same matter
conflict    both speak of the same matter and can't both be true
opposed     the actors take opposite positions, or one denies what the other asserts
progress    one is a later state of the matter in the other
compatible  the same matter, different things said, both may be true
unrelated   different matters
"""

FLAGS: tuple[Verdicts, ...] = ("conflict", "opposed")
"""What a reader is warned of, the graver first."""


class Side(NamedTuple):
    """One record with what a judge needs to see around it."""

    record: Claim | Stance | Commitment
    sentence: str
    """The sentence (or the quote, if no article is at hand) with the evidence in it."""
    published: date | None
    publisher: str | None
    in_headline: bool


class Pair(NamedTuple):
    """Two records that may be about one matter, and the blocking rule that thought so."""

    left: Side
    right: Side
    rule: str

    @property
    def key(self) -> tuple[str, str]:
        """The two record ids, in a fixed order."""
        a, b = self.left.record.id, self.right.record.id
        return (a, b) if a <= b else (b, a)


class Verdict(Model):
    """A judge's word on one pair."""

    relation: Verdicts
    """How the two statements relate."""
    subtype: Subtype | None = None
    """What a conflict is about."""
    difference: str = ""
    """What differs or agrees, in one sentence."""
    confidence: float = Field(default=0.5, ge=0, le=1)
    """How sure the judge is."""
