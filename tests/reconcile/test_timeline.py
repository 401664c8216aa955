from __future__ import annotations

import pytest
from made_records import claim, pair

from extractor import times
from extractor.reconcile.timeline import Comparison, valid_times


def compared(left: str, right: str) -> Comparison:
    """How the times of two claims of undated articles compare."""
    a, b = (times.resolve(text, anchor=None) for text in (left, right))
    one = claim("There are 3 cases.", when=a, day=None)
    other = claim("There are 4 cases.", when=b, day=None, outlet="Post")
    found = {valid_times(pair(one, other)), valid_times(pair(other, one))}
    (comparison,) = found
    return comparison


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("as of 19 March", "as of 20 March", "different"),
        ("as of 19 March", "As of March 19", "same"),
        ("19 March", "March", "same"),
        ("Monday", "Tuesday", "unknown"),
        ("yesterday", "19 March", "unknown"),
        ("19 March", "19 March 2020", "unknown"),
        ("19 March 2020", "20 March 2020", "different"),
    ],
)
def test_days_without_a_year_are_compared_with_each_other(
    left: str, right: str, expected: Comparison
) -> None:
    assert compared(left, right) == expected
