"""What error messages show of what others wrote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ANSWER_SHOWN, EngineError, printable, shorten


def test_a_long_answer_is_shown_on_one_line_and_cut() -> None:
    shown = shorten("one\n two\t" + "x" * 1000)
    assert shown.startswith("one two xxx")
    assert len(shown) == ANSWER_SHOWN


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert printable("a\x1b[2J\u202eb\x07") == "a\\x1b[2J\\u202eb\\x07"
    assert "\x1b" not in str(EngineError("no answer", answer="\x1b]0;owned\x07"))


def test_letters_of_any_script_are_shown_as_they_are() -> None:
    assert printable("Źdźbło Пётр 日本 é “x”") == "Źdźbło Пётр 日本 é “x”"


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_shown_can_be_printed(text: str) -> None:
    assert printable(shorten(text)) == shorten(text)
