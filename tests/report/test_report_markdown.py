"""The report in Markdown, as a renderer for GitHub's dialect reads it."""

from __future__ import annotations

import re

import pytest
from made_runs import HOSTILE, hostile_run, many_articles, run_of
from markdown_it import MarkdownIt
from parsed_page import Page
from sample_run import FINDINGS, GENEVA, NOT_GROUNDED, SUMMARY, claim, finding

from extractor.records import Article
from extractor.report import markdown
from extractor.report.markdown import JOINER, escaped, render_markdown
from extractor.report.view import NOBODY
from extractor.results import ArticleResult


def rendered(text: str) -> str:
    """What a renderer that lets HTML through makes of `text`."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(renderer.render(text))


def page(text: str) -> Page:
    return Page(f"<body>{rendered(text)}</body>")


class TestMarkdown:
    def test_begins_with_what_was_found(self) -> None:
        shown = page(render_markdown(GENEVA))
        assert shown.all("h2")[0].text == "1 contradiction and 2 disputes in 4 articles"
        assert "9 claims, 3 stances and 5 commitments" in shown.text

    def test_has_each_finding_with_explanation_judge_and_quotes(self) -> None:
        text = page(render_markdown(GENEVA)).text
        for found in FINDINGS:
            assert found.explanation in text
        assert "1. Contradiction about the actor" in text
        assert "Confidence 0.86, within one article, judged by rules." in text

    def test_gives_the_chain_and_the_days_of_each_quote(self) -> None:
        text = page(render_markdown(GENEVA)).text
        assert "US officials, not named, via Washington Post, in TASS, published 22 January" in text

    def test_sets_in_bold_what_differs(self) -> None:
        found = page(render_markdown(GENEVA)).all("strong")
        assert {"from Russia", "to Russia"} <= {element.text for element in found}

    def test_says_what_was_left_out(self) -> None:
        text = page(render_markdown(GENEVA)).text
        assert NOT_GROUNDED.detail in text
        assert "the endpoint answered 503 to 6 attempts" in text
        assert "41 pairs of records compared, 0 left." in text

    def test_says_that_nothing_was_compared(self) -> None:
        apart = SUMMARY.model_copy(update={"judge": NOBODY, "findings": {}})
        text = render_markdown(GENEVA._replace(summary=apart, findings=[]))
        assert "Pairs of records: none compared." in text

    def test_fits_into_a_comment_and_says_how_much_it_holds(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(markdown, "MOST_CHARS", 2_500)
        text = render_markdown(GENEVA)
        assert len(text) < 3_000
        assert re.search(r"The first \d of 6 findings; findings.jsonl has all\.", text)

    def test_counts_what_else_stands_on_a_side(self) -> None:
        text = render_markdown(GENEVA._replace(findings=[FINDINGS[3]]))
        assert "3 more on this side." in text

    def test_is_made_of_a_run_of_many_articles(self) -> None:
        assert "The fire killed **19 miners**" in render_markdown(many_articles(20))


@pytest.mark.parametrize("attack", HOSTILE)
class TestHostileText:
    def test_adds_no_element(self, attack: str) -> None:
        def shape(text: str) -> list[str]:
            return [element.tag for element in page(render_markdown(hostile_run(text))).elements]

        assert shape(attack) == shape("harmless")

    def test_is_shown_as_it_is_written(self, attack: str) -> None:
        assert (
            attack.replace("://", f"://{JOINER}") in page(render_markdown(hostile_run(attack))).text
        )


@pytest.mark.parametrize(
    "attack",
    [
        "[click](javascript:alert(1))",
        "![x](https://example.org/pixel.png)",
        "**bold** _thin_ ~~gone~~ `code`",
        "| a | b |\n|---|---|",
        "# heading",
        "- item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "```\ncode",
        "    indented",
        "<b>bold</b> &amp; &#64;",
        "[^1]: note",
        "a\n\nb",
    ],
)
def test_markup_of_an_article_is_no_markup(attack: str) -> None:
    shown = Page(f"<body>{rendered(escaped(attack))}</body>")
    assert [element.tag for element in shown.elements] == ["body", "p"]
    assert shown.text.replace(JOINER, "") == " ".join(attack.split())


@pytest.mark.parametrize(
    ("text", "link"),
    [("@someone", "@someone"), ("see #12", "#12"), ("https://evil.example", "://evil"),
     ("www.evil.example", "www.evil"), ("mail a@b.example", "a@b")],
)  # fmt: skip
def test_a_site_makes_no_mention_and_no_link_of_it(text: str, link: str) -> None:
    shown = escaped(text)
    assert link not in shown
    assert shown.replace(JOINER, "") == text


def test_a_name_between_colons_is_no_picture() -> None:
    assert escaped("at 10:30 :smile:") == r"at 10:30 \:smile:"


def test_marks_that_turn_the_text_round_are_taken_out() -> None:
    assert escaped("a\u202eb\u2066c") == "abc"


def test_long_words_are_shortened() -> None:
    long = "word " * 2_000
    article = Article.of(long, ref="a.txt")
    said = claim(article, long.strip(), None, statement="Words.")
    done = ArticleResult(article_id=article.id, status="done", records=(said,))
    run = run_of(article, done, findings=(finding("update", [said.id], [], long),))
    assert len(render_markdown(run)) < 3_000
