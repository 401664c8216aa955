"""Where a text speaks of time."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.times import find, resolve

DAY = date(2022, 1, 21)
EXAMPLES = Path(__file__).parents[2] / "examples" / "geneva-2022"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    "expression",
    [
        "January 10", "December 17, 2021", "Dec. 17, 2021", "13 January", "10 to 13 January",
        "January 10-13", "mid-October", "Friday", "Sunday night", "10 p.m. Wednesday",
        "Friday, Oct. 23", "2021-12-17", "yesterday", "today", "the day after tomorrow",
        "next week", "last June", "last year", "this weekend", "the following day",
        "earlier in the day", "earlier this year", "later this week", "these days",
        "the coming days", "soon", "in two weeks", "within 90 days", "three years ago",
        "almost four years ago", "the past few weeks", "by the end of the month", "by Friday",
        "until 2025", "since 1949", "the beginning of last year", "the first quarter of 2021",
        "the late 1980s", "the 20th century", "last fall", "between Monday and Wednesday",
        "from Monday to Friday", "2019-2021", "two days later", "before the end of April",
        "the last week of the month", "the first days of May", "third-quarter", "fiscal 2021",
        "the third quarter of fiscal 2022", "the early nineties", "a week from Friday",
        "the week of March 7", "the night of March 3", "New Year's Eve", "the month before last",
        "the next morning", "the winter of 2020-21", "just under twenty-five years ago",
        "the 3rd to the 5th of May", "10–13 January", "half a dozen years ago", "FY 21",
        "at least a couple of weeks ago", "the '90s", "3.5.2010", "the second half of 2020",
        "within a few months", "the same day", "right now", "the 21st century",
    ],
)  # fmt: skip
def test_an_expression_is_found_whole(expression: str) -> None:
    assert found(f"The talks, he told us {expression}, went on.") == [expression]


def test_a_preposition_that_adds_nothing_is_left_out() -> None:
    assert found("They met on January 10 and in 2021.") == ["January 10", "2021"]


def test_what_starts_in_june_is_not_the_start_of_june() -> None:
    assert found("Work will start in June, at the start of July.") == ["June", "the start of July"]


def test_what_will_end_by_friday_is_not_the_end_of_friday() -> None:
    assert found("The strike should end by Friday.") == ["by Friday"]


def test_an_expression_is_found_as_whole_words() -> None:
    assert found("They spoke of Friday’s vote and last year's budget.") == [
        "Friday’s",
        "last year's",
    ]


def test_blanks_and_words_without_a_time_do_not_part_an_expression() -> None:
    padding = "Nobody at the ministry would say so. " * 5
    assert found(f"{padding}In the preceding   twenty-seven months. {padding}By Friday.") == [
        "the preceding   twenty-seven months",
        "By Friday",
    ]


def test_days_that_are_only_listed_are_two() -> None:
    assert found("They met on Monday and Friday.") == ["Monday", "Friday"]


def test_a_time_of_day_before_or_after_belongs_to_its_day() -> None:
    assert found("He came at noon on Thursday.") == ["noon on Thursday"]
    assert found("He came on Thursday at 10:35 a.m.") == ["Thursday at 10:35 a.m."]


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "She sat there; the sun shone.",
        "In all, 2000 people came.",
        "It cost $2021 and weighed 1,950 kilos.",
        "The week was long, the talks lasted 90 minutes.",
        "The ratio was 10-5.",
        "It happened as soon as they left.",
        "a 5-year plan for five years",
        "They meet every Monday and each June.",
        "The Christmas tree stood beside an Audi Q3.",
    ],
)
def test_what_only_looks_like_a_time_is_not_found(text: str) -> None:
    assert found(text) == []


def test_an_expression_does_not_cross_lines() -> None:
    assert found("They left in January\n10 people stayed") == ["January"]


def test_all_dates_of_an_article_are_found() -> None:
    text = (EXAMPLES / "001_ca942614d7d5c321.txt").read_text(encoding="utf-8")
    assert found(text) == [
        "December 17, 2021", "January 21", "Friday", "January 10", "January 12",
        "several days ago", "today", "December 17, 2021", "last week", "January 10",
        "January 12", "the following day",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_spans_are_in_order_and_inside_any_text(text: str) -> None:
    ends = [0]
    for start, end in find(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@pytest.mark.parametrize("piece", ["in the last ", "10-", " ", "early ", "by ", "twenty-", "1 "])
def test_repetition_takes_no_long_time(piece: str) -> None:
    started = time.monotonic()
    find(piece * (100_000 // len(piece)))
    assert time.monotonic() - started < 10


def test_each_found_expression_resolves_or_needs_a_day_named_before() -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        loose = {
            text[start:end]
            for start, end in find(text)
            if resolve(text[start:end], anchor=DAY).basis == "unresolved"
        }
        assert loose <= {"the following day"}


@pytest.mark.parametrize(
    "piece",
    ["x", "1", "day ", "in 1 day ", "1-", "2021 ", "the last ", "monday", "by the end of ", "("],
)
def test_half_a_megabyte_of_one_piece_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    find(piece * (500_000 // len(piece)))
    assert time.process_time() - started < 20
