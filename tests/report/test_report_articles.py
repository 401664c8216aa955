"""Articles in the report: their text with its evidence, and their records."""

from __future__ import annotations

import pytest
from made_runs import run_of
from parsed_page import Page
from sample_run import (
    ASKED_NOT_TO,
    BLINKEN_SETS,
    CONVEY,
    FINDINGS,
    GENEVA,
    LAVROV,
    RESULTS,
    WILL_SUBMIT,
    claim,
    stance,
)

from extractor.records import Article, Claim, Commitment, Stance
from extractor.report import render
from extractor.report.highlights import Note, Segment, marked_paragraphs
from extractor.results import ArticleResult


@pytest.fixture(scope="module")
def geneva() -> Page:
    return Page(render(GENEVA))


def segments(
    text: str, *records: Claim | Stance | Commitment, cited: tuple[str, ...] = ()
) -> list[list[Segment]]:
    found = marked_paragraphs(text, records, dict.fromkeys(cited))
    return [list(paragraph) for paragraph in found]


RAIN = Article.of("It rained all day and all night.\n\nNobody came.")
ALL_DAY = claim(RAIN, "It rained all day", None, statement="It rained all day.")
DAY_AND_NIGHT = stance(
    RAIN, "all day and all night", None, holder=LAVROV, target="rain", position="oppose"
)
BOTH = claim(RAIN, "all night.\n\nNobody", None, statement="All of it.")


class TestMarkedText:
    def test_is_all_of_the_text(self) -> None:
        found = segments(RAIN.text, ALL_DAY, DAY_AND_NIGHT, BOTH)
        paragraphs = ["".join(part.text for part in paragraph) for paragraph in found]
        assert paragraphs == ["It rained all day and all night.", "Nobody came."]

    def test_without_records_is_one_piece_a_paragraph(self) -> None:
        assert segments("One.\nTwo.") == [
            [Segment("One.", (), False, (), ())],
            [Segment("Two.", (), False, (), ())],
        ]

    def test_is_cut_where_evidence_overlaps(self) -> None:
        (first, _) = segments(RAIN.text, ALL_DAY, DAY_AND_NIGHT)
        assert [(part.text, part.kinds) for part in first] == [
            ("It rained ", ("claim",)),
            ("all day", ("claim", "stance")),
            (" and all night", ("stance",)),
            (".", ()),
        ]

    def test_has_a_number_where_evidence_ends(self) -> None:
        (first, _) = segments(RAIN.text, ALL_DAY, DAY_AND_NIGHT)
        assert [part.notes for part in first] == [
            (),
            (Note(1, ALL_DAY.id, "claim"),),
            (Note(2, DAY_AND_NIGHT.id, "stance"),),
            (),
        ]

    def test_has_a_place_to_lead_to_where_evidence_begins(self) -> None:
        (first, _) = segments(RAIN.text, ALL_DAY, DAY_AND_NIGHT)
        assert [part.begins for part in first] == [(ALL_DAY.id,), (DAY_AND_NIGHT.id,), (), ()]

    def test_begins_and_ends_once_over_two_paragraphs(self) -> None:
        first, second = segments(RAIN.text, BOTH)
        assert [part.begins for part in first + second] == [(), (BOTH.id,), (), ()]
        assert [len(part.notes) for part in first + second] == [0, 0, 1, 0]
        assert first[1].kinds == second[0].kinds == ("claim",)

    def test_says_where_a_finding_rests_on_it(self) -> None:
        (first, _) = segments(RAIN.text, ALL_DAY, DAY_AND_NIGHT, cited=(ALL_DAY.id,))
        assert [part.cited for part in first] == [True, True, False, False]


class TestTheTextOnThePage:
    def test_is_the_whole_article(self, geneva: Page) -> None:
        shown = geneva.by_id(BLINKEN_SETS.id)
        for line in BLINKEN_SETS.text.split("\n"):
            without_numbers = "".join(line.split())
            assert without_numbers[:30] in "".join(shown.text.split())

    def test_leads_from_each_quote_to_its_record_and_back(self, geneva: Page) -> None:
        hrefs = geneva.values("href")
        for result in RESULTS:
            for record in result.records:
                assert f"#{record.id}" in hrefs
                assert f"#text-{record.id}" in hrefs
                assert geneva.by_id(f"text-{record.id}").around[-1] == record.article_id

    def test_is_marked_by_kind_and_where_findings_rest_on_it(self, geneva: Page) -> None:
        marks = {
            mark.text: mark.attributes["class"] for mark in geneva.inside("mark", BLINKEN_SETS.id)
        }
        assert marks[WILL_SUBMIT.evidence.quote] == "commitment cited"


class TestArticles:
    def test_list_their_records_with_gist_and_details(self, geneva: Page) -> None:
        text = " ".join(geneva.by_id(CONVEY.id).text.split())
        assert "United States promise convey its concerns and ideas to Russia in writing" in text
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
        assert "No finding rests" in shown.by_id(ASKED_NOT_TO.article_id).text
        assert "No finding rests" not in shown.by_id(CONVEY.article_id).text

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
        shown = Page(render(run_of(article, done)))
        assert shown.by_id(article.id).text.count("rain.txt") == 1

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
        links = [a.attributes for a in shown.all("a") if a.attributes["href"] == url]
        assert bool(links) is linked
        assert all(link["rel"] == "noopener noreferrer" for link in links)
        assert " ".join(url.split()) in shown.text
