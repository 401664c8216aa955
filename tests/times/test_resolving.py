"""What time expressions mean, counted from a day or standing alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.times import resolve

FRIDAY = date(2022, 1, 21)


def days(
    expression: str,
    anchor: date | None = FRIDAY,
    *,
    past: bool | None = None,
    previous: date | None = None,
) -> str:
    """FIRST..LAST of what an expression means, a dot for an open end."""
    span = resolve(expression, anchor=anchor, past=past, previous=previous)
    assert span.text == expression
    return f"{span.start or ''}..{span.end or ''}"


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("next week", "2022-01-24..2022-01-30"),
        ("this week", "2022-01-17..2022-01-23"),
        ("last week", "2022-01-10..2022-01-16"),
        ("this weekend", "2022-01-22..2022-01-23"),
        ("last year", "2021-01-01..2021-12-31"),
        ("last June", "2021-06-01..2021-06-30"),
        ("next month", "2022-02-01..2022-02-28"),
        ("this quarter", "2022-01-01..2022-03-31"),
        ("next decade", "2030-01-01..2039-12-31"),
        ("last summer", "2021-06-01..2021-08-31"),
        ("this winter", "2021-12-01..2022-02-28"),
        ("this June", "2022-06-01..2022-06-30"),
        ("next Monday", "2022-01-24..2022-01-24"),
        ("last Friday", "2022-01-14..2022-01-14"),
        ("Tuesday next week", "2022-01-25..2022-01-25"),
    ],
)
def test_last_this_and_next_name_whole_units(expression: str, meaning: str) -> None:
    assert days(expression) == meaning


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("today", "2022-01-21..2022-01-21"),
        ("earlier in the day", "2022-01-21..2022-01-21"),
        ("yesterday", "2022-01-20..2022-01-20"),
        ("last night", "2022-01-20..2022-01-20"),
        ("the day after tomorrow", "2022-01-23..2022-01-23"),
        ("three days ago", "2022-01-18..2022-01-18"),
        ("two weeks ago", "2022-01-03..2022-01-09"),
        ("nearly four years ago", "2018-01-01..2018-12-31"),
        ("a decade ago", "2012-01-01..2012-12-31"),
        ("in two weeks", "2022-01-31..2022-02-06"),
        ("in twenty-four hours", "2022-01-22..2022-01-22"),
        ("within 90 days", "2022-01-21..2022-04-21"),
        ("over the past three months", "2021-10-21..2022-01-21"),
        ("the next five years", "2022-01-21..2027-01-21"),
        ("a week from Monday", "2022-01-31..2022-01-31"),
        ("three days before January 12", "2022-01-09..2022-01-09"),
        ("the month before last", "2021-11-01..2021-11-30"),
        ("the year after next", "2024-01-01..2024-12-31"),
    ],
)
def test_a_number_of_units_is_counted_from_the_anchor(expression: str, meaning: str) -> None:
    assert days(expression) == meaning


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("in the coming days", "2022-01-21.."),
        ("soon", "2022-01-21.."),
        ("in the next few weeks", "2022-01-21.."),
        ("several days ago", "..2022-01-21"),
        ("in recent weeks", "..2022-01-21"),
        ("by the end of the month", "..2022-01-31"),
        ("by Friday", "..2022-01-21"),
        ("until 2025", "..2025-12-31"),
        ("before March 1, 2022", "..2022-02-28"),
        ("before the end of April", "..2022-04-30"),
        ("by the end of last year", "..2021-12-31"),
        ("before the beginning of May", "..2022-04-30"),
        ("until the start of May", "..2022-05-01"),
        ("since the end of November 2021", "2021-11-30.."),
        ("after the end of March", "2022-04-01.."),
        ("by Christmas", "..2021-12-25"),
        ("since 2014", "2014-01-01.."),
        ("after December 31, 2021", "2022-01-01.."),
    ],
)
def test_a_limit_or_a_vague_time_has_one_open_end(expression: str, meaning: str) -> None:
    assert days(expression) == meaning


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("at the beginning of last year", "2021-01-01..2021-04-30"),
        ("mid-October 2021", "2021-10-11..2021-10-20"),
        ("the end of 2021", "2021-09-01..2021-12-31"),
        ("earlier this year", "2022-01-01..2022-01-21"),
        ("later this week", "2022-01-21..2022-01-23"),
        ("the first quarter of 2021", "2021-01-01..2021-03-31"),
        ("the second half of next year", "2023-07-01..2023-12-31"),
        ("the first week of February 2022", "2022-02-01..2022-02-07"),
        ("by year-end", "..2022-12-31"),
        ("the late 1980s", "1986-09-01..1989-12-31"),
        ("the first days of 2021", "2021-01-01..2021-04-30"),
        ("the last weeks of June 2021", "2021-06-21..2021-06-30"),
        ("the week of January 12", "2022-01-10..2022-01-16"),
        ("the night of January 12", "2022-01-12..2022-01-12"),
    ],
)
def test_a_part_of_a_period_is_narrower_than_the_period(expression: str, meaning: str) -> None:
    assert days(expression) == meaning


@pytest.mark.parametrize(
    "expression",
    [
        "December 17, 2021", "17 December 2021", "Dec. 17, 2021", "Dec 17 2021", "2021-12-17",
        "Friday, December 17, 2021", "the 17th of December 2021", "on December 17th, 2021",
        "17.12.2021", "12/17/2021", "17/12/2021", "DECEMBER 17, 2021",
        "10:30 a.m. on December 17, 2021", "December 17, 2021 at noon",
    ],
)  # fmt: skip
def test_a_full_date_stands_alone_in_any_form(expression: str) -> None:
    span = resolve(expression, anchor=FRIDAY)
    assert (span.start, span.end) == (date(2021, 12, 17), date(2021, 12, 17))
    assert (span.basis, span.anchor) == ("absolute", None)


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("2021", "2021-01-01..2021-12-31"),
        ("June 2021", "2021-06-01..2021-06-30"),
        ("Q3 2021", "2021-07-01..2021-09-30"),
        ("the 1990s", "1990-01-01..1999-12-31"),
        ("the ’90s", "1990-01-01..1999-12-31"),
        ("the 20th century", "1901-01-01..2000-12-31"),
        ("the nineties", "1990-01-01..1999-12-31"),
        ("the winter of 2020-21", "2020-12-01..2021-02-28"),
        ("Q3, 2021", "2021-07-01..2021-09-30"),
        ("Christmas Eve 2021", "2021-12-24..2021-12-24"),
        ("winter 2021", "2021-12-01..2022-02-28"),
        ("2019-2021", "2019-01-01..2021-12-31"),
        ("January 10-13, 2022", "2022-01-10..2022-01-13"),
        ("from 10 to 13 January 2022", "2022-01-10..2022-01-13"),
        ("December 28 to January 3, 2022", "2021-12-28..2022-01-03"),
        ("between 1992 and 1995", "1992-01-01..1995-12-31"),
    ],
)
def test_what_names_its_year_needs_no_anchor(expression: str, meaning: str) -> None:
    assert days(expression, None) == meaning


@pytest.mark.parametrize(
    ("expression", "anchor", "meaning"),
    [
        ("January 10", date(2022, 1, 19), "2022-01-10..2022-01-10"),
        ("December 17", date(2022, 1, 14), "2021-12-17..2021-12-17"),
        ("from 10 to 13 January", date(2022, 1, 22), "2022-01-10..2022-01-13"),
        ("January 3", date(2021, 12, 28), "2022-01-03..2022-01-03"),
        ("February 29", date(2023, 5, 1), "2024-02-29..2024-02-29"),
    ],
)
def test_a_day_without_a_year_lies_nearest_the_anchor(
    expression: str, anchor: date, meaning: str
) -> None:
    assert days(expression, anchor) == meaning


def test_the_tense_decides_the_year_only_far_from_the_anchor() -> None:
    assert days("November 8", past=False) == "2022-11-08..2022-11-08"
    assert days("January 24", past=True) == "2022-01-24..2022-01-24"


@pytest.mark.parametrize(
    ("past", "meaning"),
    [(True, "2022-01-14"), (False, "2022-01-21"), (None, "2022-01-21")],
)
def test_the_tense_decides_between_the_weekdays_around_the_anchor(
    past: bool | None, meaning: str
) -> None:
    assert days("Friday", date(2022, 1, 19), past=past) == f"{meaning}..{meaning}"


def test_the_day_of_the_anchor_is_the_weekday_in_either_tense() -> None:
    assert days("on Friday", past=True) == days("on Friday", past=False) == "2022-01-21..2022-01-21"


def test_the_following_day_follows_the_day_named_before() -> None:
    span = resolve("on the following day", anchor=FRIDAY, previous=date(2022, 1, 12))
    assert span.start == span.end == date(2022, 1, 13)
    assert (span.basis, span.anchor) == ("relative", date(2022, 1, 12))


@pytest.mark.parametrize("expression", ["next week", "January 10", "Friday", "soon", "last June"])
def test_without_an_anchor_what_needs_one_stays_unresolved(expression: str) -> None:
    span = resolve(expression, anchor=None)
    assert (span.start, span.end, span.anchor, span.basis) == (None, None, None, "unresolved")


@pytest.mark.parametrize(
    ("expression", "past", "meaning"),
    [
        ("the fourth quarter", True, "2021-10-01..2021-12-31"),
        ("the fourth quarter", False, "2022-10-01..2022-12-31"),
        ("third-quarter", True, "2021-07-01..2021-09-30"),
        ("Q3", False, "2022-07-01..2022-09-30"),
        ("New Year’s Eve", True, "2021-12-31..2021-12-31"),
        ("New Year’s Eve", False, "2022-12-31..2022-12-31"),
    ],
)
def test_the_tense_decides_between_the_quarters_and_feasts_around_the_anchor(
    expression: str, past: bool, meaning: str
) -> None:
    assert days(expression, past=past) == meaning


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("that evening", "2022-01-12..2022-01-12"),
        ("the next morning", "2022-01-13..2022-01-13"),
        ("the following week", "2022-01-17..2022-01-23"),
    ],
)
def test_a_part_of_the_day_named_before_is_of_that_day(expression: str, meaning: str) -> None:
    assert days(expression, previous=date(2022, 1, 12)) == meaning


@pytest.mark.parametrize(
    "expression", ["fiscal 2021", "FY2021", "the third quarter of fiscal 2022", "this fiscal year"]
)
def test_the_months_of_a_fiscal_year_are_not_guessed(expression: str) -> None:
    assert resolve(expression, anchor=FRIDAY).basis == "unresolved"


@pytest.mark.parametrize(
    "expression",
    [
        "the following day", "03/04/2021", "February 30, 2021", "the meeting", "", "5%",
        "9999 years ago", "13 o'clock", "1.5 hours",
    ],
)  # fmt: skip
def test_what_can_not_be_told_stays_unresolved(expression: str) -> None:
    assert resolve(expression, anchor=FRIDAY).basis == "unresolved"


def test_the_anchor_is_given_where_it_was_used() -> None:
    assert resolve("next week", anchor=FRIDAY).anchor == FRIDAY


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize("expression", ["tomorrow", "last week", "next century", "Friday", "June"])
def test_the_ends_of_the_calendar_raise_nothing(expression: str, anchor: date) -> None:
    resolve(expression, anchor=anchor)


PIECES = (
    "the early late end of by next last week 10 to 13 January , - and Friday from between in "
    "two years ago mid-October 2021 day following first quarter morning at noon within "
    "29 February week final"
).split()


@given(
    st.lists(st.sampled_from(PIECES), max_size=20), st.dates(), st.sampled_from([True, False, None])
)
def test_no_run_of_time_words_raises(pieces: list[str], anchor: date, past: bool | None) -> None:
    span = resolve(" ".join(pieces), anchor=anchor, past=past, previous=anchor)
    assert span.basis != "unresolved" or (span.start, span.end) == (None, None)
    assert span.start is None or span.end is None or span.start <= span.end


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert resolve(text, anchor=FRIDAY).text == text


def test_an_absurd_expression_takes_no_long_time() -> None:
    started = time.monotonic()
    for piece in ("10-", "early ", "from 1 to ", "early 10- by ", "the night before "):
        resolve((piece * 100)[:119] + "x", anchor=FRIDAY)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("anchor", "past"),
    [(date(2023, 12, 15), True), (date(2025, 3, 15), False), (date(2026, 3, 15), None)],
)
def test_a_leap_day_of_no_year_nearby_stays_unresolved(anchor: date, past: bool | None) -> None:
    assert days("29 February", anchor, past=past) == ".."


def test_a_leap_day_is_of_the_leap_year_nearby() -> None:
    assert days("29 February", date(2024, 3, 2), past=True) == "2024-02-29..2024-02-29"


@pytest.mark.parametrize("expression", ["the first week", "the second half", "the final week"])
def test_a_part_of_nothing_named_stays_unresolved(expression: str) -> None:
    assert days(expression) == ".."


@pytest.mark.parametrize("expression", ["last week of January", "the final week of January"])
def test_the_last_week_of_a_month_ends_with_it(expression: str) -> None:
    assert days(expression) == "2022-01-25..2022-01-31"


def test_a_week_that_its_whole_does_not_have_stays_unresolved() -> None:
    assert days("third week of next week") == ".."
