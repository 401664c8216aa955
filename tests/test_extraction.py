"""One article, all the way: drafts become grounded, dated, named records, or rejections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from extractor.drafts import ActorDraft, ClaimDraft, CommitmentDraft, PlacedDraft, StanceDraft
from extractor.drafts import RejectedDraft as Refused
from extractor.engines import Engine, Forecast, Judgement, Reading, Reply
from extractor.errors import EngineError, EngineStopped
from extractor.extraction import extract, read, read_key
from extractor.pairs import Pair
from extractor.records import Article, Claim, Commitment, Span, Stance, TimeSpan
from extractor.results import Usage

TEXT = (
    "Talks go on\n\n"
    "Russian Foreign Minister Sergey Lavrov said on Wednesday that the talks lasted 90 minutes. "
    "“We will send an answer next week,” Lavrov added.\n"
    "The first meeting was held in Geneva on January 10, and another on the following day."
)
ARTICLE = Article.of(TEXT, publisher="Daily", published=date(2022, 1, 21))
LAVROV = ActorDraft(name="Lavrov")


class Scripted:
    """An engine whose reading is given, or that fails as told."""

    name = "test/scripted"
    fingerprint = judge_fingerprint = "1"
    pairs_per_call = 1
    order_matters = False

    def __init__(self, *drafts: PlacedDraft, refused: tuple[Refused, ...] = ()) -> None:
        self.reading = Reading(drafts, refused)
        self.error: Exception | None = None

    def forecast(self, article: Article) -> Forecast:
        return Forecast(Usage(), Usage())

    async def ask(self, article: Article) -> Reply:
        if self.error:
            raise self.error
        return Reply(usage=Usage(requests=1))

    def read(self, article: Article, reply: Reply) -> Reading:
        return self.reading

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        return Judgement(())

    async def check(self) -> None:
        pass

    async def close(self) -> None:
        return None


def placed(
    draft: ClaimDraft | StanceDraft | CommitmentDraft, rule: str | None = None
) -> PlacedDraft:
    return PlacedDraft(draft, Span(0, len(TEXT)), rule)


def claim(quote: str, *, statement: str = "The talks lasted", **fields: Any) -> PlacedDraft:
    return placed(ClaimDraft(quote=quote, statement=statement, **fields))


def only_claim(*drafts: PlacedDraft, article: Article = ARTICLE) -> Claim:
    (record,) = read(article, Scripted(*drafts), Reply()).records
    assert isinstance(record, Claim)
    return record


def when(quote: str, expression: str, article: Article = ARTICLE, **fields: Any) -> TimeSpan | None:
    return only_claim(claim(quote, when=expression, **fields), article=article).when


async def test_a_reply_becomes_records_with_what_they_took() -> None:
    engine: Engine = Scripted(claim("the talks lasted 90 minutes", speaker=LAVROV))
    result = await extract(ARTICLE, engine)
    (record,) = result.records
    assert (result.status, result.error, result.usage.requests) == ("done", None, 1)
    assert record.evidence.quote == TEXT[record.evidence.start : record.evidence.end]
    assert record.engine == "test/scripted"


async def test_an_engine_error_is_a_failed_article() -> None:
    engine = Scripted()
    engine.error = EngineError("no usable answer", article_id=ARTICLE.id)
    result = await extract(ARTICLE, engine)
    assert (result.status, result.records) == ("failed", ())
    assert "no usable answer" in (result.error or "")


async def test_a_failed_article_says_what_it_took() -> None:
    engine = Scripted()
    engine.error = EngineError("no usable answer")
    engine.error.usage = Usage(requests=2, output_tokens=7)
    assert (await extract(ARTICLE, engine)).usage == Usage(requests=2, output_tokens=7)


async def test_a_stopped_engine_stops_the_caller() -> None:
    engine = Scripted()
    engine.error = EngineStopped("no quota")
    with pytest.raises(EngineStopped):
        await extract(ARTICLE, engine)


def test_no_drafts_is_done_with_no_records() -> None:
    result = read(ARTICLE, Scripted(), Reply())
    assert (result.status, result.records, result.rejected) == ("done", (), ())


def test_a_quote_that_the_article_lacks_is_rejected_and_its_siblings_kept() -> None:
    engine = Scripted(claim("the talks lasted 60 minutes"), claim("the talks lasted 90 minutes"))
    result = read(ARTICLE, engine, Reply())
    (rejection,) = result.rejected
    assert len(result.records) == 1
    assert (rejection.reason, rejection.kind) == ("not_grounded", "claim")
    assert "60 minutes" in rejection.detail
    assert rejection.draft["quote"] == "the talks lasted 60 minutes"


def test_a_quote_outside_its_window_is_rejected_for_that() -> None:
    draft = claim("the talks lasted 90 minutes")._replace(window=Span(0, 20))
    (rejection,) = read(ARTICLE, Scripted(draft), Reply()).rejected
    assert "outside" in rejection.detail


def test_an_invalid_item_is_kept_as_a_rejection() -> None:
    refused = Refused("claim", "statement: field required", {"quote": "x"})
    (rejection,) = read(ARTICLE, Scripted(refused=(refused,)), Reply()).rejected
    assert (rejection.reason, rejection.draft) == ("invalid", {"quote": "x"})


def test_the_same_record_twice_is_one_and_a_rejection() -> None:
    first = claim("the talks lasted 90 minutes", speaker=LAVROV)
    second = claim("The talks lasted 90 minutes", speaker=ActorDraft(name="Sergey Lavrov"))
    result = read(ARTICLE, Scripted(first, second), Reply())
    assert len(result.records) == 1
    assert [item.reason for item in result.rejected] == ["duplicate"]


def test_two_statements_in_one_span_are_two_records() -> None:
    quote = "the talks lasted 90 minutes"
    engine = Scripted(claim(quote), claim(quote, statement="There were talks"))
    assert len({record.id for record in read(ARTICLE, engine, Reply()).records}) == 2


def test_records_follow_the_text_and_not_the_answer() -> None:
    engine = Scripted(claim("The first meeting"), claim("Talks go on"))
    starts = [record.evidence.start for record in read(ARTICLE, engine, Reply()).records]
    assert starts == sorted(starts)


def test_ids_are_the_same_each_time_and_differ_between_articles() -> None:
    draft = claim("Talks go on")
    other = Article.of(TEXT, publisher="Weekly")
    assert only_claim(draft).id == only_claim(draft).id
    assert only_claim(draft).id != only_claim(draft, article=other).id


def test_the_attribution_chain_is_kept_and_named() -> None:
    speaker, via = ActorDraft(name="a diplomat", anonymous=True), ActorDraft(name="Moscow")
    said = only_claim(claim("Talks go on", speaker=speaker, via=(via,), speech="indirect"))
    assert said.attribution.publisher == "Daily"
    assert said.attribution.speaker is not None
    assert said.attribution.speaker.anonymous
    assert [actor.canonical for actor in said.attribution.via] == ["Russia"]


def test_without_a_speaker_the_voice_is_the_outlets() -> None:
    assert only_claim(claim("Talks go on", speech="direct")).attribution.speech == "own_voice"


def test_with_a_speaker_the_voice_is_never_the_outlets() -> None:
    reported = claim("the talks lasted 90 minutes", speaker=LAVROV)
    quoted = claim("We will send an answer next week", speaker=LAVROV)
    assert only_claim(reported).attribution.speech == "indirect"
    assert only_claim(quoted).attribution.speech == "direct"


def test_a_saying_is_dated_by_the_article() -> None:
    said = only_claim(claim("the talks lasted 90 minutes", said_on="on Wednesday"))
    assert said.said_on == date(2022, 1, 19)


@pytest.mark.parametrize("said_on", [None, "on Thursday"])
def test_else_a_saying_is_dated_by_publication(said_on: str | None) -> None:
    assert only_claim(claim("Talks go on", said_on=said_on)).said_on == date(2022, 1, 21)


def test_a_saying_dated_by_more_than_a_day_has_no_day() -> None:
    assert only_claim(claim("Talks go on", said_on="next week")).said_on is None


def test_a_relative_time_counts_from_the_saying() -> None:
    span = when("We will send an answer next week", "next week", said_on="on Wednesday")
    assert span is not None
    assert (span.start, span.end) == (date(2022, 1, 24), date(2022, 1, 30))
    assert (span.anchor, span.basis) == (date(2022, 1, 19), "relative")


def test_without_a_publication_date_next_week_stays_unresolved() -> None:
    undated = Article.of(TEXT)
    span = when("We will send an answer next week", "next week", undated)
    assert span is not None
    assert (span.start, span.end, span.basis) == (None, None, "unresolved")


def test_a_time_that_the_article_does_not_give_is_left_out() -> None:
    assert when("We will send an answer next week", "January 28, 2022") is None


def test_a_time_is_kept_as_the_article_writes_it() -> None:
    span = when("We will send an answer next week", "Next  Week")
    assert span is not None
    assert span.text == "next week"


def test_the_following_day_follows_the_day_named_before_it() -> None:
    span = when("another on the following day", "the following day")
    assert span is not None
    assert (span.start, span.anchor) == (date(2022, 1, 11), date(2022, 1, 10))


def test_the_figures_of_a_claim_are_read_from_its_evidence() -> None:
    (quantity,) = only_claim(claim("the talks lasted 90 minutes")).quantities
    assert (quantity.value, quantity.text) == (90, "90 minutes")


def test_a_stance_has_its_holder_named() -> None:
    draft = StanceDraft(quote="Talks go on", holder=LAVROV, target="talks", position="support")
    (record,) = read(ARTICLE, Scripted(placed(draft, "a-rule")), Reply()).records
    assert isinstance(record, Stance)
    assert (record.holder.canonical, record.rule) == ("Sergey Lavrov", "a-rule")


def test_a_commitment_has_a_deadline_ahead() -> None:
    draft = CommitmentDraft(
        quote="We will send an answer next week",
        actor=LAVROV,
        action="send an answer",
        type="promise",
        deadline="next week",
        counterparty=ActorDraft(name="Washington"),
    )
    (record,) = read(ARTICLE, Scripted(placed(draft)), Reply()).records
    assert isinstance(record, Commitment)
    assert record.deadline is not None
    assert record.deadline.start == date(2022, 1, 24)
    assert record.counterparty is not None
    assert record.counterparty.canonical == "United States"


def test_the_read_key_is_a_hash_of_code_that_is_there() -> None:
    assert read_key() == read_key()
    assert read_key().startswith("read-")
