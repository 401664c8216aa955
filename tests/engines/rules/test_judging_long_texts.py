"""Long statements of one piece are judged in time that grows with their length."""

from __future__ import annotations

import time

import pytest
from made_claims import claim

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair

SECONDS = 30.0
"""So much on each side takes a second or two on an idle machine; a quadratic rule, ten minutes."""

CHARACTERS = 300_000


@pytest.mark.parametrize(
    "piece", ["x", "“", "1", "(", "not ", "no one ", "deny ", "Acme will not close the plant. "]
)
def test_so_much_of_one_piece_is_judged_in_linear_time(piece: str) -> None:
    text = piece * (CHARACTERS // len(piece))
    one, other = claim(text), claim(f"{text} again", outlet="Post")
    start = time.process_time()
    judge_pair(Pair(one, other, "test"))
    assert time.process_time() - start < SECONDS
