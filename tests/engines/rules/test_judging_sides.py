"""What two sides hold of one thing, and how the counts, the blame and the hours of it differ."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from made_claims import claim, judge, own_voice

from extractor.pairs import Side, Verdict
from extractor.records import Actor, Position, Stance

MONDAY = date(2022, 1, 17)


def stance(holder: str, position: Position, target: str, day: date = MONDAY) -> Side:
    text = f"{holder} {position}s {target}"
    made = Stance(
        **own_voice(text, day),
        holder=Actor(name=holder, canonical=holder),
        target=target,
        position=position,
    )
    return Side(made, text, day, "Gazette", in_headline=False)


def test_for_and_against_one_definite_thing_are_opposed() -> None:
    backs = stance("Ana Pohl", "support", "the inquiry")
    criticises = stance("Tomas Vell", "oppose", "the inquiry", MONDAY + timedelta(days=9))
    assert judge(backs, criticises).relation == "opposed"


@pytest.mark.parametrize(
    ("target", "other", "days"),
    [
        ("the inquiry", "the inquiry", 40),
        ("the decision", "the decision", 1),
        ("inquiry", "inquiry", 1),
        ("the inquiry", "the strike", 1),
    ],
)
def test_a_thing_that_may_be_another_opposes_nobody(target: str, other: str, days: int) -> None:
    backs = stance("Ana Pohl", "support", target)
    criticises = stance("Tomas Vell", "oppose", other, MONDAY + timedelta(days=days))
    assert judge(backs, criticises).relation != "opposed"


def told(left: str, right: str, days: int = 1) -> Verdict:
    one = claim(left, day=MONDAY)
    return judge(one, claim(right, outlet="Post", day=MONDAY + timedelta(days=days)))


LOST = "Two Veldrian soldiers and one Karsovan were killed."


@pytest.mark.parametrize(
    "other",
    [
        "Nine Veldrian soldiers were killed when a patrol repelled an attack on Sorin Ridge.",
        "One Karsovan and 9 Veldrian soldiers were killed.",
    ],
)
def test_the_killed_of_one_side_in_two_numbers_are_a_conflict(other: str) -> None:
    verdict = told(LOST, other)
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")
    assert "Two Veldrian soldiers" in verdict.difference


@pytest.mark.parametrize(
    ("other", "days"),
    [
        ("Two Veldrian soldiers were killed on Sorin Ridge.", 1),
        ("Nine Karsovan soldiers were killed on Sorin Ridge.", 1),
        ("Nine Veldrian farmers were killed on Sorin Ridge.", 1),
        ("At least nine Veldrian soldiers were killed on Sorin Ridge.", 1),
        ("Nine Veldrian soldiers were killed on Sorin Ridge.", 9),
    ],
)
def test_the_killed_of_another_side_or_sort_or_time_are_none(other: str, days: int) -> None:
    assert told(LOST, other, days).relation != "conflict"


def test_the_killed_of_two_places_are_no_conflict() -> None:
    here, there = "Two Veldrian soldiers were killed at", "Nine Veldrian soldiers were killed at"
    assert told(f"{here} Oltan.", f"{there} Marn.").relation != "conflict"


def test_what_came_first_came_from_one_side() -> None:
    verdict = told(
        "Sensors had recorded the first shots coming from the Veldrian side.",
        "The first shots were fired from the Karsovan side.",
        days=14,
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "actor")


@pytest.mark.parametrize(
    "other",
    [
        "The first shots did not come from the Karsovan side.",
        "The first soldiers came from the Karsovan side.",
        "It is not known whether the first shots were fired from the Karsovan side.",
    ],
)
def test_what_is_doubted_or_another_first_is_no_conflict(other: str) -> None:
    one = "Sensors had recorded the first shots coming from the Veldrian side."
    assert told(one, other).relation != "conflict"


def test_what_ran_all_night_did_not_stop_in_it() -> None:
    verdict = told(
        "The pumps stopped for two hours on Tuesday night because of a power failure.",
        "The pumps kept running throughout Tuesday night.",
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


@pytest.mark.parametrize(
    "other",
    [
        "The trams kept running throughout Tuesday night.",
        "The pumps kept running throughout Friday night.",
        "The pumps kept running on Tuesday night.",
    ],
)
def test_another_thing_or_night_or_a_part_of_it_is_no_conflict(other: str) -> None:
    one = "The pumps stopped for two hours early on Tuesday night after a power failure."
    assert told(one, other).relation != "conflict"


@pytest.mark.parametrize(
    "toll",
    [
        "Four more bodies were found in the Okahara mine, taking the number of dead to 11.",
        "The report on the collapse of the Okahara mine puts the number of dead at 11.",
    ],
)
def test_the_number_of_dead_is_the_toll(toll: str) -> None:
    other = "The collapse of the Okahara mine killed 14 people, four of them in its last shaft."
    verdict = told(toll, other)
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")
