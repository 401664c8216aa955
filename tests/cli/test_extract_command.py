from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, extractor, on_terminal, rows
from loopback import ChatServer, answer, failure

from extractor.cli.ending import ALL_DONE, ERROR

STORY = "Paris will sign the treaty on Monday, Mayor Ann Lee said."


def test_an_article_becomes_one_object_on_one_line() -> None:
    file = next(EXAMPLE.glob("000_*.txt"))
    result = extractor("extract", file)
    assert result.exit_code == ALL_DONE
    assert result.stdout.count("\n") == 1
    found = json.loads(result.stdout)
    assert list(found) == ["article", "records", "rejected", "usage"]
    text = found["article"]["text"]
    for record in found["records"]:
        evidence = record["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("given", [STORY, json.dumps({"text": STORY})], ids=["text", "JSON"])
def test_standard_input_is_a_text_or_an_object(given: str) -> None:
    found = json.loads(extractor("extract", "-", stdin=given).stdout)
    assert found["article"]["text"] == STORY
    assert found["records"][0]["evidence"]["quote"] == "Paris will sign the treaty on Monday"


def test_pretty_shows_records_to_people() -> None:
    result = extractor("extract", "-", "--pretty", stdin=STORY)
    assert "claim  Ann Lee, Mayor\n" in result.stdout
    assert "    “Paris will sign the treaty on Monday”\n" in result.stdout


def test_pretty_says_so_if_there_is_nothing() -> None:
    assert "no records" in extractor("extract", "-", "--pretty", stdin="Hello there.").stdout


class TestPrettyOnATerminal:
    FILE = next(EXAMPLE.glob("000_*.txt"))

    def test_is_a_table_with_the_quotes_in_colour(self) -> None:
        shown = on_terminal(["extract", self.FILE, "--pretty"], stream="stdout", columns=120)
        assert "kind" in shown
        assert re.search(r"\x1b\[36m“", shown)

    def test_has_no_colour_if_none_is_wanted(self) -> None:
        shown = on_terminal(
            ["extract", self.FILE, "--pretty"], stream="stdout", columns=120, env={"NO_COLOR": "1"}
        )
        assert not re.search(r"\x1b\[3\dm", shown)

    def test_keeps_within_a_narrow_one(self) -> None:
        shown = on_terminal(["extract", self.FILE, "--pretty"], stream="stdout", columns=40)
        plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert max(map(len, plain.splitlines())) <= 40


def test_a_text_can_rewrite_no_screen() -> None:
    text = "Paris will sign \x1b[2Jthe treaty on Monday, Mayor Ann Lee said."
    assert "\x1b" not in extractor("extract", "-", "--pretty", stdin=text).stdout


def test_a_model_is_asked() -> None:
    with ChatServer(default=answer(EMPTY), models=["m"]) as server:
        result = extractor(
            "extract", "-", "--model", "openai/m", "--base-url", server.url, stdin=STORY
        )
    assert json.loads(result.stdout)["usage"]["requests"] == 1


def test_an_answer_of_no_use_is_an_error_in_a_line() -> None:
    step = failure(400, "too long", code="context_length_exceeded")
    with ChatServer(default=step, models=["m"]) as server:
        result = extractor(
            "extract", "-", "--model", "openai/m", "--base-url", server.url, stdin=STORY
        )
    assert (result.exit_code, result.stdout) == (ERROR, "")
    assert result.stderr.startswith("error: too long for")
    assert result.stderr.count("\n") == 1


def test_a_file_with_more_than_one_article_is_an_error(tmp_path: Path) -> None:
    result = extractor("extract", rows(tmp_path / "a.jsonl", [STORY, STORY]))
    assert result.exit_code == ERROR
    assert "a.jsonl: holds more than one article: use `extractor run`" in result.stderr


def test_a_row_can_have_columns_of_other_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'story\n"{STORY}"\n', encoding="utf-8")
    result = extractor("extract", tmp_path / "a.csv", "--text-column", "story")
    assert json.loads(result.stdout)["article"]["text"] == STORY


@pytest.mark.parametrize(
    ("given", "problem"),
    [("", "is empty"), ("a\0b", "binary"), ('{"text": 1}', "not text")],
)
def test_standard_input_without_an_article_is_an_error(given: str, problem: str) -> None:
    result = extractor("extract", "-", stdin=given)
    assert result.exit_code == ERROR
    assert result.stderr.startswith("error: stdin")
    assert problem in result.stderr


def test_a_missing_file_is_an_error() -> None:
    result = extractor("extract", "nowhere.txt")
    assert (result.exit_code, result.stderr) == (
        ERROR, "error: nowhere.txt: there is no such file or folder\n",
    )  # fmt: skip
