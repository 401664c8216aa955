"""The words of the report: numbers, dates, actors and relations as a reader expects them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from extractor.lexicons.months import MONTHS
from extractor.phrasing import enumeration, period
from extractor.records import (
    Attribution,
    Claim,
    Happening,
    Kind,
    Modality,
    Position,
    Reason,
    Relation,
    Scope,
    Speech,
    Subtype,
    TimeSpan,
)


class Noun(NamedTuple):
    """A noun in its singular and its plural."""

    one: str
    many: str


class Fact(NamedTuple):
    """A detail with its label."""

    label: str
    text: str


class Link(NamedTuple):
    """A finding, to be led to."""

    anchor: str
    text: str
    relation: Relation


class RelationWords(NamedTuple):
    """How a relation is called, what it means, and how its sides are headed."""

    noun: Noun
    meaning: str
    left: str
    right: str

    def headings(self, number: int) -> list[str]:
        """What to call each of so many sides, the first by itself."""
        return [self.left, *[self.right] * (number - 1)]


RELATIONS: dict[Relation, RelationWords] = {
    "contradiction": RelationWords(
        Noun("contradiction", "contradictions"),
        "Two assertions that can’t both be true of the same thing at the same time.",
        "One account",
        "Another account",
    ),
    "dispute": RelationWords(
        Noun("dispute", "disputes"),
        "Actors take opposite positions, or one denies what another asserts. "
        "Each account may be right about who said what.",
        "One position",
        "The opposite position",
    ),
    "reversal": RelationWords(
        Noun("reversal", "reversals"),
        "An actor’s later stance or commitment goes against an earlier one.",
        "Earlier",
        "Later",
    ),
    "update": RelationWords(
        Noun("update", "updates"),
        "Later information replaces earlier. Both were true on their day.",
        "Earlier",
        "Later",
    ),
    "commitment_outcome": RelationWords(
        Noun("commitment outcome", "commitment outcomes"),
        "A later record, or silence after its deadline, shows what became of a commitment.",
        "The commitment",
        "What came of it",
    ),
    "corroboration": RelationWords(
        Noun("corroboration", "corroborations"),
        "Independent sources agree. Copies of one wire story count as one source.",
        "One source",
        "Another source",
    ),
}

KINDS: dict[Kind, Noun] = {
    "claim": Noun("claim", "claims"),
    "stance": Noun("stance", "stances"),
    "commitment": Noun("commitment", "commitments"),
}

SCOPES: dict[Scope, str] = {
    "within_article": "within one article",
    "between_articles": "between articles",
}

SPEECHES: dict[Speech, str | None] = {
    "direct": "quoted",
    "indirect": "reported",
    "own_voice": None,
}
"""How the words came into the article; of the outlet's own voice `channel` speaks."""

MODALITIES: dict[Modality, str | None] = {
    "asserted": None,
    "expected": "an expectation",
    "possible": "a possibility",
    "conditional": "a conditional statement",
    "hoped": "a hope",
}
"""What is said of a claim's firmness; nothing where it is plainly asserted."""

POSITIONS: dict[Position, str] = {
    "support": "supports",
    "oppose": "opposes",
    "neutral": "neutral on",
    "mixed": "divided on",
}

POSITION_WORDS: dict[Position, str] = {
    "support": "for",
    "oppose": "against",
    "neutral": "neutral",
    "mixed": "divided",
}
"""A position where its holder and its target are named beside it."""

SUBTYPES: dict[Subtype, str] = {
    "number": "about a figure",
    "date": "about a date",
    "place": "about a place",
    "actor": "about the actor",
    "negation": "about whether it is so",
    "attribution": "about who said it",
    "other": "",
    "kept": "kept",
    "broken": "broken",
    "renewed": "renewed",
    "lapsed": "lapsed",
}
"""What a contradiction is about, and how a commitment came out."""

HAPPENINGS: dict[Happening, str] = {
    "made": "given",
    "restated": "reported again",
    "renewed": "renewed",
    "kept": "kept",
    "broken": "broken",
    "reversed": "reversed",
    "lapsed": "lapsed",
}
"""What happened to a commitment."""

CLAIMS = KINDS["claim"]

UNNAMED_OUTLET = "outlet not named"

REASONS: dict[Reason, str] = {
    "invalid": "not a valid record",
    "not_grounded": "quote not found in the article",
    "duplicate": "said already by another record",
}


def count(number: int, noun: Noun) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{number:,} {noun.one if number == 1 else noun.many}"


def short_day(when: date) -> str:
    """`22 Jan`: for an axis, whose caption says the years."""
    return f"{when.day} {MONTHS[when.month - 1][:3].capitalize()}"


def shortened(text: str, most: int) -> str:
    """`text` with single spaces, cut at a word with an ellipsis where it is longer than `most`."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    head = words[: most - 1]
    return (head.rsplit(" ", 1)[0] or head) + "…"


def time_span(span: TimeSpan) -> str:
    """The words of the article, and the days that they mean."""
    return f"“{span.text}”: {period(span.start, span.end) or 'date not resolved'}"


def speaker(said: Attribution) -> str:
    """Whose words these are; the article's own spelling stands in the sentence beside it."""
    return said.speaker.canonical if said.speaker else said.publisher or "The outlet"


def channel(said: Attribution) -> str:
    """The rest of the attribution: office, who passed the words on, and where they appeared."""
    if said.speaker is None:
        passed_on = [f"via {who.canonical}" for who in said.via]
        return ", ".join([*passed_on, "in its own voice"])
    role = said.speaker.role or ""
    parts = [role] if role and role.casefold() != said.speaker.canonical.casefold() else []
    parts += ["not named"] if said.speaker.anonymous else []
    parts += [f"via {who.canonical}" for who in said.via]
    parts += [f"in {said.publisher}"] if said.publisher else []
    return ", ".join(parts)


def manner(claim: Claim) -> str:
    """How a claim is put forward, where it is more or less than an assertion."""
    manners = [MODALITIES[claim.modality], "a denial" if claim.negated else None]
    return enumeration([words for words in manners if words])
