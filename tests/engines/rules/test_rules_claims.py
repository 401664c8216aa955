from __future__ import annotations

import pytest
from rules_reading import claims

from extractor.records import Modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ann Lee said that the bridge is safe.", "asserted"),
        ("Ann Lee said that the bridge will open in May.", "expected"),
        ("Ann Lee said that the bridge may open in May.", "possible"),
        ("Ann Lee said that if it rains the bridge will stay closed.", "conditional"),
        ('"We hope to open the bridge in May," Ann Lee said.', "hoped"),
    ],
)
def test_modality_comes_from_the_main_verb(text: str, modality: Modality) -> None:
    assert claims(text)[0].modality == modality


def test_a_denied_verb_makes_a_negated_claim() -> None:
    assert claims("Ann Lee said that the bridge was not safe.")[0].negated


def test_what_is_denied_is_negated() -> None:
    assert claims("Ann Lee denied that the bridge was closed.")[0].negated


def test_two_negations_are_none() -> None:
    assert not claims("Ann Lee denied that the bridge was not safe.")[0].negated


def test_the_time_is_copied_as_written() -> None:
    assert claims("The bridge was opened on May 3, 2021.")[0].when is not None


def test_the_time_of_saying_is_not_the_time_of_the_claim() -> None:
    (claim,) = claims("Ann Lee said on Friday that the bridge was built in 1901.")
    assert claim.said_on is not None
    assert "Friday" in claim.said_on
    assert claim.when is not None
    assert "1901" in claim.when


def test_a_statement_names_who_i_is() -> None:
    (claim,) = claims('"I have seen the bridge myself," Ann Lee said.')
    assert claim.statement == "Ann Lee has seen the bridge myself."


def test_we_of_a_minister_is_his_country() -> None:
    (claim,) = claims('"We expect an answer in May," French Foreign Minister Jean Moreau said.')
    assert claim.statement.startswith("France expects an answer")


def test_a_cut_statement_gets_its_beginning_back() -> None:
    (claim,) = claims("The bridge, Ann Lee said, is safe for everybody.")
    assert claim.statement == "The bridge is safe for everybody."


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to our newsletter and we will send it to you.",
        "Your email address will not be published.",
        "Talks on security guarantees",
        "Is the bridge safe?",
    ],
)
def test_boilerplate_titles_and_questions_claim_nothing(text: str) -> None:
    assert claims(text) == []


def test_a_reported_passage_goes_on_in_the_next_sentence() -> None:
    text = (
        "City officials told the Daily Post that the plan includes two bridges. "
        "At the same time, the plan will not contain a tunnel."
    )
    speakers = [claim.speaker.name for claim in claims(text) if claim.speaker]
    assert speakers == ["City officials", "City officials"]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge, which was not hit by the flood, is open.",
        "The bridge will cost families who cannot afford a car.",
        "If it does not rain, the bridge will open in May.",
        "The bridge is open and was not expected to close again.",
        "The report shows that nobody was hurt.",
        "The bridge serves not only cars but also trains.",
    ],
)
def test_a_negation_beside_the_main_clause_denies_nothing(text: str) -> None:
    assert not claims(text)[0].negated


def test_the_modality_of_a_second_clause_is_not_that_of_the_first() -> None:
    assert claims("The bridge is safe, and we will open it in May.")[0].modality == "asserted"


def test_who_is_sure_that_it_will_come_expects_it() -> None:
    (claim,) = claims("Ann Lee said she was confident that traffic would recover.")
    assert claim.modality == "expected"


def test_what_will_be_provided_is_no_condition() -> None:
    (claim,) = claims("Ann Lee said shelter would be provided for all of them.")
    assert claim.modality == "expected"


def test_he_in_quoted_words_is_somebody_else() -> None:
    (claim,) = claims('"He should pay for the bridge," Tom Roe said.')
    assert claim.statement == "He should pay for the bridge."


def test_it_of_a_body_that_reports_on_itself_is_named() -> None:
    (claim,) = claims("Norvalis said on Monday that it would cut 200 jobs.")
    assert claim.statement == "Norvalis would cut 200 jobs."


@pytest.mark.parametrize("words", ["it is likely to rain again.", "it would take three years."])
def test_it_that_means_nobody_is_left(words: str) -> None:
    (claim,) = claims(f"Norvalis said {words}")
    assert claim.statement.startswith("It ")


def test_a_quotation_inside_a_claim_is_closed() -> None:
    (claim,) = claims('Ann Lee said the city had "lost its trust."')
    assert claim.quote == 'the city had "lost its trust."'
    assert claim.statement == 'The city had "lost its trust."'


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("Ann Lee said at a conference on the results of 2021 that traffic had grown again.", None),
        ("The firm reported a profit for the third quarter and said it would grow.", None),
        ("Ann Lee, who was elected on May 3, said that traffic had grown again.", None),
        ("On Friday, Ann Lee said that traffic had grown again.", "Friday"),
        ("Ann Lee said in a statement on Friday that traffic had grown again.", "on Friday"),
        ("Ann Lee said last week that traffic had grown again.", "last week"),
    ],
)
def test_only_a_time_of_the_saying_dates_it(text: str, said_on: str | None) -> None:
    found = claims(text)[-1].said_on
    assert (found is None) == (said_on is None)
    assert found is None or found in (said_on or "")


@pytest.mark.parametrize(
    "dateline", ["GENEVA, May 3 (Post) - ", "SAN MARCO — ", "LAKETOWN, Ky (WXYZ) -- "]
)
def test_a_dateline_is_no_part_of_what_is_said(dateline: str) -> None:
    (claim,) = claims(f"{dateline}The old bridge was closed on Monday.")
    assert claim.quote == "The old bridge was closed on Monday."


def test_a_dash_within_a_sentence_is_no_dateline() -> None:
    (claim,) = claims("NATO – founded in 1949 – has a new building.")
    assert claim.quote.startswith("NATO")


def test_three_words_are_a_claim_if_they_are_a_sentence() -> None:
    assert [claim.quote for claim in claims("Turnout was 64%. It was over.")] == [
        "Turnout was 64%."
    ]


@pytest.mark.parametrize("label", ["RELATED", "VIDEO", "Photos", "Previous story"])
def test_a_link_to_another_story_claims_nothing(label: str) -> None:
    assert claims(f"{label}: Bridge was closed after the flood\n\nShe spoke.") == []
