"""One record as the report words it."""

from __future__ import annotations

from datetime import date

import pytest
from sample_run import (
    ASKED_NOT_TO,
    CONVEY,
    DRAFTS_TASS,
    HOPES,
    NOT_RECEIVED,
    OFFICIALS_ASK,
    PESKOV_HOPES,
)

from extractor import phrasing
from extractor.records import Article, Attribution, Evidence, TimeSpan
from extractor.report import model, wording
from extractor.report.difference import Piece


def test_a_claim_that_denies_is_said_to_deny() -> None:
    assert wording.manner(NOT_RECEIVED) == "a denial"


def test_a_hope_is_not_shown_as_an_assertion() -> None:
    assert wording.manner(HOPES) == "a hope"


def test_a_plain_assertion_needs_no_word() -> None:
    assert wording.manner(DRAFTS_TASS) == ""


def test_a_time_that_was_not_resolved_gets_no_date() -> None:
    span = TimeSpan(text="soon", basis="unresolved")
    assert wording.time_span(span) == "“soon”: date not resolved"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2022, 1, 21), date(2022, 1, 21), "21 January 2022"),
        (date(2022, 1, 24), date(2022, 1, 30), "24 to 30 January 2022"),
        (date(2022, 1, 28), date(2022, 2, 3), "28 January to 3 February 2022"),
        (date(2021, 12, 31), date(2022, 1, 1), "31 December 2021 to 1 January 2022"),
        (date(2022, 1, 24), None, "from 24 January 2022"),
        (None, date(2022, 1, 24), "until 24 January 2022"),
        (None, None, None),
    ],
)
def test_a_period_says_month_and_year_once(
    first: date | None, last: date | None, words: str | None
) -> None:
    assert phrasing.period(first, last) == words


def test_an_outlet_without_a_name_is_still_the_speaker_of_its_own_voice() -> None:
    said = Attribution(speech="own_voice")
    assert wording.speaker(said) == "The outlet"
    assert wording.channel(said) == "in its own voice"


def test_a_day_that_is_both_said_and_published_is_given_once() -> None:
    days = model.source(NOT_RECEIVED, PESKOV_HOPES).days
    assert [(day.verb, day.text) for day in days] == [("published", "19 January 2022")]


def test_a_stance_is_read_as_holder_position_and_target() -> None:
    assert model.gist(ASKED_NOT_TO) == (
        "United States",
        "opposes",
        "publication of the written US response",
    )


def test_a_hedged_commitment_is_marked() -> None:
    assert wording.Fact("Firmness", "hedged") in model.facts(CONVEY)


def test_an_excerpt_is_the_sentence_of_the_article() -> None:
    before, quote, after = model.excerpt(OFFICIALS_ASK, ASKED_NOT_TO.evidence)
    assert before + quote[0].text + after in OFFICIALS_ASK.text
    assert after.endswith("the Washignton Post reported.")


def test_an_endless_sentence_is_cut_at_words_on_both_sides() -> None:
    article = Article.of("word " * 1000 + "here" + " word" * 1000)
    before, quote, after = model.excerpt(article, Evidence(quote="here", start=5000, end=5004))
    assert quote == (Piece("here"),)
    assert before.startswith("… word ")
    assert after.endswith(" word …")
    assert len(before + after) <= 2 * model.CONTEXT_CHARS + 4


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_things_are_listed_as_in_a_sentence(items: list[str], words: str) -> None:
    assert phrasing.enumeration(items) == words
