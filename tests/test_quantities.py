from __future__ import annotations

import time

import pytest

from extractor.quantities import find, relate
from extractor.records import Quantity


def one(text: str) -> Quantity:
    (quantity,) = find(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The talks lasted 1.5 hours.", 90, "minutes"),
        ("a 90-minute meeting", 90, "minutes"),
        ("a five-year term", 60, "months"),
        ("at a price of $8 billion", 8e9, "USD"),
        ("the firm lost €512m", 512e6, "EUR"),
        ("30 per cent of voters", 30, "percent"),
        ("47.3% of the vote", 47.3, "percent"),
        ("1,240 confirmed cases in the city", 1240, "case"),
        ("twenty-five soldiers", 25, "soldier"),
        ("half a million people", 500_000, "person"),
        ("two dozen houses", 24, "house"),
        ("a 31-year-old driver", 31, "years of age"),
        ("the state has 1948 registered lobbyists", 1948, "lobbyist"),
    ],
)
def test_a_figure_is_read_in_its_base_unit_or_as_a_count(
    text: str, value: float, unit: str
) -> None:
    assert (one(text).value, one(text).unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 12 people", "at_least"),
        ("more than 12 people", "more_than"),
        ("up to 12 people", "at_most"),
        ("fewer than 12 people", "less_than"),
        ("about 12 people", "about"),
        ("12 people or more", "at_least"),
        ("12 people", "exact"),
    ],
)
def test_the_words_around_a_figure_bound_it(text: str, bound: str) -> None:
    assert one(text).bound == bound
    assert one(text).text == text


def test_a_range_has_both_ends() -> None:
    quantity = one("between 3 and 5 percent")
    assert (quantity.value, quantity.high, quantity.bound) == (3, 5, "range")


def test_a_scale_after_a_range_holds_for_both_ends() -> None:
    quantity = one("$1.5-2 billion")
    assert (quantity.value, quantity.high) == (1.5e9, 2e9)


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2021.",
        "On January 21 they met.",
        "from 10 to 13 January",
        "As of 21 May 2019",
        "at 12:05 EDT (1605 GMT)",
        "around 6:30 p.m.",
        "the 21st of the month",
        "Article 5 of the treaty",
        "a Boeing 737 landed",
        "COVID-19 spread",
        "one-third of an inch",
        "in the first half of the year",
        "the third of the month",
        "No one came, and one of them left.",
    ],
)
def test_dates_ordinals_and_names_are_not_quantities(text: str) -> None:
    assert find(text) == ()


def test_each_quantity_quotes_the_text() -> None:
    text = "At least 1,200 people and five others lost $3m in 2 weeks."
    assert all(quantity.text in text for quantity in find(text))
    assert len(find(text)) == 4


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1.5 hours", "a 90-minute talk", "equal"),
        ("six people", "6 persons", "equal"),
        ("six people", "seven people", "different"),
        ("2,000 troops", "1,987 troops", "compatible"),
        ("1,240 cases", "1,263 cases", "different"),
        ("at least 10 people", "12 people", "compatible"),
        ("more than 12 people", "12 people", "different"),
        ("at most 10 people", "12 people", "different"),
        ("about 100 people", "105 people", "compatible"),
        ("10 to 15 people", "12 people", "compatible"),
        ("10 to 15 people", "16 people", "different"),
        ("10 people", "10 houses", "incomparable"),
        ("$10", "€10", "incomparable"),
    ],
)
def test_figures_are_related_by_the_values_that_they_allow(a: str, b: str, expected: str) -> None:
    assert relate(one(a), one(b)) == expected
    assert relate(one(b), one(a)) == expected


def test_a_long_text_is_read_in_linear_time() -> None:
    text = "There were 5 people and 1,000 - - to 3 of 7 and. " * 20_000
    assert len(find(text)) >= 20_000


def test_a_long_word_is_read_in_linear_time() -> None:
    assert find("a" * 200_000 + "1" * 200_000 + "," * 100_000) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("two hundred and fifty people", 250, "person"),
        ("two hundred and fifty thousand people", 250_000, "person"),
        ("three hundred thousand people", 300_000, "person"),
        ("one thousand two hundred people", 1200, "person"),
        ("1\u202f234 people", 1234, "person"),
        ("A$5 million", 5e6, "AUD"),
        ("HK$5 million", 5e6, "HKD"),
        ("US$5 million", 5e6, "USD"),
        ("$5 m", 5e6, "USD"),
    ],
)
def test_a_figure_is_read_as_a_whole(text: str, value: float, unit: str) -> None:
    assert (one(text).value, one(text).unit, one(text).text) == (value, unit, text)


def test_the_ends_of_a_range_are_not_read_as_one_number() -> None:
    quantity = one("between two hundred and three hundred people")
    assert (quantity.value, quantity.high) == (200, 300)


@pytest.mark.parametrize("text", ["1.234.567 people", "3,5 million people", "1,2345 people"])
def test_a_figure_set_in_an_unknown_way_is_left_alone(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It fell by -0.3%.", -0.3, "percent"),
        ("minus 12 degrees", -12, "degrees"),
        ("a result of −$5 million", -5e6, "USD"),
        ("- and -5 people came", 5, "person"),
        ("2 1/2 years", 30, "months"),
        ("2½ hours", 150, "minutes"),
        ("1/2 mile", 804.672, "metres"),
        ("1,500 metres", 1500, "metres"),
        ("50 square kilometres", 5000, "hectares"),
        ("25 basis points", 0.25, "percent"),
        ("60 miles per hour", 96.56064, "kilometres per hour"),
        ("5 Swiss francs", 5, "CHF"),
    ],
)
def test_a_sign_a_fraction_and_a_unit_of_several_words_are_kept(
    text: str, value: float, unit: str
) -> None:
    assert one(text).value == pytest.approx(value)
    assert one(text).unit == unit


def test_a_range_may_lie_below_zero() -> None:
    quantity = one("between -5 and -3 degrees")
    assert (quantity.value, quantity.high) == (-5, -3)


@pytest.mark.parametrize(
    ("text", "percent", "bound"),
    [
        ("a third of all members", 100 / 3, "about"),
        ("more than half of the voters", 50, "more_than"),
        ("half the population", 50, "about"),
        ("two-thirds of its troops", 200 / 3, "about"),
        ("one in five people", 20, "about"),
        ("7 out of 10 voters", 70, "about"),
    ],
)
def test_a_share_in_words_is_a_percentage(text: str, percent: float, bound: str) -> None:
    assert one(text).value == pytest.approx(percent)
    assert (one(text).unit, one(text).bound) == ("percent", bound)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a third of the members", "33%", "compatible"),
        ("half of the members", "72%", "different"),
        ("-5 degrees", "5 degrees", "different"),
        ("about -5 degrees", "-5.2 degrees", "compatible"),
        ("at most -5 degrees", "-7 degrees", "compatible"),
    ],
)
def test_shares_and_figures_below_zero_are_related_like_others(
    a: str, b: str, expected: str
) -> None:
    assert relate(one(a), one(b)) == expected


def test_a_distance_in_metres_is_not_in_millions() -> None:
    assert one("a 100 m sprint").value == 100


def test_a_figure_that_no_number_holds_is_left_alone() -> None:
    assert find("9" * 400 + " people") == ()


def test_many_dates_beside_many_figures_take_linear_time() -> None:
    started = time.monotonic()
    assert len(find("on 1 May 2 people " * 20_000)) == 20_000
    assert time.monotonic() - started < 10
