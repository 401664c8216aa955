"""What a time expression means where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.records import Span
from extractor.times import resolve_at

WEDNESDAY = date(2022, 3, 16)


def first_day(text: str, words: str, published: date | None = WEDNESDAY) -> date | None:
    start = text.index(words)
    place = Span(start, start + len(words))
    return resolve_at(text, place, anchor=published, published=published).start


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The minister resigned on Friday.", date(2022, 3, 11)),
        ("The minister will resign on Friday.", date(2022, 3, 18)),
    ],
)
def test_the_tense_of_its_own_sentence_decides(text: str, first: date) -> None:
    assert first_day(f"Talks ended. {text} They had begun well.", "Friday") == first


def test_the_next_day_follows_the_last_one_that_its_paragraph_names() -> None:
    text = "It rained on March 1.\nThey met on March 3 in Rome. The next day they left."
    assert first_day(text, "The next day") == date(2022, 3, 4)


def test_the_next_day_of_another_paragraph_stays_unresolved() -> None:
    assert first_day("They met on March 3.\nThe next day they left.", "The next day") is None


def test_without_a_date_of_publication_nothing_relative_is_resolved() -> None:
    assert first_day("They met on Friday. The next day they left.", "The next day", None) is None
