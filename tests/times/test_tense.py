"""Whether a sentence speaks of the past or of what is to come."""

from __future__ import annotations

import pytest

from extractor.times import is_past


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("The talks took place on Friday.", True),
        ("He announced it on Friday.", True),
        ("They will meet on Friday.", False),
        ("We’ll meet on Friday.", False),
        ("The talks are scheduled for Friday.", False),
        ("Talks on Friday.", None),
    ],
)
def test_the_verb_decides(sentence: str, past: bool | None) -> None:
    assert is_past(sentence) is past


def test_the_nearest_verb_before_the_expression_decides() -> None:
    sentence = "He said on Wednesday that they will meet on Friday."
    assert is_past(sentence, sentence.index("Wednesday")) is True
    assert is_past(sentence, sentence.index("Friday")) is False


def test_a_verb_after_the_expression_decides_where_none_is_before() -> None:
    sentence = "On Friday the ministers will meet."
    assert is_past(sentence, sentence.index("Friday")) is False


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("He spoke to reporters on Friday.", True),
        ("It was handed to the ministry on Friday.", True),
        ("According to officials on Friday", None),
        ("They agreed to hold talks on Friday.", False),
        ("They decided to re-open it on Friday.", False),
    ],
)
def test_to_announces_something_only_before_a_verb(sentence: str, past: bool | None) -> None:
    assert is_past(sentence, sentence.index("Friday")) is past
