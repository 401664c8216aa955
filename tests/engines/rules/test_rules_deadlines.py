"""A deadline from the sentence to its days: found, and bounded on the right side."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.extraction import read
from extractor.records import Article, Commitment

WEDNESDAY = date(2024, 5, 15)

DEADLINES = [
    # One end: by, until, before, no later than.
    ("by Friday", "..2024-05-17"),
    ("by the end of the month", "..2024-05-31"),
    ("by the end of next year", "..2025-12-31"),
    ("by the end of Q3", "..2024-09-30"),
    ("by year-end", "..2024-12-31"),
    ("by mid-July", "..2024-07-20"),
    ("by summer", "..2024-08-31"),
    ("by March of next year", "..2025-03-31"),
    ("by this time next year", "..2025-05-15"),
    ("by about 2030", "..2030-12-31"),
    ("by the new year", "..2025-01-01"),
    ("by Easter", "..2025-04-20"),
    ("by Thanksgiving", "..2024-11-28"),
    ("no later than May 31", "..2024-05-31"),
    ("on or before June 30", "..2024-06-30"),
    ("before June 30", "..2024-06-29"),
    ("before the end of June", "..2024-06-30"),
    ("before the weekend", "..2024-05-17"),
    ("ahead of Friday", "..2024-05-16"),
    ("prior to 1 July", "..2024-06-30"),
    ("until 2030", "..2030-12-31"),
    ("until at least June", "..2024-06-30"),
    ("through June 30", "..2024-06-30"),
    ("up to 2030", "..2030-12-31"),
    # Not before: the other end.
    ("starting in June", "2024-06-01.."),
    ("from 3 June", "2024-06-03.."),
    ("no earlier than June", "2024-06-01.."),
    ("after 1 June", "2024-06-02.."),
    # A stretch from now on, with and without an end.
    ("within 90 days", "2024-05-15..2024-08-13"),
    ("within a week", "2024-05-15..2024-05-22"),
    ("within six to eight weeks", "2024-05-15..2024-07-10"),
    ("within 30 days of June 1", "2024-06-01..2024-07-01"),
    ("in the next two years", "2024-05-15..2026-05-15"),
    ("over the next 12 to 18 months", "2024-05-15..2025-11-15"),
    ("in the coming days", "2024-05-15.."),
    ("within weeks", "2024-05-15.."),
    ("in the months ahead", "2024-05-15.."),
    ("soon", "2024-05-15.."),
    # A day or a time of its own.
    ("on Friday", "2024-05-17..2024-05-17"),
    ("in two to three weeks", "2024-05-27..2024-06-09"),
    ("over the weekend", "2024-05-18..2024-05-19"),
    ("on the first Monday in June", "2024-06-03..2024-06-03"),
    ("in the third quarter", "2024-07-01..2024-09-30"),
    ("in H1 2025", "2025-01-01..2025-06-30"),
    ("between June and August", "2024-06-01..2024-08-31"),
    ("next spring", "2025-03-01..2025-05-31"),
]


def deadline(sentence: str) -> str:
    """FIRST..LAST of the deadline of the one commitment in a sentence."""
    article = Article.of(sentence, published=WEDNESDAY)
    records = read(article, RulesEngine(), Reply()).records
    (found,) = (record for record in records if isinstance(record, Commitment))
    assert found.deadline is not None
    return f"{found.deadline.start or ''}..{found.deadline.end or ''}"


@pytest.mark.parametrize(("when", "bounds"), DEADLINES)
def test_a_deadline_is_bounded_on_the_side_that_its_words_say(when: str, bounds: str) -> None:
    assert deadline(f"Ann Lee promised to repair the bridge {when}.") == bounds


@pytest.mark.parametrize(
    "when",
    ["within 90 days of the election", "until the convention", "by the end of fiscal 2025"],
)
def test_a_deadline_that_hangs_on_an_event_has_no_days(when: str) -> None:
    assert deadline(f"Ann Lee promised to repair the bridge {when}.") == ".."
