from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.articles import count_articles, read_articles

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "geneva-2022"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with all that can be counted, good and bad."""
    (tmp_path / "a.txt").write_text("Paris will sign on Monday.")
    (tmp_path / "b.jsonl").write_text('{"text": "One."}\n\n  \n{broken\n{"text": "Two."}')
    (tmp_path / "c.jsonl").write_text("\n \n")
    (tmp_path / "d.jsonl").write_text("")
    (tmp_path / "e.unknown").write_text("?")
    (tmp_path / "f.png").write_text("no article")
    pq.write_table(pa.table({"text": ["One.", None, "Three."]}), tmp_path / "g.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "h.parquet")
    (tmp_path / "i.parquet").write_text("no Parquet")
    return tmp_path


def test_as_many_are_counted_as_will_be_read(inputs: Path) -> None:
    paths = [inputs, inputs / "*.jsonl", inputs / "nothing.txt", EXAMPLE]
    assert count_articles(paths) == len(list(read_articles(paths)))


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_what_only_reading_tells_is_not_guessed(name: str, inputs: Path) -> None:
    (inputs / name).write_text("text\nOne.")
    assert count_articles([inputs]) is None


def test_standard_input_is_left_to_its_reader() -> None:
    assert count_articles([EXAMPLE, "-"]) is None


def test_a_pipe_is_left_to_its_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    assert count_articles([tmp_path / "a.jsonl"]) is None
