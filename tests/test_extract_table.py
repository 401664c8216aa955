"""Tables of articles in, tables of records out, and tables of records compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from commands import EMPTY, slowly
from loopback import ChatServer, Request, Response, answer, failure

from extractor import (
    Article,
    EngineStopped,
    Extractor,
    ExtractorError,
    SettingsError,
    areconcile,
    reconcile,
    records_from_table,
)

ROWS: dict[str, list[Any]] = {
    "story": [
        "The fire in Arden killed 12 miners on Monday, Mayor Ann Lee said.",
        None,
        "The fire in Arden killed 19 miners on Monday.",
    ],
    "outlet": ["Herald", "Gazette", "Post"],
    "when": [date(2022, 1, 18)] * 3,
}
NAMED: dict[str, Any] = {"text_column": "story", "published_column": "when"}


def test_a_data_frame_gives_data_frames() -> None:
    found = Extractor().extract_table(pd.DataFrame(ROWS), **NAMED)
    assert isinstance(found.records, pd.DataFrame)
    assert isinstance(found.articles, pd.DataFrame)
    assert list(found.records.attribution_publisher) == ["Herald", "Post"]
    assert found.records.evidence_quote[0] == "The fire in Arden killed 12 miners on Monday"


def test_arrow_gives_arrow() -> None:
    found = Extractor().extract_table(pa.table(ROWS), **NAMED)
    assert isinstance(found.records, pa.Table)
    assert len(records_from_table(found.records)) == 2


def test_a_query_is_a_table() -> None:
    with duckdb.connect() as database:
        database.register("news", pa.table(ROWS))
        found = Extractor().extract_table(
            database.sql("SELECT * FROM news WHERE outlet = 'Post'"), **NAMED
        )
    assert found.records["attribution_publisher"].to_pylist() == ["Post"]


def test_every_row_has_one_of_its_own_that_says_what_became_of_it() -> None:
    rows = Extractor().extract_table(pa.table(ROWS), **NAMED).articles.to_pylist()
    assert [row["status"] for row in rows] == ["done", "skipped", "done"]
    assert [row["ref"] for row in rows] == ["table:1", "table:2", "table:3"]
    assert rows[1]["error"] == "no text: the field 'story' is empty"
    assert rows[0]["published"] == date(2022, 1, 18)


def test_rows_keep_their_order_however_long_each_takes() -> None:
    frame = pd.DataFrame({"id": [f"a{n}" for n in range(30)], "text": ROWS["story"] * 10})
    found = Extractor().extract_table(frame, concurrency=7)
    assert list(found.articles.ref) == [
        f"table:{n + 1}" if n % 3 == 1 else f"a{n}" for n in range(30)
    ]


def test_a_row_of_which_the_model_can_make_nothing_costs_itself() -> None:
    def step(request: Request) -> Response:
        if "12 miners" in request.user:
            return failure(400, "too long", code="context_length_exceeded")
        given = answer(EMPTY)
        return given if isinstance(given, Response) else given(request)

    with ChatServer(default=step, models=["m"]) as server:
        found = Extractor("openai/m", base_url=server.url).extract_table(pa.table(ROWS), **NAMED)
    assert found.articles["status"].to_pylist() == ["failed", "skipped", "done"]


def test_an_article_that_comes_again_is_asked_about_once() -> None:
    twice = {name: [cells[0], cells[0], cells[2]] for name, cells in ROWS.items()}
    with ChatServer(default=answer(EMPTY), models=["m"]) as server:
        found = Extractor("openai/m", base_url=server.url).extract_table(pa.table(twice), **NAMED)
        assert len([r for r in server.requests if r.method == "POST"]) == 2
    assert found.articles["status"].to_pylist() == ["done", "skipped", "done"]
    assert found.articles["error"].to_pylist()[1] == "same as table:1"


def test_rows_that_are_done_outlive_an_endpoint_that_stops() -> None:
    def step(request: Request) -> Response:
        if "19 miners" in request.user:
            return failure(401, "bad key")
        given = answer(EMPTY)
        return given if isinstance(given, Response) else given(request)

    with ChatServer(default=step, models=["m"]) as server:
        ask = Extractor("openai/m", base_url=server.url)
        found = ask.extract_table(pa.table(ROWS), concurrency=1, **NAMED)
    assert found.articles["status"].to_pylist() == ["done", "skipped", "failed"]
    assert "bad key" in found.articles["error"].to_pylist()[2]


def test_what_was_in_work_when_an_endpoint_stops_is_put_to_its_own_row() -> None:
    def step(request: Request) -> Response:
        if "12 miners" in request.user:
            return failure(401, "bad key")
        later = slowly(answer(EMPTY), 0.3)
        return later if isinstance(later, Response) else later(request)

    with ChatServer(default=step, models=["m"]) as server:
        ask = Extractor("openai/m", base_url=server.url)
        found = ask.extract_table(pa.table(ROWS), **NAMED)
    assert found.articles["status"].to_pylist() == ["failed", "skipped", "done"]


def test_an_endpoint_that_answers_nobody_is_an_error() -> None:
    with ChatServer(default=failure(401, "bad key"), models=["m"]) as server:
        ask = Extractor("openai/m", base_url=server.url)
        with pytest.raises(EngineStopped, match="bad key"):
            ask.extract_table(pa.table(ROWS), **NAMED)


def test_a_table_without_texts_is_an_error_that_names_its_columns() -> None:
    with pytest.raises(ExtractorError, match="its fields are: a"):
        Extractor().extract_table(pd.DataFrame({"a": [1]}))


def test_an_unknown_column_setting_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"unknown setting body_column; there are: id_column"):
        Extractor().extract_table(pd.DataFrame(ROWS), body_column="story")


def test_tables_can_be_compared() -> None:
    found = Extractor().extract_table(pd.DataFrame(ROWS), **NAMED)
    (finding,) = reconcile(found.records, found.articles).findings
    assert (finding.relation, finding.subtype) == ("contradiction", "number")


async def test_tables_and_records_give_the_same_findings() -> None:
    articles = [Article.of(text, publisher="x") for text in ROWS["story"] if text]
    records = [r for article in articles for r in Extractor().extract(article).records]
    table = Extractor().extract_table(pa.table({"text": ROWS["story"], "source": ["x"] * 3}))
    expected = await areconcile(records, articles)
    assert (await areconcile(table.records, table.articles)).findings == expected.findings
