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
