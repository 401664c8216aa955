"""By when something is to be done, and on what it depends."""

from __future__ import annotations

import pytest
from rules_reading import commitments

DEADLINES = [
    ("Ann Lee will open the port by Friday.", "by Friday"),
    ("Ann Lee promised to open the port by the end of the month.", "by the end of the month"),
    ("By 2030, Ann Lee will open the port.", "By 2030"),
    ("On Monday Ann Lee will open the port.", "Monday"),
    ("Ann Lee will on Monday open the port.", "Monday"),
    ("Ann Lee promised to open the port within 90 days.", "within 90 days"),
    ("Ann Lee will open it within 90 days of the election.", "within 90 days of the election"),
    ("Ann Lee vowed to stay until the convention.", "until the convention"),
    ("Ann Lee pledged to open the port before the next election.", "before the next election"),
    ("Ann Lee plans to open the port in the coming days.", "the coming days"),
    ("Ann Lee plans to open the port no later than May 3.", "no later than May 3"),
    ("Ann Lee promised to pay her debt in the third quarter.", "the third quarter"),
    ("Ann Lee refused to pay until May.", "until May"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_a_deadline_is_found(text: str, deadline: str) -> None:
    assert [found.deadline for found in commitments(text)] == [deadline]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Ann Lee promised to open the port.",
        "Ann Lee agreed to ask who closed the port on 3 May 1994.",
        "Ann Lee promised to reopen the port that Tom Roe closed in May.",
        "Ann Lee refused to sing at a convention in July.",
        "Ann Lee will open the port before the court.",
        "Ann Lee will rebuild the port that has been closed since 2001.",
        "Ann Lee vowed to end last year's ban.",
        "Ann Lee vowed to learn from her 2012 defeat.",
    ],
)
def test_a_time_that_is_not_the_time_of_the_act_is_no_deadline(text: str) -> None:
    assert [found.deadline for found in commitments(text)] == [None]


CONDITIONS = [
    ("Ann Lee will open the port if the council agrees.", "if the council agrees"),
    ("Ann Lee said she would, if elected, open the port.", "if elected"),
    ("Ann Lee will stay until the council agrees.", "until the council agrees"),
    ("Ann Lee will open the port once the council agrees.", "once the council agrees"),
    ("Ann Lee will open the port as long as it pays.", "as long as it pays"),
    ("Ann Lee will open the port in exchange for a loan.", "in exchange for a loan"),
    ("Ann Lee will send an answer after talks with allies.", "after talks with allies"),
    ("Ann Lee pledged to open the port after she met the council.", None),
    ("Ann Lee will open the port even if the council objects.", None),
    ("Ann Lee will open the port after many months of work.", None),
    ("Ann Lee vowed to stay until the convention.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_a_condition_is_what_the_act_depends_on(text: str, condition: str | None) -> None:
    assert [found.condition for found in commitments(text)] == [condition]
