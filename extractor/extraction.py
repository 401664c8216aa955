"""One article, all the way: asked about, read, grounded, dated, named."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from extractor import quantities, times
from extractor.actors import Cast
from extractor.drafts import (
    ActorDraft,
    AnyDraft,
    ClaimDraft,
    CommitmentDraft,
    PlacedDraft,
    StanceDraft,
)
from extractor.engines import Engine, Reply
from extractor.errors import EngineError, shorten
from extractor.grounding import ground
from extractor.identity import content_id, source_digest
from extractor.passages import sentence_around
from extractor.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Commitment,
    Evidence,
    Reason,
    Record,
    Rejection,
    Span,
    Speech,
    Stance,
    TimeSpan,
)
from extractor.results import ArticleResult

_OPENING_QUOTES = '"“„«‘'

_SHAPES_READING = (
    "records.py",
    "drafts.py",
    "identity.py",
    "passages.py",
    "quantities",
    "grounding",
    "extraction.py",
    "times",
    "actors",
    "lexicons",
    "engines",
)


def read_key() -> str:
    """A hash of the code and word lists that turn a reply into records."""
    return content_id("read", source_digest(_SHAPES_READING))


async def extract(article: Article, engine: Engine) -> ArticleResult:
    """Ask `engine` about `article` and read its reply.

    An EngineError becomes a result with status `failed`; EngineStopped goes through, since no
    other article would fare better.
    """
    try:
        reply = await engine.ask(article)
        return read(article, engine, reply)
    except EngineError as error:
        return ArticleResult(
            article_id=article.id,
            status="failed",
            usage=error.usage,
            error=str(error),
            failure=error.kind,
        )


def read(article: Article, engine: Engine, reply: Reply) -> ArticleResult:
    """The records in a reply, in the order of the text. Pure, free of cost, deterministic."""
    reading = engine.read(article, reply)
    reader = _Reader(article, engine.name)
    rejected = [
        reader.rejection(item.kind, item.draft, "invalid", item.detail) for item in reading.rejected
    ]
    records: dict[str, Record] = {}
    for placed in reading.drafts:
        outcome = reader.read(placed)
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
        elif outcome.id in records:
            rejected.append(
                reader.refused(placed.draft, "duplicate", f"says what {outcome.id} does")
            )
        else:
            records[outcome.id] = outcome
    ordered = sorted(records.values(), key=lambda r: (r.evidence.start, r.evidence.end, r.id))
    return ArticleResult(
        article_id=article.id,
        status="done",
        records=tuple(ordered),
        rejected=tuple(rejected),
        usage=reply.usage,
    )


class _Common(NamedTuple):
    """What drafts of all kinds have, read."""

    evidence: Evidence
    attribution: Attribution
    said_on: date | None


class _Reader:
    """Turns the drafts of one article into records."""

    def __init__(self, article: Article, engine: str) -> None:
        self._article = article
        self._engine = engine
        self._cast = Cast(article)
        self._own_voice = Attribution(
            speaker=None, via=(), publisher=article.publisher, speech="own_voice"
        )

    def read(self, placed: PlacedDraft) -> Record | Rejection:
        """The record, or why there is none."""
        draft = placed.draft
        evidence = ground(self._article.text, draft.quote, placed.window)
        if evidence is None:
            return self.refused(draft, "not_grounded", self._why_not(draft.quote))
        common = _Common(evidence, self._attribution(draft, evidence), self._said_on(draft))
        if isinstance(draft, ClaimDraft):
            return self._claim(draft, common, placed.rule)
        if isinstance(draft, StanceDraft):
            return self._stance(draft, common, placed.rule)
        return self._commitment(draft, common, placed.rule)

    def refused(self, draft: AnyDraft, reason: Reason, detail: str) -> Rejection:
        """A valid draft that does not become a record."""
        return self.rejection(draft.kind, draft.model_dump(mode="json"), reason, detail)

    def rejection(self, kind: str, draft: dict[str, Any], reason: Reason, detail: str) -> Rejection:
        """What an engine answered in vain."""
        return Rejection(
            article_id=self._article.id,
            kind=kind,
            reason=reason,
            detail=detail,
            draft=draft,
            engine=self._engine,
        )

    def _why_not(self, quote: str) -> str:
        if ground(self._article.text, quote):
            return f"the quote stands outside the part that was asked about: {shorten(quote)}"
        return (
            "the article does not have these words, white space, typographic marks and letter "
            f"case set aside: {shorten(quote)}"
        )

    def _claim(self, draft: ClaimDraft, common: _Common, rule: str | None) -> Claim:
        statement = _line(draft.statement)
        ahead = draft.modality in ("expected", "hoped")
        return Claim(
            id=self._id("claim", common, statement),
            **self._base(common, rule),
            statement=statement,
            modality=draft.modality,
            negated=draft.negated,
            when=self._time(draft.when, common, past=False if ahead else None),
            quantities=tuple(quantities.find(common.evidence.quote)),
            topic=_line_or_none(draft.topic),
        )

    def _stance(self, draft: StanceDraft, common: _Common, rule: str | None) -> Stance:
        holder, target = self._cast.actor(draft.holder), _line(draft.target)
        return Stance(
            id=self._id("stance", common, holder.canonical, target, draft.position),
            **self._base(common, rule),
            holder=holder,
            target=target,
            position=draft.position,
            reason=_line_or_none(draft.reason),
        )

    def _commitment(self, draft: CommitmentDraft, common: _Common, rule: str | None) -> Commitment:
        actor, action = self._cast.actor(draft.actor), _line(draft.action)
        return Commitment(
            id=self._id("commitment", common, actor.canonical, action, draft.type),
            **self._base(common, rule),
            actor=actor,
            action=action,
            type=draft.type,
            counterparty=self._actor(draft.counterparty),
            deadline=self._time(draft.deadline, common, past=False),
            condition=_line_or_none(draft.condition),
            firmness=draft.firmness,
        )

    def _base(self, common: _Common, rule: str | None) -> dict[str, Any]:
        return {
            "article_id": self._article.id,
            "evidence": common.evidence,
            "attribution": common.attribution,
            "said_on": common.said_on,
            "engine": self._engine,
            "rule": rule,
        }

    def _id(self, kind: str, common: _Common, *says: str) -> str:
        """From what is said, where, and by whom; the same whatever a run calls the speaker."""
        speaker = common.attribution.speaker
        where = (self._article.id, common.evidence.start, common.evidence.end)
        said = [part.casefold() for part in says]
        return content_id(kind, *where, speaker.canonical if speaker else None, *said)

    def _actor(self, draft: ActorDraft | None) -> Actor | None:
        return self._cast.actor(draft) if draft else None

    def _attribution(self, draft: AnyDraft, evidence: Evidence) -> Attribution:
        if draft.speaker is None and not draft.via:
            return self._own_voice
        return Attribution(
            speaker=self._actor(draft.speaker),
            via=tuple(self._cast.actor(actor) for actor in draft.via),
            publisher=self._article.publisher,
            speech=self._speech(draft, evidence),
        )

    def _speech(self, draft: AnyDraft, evidence: Evidence) -> Speech:
        """As drafted, unless that contradicts that there is a speaker."""
        if draft.speech != "own_voice":
            return draft.speech
        before = self._article.text[max(0, evidence.start - 1) : evidence.start]
        return "direct" if before and before in _OPENING_QUOTES else "indirect"

    def _said_on(self, draft: AnyDraft) -> date | None:
        """The day that the article names, or else that of publication; null for a vaguer time."""
        published = self._article.published
        words = self._written(draft.said_on) if draft.said_on else None
        if words is None:
            return published
        said = self._resolved(words, published, past=True)
        if said.basis == "unresolved":
            return published
        return said.start if said.start == said.end else None

    def _time(self, expression: str | None, common: _Common, past: bool | None) -> TimeSpan | None:
        """The days that an expression means, counted from the day of the saying.

        Null where the article does not have the expression: a date that the article does not
        give is not taken from an engine either.
        """
        words = self._written(expression, common.evidence) if expression else None
        if words is None:
            return None
        return self._resolved(words, common.said_on or self._article.published, past=past)

    def _written(self, expression: str, near: Evidence | None = None) -> Evidence | None:
        """Where the article has the expression: in the evidence, beside it, or anywhere."""
        text = self._article.text
        if near and (found := ground(text, expression, Span(near.start, near.end))):
            return found
        if near:
            sentence = sentence_around(text, near.start, near.end)
            if found := ground(text, expression, sentence):
                return found
        return ground(text, expression)

    def _resolved(self, words: Evidence, anchor: date | None, *, past: bool | None) -> TimeSpan:
        return times.resolve_at(
            self._article.text,
            Span(words.start, words.end),
            anchor=anchor,
            published=self._article.published,
            past=past,
        )


def _line(words: str) -> str:
    return " ".join(words.split())


def _line_or_none(words: str | None) -> str | None:
    return _line(words or "") or None
