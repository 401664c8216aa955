from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import extractor
from loopback import ChatServer, answer, failure

from extractor.cli.ending import ALL_DONE, ERROR

SECRET = "sk-never-shown"
GOOD = answer({"country": "France", "sure": True})


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)


def checks(*options: str | Path) -> dict[str, Any]:
    """What is found; the exit code agrees with it, and the key is nowhere."""
    result = extractor("doctor", "--json", *options)
    assert SECRET not in result.output
    found: dict[str, Any] = json.loads(result.stdout)
    wrong = any(check["ok"] is False for check in found.values())
    assert result.exit_code == (ERROR if wrong else ALL_DONE)
    return found


def test_the_embedded_engine_needs_nothing(tmp_path: Path) -> None:
    found = checks("--out", tmp_path)
    assert [name for name, check in found.items() if check["ok"]] == [
        "extractor", "python", "model", "answer", "folder",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_answers_in_a_schema_is_well(tmp_path: Path) -> None:
    with ChatServer(default=GOOD, models=["m"]) as server:
        found = checks("--model", "openai/m", "--base-url", server.url, "--out", tmp_path)
        assert server.requests[-1].headers["authorization"] == f"Bearer {SECRET}"
    assert all(found[name]["ok"] for name in ("model", "key", "endpoint", "answer"))
    assert found["key"]["detail"] == "from OPENAI_API_KEY"
    assert "100 tokens in, 20 out" in found["answer"]["detail"]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (answer("hm"), "the model answered: hm"),
        (failure(500, "it broke"), "it broke"),
        (failure(429, "wait", retry_after="9"), "wait"),
    ],
)
def test_a_model_that_does_not_is_told_of_after_one_question(step: Any, told: str) -> None:
    with ChatServer(default=step, models=["m"]) as server:
        found = checks("--model", "openai/m", "--base-url", server.url)
        assert len([r for r in server.requests if r.method == "POST"]) == 1
    assert found["answer"]["ok"] is False
    assert told in found["answer"]["detail"]


def test_an_address_where_nobody_answers_is_named() -> None:
    with ChatServer() as server:
        url = server.url
    found = checks("--model", "openai/m", "--base-url", url)
    assert found["endpoint"]["ok"] is False
    assert f"nobody answers at {url}" in found["endpoint"]["detail"]
    assert "answer" not in found


def test_an_unknown_model_is_told_with_those_that_there_are() -> None:
    with ChatServer(default=GOOD, models=["n"]) as server:
        found = checks("--model", "openai/m", "--base-url", server.url)
    assert "has no model m; it has: n" in found["endpoint"]["detail"]


def test_a_missing_key_is_told_with_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    found = checks("--model", "openai/gpt-5-mini")
    assert "export OPENAI_API_KEY" in found["model"]["detail"]


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = checks("--out", tmp_path / "file" / "run")
    assert found["folder"]["ok"] is False
    assert f"{tmp_path / 'file'} can't be written to" in found["folder"]["detail"]


def test_people_see_a_line_for_each_check() -> None:
    lines = extractor("doctor").stdout.splitlines()
    assert lines[0].startswith("ok    extractor ")
    assert any(line.startswith("-     duckdb      ") for line in lines)
