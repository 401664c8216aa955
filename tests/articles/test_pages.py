"""Markup: pieces of web pages in files and in the rows of feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.articles import read_articles
from extractor.articles.building import Place
from extractor.articles.rows import USUAL, article_from_row
from extractor.errors import ArticleError
from extractor.records import Article

FIRST = "Ministers met in Geneva, an official said."
SECOND = "They will meet again in May."


def row(text: str, **fields: Any) -> Article:
    return article_from_row({"text": text, **fields}, Place("a.jsonl", 1), USUAL)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        f"<p>Ministers <b>met</b> in <a href='/geneva'>Geneva</a>, an official said.</p>{SECOND}",
        f"{FIRST}<br/><br>{SECOND}",
        f"<div>{FIRST}</div>\n<div>{SECOND}</div><script>track()</script><!-- {FIRST} -->",
        f"<style>p {{}}</style><ul><li>Ministers met\n in Geneva, an official said.</ul>{SECOND}",
    ],
)
def test_html_in_a_row_is_read_as_a_reader_sees_it(markup: str) -> None:
    assert row(markup).text == f"{FIRST}\n{SECOND}"


def test_entities_of_markup_and_of_its_headline_are_characters() -> None:
    article = row("<p>Smith &amp; Sons said &ldquo;no&rdquo;.</p>", title="No &amp; no again")
    assert article.text == "No & no again\n\nSmith & Sons said “no”."
    assert article.title == "No & no again"


@pytest.mark.parametrize("text", ["A tag such as <b> is text here.", "1 < 2 &amp; 3 > 2", FIRST])
def test_a_text_without_paragraphs_of_html_is_left_to_the_letter(text: str) -> None:
    assert row(text).text == text


def test_markup_without_text_is_refused() -> None:
    with pytest.raises(ArticleError, match="only markup"):
        row("<p></p><br>")


def test_a_file_may_hold_a_piece_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{FIRST}</p>", encoding="utf-8")
    (article,) = read_articles([tmp_path / "a.html"])
    assert isinstance(article, Article)
    assert article.text == FIRST
