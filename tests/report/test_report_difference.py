"""What is marked in the quotes of a finding."""

from __future__ import annotations

from typing import Any

import pytest
from sample_run import finding

from extractor.records import Span
from extractor.report.difference import (
    MOST_CHARS,
    Piece,
    Words,
    differing,
    pieces,
)


def marked(relation: Any, subtype: Any, own: str, other: str, speaker: str = "") -> list[str]:
    """The words of `own` that are marked against `other`."""
    about = finding(relation, ["claim-1"], ["claim-2"], "They differ.", subtype=subtype)
    found = differing(about, Words(own, speaker), Words(other))
    return [own[start:end] for start, end in found]


def test_of_figures_those_are_marked_that_no_other_agrees_with() -> None:
    own = "The fire killed 12 miners and hurt 3 people."
    other = "It hurt three people and killed 19 miners."
    assert marked("contradiction", "number", own, other) == ["12 miners"]


def test_a_figure_in_another_unit_that_agrees_is_not_marked() -> None:
    own, other = "It lasted 90 minutes and cost $5.", "It lasted 1.5 hours and cost $7."
    assert marked("contradiction", "number", own, other) == ["$5"]


def test_of_dates_the_other_day_is_marked() -> None:
    own, other = "They met in Geneva on January 10.", "They met in Geneva on January 12."
    assert marked("contradiction", "date", own, other) == ["January 10"]


def test_a_name_is_marked_with_the_word_that_says_which_way() -> None:
    own, other = "a written response from Russia", "The US will send a response to Russia"
    assert marked("contradiction", "actor", own, other) == ["from Russia"]
    assert marked("contradiction", "actor", other, own) == ["US", "to Russia"]


def test_the_speakers_own_name_is_no_difference() -> None:
    own = "a response by Lavrov from Russia"
    found = marked("contradiction", "actor", own, "a response to Russia", "Sergey Lavrov")
    assert found == ["from Russia"]


def test_a_negation_is_marked_with_what_it_negates() -> None:
    own, other = "We haven’t yet received a reply.", "We received a reply."
    assert marked("contradiction", "negation", own, other) == ["haven’t yet received"]


def test_of_positions_the_words_are_marked_that_take_them() -> None:
    own, other = "publishing it would be a good thing", "asked Russia not to release it"
    assert marked("dispute", None, own, other) == ["good thing"]
    assert marked("dispute", None, other, own) == ["not to release"]


def test_otherwise_the_words_are_marked_that_the_other_lacks() -> None:
    own, other = "The bridge was opened by the mayor.", "The bridge was opened by the minister."
    assert marked("update", None, own, other) == ["mayor"]


def test_another_word_for_the_same_thing_is_no_difference() -> None:
    own, other = "The US will submit an answer.", "Washington will furnish a response at noon."
    assert marked("update", None, own, other) == []


def test_another_spelling_of_a_name_is_no_difference() -> None:
    own = "The talks of Sergei Lavrov and Anthony Blinken began."
    other = "The talks of Sergey Lavrov and Antony Blinken ended."
    assert marked("update", None, own, other) == ["began"]


def test_nothing_is_marked_where_nearly_all_would_be() -> None:
    own, other = "Rain fell on the harbour.", "Taxes rose in the capital."
    assert marked("update", None, own, other) == []


def test_nothing_is_marked_where_sources_agree() -> None:
    assert marked("corroboration", None, "The mayor came.", "The mayor came early.") == []


def test_nothing_is_marked_in_what_is_longer_than_a_sentence() -> None:
    long = "12 miners died. " * (MOST_CHARS // 16 + 1)
    assert marked("contradiction", "number", long, "19 miners died.") == []


@pytest.mark.parametrize("quote", ["", "a", "12 miners died, not 19, on Monday in Arden."])
def test_pieces_make_up_the_quote(quote: str) -> None:
    about = finding("contradiction", ["a"], ["b"], "They differ.", subtype="number")
    found = pieces(quote, differing(about, Words(quote), Words("7 miners died.")))
    assert "".join(piece.text for piece in found) == quote


def test_a_piece_knows_whether_it_differs() -> None:
    assert pieces("12 died", [Span(0, 2)]) == (Piece("12", True), Piece(" died"))
