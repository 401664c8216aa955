"""The report of a large run: a main page, and a page for each article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from made_runs import HOSTILE, hostile_run, many_articles
from parsed_page import Page
from sample_run import CONVEY, FINDINGS, GENEVA, RESULTS, WILL_SUBMIT

from extractor.export import write_run
from extractor.report import RunView, page, pages, survey
from extractor.report.places import article_path
from extractor.results import ArticleResult


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any run is a large one."""
    monkeypatch.setattr(page, "ONE_FILE", 0)


def written(view: RunView) -> dict[str, Page]:
    """All pages of the report by their path."""
    return {item.path: Page("".join(item.parts)) for item in pages(view)}


def test_a_small_run_is_one_page() -> None:
    assert list(written(GENEVA)) == ["report.html"]


@pytest.mark.usefixtures("apart")
class TestLargeRun:
    def test_has_a_page_for_each_article_in_a_folder(self) -> None:
        paths = [f"report/{article.id}.html" for article in GENEVA.articles]
        assert list(written(GENEVA)) == [*paths, "report.html"]

    def test_keeps_the_texts_out_of_the_main_page(self) -> None:
        main = written(GENEVA)["report.html"]
        assert not [e for e in main.elements if e.attributes.get("class") == "text"]
        assert all(main.by_id(article.id).tag == "li" for article in GENEVA.articles)

    def test_links_lead_to_places_that_are_there(self) -> None:
        found = written(GENEVA)
        for path, shown in found.items():
            for href in shown.values("href"):
                target = urlsplit(href)
                if target.scheme:
                    continue
                folder = path.rpartition("/")[0]
                name = f"{folder}/{target.path}" if folder else target.path
                known = found[name.replace("report/../", "") if target.path else path]
                known.by_id(target.fragment)

    def test_leads_from_a_finding_to_the_record_in_its_article(self) -> None:
        main = written(GENEVA)["report.html"]
        links = [a.attributes["href"] for a in main.inside("a", FINDINGS[0].id)]
        assert f"report/{WILL_SUBMIT.article_id}.html#{WILL_SUBMIT.id}" in links

    def test_leads_from_a_record_back_to_its_finding(self) -> None:
        shown = written(GENEVA)[f"report/{CONVEY.article_id}.html"]
        links = [a.attributes["href"] for a in shown.inside("a", CONVEY.id)]
        assert f"../report.html#{FINDINGS[3].id}" in links

    def test_allows_an_article_page_no_script_at_all(self) -> None:
        shown = written(GENEVA)[f"report/{CONVEY.article_id}.html"]
        assert shown.all("script") == []
        assert shown.policy["script-src"] == "'none'"

    @pytest.mark.parametrize("attack", HOSTILE)
    def test_escapes_hostile_text_on_every_page(self, attack: str) -> None:
        def shape(view: RunView) -> list[list[tuple[str, list[str]]]]:
            return [
                [(e.tag, sorted(e.attributes)) for e in shown.elements]
                for shown in written(view).values()
            ]

        assert shape(hostile_run(attack)) == shape(hostile_run("harmless"))

    def test_bounds_the_index_and_says_where_the_rest_is(self, monkeypatch: Any) -> None:
        monkeypatch.setattr("extractor.report.gathering.MOST_HEADS", 3)
        main = written(many_articles(5))["report.html"]
        assert "3 of 5 articles, those that findings rest on first" in main.by_id("articles").text
        assert {"Fire, report 3", "Fire, report 4"} <= {
            h.text for h in main.inside("h3", "articles")
        }

    def test_bounds_the_pages_and_keeps_those_that_findings_rest_on(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(survey, "MOST_PAGES", 3)
        titles = [shown.all("h1")[0].text for shown in written(many_articles(6)).values()]
        assert titles[:-1] == ["Fire, report 0", "Fire, report 4", "Fire, report 5"]

    def test_is_made_of_what_can_only_be_gone_through(self) -> None:
        assert list(written(_streamed(GENEVA))) == list(written(GENEVA))

    def test_looks_at_no_article_before_its_page_is_asked_for(self) -> None:
        seen: list[str] = []
        made = pages(_streamed(many_articles(20), seen))
        "".join(next(made).parts)
        before = len(seen)
        "".join(next(made).parts)
        assert len(seen) - before == 1

    def test_is_written_into_the_folder_of_the_run(self, tmp_path: Path) -> None:
        write_run(GENEVA, tmp_path)
        assert {path.stem for path in (tmp_path / "report").iterdir()} == {
            article.id for article in GENEVA.articles
        }
        assert (tmp_path / "report.html").exists()


def test_a_page_is_taken_a_part_at_a_time() -> None:
    (main,) = pages(many_articles(50))
    assert len(next(iter(main.parts))) < 40_000


class _Streamed:
    """Things that can be gone through again and again, and nothing else."""

    def __init__(self, items: Any, seen: list[str] | None = None) -> None:
        self._items = items
        self._seen = seen

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            if self._seen is not None and isinstance(item, ArticleResult):
                self._seen.append(item.article_id)
            yield item


def _streamed(view: RunView, seen: list[str] | None = None) -> RunView:
    articles: Any = _Streamed(view.articles)
    results: Any = _Streamed(view.results, seen)
    return RunView(articles, results, view.findings, view.summary)


class TestPath:
    def test_of_an_article_is_its_id(self) -> None:
        assert article_path(RESULTS[0].article_id) == f"report/{RESULTS[0].article_id}.html"

    @pytest.mark.parametrize("identity", ["../../x", "a/b", "a\\b", "", "C:x", "x" * 300, "é"])
    def test_never_leaves_the_folder(self, identity: str) -> None:
        name = article_path(identity).removeprefix("report/").removesuffix(".html")
        assert name.startswith("article-")
        assert len(name) == 24

    def test_differs_for_different_articles(self) -> None:
        assert article_path("../a") != article_path("../b")
