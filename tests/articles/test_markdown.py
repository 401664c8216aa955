"""Markdown: what a reader of the rendered page does not see is taken off."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.articles import read_articles
from extractor.records import Article


def read(folder: Path, content: str) -> Article:
    (folder / "a.md").write_text(content, encoding="utf-8")
    (found,) = read_articles([folder / "a.md"])
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("He said *no* and **never** and _ever_.", "He said no and never and ever."),
        ("It is __so__ and not_so_here.", "It is so and not_so_here."),
        ("[The mayor](https://x.example/a_b) said no.", "The mayor said no."),
        ('[The mayor](https://x.example/a "Mayor") said no.', "The mayor said no."),
        ("![A mayor](mayor.jpg)\n\nShe said no.", "She said no."),
        ("> It burned,\n> she said.", "It burned,\nshe said."),
        ("- It burned.\n- It rained.", "- It burned.\n- It rained."),
        ("It cost 5 * 3 * 2 euros.", "It cost 5 * 3 * 2 euros."),
        ("She said {{ 7*7 }} and <br> and [this].", "She said {{ 7*7 }} and <br> and [this]."),
    ],
)
def test_marks_are_taken_off_and_nothing_else(tmp_path: Path, written: str, seen: str) -> None:
    assert read(tmp_path, written).text == seen


def test_a_title_has_no_marks_either(tmp_path: Path) -> None:
    assert read(tmp_path, "# The *mayor* says no\n\nShe said so.").title == "The mayor says no"


@pytest.mark.parametrize("mark", ["*", "**", "_", "[", "![", "[a](", "> "])
def test_marks_without_end_cost_little(tmp_path: Path, mark: str) -> None:
    before = time.process_time()
    read(tmp_path, "She said no. " + mark * 50_000)
    assert time.process_time() - before < 5
