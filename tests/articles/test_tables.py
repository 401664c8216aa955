"""JSON lines, JSON, CSV and Parquet: rows that are wrong cost themselves and no other."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.articles import Columns, read_articles, tables
from extractor.errors import ArticleError
from extractor.records import Article

BODY = "Ministers met, an official said."
Outcomes = Sequence[Article | ArticleError]


def read(path: Path, content: str | bytes, columns: Columns | None = None) -> Outcomes:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([path], columns=columns or Columns()))


def lines_of_errors(found: Outcomes) -> list[int | None]:
    return [item.line for item in found if isinstance(item, ArticleError)]


def texts(found: Outcomes) -> list[str]:
    return [item.text for item in found if isinstance(item, Article)]


def error(found: Outcomes) -> ArticleError:
    (only,) = found
    assert isinstance(only, ArticleError)
    return only


def test_a_broken_line_of_json_costs_only_itself(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "One, he said."}).encode(),
        b'{"text": ',
        b"",
        b"[1]",
        b'{"title": "x"}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
        json.dumps({"text": "Two, he said."}).encode(),
    ]
    found = read(tmp_path / "a.jsonl", b"\n".join(lines))
    assert lines_of_errors(found) == [2, 4, 5, 6, 7, 8, 9]
    assert texts(found) == ["One, he said.", "Two, he said."]


def test_standard_input_is_read_as_json_lines() -> None:
    stdin = io.BytesIO(json.dumps({"id": "a", "text": BODY}).encode() + b"\n{")
    article, error = read_articles(["-"], stdin=stdin)
    assert isinstance(article, Article)
    assert article.ref == "a"
    assert isinstance(error, ArticleError)
    assert (error.ref, error.line) == ("stdin", 2)


def test_standard_input_may_be_a_text_stream() -> None:
    (article,) = read_articles(["-"], stdin=io.StringIO(json.dumps({"text": BODY})))
    assert isinstance(article, Article)
    assert article.ref == "stdin:1"


def test_empty_standard_input_is_an_error() -> None:
    assert "empty" in error(list(read_articles(["-"], stdin=io.BytesIO()))).message


def test_a_line_too_long_to_hold_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LINE_LIMIT", 100)
    row = json.dumps({"text": BODY})
    found = read(tmp_path / "a.jsonl", f"{row}\n{'x' * 1000}\n{row}\n")
    assert lines_of_errors(found) == [2]
    assert len(texts(found)) == 2


def test_a_json_file_holds_one_article_or_a_list(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "a.json", json.dumps({"text": BODY}, indent=2))) == [BODY]
    found = read(tmp_path / "b.json", json.dumps([{"text": BODY}, 7, {"text": BODY}]))
    assert texts(found) == [BODY, BODY]
    assert lines_of_errors(found) == [2]


@pytest.mark.parametrize(
    ("content", "message"),
    [("[]", "empty list"), ("{}\n{}", "name the file .jsonl"), ("{\n]", "is not JSON")],
)
def test_a_json_file_that_is_none_is_refused(tmp_path: Path, content: str, message: str) -> None:
    assert message in error(read(tmp_path / "a.json", content)).message


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_its_own_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "headline", "body"], ["a", "Talks", '"' + BODY + '"']]
    content = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    (article,) = read(tmp_path / "a.csv", content)
    assert isinstance(article, Article)
    assert article.ref == "a"
    assert article.text == f"Talks\n\n{BODY}"


def test_line_numbers_of_csv_are_those_of_the_file(tmp_path: Path) -> None:
    content = 'text,n\n"One,\nhe said.",1\n,2\n\n"Two, he said.",3,extra\n"Three, he said.",4\n'
    found = read(tmp_path / "a.csv", content)
    assert lines_of_errors(found) == [4, 6]
    assert texts(found) == ["One,\nhe said.", "Three, he said."]
    assert [a.ref.rpartition(":")[2] for a in found if isinstance(a, Article)] == ["2", "7"]


def test_a_csv_row_in_another_encoding_costs_only_itself(tmp_path: Path) -> None:
    content = b"text\nOne he said.\n" + "Два.\n".encode("cp1251") + b"Three he said.\n"
    found = read(tmp_path / "a.csv", content)
    assert lines_of_errors(found) == [3]
    assert "the byte 0xC4" in str(found[1])
    assert len(texts(found)) == 2


def test_a_csv_field_may_be_long(tmp_path: Path) -> None:
    long = "He said so. " * 20_000
    assert texts(read(tmp_path / "a.csv", f"text\n{long}\n")) == [long.strip()]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        ("id,story\na,b\nc,d\n", Columns(), "--text-column; its fields are: id, story"),
        ("id,text\na,b\n", Columns(url="link"), "no field 'link' (--url-column)"),
        ("id,text\n", Columns(), "nothing below it"),
        ("id,text\n\n", Columns(), "nothing below it"),
    ],
)
def test_a_table_that_can_not_serve_is_one_error(
    tmp_path: Path, content: str, columns: Columns, message: str
) -> None:
    assert message in error(read(tmp_path / "a.csv", content, columns)).message


def test_parquet_rows_become_articles(tmp_path: Path) -> None:
    days = pa.array([datetime(2022, 1, 19, 10), None, None], pa.timestamp("ns"))
    table = pa.table({"text": [BODY, None, BODY], "date": days, "n": [1, 2, 3]})
    pq.write_table(table, tmp_path / "a.parquet")
    found = list(read_articles([tmp_path / "a.parquet"]))
    assert texts(found) == [BODY, BODY]
    assert lines_of_errors(found) == [2]
    assert isinstance(found[0], Article)
    assert found[0].published == date(2022, 1, 19)
    assert found[0].metadata == {"n": 1}


def test_nanoseconds_cost_a_parquet_row_nothing(tmp_path: Path) -> None:
    day = pa.array([1_642_550_400_000_000_001], pa.timestamp("ns"))
    pq.write_table(pa.table({"text": [BODY], "date": day}), tmp_path / "a.parquet")
    (article,) = read_articles([tmp_path / "a.parquet"])
    assert isinstance(article, Article)
    assert article.published == date(2022, 1, 19)


def test_a_parquet_value_that_is_no_text_costs_only_its_row(tmp_path: Path) -> None:
    broken = pa.array([b"One.", b"\xff", b"Three."]).view(pa.string())
    pq.write_table(pa.table({"text": broken}), tmp_path / "a.parquet")
    found = list(read_articles([tmp_path / "a.parquet"]))
    assert lines_of_errors(found) == [2]
    assert texts(found) == ["One.", "Three."]


@pytest.mark.parametrize("content", [b"", b"PAR1 not really PAR1"])
def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "Parquet" in error(read(tmp_path / "a.parquet", content)).message


def test_a_parquet_file_without_text_is_one_error(tmp_path: Path) -> None:
    pq.write_table(pa.table({"story": [BODY, BODY]}), tmp_path / "a.parquet")
    assert "--text-column" in error(list(read_articles([tmp_path / "a.parquet"]))).message
