"""Which dates are understood, and that none is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from extractor.articles.dates import parse_date


@pytest.mark.parametrize(
    "value",
    [
        date(2022, 1, 19),
        datetime(2022, 1, 19, 23, 59, tzinfo=UTC),
        "2022-01-19",
        "2022-01-19T23:30:00-05:00",
        "2022-01-19 10:00:00.123456+00:00",
        "2022/01/19",
        "20220119",
        20220119,
        "20220119T101500Z",
        "Wed, 19 Jan 2022 10:00:00 +0300",
        "January 19, 2022",
        "Wednesday, Jan. 19th, 2022 at 9:05 am EST",
        "19 January 2022",
        "19-Jan-2022",
        "19.01.2022",
        "1/19/2022",
        1642550400,
        1642550400.5,
        "1642550400",
        1642550400000,
    ],
)
def test_usual_ways_of_writing_a_date_are_understood(value: object) -> None:
    assert parse_date(value) == date(2022, 1, 19)


@pytest.mark.parametrize(
    "value",
    [
        "01/02/2022",
        "January 19",
        "2022",
        "2022-02-30",
        "2022011912",
        "signed on April 8, 2010",
        "²0220119",
        "",
        None,
        True,
        7,
        10**400,
        float("nan"),
        ["2022-01-19"],
    ],
)
def test_what_is_ambiguous_or_no_date_is_not_guessed(value: object) -> None:
    assert parse_date(value) is None
