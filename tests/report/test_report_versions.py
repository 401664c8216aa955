"""Articles that tell one story, in the report: one source, each of them named."""

from __future__ import annotations

from datetime import date

import pytest
from made_runs import HOSTILE
from parsed_page import Page
from sample_run import SUMMARY, claim, finding

from extractor.records import Article, TimeSpan
from extractor.report import RunView, pages, render
from extractor.report import page as main_page
from extractor.report.markdown import render_markdown
from extractor.report.places import Places
from extractor.report.versions import MOST_VERSIONS, Heading, versions
from extractor.results import ArticleResult

SHOWN = Places(apart=False, articles=("a", "b"))


def printed(outlet: str, text: str = "The fire killed 9 miners.", title: str = "Fire") -> Article:
    return Article.of(text, publisher=outlet, title=title, published=date(2024, 1, 1))


HERALD, POST, MAIL = (printed(name) for name in ("Herald", "Post", "Mail"))
TIMES = printed("Times", "The fire killed 7 miners.", title="Seven killed")
DAY = TimeSpan(text="then", start=date(2024, 1, 1), end=date(2024, 1, 1), basis="absolute")


def run(*articles: Article) -> RunView:
    """A run in which all `articles` but the last are versions of one story, and contradict it."""
    claims = [
        claim(
            article, "The fire killed", None,
            statement=f"The fire killed miners, {n}", when=DAY,
        )
        for n, article in enumerate(articles)
    ]  # fmt: skip
    results = [
        ArticleResult(article_id=article.id, status="done", records=(found,))
        for article, found in zip(articles, claims, strict=True)
    ]
    left = [found.id for found in claims[:-1]]
    told = finding("contradiction", left, [claims[-1].id], "Nine or seven.", subtype="number")
    counted = {"findings": {"contradiction": 1}, "articles": {"done": len(articles)}}
    summary = SUMMARY.model_copy(update=counted)
    story = tuple(article.id for article in articles[:-1])
    stories = [story] if len(story) > 1 else ()
    return RunView(articles, results, [told], summary, stories=stories)


THREE = run(HERALD, POST, MAIL, TIMES)


def words(page: Page, anchor: str) -> str:
    return " ".join(page.by_id(anchor).text.split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(THREE))


class TestTheReport:
    def test_names_the_other_versions_with_the_article(self, page: Page) -> None:
        text = words(page, HERALD.id)
        assert "same story as Post, Mail" in text
        assert "One source with Post, Fire; Mail, Fire: the same story." in text
        links = [a.attributes["href"] for a in page.inside("a", HERALD.id)]
        assert {f"#{POST.id}", f"#{MAIL.id}"} <= set(links)

    def test_says_nothing_of_an_article_that_is_alone(self, page: Page) -> None:
        assert "the same story" not in words(page, TIMES.id)

    def test_names_them_with_the_words_of_a_finding(self, page: Page) -> None:
        text = words(page, THREE.findings[0].id)
        assert "One source with Post, Fire; Mail, Fire: the same story." in text
        assert "2 more on this side, 2 in copies of a story told here" in text

    def test_counts_no_copy_among_those_who_report_a_claim(self, page: Page) -> None:
        assert "Herald and Times, 1 January 2024" in words(page, "story")

    def test_counts_those_as_two_that_tell_stories_of_their_own(self) -> None:
        page = Page(render(run(HERALD, TIMES)))
        assert "the same story" not in page.text

    @pytest.mark.parametrize("attack", HOSTILE)
    def test_escapes_what_an_outlet_or_a_headline_says(self, attack: str) -> None:
        hostile = printed(attack, title=attack)
        scripts = len(Page(render(run(HERALD, TIMES))).all("script"))
        page = Page(render(run(HERALD, hostile, TIMES)))
        assert len(page.all("script")) == scripts
        assert attack in page.by_id(HERALD.id).text


class TestAPageOfItsOwn:
    def test_leads_to_the_page_of_another_version(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(main_page, "ONE_FILE", 0)
        made = {page.path: Page("".join(page.parts)) for page in pages(THREE)}
        article = made[f"report/{HERALD.id}.html"]
        assert f"../report/{POST.id}.html#{POST.id}" in article.values("href")
        index = made["report.html"]
        links = [a.attributes["href"] for a in index.inside("a", HERALD.id)]
        assert f"report/{POST.id}.html#{POST.id}" in links


def test_markdown_counts_them_as_one_source() -> None:
    text = render_markdown(THREE)
    assert "one source with Post and Mail: the same story" in text
    assert "2 more on this side, 2 in copies of a story told here." in text


def test_versions_are_named_but_for_the_article_itself() -> None:
    headings = {"a": Heading("Herald", "Fire"), "b": Heading("Post", "Blaze")}
    found = versions([("a", "b")], headings, SHOWN)
    assert found["a"].outlets == ("Post",)
    assert found["b"].others[0].href == "#a"
    assert found["a"].story == found["b"].story == "a"


def test_of_many_versions_the_first_are_named_and_the_rest_counted() -> None:
    ids = [str(number) for number in range(40)]
    headings = {name: Heading(f"Outlet {name}", "Fire") for name in ids}
    found = versions([ids], headings, SHOWN)
    for name in ("0", "39"):
        assert (len(found[name].others), found[name].more) == (MOST_VERSIONS, 39 - MOST_VERSIONS)
        assert f"Outlet {name}" not in found[name].outlets


def test_a_version_that_was_not_read_is_not_named() -> None:
    assert versions([("a", "gone")], {"a": Heading("Herald", "Fire")}, SHOWN)["a"].others == ()
