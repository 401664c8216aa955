"""What extractor produces: the records, as frozen Pydantic models.

Their JSON Schemas are published in `schemas/`. Field names are a contract with users.
Dates are ISO 8601 calendar dates; offsets are Unicode code points into `Article.text`,
end exclusive. Ids are content hashes: the same input gives the same ids everywhere.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.identity import content_id

Kind = Literal["claim", "stance", "commitment"]
Match = Literal["exact", "whitespace", "typography", "case"]
ActorType = Literal["person", "organization", "state", "group"]
Speech = Literal["direct", "indirect", "own_voice"]
Basis = Literal["absolute", "relative", "unresolved"]
Modality = Literal["asserted", "expected", "possible", "conditional", "hoped"]
Position = Literal["support", "oppose", "neutral", "mixed"]
CommitmentType = Literal["promise", "agreement", "plan", "refusal", "threat"]
Firmness = Literal["firm", "hedged"]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]
Relation = Literal[
    "contradiction", "dispute", "reversal", "update", "commitment_outcome", "corroboration"
]
Subtype = Literal[
    "number", "date", "place", "actor", "negation", "attribution", "other",
    "kept", "broken", "renewed", "lapsed",
]  # fmt: skip
Happening = Literal["made", "restated", "renewed", "kept", "broken", "reversed", "lapsed"]
CommitmentStatus = Literal["open", "kept", "broken", "renewed", "reversed", "lapsed"]
Scope = Literal["within_article", "between_articles"]
Status = Literal["done", "failed", "skipped"]
Reason = Literal["invalid", "not_grounded", "duplicate"]


class Span(NamedTuple):
    """A half-open range of code points, [start, end)."""

    start: int
    end: int


class Model(BaseModel):
    """Frozen, closed to unknown fields, documented by the docstrings under its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Article(Model):
    """One news article as it was read: cleaned once, never changed after."""

    id: str
    """Content hash of the text and of who published it when; independent of the path."""
    ref: str
    """The user's own id for it, else the path (and line) it came from."""
    title: str | None = None
    """The headline. It is also the first paragraph of `text` where the source shows it."""
    text: str
    """All that a reader reads, headline first, boilerplate removed. Offsets index this."""
    publisher: str | None = None
    """The outlet that published it."""
    url: str | None = None
    """Where it was published."""
    published: date | None = None
    """The day it was published; null if the article does not say."""
    language: str | None = None
    """ISO 639-1 code, where known."""
    metadata: dict[str, Any] = Field(default_factory=dict)
    """Whatever else came with the article."""

    @classmethod
    def of(cls, text: str, *, ref: str | None = None, **fields: Any) -> Article:
        """An article with its id computed; `ref` defaults to the id."""
        about = [str(fields.get(k) or "") for k in ("title", "publisher", "published", "url")]
        identity = content_id("article", text, *about)
        return cls(id=identity, ref=ref or identity, text=text, **fields)


class Evidence(Model):
    """A verbatim span of the article: `article.text[start:end] == quote`."""

    quote: str
    """The words as the article has them."""
    start: int = Field(ge=0)
    """Offset of the first code point."""
    end: int = Field(gt=0)
    """Offset after the last code point."""
    match: Match = "exact"
    """What had to be forgiven to find it; never a word, a figure or a negation."""


class Actor(Model):
    """A person, body, state or group that speaks, holds a position or commits itself."""

    name: str
    """As the article writes it."""
    canonical: str
    """The name that all mentions of this actor in a run share."""
    type: ActorType = "person"
    """What sort of actor it is."""
    role: str | None = None
    """Office or function given by the article."""
    anonymous: bool = False
    """True for a source that the article does not name."""
    speaks_for: str | None = None
    """Canonical name of the state or body whose office it holds or for which it speaks, where the
    article tells; for a ministry its state."""


class Attribution(Model):
    """Who said it, through whom, and in which outlet."""

    speaker: Actor | None = None
    """Whose words these are; null is the outlet's own voice."""
    via: tuple[Actor, ...] = ()
    """Who passed them on between speaker and outlet, nearest to the speaker first."""
    publisher: str | None = None
    """The outlet whose article this is."""
    speech: Speech
    """Quoted words, reported words, or the outlet's own."""


class TimeSpan(Model):
    """A time expression and the days it means."""

    text: str
    """As written."""
    start: date | None = None
    """First day, inclusive; null if open or unresolved."""
    end: date | None = None
    """Last day, inclusive; null if open or unresolved."""
    anchor: date | None = None
    """The date that a relative expression was counted from."""
    basis: Basis
    """Whether it stands alone, was counted from the anchor, or could not be resolved."""


class Quantity(Model):
    """A figure with its unit, comparable across ways of writing it."""

    text: str
    """As written, with its unit and its "at least" or "about"."""
    value: float
    """In the base unit of its kind (minutes for durations, percent points for shares, …)."""
    high: float | None = None
    """Upper end, for a range."""
    unit: str | None = None
    """Base unit, or the noun that is counted."""
    bound: Bound = "exact"
    """How the figure limits the true value."""


