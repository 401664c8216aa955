"""Where long articles are cut, and what context a part is given."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.engines.llm.windows import GAP, LEAD_CHARS, TAIL_CHARS, halves, part, windows
from extractor.records import Span

LINE = st.text("ab. A\u2029\r\t", max_size=60)
TEXT = st.lists(LINE, max_size=12).map("\n".join)


@given(TEXT, st.integers(1, 80))
def test_parts_cover_the_text_in_order_without_overlap(text: str, limit: int) -> None:
    spans = windows(text, limit)
    assert "".join(text[start:end] for start, end in spans) == text


@given(TEXT, st.integers(1, 80))
def test_a_part_above_the_limit_is_a_single_sentence(text: str, limit: int) -> None:
    for span in windows(text, limit):
        assert span.end - span.start <= limit or halves(text, span) is None


def test_a_short_text_is_one_part() -> None:
    assert windows("One.\n\nTwo.", 500) == [(0, 10)]


def test_cuts_fall_between_paragraphs() -> None:
    text = "\n\n".join(["First. Second. Third."] * 6)
    starts = [text[span.start :][:6] for span in windows(text, 50)]
    assert len(starts) > 2
    assert set(starts) == {"First."}


def test_a_single_long_paragraph_is_cut_between_sentences() -> None:
    first, second = halves("It rains. It pours.", Span(0, 19)) or ((), ())
    assert (first, second) == ((0, 10), (10, 19))


def test_a_single_sentence_is_not_cut() -> None:
    assert halves("It rains and pours", Span(0, 18)) is None


def test_the_first_part_has_no_context() -> None:
    assert part("One.\n\nTwo.", Span(0, 6)).context == ""


def test_a_little_before_a_part_is_shown_whole() -> None:
    assert part("Mill to close\n\nTwo.\n\nThree.", Span(21, 27)).context == "Mill to close\n\nTwo."


def test_of_much_before_a_part_the_beginning_and_the_end_are_shown() -> None:
    body = "".join(f"Sentence number {n}.\n" for n in range(400))
    text = f"Mill to close\n\n{body}"
    start = text.index("Sentence number 399")
    lead, _, tail = part(text, Span(start, len(text))).context.partition(GAP)
    assert lead.startswith("Mill to close")
    assert tail.startswith("Sentence number ")
    assert tail.endswith("Sentence number 398.")
    assert len(lead) <= LEAD_CHARS
    assert len(tail) <= TAIL_CHARS


@given(TEXT, st.integers(0, 400))
def test_context_never_exceeds_its_bounds(text: str, times: int) -> None:
    long = text * times
    context = part(long, Span(len(long), len(long))).context
    assert len(context) <= LEAD_CHARS + TAIL_CHARS + len(GAP)


def test_parts_follow_each_other() -> None:
    text = "\n".join(f"Line {n}." for n in range(100))
    assert all(left.end == right.start for left, right in pairwise(windows(text, 100)))
