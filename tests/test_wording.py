from __future__ import annotations

import pytest

from extractor import wording


def test_forms_of_a_word_share_a_stem() -> None:
    assert {wording.stem(w) for w in ("tax", "taxes", "taxed", "taxing")} == {"tax"}


def test_an_irregular_form_has_the_stem_of_its_verb() -> None:
    assert wording.stem("broke") == wording.stem("broken") == wording.stem("breaks")


def test_words_for_one_concept_share_a_term() -> None:
    submit = wording.terms("submit a reply")
    furnish = wording.terms("furnished written responses")
    assert submit & furnish == {"=give", "=response"}


def test_a_derived_word_is_not_taken_for_the_concept() -> None:
    assert "=publish" not in wording.terms("He publicly agreed")


@pytest.mark.parametrize("name", ["the US", "Washington’s", "American", "The White House"])
def test_a_state_is_known_by_its_names_and_its_seat(name: str) -> None:
    assert "United States" in wording.names(f"{name} position")


def test_the_pronoun_us_is_no_state() -> None:
    assert wording.names("It helps us greatly") == frozenset()


def test_a_capital_as_a_place_is_the_city() -> None:
    assert "Russia" not in wording.terms("They met in Moscow")
    assert "Russia" in wording.terms("They met Moscow halfway")


def test_function_words_numbers_and_time_words_are_no_terms() -> None:
    assert wording.terms("On Tuesday they did not have 5 of these in 2021") == frozenset()


def test_a_word_at_the_start_of_a_sentence_is_no_name_for_its_capital_alone() -> None:
    assert wording.names("Rain fell. Snow came to Lyon") == {"lyon"}


def test_overlap_is_of_the_smaller_and_similarity_of_both() -> None:
    small, large = frozenset("ab"), frozenset("abcdef")
    assert wording.overlap(small, large) == 1.0
    assert wording.similarity(small, large) == 0.5
    assert wording.overlap(frozenset(), large) == 0.0


def test_acts_are_told_from_the_things_they_are_done_to() -> None:
    assert wording.acts(wording.terms("release of the written response")) == {"=publish"}


def test_a_long_text_is_read_in_linear_time() -> None:
    assert len(wording.words("a" * 200_000 + "-a." * 100_000)) == 100_000