class RecordBase(Model):
    """What every record has."""

    id: str
    """Content hash of what the record says and of where."""
    article_id: str
    """The article it was found in."""
    evidence: Evidence
    """The words that carry it."""
    attribution: Attribution
    """Who said it."""
    said_on: date | None = None
    """The day it was said, as far as the article tells; else the day of publication."""
    engine: str
    """The engine that found it: `rules`, or PROVIDER/MODEL."""
    rule: str | None = None
    """The rule of the embedded engine that found it; null for a model."""


class Claim(RecordBase):
    """Somebody says that something is, was or will be so."""

    kind: Literal["claim"] = "claim"
    """Always `claim`."""
    statement: str
    """What is claimed, understood without the article."""
    modality: Modality = "asserted"
    """How firmly it is put forward."""
    negated: bool = False
    """True where the claim is that something is not so."""
    when: TimeSpan | None = None
    """The time that the claim speaks of."""
    quantities: tuple[Quantity, ...] = ()
    """The figures in the evidence."""
    topic: str | None = None
    """What it is about, in a few words."""


class Stance(RecordBase):
    """An actor is for or against something."""

    kind: Literal["stance"] = "stance"
    """Always `stance`."""
    holder: Actor
    """Whose position it is."""
    target: str
    """What it is towards."""
    position: Position
    """For, against, neither, or both."""
    reason: str | None = None
    """The reason that the article gives."""


class Commitment(RecordBase):
    """An actor binds itself to do something, or not to."""

    kind: Literal["commitment"] = "commitment"
    """Always `commitment`."""
    actor: Actor
    """Who is bound."""
    action: str
    """What is to be done."""
    type: CommitmentType
    """What sort of commitment."""
    counterparty: Actor | None = None
    """To whom it is given."""
    deadline: TimeSpan | None = None
    """By when."""
    condition: str | None = None
    """On what it depends."""
    firmness: Firmness = "firm"
    """Hedged where the words leave a way out ("I hope", "may")."""


Record = Annotated[Claim | Stance | Commitment, Field(discriminator="kind")]


class Finding(Model):
    """How records of one matter relate, across sources and time."""

    id: str
    """Content hash of the relation and the records on its sides."""
    relation: Relation
    """What they are to each other."""
    subtype: Subtype | None = None
    """What a contradiction is about, or how a commitment came out."""
    left: tuple[str, ...]
    """Record ids of the first side: the earliest, where time matters, else the best supported."""
    right: tuple[str, ...]
    """Record ids of all other sides; empty for a commitment that lapsed."""
    sides: tuple[tuple[str, ...], ...] = ()
    """Record ids of each account, position or source, `left` first; those after it make `right`."""
    explanation: str
    """One sentence that names the difference, or what agrees."""
    confidence: float = Field(ge=0, le=1)
    """The judge's confidence."""
    scope: Scope
    """Whether one article is enough to see it."""
    judge: str
    """The engine that judged."""

    @model_validator(mode="before")
    @classmethod
    def _two_sides(cls, given: Any) -> Any:
        """Findings of earlier versions name two sides alone."""
        if not isinstance(given, dict) or given.get("sides"):
            return given
        halves = (given.get("left"), given.get("right"))
        return given | {"sides": [half for half in halves if half]}


class CommitmentEvent(Model):
    """Something that happened to a commitment."""

    day: date | None
    """When it was told; of a lapse, the last day of the deadline. Null for an undated article."""
    what: Happening
    """`restated`: in another report of the same statement; `renewed`: said again, or for another
    day; `reversed`: a contrary commitment was made."""
    record_id: str | None
    """The record that tells of it; null for a lapse, of which nothing tells."""
    late: bool = False
    """True for what was kept after its deadline, by the day that is told, else by the report's."""


class CommitmentTimeline(Model):
    """One commitment from the day it was made to what came of it."""

    id: str
    """Content hash of the records that state it."""
    actor: Actor
    """Who is bound."""
    action: str
    """What is to be done, in the words of the first statement."""
    type: CommitmentType
    """What sort of commitment, by the first statement."""
    deadline: TimeSpan | None
    """By when, as it was stated last."""
    statements: tuple[str, ...]
    """Ids of the commitments that state it: the first one, other reports of it, and renewals."""
    events: tuple[CommitmentEvent, ...]
    """What happened, in the order of time; the undated last."""
    status: CommitmentStatus
    """What came of it last; `open` where nothing is known."""


class Rejection(Model):
    """Something an engine answered that did not become a record. Kept, never counted."""

    article_id: str
    """The article it was about."""
    kind: str
    """What it was meant to be."""
    reason: Reason
    """Why it is not a record."""
    detail: str
    """What exactly was wrong."""
    draft: dict[str, Any]
    """The answer as it was given."""
    engine: str
    """Who gave it."""


def subject(record: Claim | Stance | Commitment) -> Actor | None:
    """The person or body that a record is about: speaker, holder or actor."""
    if isinstance(record, Stance):
        return record.holder
    if isinstance(record, Commitment):
        return record.actor
    return record.attribution.speaker
