"""What an engine answers about an article, before it is grounded, dated and named.

A language model fills these models through its provider's structured output, so the
docstrings under the fields are part of what it reads. Time expressions are copied as the
article writes them; code turns them into dates.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from extractor.records import ActorType, CommitmentType, Firmness, Modality, Position, Span, Speech


class DraftModel(BaseModel):
    """Unknown fields are ignored: a model that adds one costs nobody anything."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", use_attribute_docstrings=True, str_strip_whitespace=True
    )


class ActorDraft(DraftModel):
    """A person, body, state or group."""

    name: str = Field(min_length=1)
    """The mention that names the actor best, copied from the article, without the office ("Ilse Brandt", not "she")."""
    canonical: str | None = None
    """The full usual name, if the article's mention is short or stands for something else ("Paris" speaking is "France")."""
    type: ActorType = "person"
    """person, organization, state or group."""
    role: str | None = None
    """Office or function as the article gives it."""
    anonymous: bool = False
    """True if the article does not name the source ("a senior official")."""


class Draft(DraftModel):
    """What every answer has."""

    quote: str = Field(min_length=1)
    """The words of the article that carry this, copied character for character: one unbroken passage, without the "he said"."""
    speaker: ActorDraft | None = None
    """Whose words these are; null where the outlet speaks in its own voice."""
    via: tuple[ActorDraft, ...] = ()
    """Who passed the words on between the speaker and the outlet, nearest to the speaker first (a newspaper that quotes an official)."""
    speech: Speech = "own_voice"
    """direct: inside quotation marks. indirect: reported. own_voice: the outlet itself."""
    said_on: str | None = None
    """When it was said, as the article writes it ("on Wednesday"); null if the article does not say."""


class ClaimDraft(Draft):
    """Somebody says that something is, was or will be so."""

    kind: Literal["claim"] = "claim"
    statement: str = Field(min_length=1)
    """What is claimed, in one sentence that is understood without the article: names instead of pronouns."""
    modality: Modality = "asserted"
    """asserted, expected, possible, conditional or hoped."""
    negated: bool = False
    """True if the claim is that something is not so."""
    when: str | None = None
    """The time that the claim speaks of, copied as the article writes it; null if none."""
    topic: str | None = None
    """What it is about, in two to five words."""


class StanceDraft(Draft):
    """An actor is for or against something."""

    kind: Literal["stance"] = "stance"
    holder: ActorDraft
    """Whose position it is; often the speaker."""
    target: str = Field(min_length=1)
    """What the position is towards, as a noun phrase understood without the article."""
    position: Position
    """support, oppose, neutral or mixed."""
    reason: str | None = None
    """The reason that the article gives; null if none."""


class CommitmentDraft(Draft):
    """An actor binds itself to do something, or not to."""

    kind: Literal["commitment"] = "commitment"
    actor: ActorDraft
    """Who is bound."""
    action: str = Field(min_length=1)
    """What is to be done, as a verb phrase understood without the article."""
    type: CommitmentType
    """promise, agreement, plan, refusal or threat."""
    counterparty: ActorDraft | None = None
    """To whom it is given; null if nobody is named."""
    deadline: str | None = None
    """By when, copied as the article writes it; null if none."""
    condition: str | None = None
    """On what it depends; null if nothing."""
    firmness: Firmness = "firm"
    """hedged if the words leave a way out ("I hope", "may"), else firm."""


AnyDraft = ClaimDraft | StanceDraft | CommitmentDraft


class PlacedDraft(NamedTuple):
    """A draft, the part of the article where its quote must lie, and the rule that made it."""

    draft: AnyDraft
    window: Span
    rule: str | None = None


class RejectedDraft(NamedTuple):
    """An item of an answer that is not a valid draft."""

    kind: str
    detail: str
    draft: dict[str, Any]
