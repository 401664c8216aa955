"""Rows: usual names, mapped names, metadata, and rows without text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.articles import Columns
from extractor.articles.building import Place
from extractor.articles.rows import article_from_row
from extractor.errors import ArticleError
from extractor.records import Article

BODY = "Ministers met in Geneva, an official said."


def read(row: dict[str, Any], **columns: str) -> Article:
    return article_from_row(row, Place("a.jsonl", 3), Columns(**columns))


@pytest.mark.parametrize(
    "names",
    [
        ("id", "title", "text", "date", "source", "url"),
        ("id", "headline", "body", "published", "outlet", "url"),
        ("ID", "Headline", "Content", "Date", "Publisher", "URL"),
    ],
)
def test_the_names_that_people_use_are_known(names: tuple[str, ...]) -> None:
    values = ("a7", "Talks", BODY, "2022-01-19T10:00:00Z", "Gazette", "https://x.example/7")
    article = read(dict(zip(names, values, strict=True)))
    assert article.ref == "a7"
    assert article.title == "Talks"
    assert article.text == f"Talks\n\n{BODY}"
    assert article.published == date(2022, 1, 19)
    assert article.publisher == "Gazette"
    assert article.url == "https://x.example/7"
    assert article.metadata == {}


def test_other_names_are_mapped_and_the_rest_is_metadata() -> None:
    row = {"story": BODY, "text": "a summary", "when": "19.01.2022", "tags": ["x"], "n": 4}
    article = read(row, text="story", published="when")
    assert article.text == BODY
    assert article.published == date(2022, 1, 19)
    assert article.metadata == {"text": "a summary", "tags": ["x"], "n": 4}


def test_a_row_without_an_id_is_called_by_its_line() -> None:
    assert read({"text": BODY}).ref == "a.jsonl:3"
    assert read({"text": BODY, "id": 12}).ref == "12"


def test_an_unreadable_date_is_kept_and_costs_nothing() -> None:
    article = read({"text": BODY, "date": "last week"})
    assert article.published is None
    assert article.metadata == {"date": "last week"}


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("English", None)]
)
def test_the_language_is_a_code(code: str, language: str | None) -> None:
    assert read({"text": BODY, "language": code}).language == language


@pytest.mark.parametrize("title", ["The “Talks”", 'The "talks"', "THE  “TALKS”"])
def test_a_title_that_the_body_begins_with_is_not_repeated(title: str) -> None:
    body = f"The “Talks”\n\n{BODY}"
    assert read({"title": title, "text": body}).text == body


def test_a_title_that_is_only_the_beginning_of_a_word_is_put_above() -> None:
    assert read({"title": "Minister", "text": BODY}).text == f"Minister\n\n{BODY}"


def test_a_row_without_agency_field_gets_its_publisher_from_the_slug() -> None:
    assert read({"text": f"MOSCOW, January 19. /TASS/. {BODY}"}).publisher == "TASS"
    slug = {"text": f"MOSCOW, January 19. /TASS/. {BODY}", "source": "Gazette"}
    assert read(slug).publisher == "Gazette"


def test_boilerplate_is_cut_from_rows_too() -> None:
    assert read({"text": f"{BODY}\n\nSubscribe to our newsletter"}).text == BODY


@pytest.mark.parametrize(
    ("row", "columns", "message"),
    [
        ({"title": "Talks", "summary": BODY}, {}, "--text-column; its fields are: title, summary"),
        ({"body": BODY}, {"text": "story"}, "no field 'story' (--text-column)"),
        ({"text": None}, {}, "'text' is empty"),
        ({"text": "  "}, {}, "'text' is empty"),
        ({"text": ["a"]}, {}, "'text' is not text but list"),
        ({"text": "All news"}, {}, "only menus"),
        ({"text": "a\0b"}, {}, "NUL"),
        ({"text": "a \ud800 b"}, {}, "not Unicode"),
        ({"text": BODY, "id": "\udfff"}, {}, "not Unicode"),
        ({"text": BODY, "deep": [{"\ud800": 1}]}, {}, "can't be stored as JSON"),
    ],
)
def test_a_row_that_is_no_article_says_what_and_where(
    row: dict[str, Any], columns: dict[str, str], message: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read(row, **columns)
    assert message in str(caught.value)
    assert (caught.value.ref, caught.value.line) == ("a.jsonl", 3)


def test_metadata_can_always_be_written_as_json() -> None:
    row = {"text": BODY, "day": date(2022, 1, 1), "raw": b"\xff", "x": float("nan"), "o": object}
    assert Article.model_validate_json(read(row).model_dump_json()).metadata["day"] == "2022-01-01"
