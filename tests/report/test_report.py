"""The report as one HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import pytest
from made_runs import HOSTILE, hostile_run, run_of
from parsed_page import Page
from sample_run import (
    BLINKEN,
    CONVEY,
    FINDINGS,
    FROM_RUSSIA,
    GENEVA,
    GOOD_THING,
    LAVROV,
    NOT_GROUNDED,
    NOT_RECEIVED,
    RESULTS,
    SUMMARY,
    WILL_SUBMIT,
    claim,
    finding,
    stance,
)

from extractor.records import Actor, Article, Claim
from extractor.report import page, render
from extractor.report.view import NOBODY
from extractor.results import ArticleResult, Usage


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.fixture(scope="module")
def geneva() -> Page:
    return Page(render(GENEVA))


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
        assert geneva.all("link") == []
        (style,) = geneva.all("style")
        assert "url(" not in style.text
        assert "@import" not in style.text

    def test_allows_its_own_style_and_script_and_nothing_else(self, geneva: Page) -> None:
        (style,), (script,) = geneva.all("style"), geneva.all("script")
        assert geneva.policy == {
            "default-src": "'none'",
            "style-src": f"'sha256-{digest(style.text)}'",
            "script-src": f"'sha256-{digest(script.text)}'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": "'none'",
        }

    def test_has_no_style_or_script_in_an_attribute(self, geneva: Page) -> None:
        names = {name for element in geneva.elements for name in element.attributes}
        assert "style" not in names
        assert not {name for name in names if name.startswith("on")}

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
        for words in (
            "Contradiction about the actor",
            "0.86",
            "within one article",
            "judged by rules",
        ):
            assert words in text

    def test_show_both_quotes_with_the_chain_they_came_through(self, geneva: Page) -> None:
        text = " ".join(geneva.by_id(FINDINGS[1].id).text.split())
        assert "US officials, not named, via Washington Post, in TASS" in text
        assert "Sergey Lavrov, Russian Foreign Minister, in TASS" in text
        assert "said 21 January 2022, published 22 January 2022" in text

    def test_mark_the_quote_and_nothing_else(self, geneva: Page) -> None:
        quotes = {r.evidence.quote for result in RESULTS for r in result.records}
        assert {mark.text for mark in geneva.inside("mark", "findings")} <= quotes

    def test_mark_in_both_quotes_what_differs(self) -> None:
        shown = Page(render(GENEVA._replace(findings=[FINDINGS[0]])))
        assert [b.text for b in shown.all("b") if b.attributes.get("class") == "differs"] == [
            "from Russia",
            "US",
            "to Russia",
        ]

    def test_lead_with_the_words_that_the_explanation_names(self) -> None:
        told = finding(
            "contradiction", [NOT_RECEIVED.id, FROM_RUSSIA.id], [WILL_SUBMIT.id],
            "The deadlines for a written response from Russia; the US will submit one.",
        )  # fmt: skip
        shown = Page(render(GENEVA._replace(findings=[told])))
        assert shown.inside("mark", "findings")[0].text == FROM_RUSSIA.evidence.quote

    def test_show_the_quote_in_its_sentence(self, geneva: Page) -> None:
        sentence = (
            "At a press conference after the meeting, Lavrov told reporters that in his view "
            f"{GOOD_THING.evidence.quote}."
        )
        assert sentence in [quotation.text for quotation in geneva.all("blockquote")]

    def test_show_words_once_with_all_that_was_read_from_them(self) -> None:
        both, shown = two_readings(LAVROV)
        assert [m.text for m in shown.inside("mark", "findings")].count(both.evidence.quote) == 1
        text = " ".join(shown.by_id("findings").text.split())
        assert text.count("Sergey Lavrov, Russian Foreign Minister") == 1
        assert "Claim in its article" in text
        assert "Stance Sergey Lavrov supports it in its article" in text

    def test_show_words_again_for_another_speaker(self) -> None:
        both, shown = two_readings(BLINKEN)
        assert [m.text for m in shown.inside("mark", "findings")].count(both.evidence.quote) == 2

    def test_say_so_when_nothing_came_of_a_commitment(self, geneva: Page) -> None:
        lapsed = next(f for f in FINDINGS if f.subtype == "lapsed")
        assert "No later record speaks of it." in geneva.by_id(lapsed.id).text

    def test_fold_the_records_that_only_repeat(self, geneva: Page) -> None:
        update = geneva.by_id(next(f.id for f in FINDINGS if f.relation == "update"))
        assert "3 more on this side" in update.text
        assert CONVEY.evidence.quote in update.text

    def test_are_said_to_be_none_where_there_are_none(self) -> None:
        nothing = SUMMARY.model_copy(update={"findings": {}})
        shown = Page(render(GENEVA._replace(findings=[], summary=nothing)))
        assert shown.all("h1")[0].text == "No finding in 4 articles"
        assert "No finding." in shown.by_id("findings").text

    def test_beyond_what_a_page_holds_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(page, "MOST_FINDINGS", 2)
        shown = Page(render(GENEVA)).by_id("findings").text
        assert "The first 2 of 6 findings; findings.jsonl has all." in shown


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
            update={"usage": Usage(requests=12, input_tokens=30100, output_tokens=900, cost=0.0123)}
        )
        text = Page(render(GENEVA._replace(summary=paid))).text
        assert "Cost $0.0123" in text
        assert "12 requests, 30,100 tokens in, 900 out" in text


@pytest.mark.parametrize("attack", HOSTILE)
class TestHostileText:
    def test_adds_no_element_and_no_attribute(self, attack: str) -> None:
        def shape(html: str) -> list[tuple[str, list[str]]]:
            return [(e.tag, sorted(e.attributes)) for e in Page(html).elements]

        assert shape(render(hostile_run(attack))) == shape(render(hostile_run("harmless")))

    def test_is_shown_as_it_is_written(self, attack: str) -> None:
        shown = Page(render(hostile_run(attack)))
        quoted = {mark.text for mark in shown.inside("mark", "findings")}
        assert quoted == {f"{attack} was said"}
        assert attack in shown.by_id("left-out").text
