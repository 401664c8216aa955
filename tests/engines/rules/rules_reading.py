"""What the tests of the embedded engine share: a text in, drafts out."""

from __future__ import annotations

from extractor.drafts import ClaimDraft, CommitmentDraft, PlacedDraft, StanceDraft
from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.records import Article


def placed(text: str) -> tuple[PlacedDraft, ...]:
    return RulesEngine().read(Article.of(text), Reply()).drafts


def claims(text: str) -> list[ClaimDraft]:
    return [p.draft for p in placed(text) if isinstance(p.draft, ClaimDraft)]


def stances(text: str) -> list[StanceDraft]:
    return [p.draft for p in placed(text) if isinstance(p.draft, StanceDraft)]


def commitments(text: str) -> list[CommitmentDraft]:
    return [p.draft for p in placed(text) if isinstance(p.draft, CommitmentDraft)]


def said(text: str) -> list[tuple[str | None, str]]:
    """Who says what, in the order of the text."""
    return [(claim.speaker.name if claim.speaker else None, claim.quote) for claim in claims(text)]
