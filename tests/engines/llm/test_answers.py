"""The schemas that a model is given, and how lists with bad elements are read."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from extractor.engines.llm.answers import Answer, Corrections, ExtractionAnswer, JudgingAnswer

SHAPES = [ExtractionAnswer, Corrections, JudgingAnswer]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_schema_is_that_of_plain_lists_and_asks_for_all(shape: type[Answer]) -> None:
    schema = shape.model_json_schema()
    assert schema["required"] == list(schema["properties"])
    for field in schema["properties"].values():
        assert field["items"]["$ref"].removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_schema_says_nothing_twice(shape: type[Answer]) -> None:
    text = json.dumps(shape.model_json_schema())
    assert text.count('"title"') == 1
    assert '"const"' not in text
    assert '"default": null' not in text


def test_an_element_is_kept_as_it_was_given() -> None:
    claims = '[{"quote":"q","statement":"s","more":1},{"quote":"q"}]'
    text = f'{{"claims":{claims},"stances":[3],"commitments":[]}}'
    answer = ExtractionAnswer.model_validate_json(text)
    assert answer.model_dump_json() == text
    assert [item.value is not None for _, item in answer.items()] == [True, False, False]


def test_what_is_wrong_is_told_field_by_field_in_one_line() -> None:
    bad = {"quote": "", "speaker": {"name": "A", "type": "robot"}}
    answer = ExtractionAnswer.model_validate({"claims": [bad]})
    (item,) = answer.claims
    assert [part.split(":")[0] for part in item.error.split("; ")] == [
        "quote", "speaker.type", "statement",
    ]  # fmt: skip


def test_null_and_a_missing_list_mean_none() -> None:
    answer = ExtractionAnswer.model_validate_json('{"claims": null}')
    assert list(answer.items()) == []


def test_what_is_no_list_is_no_answer() -> None:
    with pytest.raises(ValidationError):
        ExtractionAnswer.model_validate_json('{"claims": "none"}')
