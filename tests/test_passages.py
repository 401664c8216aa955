from __future__ import annotations

import time

import pytest

from extractor.passages import containing, headings, paragraphs, sentence_around, sentences
from extractor.records import Span


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("“He came.” She left.", ["“He came.”", "She left."]),
        ("Mr. Lee of the U.S. Senate spoke.", ["Mr. Lee of the U.S. Senate spoke."]),
        (
            "G. K. Chesterton and G.K. Butterfield met.",
            ["G. K. Chesterton and G.K. Butterfield met."],
        ),
        ("It cost 1.5 million. Nobody paid.", ["It cost 1.5 million.", "Nobody paid."]),
        ("Why? Because! So…  End", ["Why?", "Because!", "So…", "End"]),
        ("No stop here\n\nNew paragraph.", ["No stop here", "New paragraph."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_sentences_of_a_part_keep_the_offsets_of_the_whole() -> None:
    text = "One. Two. Three."
    assert [text[a:b] for a, b in sentences(text, Span(5, 16))] == ["Two.", "Three."]


def test_a_paragraph_is_a_line_without_the_space_around_it() -> None:
    assert paragraphs("  a b \n\n c\n") == [Span(2, 5), Span(9, 10)]


def test_the_sentence_around_a_quote_holds_all_of_it() -> None:
    text = "First one. The second, he said, is here. Third."
    start = text.index("second")
    assert text[slice(*sentence_around(text, start, start + 6))] == (
        "The second, he said, is here."
    )


def test_a_quote_over_two_sentences_stands_in_both() -> None:
    text = "Aa bb. Cc dd. Ee."
    assert sentence_around(text, 3, 9) == Span(0, 13)


def test_headings_are_short_and_end_without_a_stop() -> None:
    text = "Mayor opens bridge\n\nThe mayor opened a bridge.\n\nBackground\n\n" + "word " * 80
    assert [text[a:b] for a, b in headings(text)] == ["Mayor opens bridge", "Background"]


def test_the_span_that_holds_an_offset_is_found() -> None:
    spans = [Span(0, 3), Span(5, 9)]
    assert [containing(spans, at) for at in (0, 3, 5, 8, 9)] == [
        spans[0], None, spans[1], spans[1], None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["." * 50_000, "?!" * 50_000, '."' * 50_000])
def test_a_text_of_nothing_but_marks_takes_linear_time(text: str) -> None:
    started = time.monotonic()
    assert sentences(text) == [Span(0, len(text))]
    assert time.monotonic() - started < 5
