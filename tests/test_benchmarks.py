from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Counts, overlap_f1
from benchmarks.quality import PARTS
from extractor.records import Span


def test_sets_that_are_absent_are_left_out(tmp_path: Path) -> None:
    assert [figure for part in PARTS for figure in part.figures(tmp_path)] == []


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    counts = Counts(right=3, predicted=4, wanted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)


def test_the_overlap_of_spans_is_counted_in_characters() -> None:
    assert overlap_f1(Span(0, 10), Span(5, 15)) == 0.5
    assert overlap_f1(Span(0, 5), Span(5, 9)) == 0.0
