from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks import geneva, reconcile, throughput
from benchmarks.figures import Counts, Figure, overlap_f1
from benchmarks.floors import Floor, broken, number, read_floors
from benchmarks.processes import interpreter, measured
from benchmarks.quality import PARTS
from benchmarks.synthetic import planted_claims
from extractor.prompts import EXTRACTION, Part, extraction_messages, load
from extractor.records import Article, Span


def test_sets_that_are_absent_are_left_out(tmp_path: Path) -> None:
    assert [figure for part in PARTS for figure in part.figures(tmp_path)] == []


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    counts = Counts(right=3, predicted=4, wanted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)


def test_the_overlap_of_spans_is_counted_in_characters() -> None:
    assert overlap_f1(Span(0, 10), Span(5, 15)) == 0.5
    assert overlap_f1(Span(0, 5), Span(5, 9)) == 0.0


def test_the_example_articles_hold_their_floors() -> None:
    assert list(broken(geneva.figures(), read_floors())) == []


@pytest.mark.parametrize(
    ("value", "expected"), [("0.612 (P 0.7, R 0.5)", 0.612), ("3/4 (75%)", 0.75)]
)
def test_the_figure_of_a_cell_is_what_it_begins_with(value: str, expected: float) -> None:
    assert number(value) == expected


def test_a_figure_below_its_floor_is_named_and_an_absent_one_is_not() -> None:
    floors = [
        Floor("news", "F1", at_most=False, limit=0.7),
        Floor("news", "flagged", at_most=True, limit=0.05),
        Floor("absent", "F1", at_most=False, limit=0.9),
    ]
    good = [Figure("news", "F1", "0.700"), Figure("news", "flagged", "1/20")]
    bad = [Figure("news", "F1", "0.699"), Figure("news", "flagged", "2/20")]
    assert list(broken(good, floors)) == []
    assert [line.split(":")[0] for line in broken(bad, floors)] == ["news, F1", "news, flagged"]


def test_the_prompt_of_the_throughput_has_the_marks_that_the_mock_server_looks_for(
    tmp_path: Path,
) -> None:
    template = load(str(throughput.plain_prompt(tmp_path)), EXTRACTION)
    (_, user) = extraction_messages(template, Article.of("A text."), Part("A text."))
    assert "<article>\nA text.\n</article>" in user["content"]


def test_a_peer_without_an_environment_has_no_interpreter(tmp_path: Path) -> None:
    assert interpreter(None, "instr") is None
    assert interpreter(tmp_path, "instr") is None


def test_a_process_is_accounted_for_from_its_start_to_its_end(tmp_path: Path) -> None:
    program = "import sys; x = bytearray(50 << 20); sys.stderr.write('hm'); sys.exit(3)"
    seen = list[int]()
    core = min(os.sched_getaffinity(0))
    errors = tmp_path / "errors.txt"
    cost = measured([sys.executable, "-c", program], core=core, errors=errors, watch=seen.append)
    assert cost.code == 3
    assert errors.read_text() == "hm"
    assert cost.peak > 50
    assert 0 < cost.cpu <= cost.wall
    assert len(set(seen)) <= 1


def test_of_what_was_planted_nearly_all_is_put_to_the_judge() -> None:
    found = reconcile.measured(2_000)
    assert found.recall["all"] >= 0.95
    assert found.pairs < 3 * found.records
    hit, made = found.contradictions
    assert 0 < hit <= made
    assert len(reconcile.row(found)) == len(reconcile.HEAD)


def test_synthetic_claims_are_the_same_each_time() -> None:
    assert planted_claims(300) == planted_claims(300)
    assert planted_claims(300, seed=1) != planted_claims(300, seed=2)
