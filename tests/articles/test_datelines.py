"""What the first words of an agency's article tell: day, year, publisher."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.articles import article_from_text
from extractor.articles.datelines import find_dateline


def published(text: str) -> date | None:
    return article_from_text(text, "a.txt").published


@pytest.mark.parametrize(
    ("line", "agency", "month", "day"),
    [
        ("MOSCOW, January 19. /TASS/. Talks go on.", "TASS", 1, 19),
        ("ST. PETERSBURG, January 19. /TASS/. Talks go on.", "TASS", 1, 19),
        ("UNITED NATIONS, New York, Jan 19 (Reuters) - Talks go on.", "Reuters", 1, 19),
        ("BEIJING, Jan. 19 (Xinhua) -- Talks go on.", "Xinhua", 1, 19),
        ("Moscow, 19 January (Interfax) - Talks go on.", "Interfax", 1, 19),
        ("LONDON (AP) — Talks go on.", "AP", None, None),
        ("(Reuters) - Talks go on.", "Reuters", None, None),
        ("MOSCOW, Jan. 19 — Talks go on.", None, 1, 19),
    ],
)
def test_datelines_of_many_agencies_are_read(
    line: str, agency: str | None, month: int | None, day: int | None
) -> None:
    found = find_dateline(f"Talks\n\n{line}")
    assert found is not None
    assert (found.agency, found.month, found.day) == (agency, month, day)


@pytest.mark.parametrize(
    "line",
    [
        "Paris (the capital) - a city.",
        "In Moscow, January 19 talks failed.",
        "Reuters reported on January 19 that talks failed.",
        "The agency (AP) said so.",
    ],
)
def test_prose_is_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_a_year_in_the_dateline_completes_it() -> None:
    assert published("KYIV, Jan. 19, 2022 (AFP) — Talks go on.") == date(2022, 1, 19)


def test_a_full_date_and_the_weekday_of_the_lead_give_the_year() -> None:
    lead = "GENEVA, January 21. /TASS/. Talks went on, he said on Friday."
    assert published(f"{lead}\nDrafts came on December 17, 2021.") == date(2022, 1, 21)


@pytest.mark.parametrize(
    "lead",
    [
        "Talks went on, he said.",
        "Talks went on, he said on Thursday.",
        "Talks will go on next Friday, he said.",
        "Talks planned on Thursday went on on Friday, he said.",
    ],
)
def test_without_the_right_weekday_a_full_date_gives_no_year(lead: str) -> None:
    text = f"GENEVA, January 21. /TASS/. {lead}\nDrafts came on December 17, 2021."
    assert published(text) is None


def test_history_in_the_text_is_not_taken_for_the_present() -> None:
    lead = "GENEVA, January 21. /TASS/. Talks went on, he said on Wednesday."
    assert published(f"{lead}\nThe treaty was signed on April 8, 2010.") is None


def test_a_lead_that_sums_up_a_year_is_of_the_year_after() -> None:
    lead = (
        "MOSCOW, January 14. /TASS/. He spoke on the results of the ministry’s activities in 2021."
    )
    assert published(lead) == date(2022, 1, 14)


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, January 14. /TASS/. Ten ships will be built in 2021, he said.",
        "MOSCOW, January 14. /TASS/. The results of the election in 2020 stand, he said.",
        "MOSCOW, June 14. /TASS/. He spoke on the results of its activities in 2021.",
        "MOSCOW, January 14. /TASS/. He spoke on the results of its work in 2019.\nIn 2023 too.",
        "MOSCOW, January 14. /TASS/. He spoke on Monday on the results of its work in 2021.",
        "MOSCOW, February 30. /TASS/. He spoke on the results of its work in 2021.",
    ],
)
def test_a_year_in_the_text_alone_does_not_complete_a_dateline(text: str) -> None:
    assert published(text) is None


def test_a_header_line_is_preferred_to_a_dateline() -> None:
    text = "date 2022-01-20\nTalks\n\nKYIV, Jan. 19, 2022 (AFP) — Talks go on."
    assert published(text) == date(2022, 1, 20)


def test_editorial_insertions_name_the_outlet() -> None:
    noted = "“I told him (Lavrov. — RBC) that we go on,” he said."
    assert article_from_text(noted, "a.txt").publisher == "RBC"
    assert article_from_text(noted.replace("RBC", "Ed"), "a.txt").publisher is None


def test_the_title_is_the_headline_above_the_text() -> None:
    body = "MOSCOW, January 19. /TASS/. Talks go on."
    assert article_from_text(f"Talks go on\n\n{body}", "a.txt").title == "Talks go on"
    assert article_from_text(f"Will talks go on?\n\n{body}", "a.txt").title == "Will talks go on?"
    assert article_from_text(f"{body}\n\nThey began on Monday.", "a.txt").title is None
