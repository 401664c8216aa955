"""What one person was sentenced to, in two reports."""

from __future__ import annotations

import pytest
from made_claims import judged

SIX = "Captain Ivo Lenk was sentenced to six years in prison in a separate trial."


@pytest.mark.parametrize(
    "other",
    [
        "The captain of the Ostra, Ivo Lenk, was sentenced to four years in prison on Friday.",
        "Ivo Lenk was jailed on Friday for four years.",
    ],
)
def test_one_persons_sentence_of_two_lengths_is_a_conflict(other: str) -> None:
    verdict = judged(SIX, other)
    assert (verdict.relation, verdict.subtype) == ("conflict", "number")
    assert "six years" in verdict.difference
    assert "four years" in verdict.difference


@pytest.mark.parametrize(
    "other",
    [
        "Anna Lenk was sentenced to four years in prison on Friday.",
        "Ivo Lenk was sentenced to 72 months in prison on Friday.",
        "Ivo Lenk was fined 4,000 crowns on Friday.",
        "On appeal Ivo Lenk was sentenced to four years in prison.",
        "The first mate was sentenced to four years in prison on Friday.",
        "Ivo Lenk was sentenced to four years for theft and two years for fraud.",
        "Ivo Lenk was sentenced on Friday, eleven years after he first took command.",
    ],
)
def test_another_person_or_penalty_or_a_change_of_it_is_no_conflict(other: str) -> None:
    assert judged(SIX, other).relation not in ("conflict", "progress")
