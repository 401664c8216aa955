from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from loopback import ChatServer, Request, Response, answer, failure

import extractor
from extractor import (
    Article,
    ArticleResult,
    Claim,
    EngineError,
    EngineStopped,
    Extractor,
    SettingsError,
    areconcile,
    reconcile,
)

STORY = "Paris will sign the treaty on Monday, Foreign Minister Ann Lee said on Friday."


def test_the_public_names_are_these() -> None:
    assert sorted(extractor.__all__) == sorted(set(extractor.__all__))
    assert set(extractor.__all__) == {
        "Actor", "Article", "ArticleError", "ArticleResult", "Attribution", "Claim", "Columns",
        "Commitment", "CommitmentTimeline", "EngineError", "EngineRefused", "EngineStopped",
        "EngineUnavailable",
        "Evidence", "Extractor", "ExtractorError", "Finding", "LedgerError", "ModelSettings",
        "Options", "Quantity", "Reconciliation", "Record", "Rejection", "RunReport", "RunSettings",
        "SettingsError", "Stance", "Summary", "Tables", "TimeSpan", "Usage", "areconcile",
        "findings_table", "read_articles", "reconcile", "records_from_table", "records_table",
        "reconcile_runs", "run_folder",
    }  # fmt: skip


def test_a_text_gives_records_without_a_key() -> None:
    result = Extractor().extract(STORY)
    claim = next(record for record in result.records if isinstance(record, Claim))
    assert claim.attribution.speaker is not None
    assert claim.attribution.speaker.canonical == "Ann Lee"
    assert STORY[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


async def test_it_can_be_called_where_an_event_loop_runs() -> None:
    assert Extractor().extract(STORY).status == "done"


async def test_a_stream_gives_a_result_for_each_article() -> None:
    articles = [Article.of(f"{STORY} Part {n}.") for n in range(20)]
    found = [result async for result in Extractor().stream(articles, concurrency=3)]
    assert {result.article_id for result in found} == {article.id for article in articles}


async def test_a_stream_takes_no_more_than_it_can_work_on() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield f"{STORY} Part {number}."

    stream = Extractor().stream(endless(), concurrency=4)
    await anext(stream)
    await stream.aclose()
    assert len(taken) <= 5


async def test_a_failed_article_of_a_stream_says_so_and_the_others_go_on() -> None:
    empty: dict[str, list[str]] = {"claims": [], "stances": [], "commitments": []}
    with ChatServer(
        failure(400, "too long", code="context_length_exceeded"), default=answer(empty)
    ) as server:
        engine = Extractor("openai/test-model", base_url=server.url)
        texts = [f"{STORY} Part {n}." for n in range(3)]
        found: list[ArticleResult] = [r async for r in engine.stream(texts, concurrency=1)]
    assert sorted(result.status for result in found) == ["done", "done", "failed"]


def test_an_endpoint_that_refuses_everybody_is_an_error() -> None:
    with ChatServer(default=failure(401, "bad key")) as server:
        engine = Extractor("openai/test-model", base_url=server.url)
        with pytest.raises(EngineStopped):
            engine.extract(STORY)


def test_a_missing_key_is_said_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        Extractor("openai/gpt-5-mini")


def test_a_setting_that_is_wrong_is_said_as_an_error_of_ours() -> None:
    with pytest.raises(SettingsError, match="temperature"):
        Extractor(temperature=5)
    with pytest.raises(SettingsError, match="temprature"):
        reconcile([], temprature=0)


def test_an_article_that_fails_is_named_once() -> None:
    article = Article.of("Der Brand hat zwölf Menschen das Leben gekostet, sagte sie am Tag. " * 4)
    with pytest.raises(EngineError) as caught:
        Extractor().extract(article)
    assert caught.value.article_id == article.id
    assert str(caught.value).count(article.id) == 1


def two_accounts() -> tuple[list[Article], list[extractor.Record]]:
    articles = [
        Article.of("The fire in Arden killed 12 miners on Monday.", publisher="Herald"),
        Article.of("The fire in Arden killed 19 miners on Monday.", publisher="Post"),
    ]
    results = [Extractor().extract(article) for article in articles]
    return articles, [record for result in results for record in result.records]


def test_records_of_two_outlets_are_compared() -> None:
    articles, records = two_accounts()
    (finding,) = reconcile(records, articles).findings
    assert (finding.relation, finding.subtype) == ("contradiction", "number")


async def test_comparing_needs_no_articles() -> None:
    _, records = two_accounts()
    (finding,) = (await areconcile(records)).findings
    assert finding.relation == "contradiction"


def flagging(request: Request) -> Response:
    """For each pair that the two contradict each other."""
    pairs = [line for line in request.user.splitlines() if line.startswith("{")]
    verdict = {"relation": "conflict", "subtype": "number", "difference": "…", "confidence": 1}
    told = {"verdicts": [verdict | {"pair": n + 1} for n in range(len(pairs))]}
    return answer(told, tokens=(8_000, 2_000))(request)


def test_a_ceiling_that_is_reached_leaves_the_findings_so_far() -> None:
    accounts = [
        Article.of(f"The fire in Arden killed {n} miners on Monday.", publisher=f"Paper {n}")
        for n in range(11, 51)
    ]
    records = [r for article in accounts for r in Extractor().extract(article).records]
    with ChatServer(default=flagging, models=["m"]) as server:
        found = reconcile(
            records,
            accounts,
            judge="openai/m",
            base_url=server.url,
            max_tokens=250_000,
            max_output_tokens=2_000,
        )
    assert found.judged > 0 or found.reused > 0
    assert found.left > 0
    assert [finding.relation for finding in found.findings] == ["contradiction"]
