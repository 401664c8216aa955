"""What holds for every text, sensible or not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.articles import article_from_text, clean_text, read_articles
from extractor.errors import ArticleError
from extractor.records import Article

PIECES = (
    "All news|Leave a Reply|Related articles|Subscribe to Gazette|Advertisement|© 2022 Gazette|"
    "date 2022-01-19 {{x}}|{{|}}|{% raw %}|Published: January 19, 2022.|January 19, 2022|Updated:|"
    "MOSCOW, January 19. /TASS/. |He said so on Friday.|A headline|(Lavrov. — RBC)|\ufeff|\x1c|"
    '<img |src="a.jpg"|.jpg” |.jpg” alt=|/>|>|\r|\r\n|\n|\n\n| |\u00a0|\u2028|\0|\ud800|.|"|’|'
    "By Jane Doe | January 19, 2022|·|in 2021|results of its activities "
).split("|")

texts = st.one_of(
    st.text(st.characters()), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
)


@given(texts)
def test_cleaning_what_is_clean_changes_nothing(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(texts)
def test_every_text_is_an_article_or_a_clear_error(raw: str) -> None:
    with suppress(ArticleError):
        article = article_from_text(raw, "a.txt")
        assert article.text == article.text.strip() != ""
        article.model_dump_json().encode()


@given(texts)
def test_an_article_read_again_from_its_own_text_has_the_same_text(raw: str) -> None:
    with suppress(ArticleError):
        article = article_from_text(raw, "a.txt")
        assert article_from_text(article.text, "a.txt").text == article.text


@given(st.lists(st.sampled_from("The ministers met in Geneva and said {{ so }} <b> #1".split())))
def test_prose_words_are_never_lost(words: list[str]) -> None:
    sentence = " ".join(["Officials", *words, "agreed."])
    assert clean_text(f"{sentence}\n\nLeave a Reply\n\nNice.") == sentence


def test_a_text_of_boilerplate_alone_is_an_error() -> None:
    with pytest.raises(ArticleError, match="only menus"):
        article_from_text("All news\n\nAdvertisement", "a.txt")


FRAGMENTS = (
    b'<html>|<meta charset=utf-8>|<p>Ministers met in Geneva, she said.</p>|<|>|text,id\n|a,b\n|"|'
    b'{"text": "Ministers met."}\n|[|]|{|}|,|\\ud800|\xff|\x00|\n|---\n|# A|PAR1|\xef\xbb\xbf'
).split(b"|")
contents = st.one_of(
    st.binary(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(b"".join)
)


@given(contents, st.sampled_from("txt md html json jsonl csv tsv parquet".split()))
def test_any_file_gives_articles_or_errors_and_stops_nothing(content: bytes, kind: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / f"a.{kind}").write_bytes(content)
        found = list(read_articles([folder]))
    assert found
    assert all(isinstance(item, (Article, ArticleError)) for item in found)
