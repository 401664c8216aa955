from __future__ import annotations

import json

import pytest
from commands import ROOT, extractor

from extractor.schemas import NAMED


@pytest.mark.parametrize("kind", NAMED)
def test_a_schema_is_the_published_one(kind: str) -> None:
    published = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert extractor("schema", "--kind", kind).stdout == published


def test_without_a_kind_it_is_that_of_any_record() -> None:
    schema = json.loads(extractor("schema").stdout)
    assert schema["discriminator"]["propertyName"] == "kind"
    assert set(schema["discriminator"]["mapping"]) == {"claim", "stance", "commitment"}
