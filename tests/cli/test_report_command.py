from __future__ import annotations

import shutil
import webbrowser
from pathlib import Path

import pytest
from commands import extractor

from extractor.cli.ending import ALL_DONE, ERROR, USAGE


@pytest.fixture
def run(example_run: Path, tmp_path: Path) -> Path:
    """A copy of the example's run."""
    return Path(shutil.copytree(example_run, tmp_path / "run"))


def test_the_report_is_written_again_as_it_was(run: Path) -> None:
    before = (run / "report.html").read_bytes()
    (run / "report.html").unlink()
    (run / "summary.json").unlink()
    result = extractor("report", run)
    assert result.exit_code == ALL_DONE
    assert (run / "report.html").read_bytes() == before
    assert result.stdout == f"report    {run / 'report.html'}\n"


def test_nothing_else_of_the_run_is_changed(run: Path) -> None:
    names = [path for path in run.iterdir() if path.suffix in (".jsonl", ".json", ".sqlite")]
    before = {path: path.read_bytes() for path in names}
    extractor("report", run)
    assert {path: path.read_bytes() for path in names} == before


def test_html_goes_to_a_file_that_is_named(run: Path, tmp_path: Path) -> None:
    extractor("report", run, "--out", tmp_path / "new" / "page.html")
    assert (tmp_path / "new" / "page.html").read_bytes() == (run / "report.html").read_bytes()


def test_html_goes_to_standard_output_for_a_dash(run: Path) -> None:
    assert extractor("report", run, "--out", "-").stdout.startswith("<!doctype html>")


def test_markdown_goes_to_standard_output(run: Path) -> None:
    result = extractor("report", run, "--format", "md")
    assert result.stdout.startswith("## 1 contradiction and 2 disputes in 5 articles\n")


def test_markdown_goes_to_a_file_that_is_named(run: Path, tmp_path: Path) -> None:
    extractor("report", run, "--format", "md", "--out", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("## ")


def test_it_is_opened_in_a_browser(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    assert extractor("report", run, "--open").exit_code == ALL_DONE
    assert opened == [(run / "report.html").as_uri()]


def test_without_a_browser_the_file_is_named(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = extractor("report", run, "--open")
    assert result.exit_code == ERROR
    assert f"open {run / 'report.html'} yourself" in result.stderr


@pytest.mark.parametrize("more", [("--format", "md"), ("--out", "-")])
def test_what_no_browser_shows_can_not_be_opened(run: Path, more: tuple[str, str]) -> None:
    result = extractor("report", run, "--open", *more)
    assert result.exit_code == USAGE
    assert "--open shows HTML in a file" in result.stderr


def test_a_folder_that_is_no_run_is_an_error_that_says_what_to_name(tmp_path: Path) -> None:
    result = extractor("report", tmp_path)
    assert result.exit_code == ERROR
    assert result.stderr.count("\n") == 1
    assert "has no ledger.sqlite: name the folder" in result.stderr
    assert "Traceback" in extractor("report", tmp_path, "--debug").stderr


def test_a_file_that_can_not_be_written_is_named(run: Path) -> None:
    result = extractor("report", run, "--out", run / "report.html" / "x")
    assert result.exit_code == ERROR
    assert "could not be written" in result.stderr
