"""Tables to Arrow and pandas, and back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from commands import ROOT

from extractor.errors import ExtractorError
from extractor.export import ArticleLine
from extractor.records import Record
from extractor.report.view import RunView, entries, records
from extractor.runs import open_run
from extractor.tabular import (
    ARTICLES,
    FINDINGS,
    RECORDS,
    articles_from_table,
    articles_table,
    findings_table,
    records_from_table,
    records_table,
)

ACTOR = ("name", "canonical", "type", "role", "anonymous", "speaks_for")
SPAN = ("text", "start", "end", "anchor", "basis")


@pytest.fixture(scope="module")
def view(example_run: Path) -> RunView:
    with open_run(example_run) as opened:
        return opened._replace(articles=list(opened.articles), results=list(opened.results))


@pytest.fixture(scope="module")
def found(view: RunView) -> list[Record]:
    return list(records(view))


def test_the_columns_of_records_are_these() -> None:
    assert RECORDS.schema.names == [
        "id", "article_id", "evidence_quote", "evidence_start", "evidence_end", "evidence_match",
        *(f"attribution_speaker_{name}" for name in ACTOR), "attribution_via",
        "attribution_publisher", "attribution_speech", "said_on", "engine", "rule", "kind",
        "statement", "modality", "negated", *(f"when_{name}" for name in SPAN), "quantities",
        "topic", *(f"holder_{name}" for name in ACTOR), "target", "position", "reason",
        *(f"actor_{name}" for name in ACTOR), "action", "type",
        *(f"counterparty_{name}" for name in ACTOR), *(f"deadline_{name}" for name in SPAN),
        "condition", "firmness", "subject",
    ]  # fmt: skip


def test_the_columns_of_findings_are_these() -> None:
    assert FINDINGS.schema.names == [
        "id", "relation", "subtype", "left", "right", "sides", "explanation", "confidence", "scope",
        "judge",
    ]  # fmt: skip


def test_the_columns_of_articles_are_these() -> None:
    assert ARTICLES.schema.names == [
        "id", "ref", "status", "error", "usage_requests", "usage_input_tokens",
        "usage_cached_tokens", "usage_output_tokens", "usage_cost", "usage_unpriced",
        "usage_retries", "usage_retry_cost", "title", "publisher", "url", "published", "text",
        "story",
    ]  # fmt: skip


def test_columns_have_the_types_of_their_fields() -> None:
    types = {
        "evidence_start": pa.int64(), "negated": pa.bool_(), "said_on": pa.date32(),
        "quantities": pa.string(), "kind": pa.string(),
    }  # fmt: skip
    assert {name: RECORDS.schema.field(name).type for name in types} == types
    assert FINDINGS.schema.field("left").type == pa.list_(pa.string())
    assert FINDINGS.schema.field("confidence").type == pa.float64()


@pytest.mark.parametrize("shape", [RECORDS, FINDINGS, ARTICLES])
def test_every_column_is_described(shape: object) -> None:
    schema = getattr(shape, "schema")  # noqa: B009
    assert all(field.metadata[b"description"] for field in schema)


def test_records_come_back_as_they_were(found: list[Record]) -> None:
    assert records_from_table(records_table(found)) == found


def test_records_come_back_from_a_data_frame_of_some_rows(found: list[Record]) -> None:
    frame = records_table(found).to_pandas()
    stances = frame[frame.kind == "stance"].sort_values("evidence_start")
    assert {r.id for r in records_from_table(stances)} == {
        r.id for r in found if r.kind == "stance"
    }


def test_other_columns_and_their_order_do_not_matter(found: list[Record]) -> None:
    table = records_table(found)
    mixed = table.select(table.schema.names[::-1]).append_column("mine", table["id"])
    assert records_from_table(mixed) == found


def test_a_row_that_is_no_record_is_named(found: list[Record]) -> None:
    frame = records_table(found[:3]).to_pandas()
    frame.loc[1, "evidence_quote"] = None
    with pytest.raises(ExtractorError, match=r"row 2 of the table is no record: evidence_quote"):
        records_from_table(frame)


def test_a_table_of_something_else_is_told_so() -> None:
    with pytest.raises(ExtractorError, match=r"row 1 of the table is no record: kind"):
        records_from_table(pd.DataFrame({"a": [1]}))


def test_the_subject_is_the_shared_name_of_whom_a_record_is_about(found: list[Record]) -> None:
    rows = records_table(found).to_pylist()
    for row in rows:
        actor = {"claim": "attribution_speaker", "stance": "holder", "commitment": "actor"}
        assert row["subject"] == row[f"{actor[row['kind']]}_canonical"]


def test_findings_name_records_in_lists(view: RunView) -> None:
    (first, *_) = findings_table(view.findings).to_pylist()
    assert first["left"] == list(view.findings[0].left)
    assert first["sides"] == [list(side) for side in view.findings[0].sides]


def test_articles_come_back_without_what_is_not_in_the_table(view: RunView) -> None:
    table = articles_table(map(ArticleLine.of, entries(view)))
    expected = [a.model_copy(update={"metadata": {}, "language": None}) for a in view.articles]
    assert list(articles_from_table(table.to_pandas())) == expected


def test_inputs_without_a_text_are_no_articles() -> None:
    row = {"id": None, "ref": "a", "text": None}
    assert list(articles_from_table(pa.Table.from_pylist([row]))) == []


def test_neither_pandas_nor_duckdb_is_imported_before_it_is_given() -> None:
    program = (
        "import sys, extractor, extractor.tabular.files; "
        "extractor.records_table([]); print({'pandas', 'duckdb'} & sys.modules.keys())"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "set()\n"
