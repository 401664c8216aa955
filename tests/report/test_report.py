"""The report as one HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from parsed_page import Page
from sample_run import (
    ASKED_NOT_TO,
    BLINKEN,
    CONVEY,
    FINDINGS,
    GENEVA,
    GOOD_THING,
    LAVROV,
    NOT_GROUNDED,
    RESULTS,
    SUMMARY,
    claim,
    finding,
    stance,
)

from extractor.records import Actor, Article, Claim, Finding, Rejection
from extractor.report import RunView, page, render
from extractor.report.view import NOBODY
from extractor.results import ArticleResult, Usage

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '" onmouseover="alert(4)',
    "' onfocus='alert(5)",
    "{{ 7*7 }} {% raw %} {# x #}",
    "--><svg onload=alert(6)>",
)


@pytest.fixture(scope="module")
def geneva() -> Page:
    return Page(render(GENEVA))


def run_of(
    article: Article, *results: ArticleResult, findings: tuple[Finding, ...] = ()
) -> RunView:
    return RunView([article], results, findings, SUMMARY)


def hostile_run(attack: str) -> RunView:
    """A run in which `attack` stands wherever an outsider's words can stand."""
    article = Article.of(
        f"{attack} was said. Then came more.",
        ref=attack,
        title=attack,
        publisher=attack,
        url=f"javascript:{attack}",
        language=attack,
        published=date(2022, 1, 1),
    )
    actor = LAVROV.model_copy(update={"canonical": attack, "role": attack})
    record = claim(article, f"{attack} was said", actor, statement=attack, topic=attack)
    rejected = Rejection(
        article_id=article.id, kind=attack, reason="invalid", detail=attack,
        draft={attack: attack}, engine=attack,
    )  # fmt: skip
    return run_of(
        article,
        ArticleResult(
            article_id=article.id, status="done", records=(record,), rejected=(rejected,)
        ),
        ArticleResult(article_id=attack, status="failed", error=attack),
        findings=(finding("update", [record.id], [], attack),),
    )


def two_readings(holder: Actor) -> tuple[Claim, Page]:
    """A claim, and the page of a finding over it and a stance that `holder` took in its words."""
    article = Article.of("“It is good,” he said.", ref="a.txt", publisher="Gazette")
    good = claim(article, "It is good", LAVROV, statement="It is good.")
    liked = stance(article, "It is good", holder, holder=LAVROV, target="it", position="support")
    done = ArticleResult(article_id=article.id, status="done", records=(good, liked))
    update = finding("update", [good.id, liked.id], [], "It was bad.")
    return good, Page(render(run_of(article, done, findings=(update,))))


