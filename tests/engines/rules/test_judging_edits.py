"""One sentence in two versions."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import claim, judged

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair

SOLD = "The band's second record came out in May and went on to sell more than {} million copies."
BUILT = "The old mill by the river, burnt down in 1871 and rebuilt, opened in its present form {}."


def test_a_figure_exchanged_in_one_sentence_conflicts_even_if_it_is_a_bound() -> None:
    verdict = judged(SOLD.format(18), SOLD.format(10))
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")


def test_a_rounded_figure_in_one_sentence_does_not_conflict() -> None:
    text = "In the second week of the strike some {} workers walked out of the plant in Kelso."
    assert judged(text.format("2,000"), text.format("1,987")).relation != "conflict"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in 1884", "in 1889"),
        ("on June 3, 1884", "on June 3, 1889"),
        ("on June 3, 1684", "on June 3, 1689"),
        ("in late June", "in late April"),
    ],
)
def test_a_part_of_a_date_exchanged_in_one_sentence_conflicts(one: str, other: str) -> None:
    verdict = judged(BUILT.format(one), BUILT.format(other))
    assert (verdict.relation, verdict.subtype) == ("conflict", "date")


def test_a_day_is_not_excused_by_a_longer_time_of_something_else() -> None:
    text = "Ada Holm, daughter of Karl Holm (1850-1930), was born on {} in the port of Kelso."
    verdict = judged(text.format("May 3, 1889"), text.format("May 3, 1876"))
    assert verdict.subtype == "date"


def test_a_state_as_of_two_days_does_not_conflict() -> None:
    text = "As of {} 2014 many of the largest vendors of the country are struggling financially."
    assert judged(text.format("March"), text.format("April")).relation != "conflict"


def test_the_news_of_two_days_in_one_wording_does_not_conflict() -> None:
    text = "Police said on Saturday {} that two shops in the northern part of Kelso were robbed."
    left = claim(text.format("March 5"), day=date(2022, 3, 6))
    right = claim(text.format("March 12"), day=date(2022, 3, 13), outlet="Post")
    assert judge_pair(Pair(left, right, "test")).relation != "conflict"


def test_another_subject_in_a_long_sentence_conflicts() -> None:
    text = (
        "As {} had already reached the group stage by winning the domestic cup, the place kept for "
        "the runner-up went to the champions of the neighbouring league in the qualifying round."
    )
    assert judged(text.format("Kelso"), text.format("Varna")).subtype == "actor"


def test_a_list_with_another_name_is_neither_a_conflict_nor_the_same() -> None:
    text = "Holm, Lind and {} together lead the northern branch of the seafarers' union."
    assert judged(text.format("Brandt"), text.format("Novak")).relation == "compatible"


def test_two_spellings_of_one_abbreviation_are_one_name() -> None:
    text = "The minister told the {} many lies about the northern port, and nothing happened."
    assert judged(text.format("B.K.A."), text.format("BKA")).relation != "conflict"


def test_people_count_the_kind_of_people_that_is_named() -> None:
    verdict = judged(
        "Norland supplies a large contingent of troops in Kelso, with nearly 1,000 people.",
        "Norland sent 730 troops to Kelso.",
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")


def test_people_of_two_kinds_are_counted_apart() -> None:
    verdict = judged(
        "Norland supplies a hospital in Kelso, with nearly 1,000 people.",
        "Norland sent 730 troops to Kelso.",
    )
    assert verdict.relation != "conflict"


def test_a_figure_right_behind_its_owner_is_of_one_matter() -> None:
    verdict = judged(
        "The raid hardened the resolve of NORPACT's 19 members, who may now agree to more.",
        "NORPACT has 16 members.",
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")
