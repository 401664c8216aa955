"""The example articles are read as a careful reader would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.articles import read_articles
from extractor.records import Article

FOLDER = Path(__file__).parents[2] / "examples" / "geneva-2022"

GIVEN = {
    "000": ("TASS", "2022-01-19", "Moscow hopes to receive soon US written reply on"),
    "001": ("TASS", "2022-01-21", "Lavrov says his meeting with Blinken will help US"),
    "002": ("TASS", "2022-01-22", None),
    "003": ("RBC", None, "Blinken called the deadlines for a written response"),
    "004": ("TASS", "2022-01-14", "Russia expects US, NATO to give written response"),
}
CUT = (
    "date 2022|{{|All news|.jpg|alt=|/>|Subscribe to|Get news faster|Leave a Reply|Your email"
).split("|")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = list(read_articles([FOLDER]))
    return {Path(item.ref).name[:3]: item for item in found if isinstance(item, Article)}


@pytest.mark.parametrize("name", GIVEN)
def test_publisher_day_and_title_are_those_that_the_article_gives(
    articles: dict[str, Article], name: str
) -> None:
    publisher, published, title = GIVEN[name]
    article = articles[name]
    assert article.publisher == publisher
    assert (str(article.published) if article.published else None) == published
    assert article.title is None if title is None else (article.title or "").startswith(title)


@pytest.mark.parametrize("name", GIVEN)
def test_all_prose_is_kept_and_nothing_else(articles: dict[str, Article], name: str) -> None:
    text = articles[name].text
    assert [mark for mark in CUT if mark in text] == []
    raw = next(FOLDER.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    prose = [line.strip() for line in raw.splitlines() if re.search(r"[.”\"]$", line.strip())]
    lost = [line for line in prose if line not in text]
    assert lost in ([], ["Your email address will not be published."])
