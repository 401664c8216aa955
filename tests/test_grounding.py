"""A quote is found where the article has it, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.grounding import ground
from extractor.records import Match, Span

TEXT = (
    "Moscow hopes for an answer\n\n"
    "“We haven’t yet received a written response,” he said. Prices rose 15% to $5,000, and "
    "1.5 million people can't pay; the non-nuclear part — agreed by NATO — won't change by -5 "
    "degrees. Talks ( OSCE) took place in the café on 10–13 January…"
)


def found(quote: str, text: str = TEXT, window: Span | None = None) -> tuple[str, Match] | None:
    """The words found and what was forgiven; checks that the offsets agree."""
    evidence = ground(text, quote, window)
    if evidence is None:
        return None
    assert text[evidence.start : evidence.end] == evidence.quote
    return evidence.quote, evidence.match


@pytest.mark.parametrize(
    ("article", "quote"),
    [
        ("It helps the US alone.", "it helps the us alone"),
        ("They told us so.", "THEY told US so"),
        ("The WHO said so.", "the who said so"),
    ],
)
def test_a_pronoun_is_not_grounded_in_a_name_of_the_same_letters(article: str, quote: str) -> None:
    assert ground(article, quote) is None


def test_a_pronoun_in_a_line_of_capitals_is_still_the_pronoun() -> None:
    found = ground("LET US GO NOW", "Let us go now")
    assert found is not None
    assert found.match == "case"


def test_words_as_the_article_has_them_are_exact() -> None:
    assert found("Prices rose 15% to $5,000") == ("Prices rose 15% to $5,000", "exact")


@pytest.mark.parametrize(
    "quote",
    ["Prices  rose\n15%", "Prices\u00a0rose 15%", " Prices rose 15% ", "Prices rose 15 %"],
)
def test_white_space_is_forgiven(quote: str) -> None:
    words = found(quote)
    assert words is not None
    assert words[0] == "Prices rose 15%"
    assert words[1] in ("exact", "whitespace")


def test_white_space_inside_brackets_is_forgiven() -> None:
    assert found("Talks (OSCE) took place") == ("Talks ( OSCE) took place", "whitespace")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("We haven't yet received", "We haven’t yet received"),
        ('"We haven\'t yet received a written response,"', None),
        ("part - agreed by NATO", "part — agreed by NATO"),
        ("part -- agreed by NATO", "part — agreed by NATO"),
        ("10-13 January...", "10–13 January…"),
        ("the cafe\u0301 on", "the café on"),
        ("writ\u00adten response", "written response"),
    ],
)
def test_typographic_marks_are_forgiven(quote: str, words: str | None) -> None:
    result = found(quote)
    assert result is not None
    assert result[1] == "typography"
    assert words is None or result[0] == words


def test_ligatures_and_soft_hyphens_of_the_article_are_forgiven() -> None:
    text = "The ﬁrst of\u00adﬁce was re\u00adopened."
    assert found("first office was reopened", text) == (
        "ﬁrst of\u00adﬁce was re\u00adopened",
        "typography",
    )


def test_letter_case_is_forgiven_last() -> None:
    assert found("prices ROSE 15%") == ("Prices rose 15%", "case")


def test_quotation_marks_that_the_article_lacks_are_left_off() -> None:
    assert found("“Prices rose 15%.”") == ("Prices rose 15%", "typography")


@pytest.mark.parametrize(
    "quote",
    [
        "Prices rose 25% to $5,000",
        "Prices fell 15% to $5,000",
        "We have yet received a written response",
        "1.6 million people",
        "people can pay",
        "the nuclear part",
        "he said ... the non-nuclear part",
        "Prices rose to $5,000",
    ],
)
def test_another_word_or_figure_is_never_forgiven(quote: str) -> None:
    assert found(quote) is None


@pytest.mark.parametrize(
    "quote",
    [
        "5%", "5", "000", "5,000", "$5", "15", ".5 million", "5 million", "people can",
        "nuclear part", "5 degrees", "caf", "13 January", "oscow", "cafe",
    ],
)  # fmt: skip
def test_a_part_of_a_word_or_figure_is_not_a_quote(quote: str) -> None:
    assert found(quote) is None


def test_a_letter_is_not_parted_from_its_accent() -> None:
    assert found("cafe", "the cafe\u0301 closed") is None


@pytest.mark.parametrize("quote", ["", "   ", "...", "“”", "—"])
def test_a_quote_without_a_word_is_none(quote: str) -> None:
    assert found(quote) is None


def test_only_the_window_is_searched() -> None:
    text = "Yes, he said.\nNo, she said.\nYes, they said."
    assert ground(text, "No", Span(0, 13)) is None
    late = ground(text, "Yes", Span(14, len(text)))
    assert late is not None
    assert late.start == text.rindex("Yes")


def test_a_quote_that_crosses_the_end_of_the_window_is_not_in_it() -> None:
    assert ground("one two three", "two three", Span(0, 9)) is None


def test_running_text_is_preferred_to_a_heading() -> None:
    text = "Russia expects an answer\n\nThe ministry said that Russia expects an answer soon."
    evidence = ground(text, "Russia expects an answer")
    assert evidence is not None
    assert evidence.start == text.rindex("Russia")


def test_a_quote_that_only_the_heading_has_is_found_there() -> None:
    evidence = ground(TEXT, "Moscow hopes for an answer")
    assert evidence is not None
    assert evidence.start == 0


def test_offsets_count_code_points_beyond_the_basic_plane_and_right_to_left() -> None:
    text = "🇺🇦 👩‍👩‍👧 said שלום עולם to “the world”."
    evidence = ground(text, 'שלום עולם to "the world"')
    assert evidence is not None
    assert evidence.quote == "שלום עולם to “the world”"
    assert text[evidence.start : evidence.end] == evidence.quote


def test_scripts_without_spaces_are_searched_anywhere() -> None:
    assert found("已经签署", "两国已经签署协议。") == ("已经签署", "exact")


def test_a_text_of_one_repeated_syllable_takes_no_long_time() -> None:
    text = "the " * 25_000
    started = time.monotonic()
    assert ground(text, text[1:50_001]) is None
    assert time.monotonic() - started < 10


words = st.lists(
    st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=6),
    min_size=3,
    max_size=12,
)


@given(words, st.data())
def test_any_run_of_whole_words_is_found_exactly(parts: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first + 1, len(parts)))
    text, quote = " ".join(parts), " ".join(parts[first:last])
    assert found(quote, text) == (quote, "exact")


@given(st.text(max_size=80), st.text(max_size=20))
@example("ﬁ", "f")
@example("İstanbul ß", "i̇stanbul ss")
@example("a\u0301\u0301b", "á")
def test_what_is_found_is_always_a_verbatim_span(text: str, quote: str) -> None:
    found(quote, text)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_figure_is_only_found_as_itself(figure: int, other: int) -> None:
    text = f"It rose by {figure:,} people ({figure}) to {figure}.{figure}%."
    assert (found(f"rose by {other:,} people", text) is not None) == (figure == other)


@given(words, st.data())
def test_a_changed_word_is_never_found(parts: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts) - 1))
    changed = [*parts[:index], parts[index] + "x", *parts[index + 1 :]]
    assert found(" ".join(changed), " ".join(parts)) is None


TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "…": "...", " ": "\u00a0"}
)


@given(st.data())
def test_a_plainly_set_copy_is_found_at_the_same_place(data: st.DataObject) -> None:
    body = "“We haven’t — yet — received” the ‘ﬁrst’ re\u00adply… so he left"
    parts = body.split(" ")
    first = data.draw(st.integers(0, len(parts) - 2))
    last = data.draw(st.integers(first + 2, len(parts)))
    quote = " ".join(parts[first:last])
    evidence = ground(body, quote.translate(TYPOGRAPHY))
    assert evidence is not None
    assert set(quote) - set(evidence.quote) <= set("“”‘’…— ")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("We can´t accept it.", "We can"),
        ("We can`t accept it.", "We can"),
        ("We can\u200b't accept it.", "We can"),
        ("We can\u200b\u2063not accept it.", "We can"),
        ("We can" + "\u200b" * 40 + "not accept it.", "We can"),
    ],
)
def test_a_denial_is_not_cut_down_to_what_it_denies(text: str, quote: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It rose by .5 percent.", "5 percent"),
        ("It rose by 5 percent.", ".5 percent"),
        ("It costs A$5m.", "$5m"),
        ("It was cold (-5 degrees).", "5 degrees"),
        ("It was cold (\u22125 degrees).", "5 degrees"),
        ("It gave ⅓ or 1⁄2 of it.", "2 of it"),
        ("In all 1 200 people died.", "200 people died"),
        ("In all 1\u202f200 people died.", "In all 1"),
    ],
)
def test_a_figure_keeps_its_sign_its_point_its_groups_and_its_currency(
    text: str, quote: str
) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize("quote", ["...5 people came", "5 people came.", "in 2022"])
def test_points_and_years_beside_a_figure_are_no_part_of_it(quote: str) -> None:
    assert found(quote, "Then in 2022 300 people left and 5 people came") is not None


INVISIBLE = st.text(st.sampled_from("\u200b\u00ad\u2060\ufeff\u200e\u2063"), max_size=3)


@given(INVISIBLE, INVISIBLE, st.sampled_from("'’‘ʼ′´`"))
def test_no_mark_within_a_negation_uncovers_what_it_denies(a: str, b: str, mark: str) -> None:
    assert found("They should", f"They should{a}n{mark}{b}t go, nor can{a}{mark}{b}t we.") is None
    assert found("nor can", f"They should{a}n{mark}{b}t go, nor can{a}{mark}{b}t we.") is None
