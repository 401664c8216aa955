"""A run as files of tables."""

from __future__ import annotations

import csv
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from commands import extractor, lines

from extractor.cli.ending import ALL_DONE, ERROR, USAGE
from extractor.records import Article, Attribution, Claim, Evidence
from extractor.report.view import RunView, records
from extractor.results import ArticleResult, Summary
from extractor.runs import Again, open_run
from extractor.tabular import RECORDS, records_from_table
from extractor.tabular import files as tabular_files
from extractor.tabular.files import FORMULA, Format, default_out, export_tables

TABLES = ("records", "findings", "commitments", "articles", "actors")


def exported(run: Path, to: Format, out: Path) -> Path:
    result = extractor("export", run, "--to", to, "--out", out)
    assert result.exit_code == ALL_DONE, result.stderr
    names = [str(out / f"{name}.{to}") for name in TABLES] if to != "duckdb" else [str(out)]
    assert result.stdout.splitlines() == names
    return out


def test_parquet_has_every_record_with_described_columns(example_run: Path, tmp_path: Path) -> None:
    table = pq.read_table(exported(example_run, "parquet", tmp_path / "t") / "records.parquet")
    with open_run(example_run) as view:
        assert records_from_table(table) == list(records(view))
    field = table.schema.field("evidence_quote")
    assert field.metadata[b"description"] == b"The words as the article has them."


def test_duckdb_has_a_table_for_each(example_run: Path, tmp_path: Path) -> None:
    out = exported(example_run, "duckdb", tmp_path / "run.duckdb")
    with duckdb.connect(str(out), read_only=True) as database:
        counts = {
            name: database.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in TABLES
        }
        sides = database.execute(
            'SELECT r.subject FROM findings f, unnest(f."left") AS side(id) '
            "JOIN records r ON r.id = side.id WHERE f.relation = 'dispute'"
        ).fetchall()
        described = database.execute(
            "SELECT comment FROM duckdb_columns() WHERE column_name = 'evidence_quote'"
        ).fetchall()
    assert counts == {name: len(lines(example_run / f"{name}.jsonl")) for name in TABLES}
    assert len(sides) == 2
    assert described == [("The words as the article has them.",)]


def test_json_lines_have_flat_rows(example_run: Path, tmp_path: Path) -> None:
    rows = lines(exported(example_run, "jsonl", tmp_path) / "records.jsonl")
    assert list(rows[0]) == RECORDS.schema.names
    quotes = [line["evidence"]["quote"] for line in lines(example_run / "records.jsonl")]
    assert [row["evidence_quote"] for row in rows] == quotes


def test_csv_can_be_read_by_pandas_and_is_the_same(example_run: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(exported(example_run, "csv", tmp_path) / "records.csv")
    with open_run(example_run) as view:
        assert records_from_table(frame) == list(records(view))


def test_csv_has_lists_as_json(example_run: Path, tmp_path: Path) -> None:
    with (exported(example_run, "csv", tmp_path) / "findings.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        first = next(csv.DictReader(file))
    expected = lines(example_run / "findings.jsonl")[0]
    assert json.loads(first["left"]) == expected["left"]


@pytest.mark.parametrize("beginning", FORMULA)
def test_no_text_in_csv_is_a_formula(beginning: str, tmp_path: Path) -> None:
    text = f"{beginning}HYPERLINK(1)"
    export_tables(run_of([text]), "csv", tmp_path)
    with (tmp_path / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["evidence_quote"] == row["statement"] == f"'{text}"
    assert row["evidence_start"] == "0"


def test_other_formats_have_the_text_as_it_is(tmp_path: Path) -> None:
    export_tables(run_of(["=1+1"]), "jsonl", tmp_path)
    assert lines(tmp_path / "records.jsonl")[0]["evidence_quote"] == "=1+1"


@pytest.mark.parametrize("to", get_args(Format))
def test_a_run_without_records_has_empty_tables(to: Format, tmp_path: Path) -> None:
    for path in export_tables(run_of([]), to, default_out(tmp_path, to)):
        assert path.is_file()


@pytest.mark.parametrize("to", get_args(Format))
def test_what_is_there_is_replaced(to: Format, tmp_path: Path) -> None:
    out = default_out(tmp_path, to)
    export_tables(run_of(["a"]), to, out)
    export_tables(run_of(["a"]), to, out)
    left = [path.name for path in tmp_path.rglob(".*")]
    assert left == []


def test_without_a_place_files_go_to_the_folder_of_the_run(tmp_path: Path) -> None:
    assert default_out(tmp_path, "csv") == tmp_path / "csv"
    assert default_out(tmp_path, "duckdb") == tmp_path / "run.duckdb"


def test_duckdb_that_is_not_installed_is_told_with_the_remedy(
    example_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabular_files, "find_spec", lambda _: None)
    result = extractor("export", example_run, "--to", "duckdb", "--out", tmp_path / "a.duckdb")
    assert result.exit_code == ERROR
    assert result.stderr == (
        "error: writing a DuckDB database needs a package: pip install 'extractor[duckdb]'\n"
    )


def test_an_unknown_format_is_wrong_usage(example_run: Path) -> None:
    assert extractor("export", example_run, "--to", "xls").exit_code == USAGE


@pytest.mark.parametrize("to", ["parquet", "csv", "jsonl"])
def test_memory_does_not_grow_with_the_run(to: Format, tmp_path: Path) -> None:
    def peak(number: int) -> int:
        view = run_of(["a text of some length " * 20], times=number)
        tracemalloc.start()
        export_tables(view, to, tmp_path)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(9_000) < 1.5 * peak(3_000)


def run_of(texts: list[str], *, times: int = 1) -> RunView:
    """A run over an article for each text, made as it is gone through; each is a claim."""

    def articles() -> Iterator[Article]:
        return (Article.of(text) for _ in range(times) for text in texts)

    def results() -> Iterator[ArticleResult]:
        for article in articles():
            yield ArticleResult(article_id=article.id, status="done", records=(claim(article),))

    summary = Summary(
        engine="rules", judge="rules", articles={}, records={}, findings={}, rejected=0,
        pairs_judged=0, pairs_left=0, usage=ArticleResult(article_id="", status="done").usage,
        seconds=0,
    )  # fmt: skip
    return RunView(Again(articles), Again(results), (), summary)


def claim(article: Article) -> Claim:
    return Claim(
        id="claim-1",
        article_id=article.id,
        evidence=Evidence(quote=article.text, start=0, end=len(article.text)),
        attribution=Attribution(speech="own_voice"),
        engine="rules",
        statement=article.text,
    )
