from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from commands import EMPTY, EXAMPLE, extractor
from loopback import ChatServer, answer

from extractor.cli import app
from extractor.cli.config import KNOWN, Setting
from extractor.cli.ending import ALL_DONE, USAGE

TEXT = "Paris will sign the treaty on Monday, Mayor Ann Lee said."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def model_asked(*options: str) -> str:
    """The model that `extract` asks."""
    with ChatServer(default=answer(EMPTY), models=["m", "n", "o"]) as server:
        result = extractor("extract", "-", *options, "--base-url", server.url, stdin=TEXT)
        assert result.exit_code == ALL_DONE, result.stderr
        (asked,) = [r for r in server.requests if r.method == "POST"]
    return str(asked.body["model"])


def refused(text: str, *command: str) -> str:
    """What is said of a file with `text`, in a line."""
    Path("extractor.toml").write_text(text, encoding="utf-8")
    result = extractor(*(command or ("estimate", EXAMPLE)))
    assert result.exit_code == USAGE
    assert result.stdout == ""
    return result.stderr.splitlines()[-1]


def test_the_file_in_the_present_folder_is_read() -> None:
    Path("extractor.toml").write_text('model = "openai/m"', encoding="utf-8")
    assert model_asked() == "m"


def test_another_file_is_read_if_it_is_named() -> None:
    Path("extractor.toml").write_text('model = "openai/n"', encoding="utf-8")
    Path("other.toml").write_text('model = "openai/m"', encoding="utf-8")
    assert model_asked("--config", "other.toml") == "m"


def test_a_variable_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("extractor.toml").write_text('model = "openai/m"', encoding="utf-8")
    monkeypatch.setenv("EXTRACTOR_MODEL", "openai/n")
    assert model_asked() == "n"


def test_the_command_line_goes_before_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MODEL", "openai/n")
    assert model_asked("--model", "openai/o") == "o"


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MAX_PAIRS", "")
    assert extractor("estimate", EXAMPLE).exit_code == ALL_DONE


def test_hyphens_and_underscores_are_the_same() -> None:
    Path("a.csv").write_text(f'story\n"{TEXT}"\n', encoding="utf-8")
    for name in ("text-column", "text_column"):
        Path("extractor.toml").write_text(f'{name} = "story"', encoding="utf-8")
        found = json.loads(extractor("extract", "a.csv").stdout)
        assert found["article"]["text"] == TEXT


def test_what_a_command_does_not_have_is_for_others() -> None:
    Path("extractor.toml").write_text("retry_failed = true\nquiet = true", encoding="utf-8")
    assert extractor("estimate", EXAMPLE).exit_code == ALL_DONE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('modle = "m"', "extractor.toml: modle: there is no such setting; do you mean model?"),
        ("zzz = 1", "extractor.toml: zzz: there is no such setting; there are: "),
        ('api_key = "k"', "extractor.toml: api_key: a key does not belong in a file; set"),
        ("[run]\nmodel = 1", "extractor.toml: run: there is no such setting"),
        ("model = [1]", "extractor.toml: model: must be one value"),
        ("model = true", "extractor.toml: model: must be text or a number"),
        ("quiet = 1", "extractor.toml: quiet: must be true or false"),
        ("model =", "extractor.toml is not TOML: "),
    ],
)
def test_what_can_not_be_used_is_told_with_file_and_name(text: str, told: str) -> None:
    assert told in refused(text)


@pytest.mark.parametrize("value", ['"many"', "-1"])
def test_a_wrong_value_is_blamed_on_the_file(value: str) -> None:
    told = refused(f"max_pairs = {value}")
    assert "extractor.toml: max_pairs: " in told


@pytest.mark.parametrize("value", ["many", "-1"])
def test_a_wrong_value_is_blamed_on_the_variable(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXTRACTOR_MAX_PAIRS", value)
    result = extractor("estimate", EXAMPLE)
    assert result.exit_code == USAGE
    assert "Invalid value for EXTRACTOR_MAX_PAIRS: " in result.stderr


@pytest.mark.parametrize("value", ["many", "-1"])
def test_a_wrong_value_is_blamed_on_the_option(value: str) -> None:
    result = extractor("estimate", EXAMPLE, "--max-pairs", value)
    assert result.exit_code == USAGE
    assert "--max-pairs" in result.stderr


def test_a_file_that_is_named_and_missing_is_an_error() -> None:
    result = extractor("estimate", EXAMPLE, "--config", "no.toml")
    assert (result.exit_code, result.stderr) == (
        USAGE, "Error: no.toml can't be read: No such file or directory\n",
    )  # fmt: skip


def test_every_command_with_settings_reads_the_file() -> None:
    for name, command in app.commands.items():
        names = {p.name for p in command.params if isinstance(p, Setting)} - {"debug"}
        assert not names or "config" in {p.name for p in command.params}, name


def test_a_key_is_no_setting() -> None:
    assert "api_key" not in KNOWN
    assert all(
        "key" not in (p.name or "")
        for command in app.commands.values()
        for p in command.params
        if isinstance(p, click.Option)
    )
