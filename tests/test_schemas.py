"""The published JSON Schemas and the models behind them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor import schemas
from extractor.records import Article, Attribution, Claim, Evidence, Finding, Model
from extractor.results import Summary, Usage

PUBLISHED = Path(__file__).parent.parent / "schemas"

INSTANCES: tuple[Model, ...] = (
    Article.of("Text."),
    Claim(
        id="claim-1",
        article_id="article-1",
        evidence=Evidence(quote="Text.", start=0, end=5),
        attribution=Attribution(speech="own_voice"),
        engine="rules",
        statement="Text.",
    ),
    Finding(
        id="finding-1", relation="dispute", left=("a",), right=("b",), explanation="e",
        confidence=1, scope="within_article", judge="rules",
    ),
    Summary(
        engine="rules", judge="rules", articles={}, records={}, findings={}, rejected=0,
        pairs_judged=0, pairs_left=0, usage=Usage(), seconds=0,
    ),
)  # fmt: skip


def published(model: type[Model]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PUBLISHED / schemas.file_name(model)).read_bytes())
    return loaded


def test_the_published_schemas_match_the_models() -> None:
    assert schemas.check(PUBLISHED) == []


@pytest.mark.parametrize("model", schemas.PUBLISHED)
class TestEverySchema:
    def test_says_its_dialect_and_title(self, model: type[Model]) -> None:
        schema = published(model)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["title"] == model.__name__

    def test_is_closed_and_promises_every_field(self, model: type[Model]) -> None:
        schema = published(model)
        for part in [schema, *schema.get("$defs", {}).values()]:
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])

    def test_explains_every_field(self, model: type[Model]) -> None:
        fields = published(model)["properties"]
        assert [name for name, field in fields.items() if not field.get("description")] == []


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda one: type(one).__name__)
def test_what_is_written_has_the_fields_of_its_schema(instance: Model) -> None:
    assert list(instance.model_dump(mode="json")) == published(type(instance))["required"]


def test_a_file_is_named_after_its_model() -> None:
    assert [schemas.file_name(model) for model in schemas.PUBLISHED][-2:] == [
        "article-result.schema.json",
        "summary.schema.json",
    ]


def test_a_stale_a_missing_and_an_unknown_schema_are_told_apart(tmp_path: Path) -> None:
    schemas.write(tmp_path)
    (tmp_path / "claim.schema.json").write_text("{}")
    (tmp_path / "stance.schema.json").unlink()
    (tmp_path / "opinion.schema.json").write_text("{}")
    assert schemas.check(tmp_path) == [
        "stance.schema.json is missing: run `make schemas`",
        "claim.schema.json does not match its model: run `make schemas`",
        "opinion.schema.json belongs to no model: remove it",
    ]


def test_the_command_writes_them_all(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "extractor.schemas", str(tmp_path / "new")]
    subprocess.run(command, check=True)
    assert schemas.check(tmp_path / "new") == []
