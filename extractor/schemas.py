"""The JSON Schemas of the records, as they are written to files: `python -m extractor.schemas DIR`.

They describe what a reader of the output meets: every field is there, and no other.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from extractor.records import (
    Article,
    Claim,
    Commitment,
    CommitmentTimeline,
    Finding,
    Model,
    Record,
    Rejection,
    Stance,
)
from extractor.results import ArticleResult, Summary

PUBLISHED: tuple[type[Model], ...] = (
    Article,
    Claim,
    Stance,
    Commitment,
    Finding,
    CommitmentTimeline,
    Rejection,
    ArticleResult,
    Summary,
)
"""The models whose schemas are a contract with users."""

REMEDY = "run `make schemas`"


class _AsWritten(GenerateJsonSchema):
    """Every field is in the output, defaults and nulls too; names need no second spelling."""

    def field_is_required(self, field: object, total: bool) -> bool:
        return True

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def schema(model: type[Model]) -> str:
    """The schema of `model` (JSON Schema 2020-12) as the text of its file."""
    return _as_text(model.model_json_schema(mode="serialization", schema_generator=_AsWritten))


def record_schema() -> str:
    """The schema of a record, whatever its kind: of a line of `records.jsonl`."""
    record: TypeAdapter[Any] = TypeAdapter(Record)
    return _as_text(record.json_schema(mode="serialization", schema_generator=_AsWritten))


def _as_text(described: dict[str, Any]) -> str:
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return json.dumps(dialect | described, indent=2, ensure_ascii=False) + "\n"


def short_name(model: type[Model]) -> str:
    """`ArticleResult` is called `article-result`."""
    return "-".join(re.findall("[A-Z][a-z]*", model.__name__)).lower()


NAMED = {short_name(model): model for model in PUBLISHED}


def file_name(model: type[Model]) -> str:
    """`ArticleResult` is described in `article-result.schema.json`."""
    return f"{short_name(model)}.schema.json"


def write(folder: Path) -> None:
    """Write every schema to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for model in PUBLISHED:
        (folder / file_name(model)).write_text(schema(model), encoding="utf-8", newline="\n")


def check(folder: Path) -> list[str]:
    """What is wrong with the schemas in `folder`, one line each; empty if they are in step."""
    expected = {file_name(model): schema(model) for model in PUBLISHED}
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.schema.json")}
    missing = [f"{name} is missing: {REMEDY}" for name in expected if name not in found]
    stale = [
        f"{name} does not match its model: {REMEDY}"
        for name, text in expected.items()
        if name in found and found[name] != text
    ]
    unknown = [f"{name} belongs to no model: remove it" for name in sorted(found.keys() - expected)]
    return missing + stale + unknown


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m extractor.schemas DIR")
    write(Path(sys.argv[1]))