class TestThePage:
    def test_needs_nothing_but_itself(self, geneva: Page) -> None:
        fetching = {"src", "srcset", "data", "poster", "background", "action", "formaction"}
        assert not fetching & {name for e in geneva.elements for name in e.attributes}
        assert geneva.all("link") == geneva.all("script") == []
        (style,) = geneva.all("style")
        assert "url(" not in style.text
        assert "@import" not in style.text

    def test_allows_its_own_style_and_nothing_else(self, geneva: Page) -> None:
        (style,) = geneva.all("style")
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        (policy,) = [
            e.attributes["content"]
            for e in geneva.all("meta")
            if e.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
        assert geneva.values("style") == []

    def test_gives_every_id_once(self, geneva: Page) -> None:
        assert [key for key, times in Counter(geneva.values("id")).items() if times > 1] == []

    def test_leads_every_internal_link_somewhere(self, geneva: Page) -> None:
        targets = [href[1:] for href in geneva.values("href") if href.startswith("#")]
        assert set(targets) <= set(geneva.values("id"))
        assert {f.id for f in FINDINGS} <= set(targets)

    def test_names_what_its_labels_refer_to(self, geneva: Page) -> None:
        assert set(geneva.values("aria-labelledby")) <= set(geneva.values("id"))

    def test_has_one_main_heading_and_skips_no_level(self, geneva: Page) -> None:
        levels = [int(e.tag[1]) for e in geneva.elements if re.fullmatch("h[1-6]", e.tag)]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_is_the_same_whenever_it_is_made(self) -> None:
        later = SUMMARY.model_copy(update={"seconds": 99.0})
        assert render(GENEVA) == render(GENEVA._replace(summary=later))


class TestFindings:
    def test_come_before_the_records(self, geneva: Page) -> None:
        ids = geneva.values("id")
        assert max(ids.index(f.id) for f in FINDINGS) < ids.index("articles")
        assert ids.index("articles") < ids.index("left-out")

    def test_keep_their_rank_within_a_relation(self) -> None:
        first, second, *_ = FINDINGS[1:3]
        ids = Page(render(GENEVA._replace(findings=[second, FINDINGS[0], first]))).values("id")
        shown = [i for i in ids if i.startswith("finding-")]
        assert shown == [second.id, first.id, FINDINGS[0].id]

    def test_show_relation_explanation_confidence_scope_and_judge(self, geneva: Page) -> None:
        text = geneva.by_id(FINDINGS[0].id).text
        assert FINDINGS[0].explanation in text
        for words in ("Contradiction", "actor", "0.86", "within one article", "judged by rules"):
            assert words in text

    def test_show_both_quotes_with_the_chain_they_came_through(self, geneva: Page) -> None:
        text = " ".join(geneva.by_id(FINDINGS[1].id).text.split())
        assert "US officials, not named, via Washington Post, in TASS" in text
        assert "Sergey Lavrov, Russian Foreign Minister, in TASS" in text
        assert "said 21 January 2022, published 22 January 2022" in text

    def test_mark_the_quote_and_nothing_else(self, geneva: Page) -> None:
        quotes = {r.evidence.quote for result in RESULTS for r in result.records}
        assert {mark.text for mark in geneva.all("mark")} == quotes

    def test_show_the_quote_in_its_sentence(self, geneva: Page) -> None:
        sentence = (
            "At a press conference after the meeting, Lavrov told reporters that in his view "
            f"{GOOD_THING.evidence.quote}."
        )
        assert sentence in [quotation.text for quotation in geneva.all("blockquote")]

    def test_show_words_once_with_all_that_was_read_from_them(self) -> None:
        both, shown = two_readings(LAVROV)
        assert [mark.text for mark in shown.all("mark")].count(both.evidence.quote) == 3
        text = " ".join(shown.by_id("findings").text.split())
        assert text.count("Sergey Lavrov, Russian Foreign Minister") == 1
        assert "Claim: It is good. in its article" in text
        assert "Stance: Sergey Lavrov — supports — it in its article" in text

    def test_show_words_again_for_another_speaker(self) -> None:
        both, shown = two_readings(BLINKEN)
        assert [mark.text for mark in shown.all("mark")].count(both.evidence.quote) == 4

    def test_say_so_when_nothing_came_of_a_commitment(self, geneva: Page) -> None:
        lapsed = next(f for f in FINDINGS if f.subtype == "lapsed")
        assert "No later record speaks of it." in geneva.by_id(lapsed.id).text

    def test_fold_the_records_that_only_repeat(self, geneva: Page) -> None:
        update = geneva.by_id(next(f.id for f in FINDINGS if f.relation == "update"))
        assert "1 more of the same side" in update.text
        assert CONVEY.evidence.quote in update.text

    def test_are_said_to_be_none_where_there_are_none(self) -> None:
        nothing = SUMMARY.model_copy(update={"findings": {}})
        shown = Page(render(GENEVA._replace(findings=[], summary=nothing)))
        assert shown.all("h1")[0].text == "No finding in 4 articles"
        assert "No finding." in shown.by_id("findings").text

    def test_beyond_what_a_page_holds_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(page, "MOST_FINDINGS", 2)
        shown = Page(render(GENEVA))
        assert "4 more findings in findings.jsonl." in shown.by_id("findings").text


class TestArticles:
    def test_list_their_records_with_gist_and_details(self, geneva: Page) -> None:
        text = " ".join(geneva.by_id(CONVEY.id).text.split())
        assert (
            "United States — promise — convey its concerns and ideas to Russia in writing" in text
        )
        assert "Deadline “next week”: 24 to 30 January 2022" in text
        assert "Firmness hedged" in text

    def test_without_a_date_are_called_undated(self) -> None:
        article = Article.of("It rained.", ref="a.txt")
        rained = claim(article, "It rained", None, statement="It rained")
        done = ArticleResult(article_id=article.id, status="done", records=(rained,))
        assert "undated" in Page(render(run_of(article, done))).by_id(rained.id).text

    def test_lead_back_to_the_findings(self, geneva: Page) -> None:
        assert "Dispute 2" in geneva.by_id(ASKED_NOT_TO.id).text

    def test_without_findings_say_so(self) -> None:
        shown = Page(render(GENEVA._replace(findings=[FINDINGS[0]])))
        assert "No finding" in shown.by_id(ASKED_NOT_TO.article_id).text
        assert "No finding" not in shown.by_id(CONVEY.article_id).text

    def test_tell_failure_from_finding_nothing(self, geneva: Page) -> None:
        failed = geneva.by_id(RESULTS[4].article_id).text
        assert "the endpoint answered 503 to 6 attempts" in failed
        assert "No record" not in failed
        empty = [r.model_copy(update={"status": "done", "error": None}) for r in RESULTS[4:5]]
        worked = Page(render(GENEVA._replace(results=empty, findings=[])))
        assert "No record was found" in worked.by_id(RESULTS[4].article_id).text

    def test_without_a_title_are_called_by_their_ref_once(self) -> None:
        article = Article.of("It rained.", ref="rain.txt")
        done = ArticleResult(article_id=article.id, status="done")
        assert Page(render(run_of(article, done))).text.count("rain.txt") == 1

    def test_that_findings_rest_on_are_kept_when_a_page_is_full(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page, "MOST_ARTICLES", 1)
        shown = Page(render(GENEVA._replace(findings=[FINDINGS[0]])))
        assert CONVEY.article_id in shown.values("id")
        assert "4 more articles in articles.jsonl." in shown.by_id("articles").text

    @pytest.mark.parametrize(
        ("url", "linked"),
        [
            ("https://example.org/a?b=c&d=e", True),
            ("http://example.org", True),
            ("javascript:alert(1)", False),
            ("javascript://example.org/%0aalert(1)", False),
            (" javascript:alert(1)", False),
            ("java\nscript:alert(1)", False),
            ("data:text/html,x", False),
            ("file:///etc/passwd", False),
            ("https:", False),
            ("http://[half", False),
        ],
    )
    def test_link_to_web_addresses_only(self, url: str, linked: bool) -> None:
        article = Article.of("A text.", url=url)
        done = ArticleResult(article_id=article.id, status="done")
        shown = Page(render(run_of(article, done)))
        assert (url in shown.values("href")) is linked
        assert " ".join(url.split()) in shown.text


class TestWhatWasLeftOut:
    def test_is_shown_with_the_reason(self, geneva: Page) -> None:
        text = geneva.by_id("left-out").text
        assert NOT_GROUNDED.detail in text
        assert "quote not found in the article" in text
        assert "scan.pdf: not text" in text

    def test_counts_the_pairs_that_a_limit_cut_off(self) -> None:
        cut = SUMMARY.model_copy(update={"pairs_left": 1200})
        text = Page(render(GENEVA._replace(summary=cut))).by_id("left-out").text
        assert "41 pairs compared. 1,200 more were left uncompared, by a limit" in text

    def test_says_that_nothing_was_compared(self) -> None:
        apart = SUMMARY.model_copy(update={"judge": NOBODY, "findings": {}, "pairs_judged": 0})
        shown = Page(render(GENEVA._replace(summary=apart, findings=[])))
        assert "The records were not compared." in shown.by_id("findings").text
        assert "None compared" in shown.by_id("left-out").text

    def test_says_what_a_model_was_asked_for(self) -> None:
        paid = SUMMARY.model_copy(
            update={"usage": Usage(requests=12, input_tokens=30100, output_tokens=900)}
        )
        text = Page(render(GENEVA._replace(summary=paid))).text
        assert "12 requests, 30,100 tokens in, 900 out" in text


@pytest.mark.parametrize("attack", HOSTILE)
class TestHostileText:
    def test_adds_no_element_and_no_attribute(self, attack: str) -> None:
        def shape(html: str) -> list[tuple[str, list[str]]]:
            return [(e.tag, sorted(e.attributes)) for e in Page(html).elements]

        assert shape(render(hostile_run(attack))) == shape(render(hostile_run("harmless")))

    def test_is_shown_as_it_is_written(self, attack: str) -> None:
        shown = Page(render(hostile_run(attack)))
        assert {mark.text for mark in shown.all("mark")} == {f"{attack} was said"}
        assert attack in shown.by_id("left-out").text
