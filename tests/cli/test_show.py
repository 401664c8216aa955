from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import Command, extractor, lines, parsed

from extractor.cli.ending import ALL_DONE, ERROR, USAGE


def shown(run: Path, *options: str) -> list[dict[str, Any]]:
    result = extractor("show", run, "--json", *options)
    assert (result.exit_code, result.stderr) == (ALL_DONE, "")
    return parsed(result.stdout.splitlines())


def test_without_options_it_has_all_records_as_the_file_has_them(example_run: Path) -> None:
    assert shown(example_run) == lines(example_run / "records.jsonl")


def test_an_actor_is_found_by_part_of_the_name_as_speaker_or_subject(example_run: Path) -> None:
    found = shown(example_run, "--actor", "lavrov", "--kind", "commitment")
    assert {record["kind"] for record in found} == {"commitment"}
    assert {record["actor"]["canonical"] for record in found} == {"Russia", "Sergey Lavrov"}


def test_days_are_inclusive(example_run: Path) -> None:
    found = shown(example_run, "--since", "2022-01-19", "--until", "2022-01-21")
    assert {record["said_on"] for record in found} == {"2022-01-19", "2022-01-21"}


def test_an_outlet_is_found_by_part_of_its_name(example_run: Path) -> None:
    found = shown(example_run, "--outlet", "tas")
    assert {record["attribution"]["publisher"] for record in found} == {"TASS"}


def test_a_finding_comes_with_its_records(example_run: Path) -> None:
    (found,) = shown(example_run, "--relation", "contradiction")
    ids = [[record["id"] for record in found[side]] for side in ("left", "right")]
    assert ids == [found["finding"]["left"], found["finding"]["right"]]
    sides = [[record["id"] for record in side] for side in found["sides"]]
    assert sides == found["finding"]["sides"]


def test_findings_are_those_with_a_record_that_fits(example_run: Path) -> None:
    assert shown(example_run, "--relation", "contradiction", "--actor", "blinken")
    assert not shown(example_run, "--relation", "contradiction", "--actor", "nobody")


def test_people_are_told_how_many_there_are(example_run: Path) -> None:
    result = extractor("show", example_run, "--actor", "nobody")
    assert (result.exit_code, result.stdout, result.stderr) == (ALL_DONE, "", "0 records\n")
    result = extractor("show", example_run, "--relation", "contradiction")
    assert result.stderr == "1 finding\n"


@pytest.mark.parametrize(
    "options", [["--since", "yesterday"], ["--kind", "lie"], ["--relation", "friendship"]]
)
def test_a_wrong_value_is_wrong_usage(example_run: Path, options: list[str]) -> None:
    command: Command = ["show", example_run, *options]
    assert extractor(*command).exit_code == USAGE


def test_a_folder_that_is_no_run_is_an_error(tmp_path: Path) -> None:
    result = extractor("show", tmp_path)
    assert result.exit_code == ERROR
    assert "name the folder that a run or a batch was given as --out" in result.stderr
