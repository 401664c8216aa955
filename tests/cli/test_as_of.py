"""`--as-of`: the day of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import extractor, lines

PROMISE = {
    "id": "1",
    "text": "Acme said on Monday that it would close the Arden plant by 30 January 2022.",
    "date": "2022-01-17",
    "source": "Herald",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(PROMISE), encoding="utf-8")
    return path


def statuses(run: Path) -> list[str]:
    return [line["status"] for line in lines(run / "commitments.jsonl")]


def test_what_is_due_before_it_has_lapsed(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = extractor("run", articles, "--out", out, "--as-of", "2022-03-01")
    assert result.exit_code == 0, result.output
    assert statuses(out) == ["lapsed"]
    (finding,) = lines(out / "findings.jsonl")
    assert (finding["subtype"], finding["right"]) == ("lapsed", [])
    assert "as of 1 March 2022" in finding["explanation"]
    assert "lapsed" in (out / "report.html").read_text("utf-8")


def test_the_same_run_on_another_day_is_another_comparison(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extractor("run", articles, "--out", out, "--as-of", "2022-03-01")
    extractor("run", articles, "--out", out)
    assert (statuses(out), lines(out / "findings.jsonl")) == (["open"], [])


def test_a_report_made_again_has_it(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extractor("run", articles, "--out", out, "--as-of", "2022-03-01", "--no-report")
    assert extractor("report", out).exit_code == 0
    assert "30 January 2022</time>: <a" in (out / "report.html").read_text("utf-8")
    shown = extractor("show", out, "--relation", "commitment_outcome")
    assert "commitment outcome, lapsed: Acme" in shown.stdout


def test_a_settings_file_may_have_it_as_a_date(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "extractor.toml").write_text("as_of = 2022-03-01\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert extractor("run", articles, "--out", "out").exit_code == 0
    assert statuses(Path("out")) == ["lapsed"]


@pytest.mark.parametrize("value", ["2022-02-30", "tomorrow", ""])
def test_what_is_no_day_is_refused(articles: Path, tmp_path: Path, value: str) -> None:
    result = extractor("run", articles, "--out", tmp_path / "out", "--as-of", value)
    assert result.exit_code == 2
    assert "is no day such as 2022-01-30" in result.stderr
