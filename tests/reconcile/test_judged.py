from __future__ import annotations

from made_records import claim, pair, verdict

from extractor.reconcile.asking.judged import JudgedPair, JudgedPairs

PAIRS = [pair(claim(f"left {n}"), claim(f"right {n}", outlet="Post")) for n in range(3)]
SAME = verdict("same")


def test_pairs_without_a_verdict_were_not_compared() -> None:
    found = JudgedPairs(PAIRS, [SAME, None, SAME], ["corroboration", None, None])
    expected = [
        JudgedPair(PAIRS[0].key, "test", SAME, "corroboration"),
        JudgedPair(PAIRS[2].key, "test", SAME, None),
    ]
    assert list(found) == expected
    assert len(found) == 2
    assert found[-1] == expected[1]
    assert found[:1] == (expected[0],)


def test_comparisons_are_equal_if_each_is() -> None:
    found = JudgedPairs(PAIRS, [SAME] * 3, [None] * 3)
    assert found == JudgedPairs(PAIRS, [SAME] * 3, [None] * 3) == tuple(found)
    assert found != JudgedPairs(PAIRS, [SAME, SAME, None], [None] * 3)
    assert found != JudgedPairs(PAIRS, [SAME, SAME, verdict("opposed")], [None] * 3)
