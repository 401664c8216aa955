"""The actors of a run on the way through it: `actors.jsonl`, and a table that corrects names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import extractor, lines

from extractor import Extractor, SettingsError, reconcile
from extractor.cli.ending import ALL_DONE, ERROR

HERALD = (
    "Russian Foreign Minister Sergey Lavrov will come to Arden on Monday, Kremlin officials said."
)
POST = "Sergei Lavrov said that he will not come to Arden."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("herald", HERALD), ("post", POST), ("again", f"{POST} Nobody knew.")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(articles: Path, out: Path, *arguments: str | Path) -> dict[str, dict[str, Any]]:
    """The lines of actors.jsonl by canonical name."""
    result = extractor("run", articles, "--out", out, "--quiet", *arguments)
    assert result.exit_code == ALL_DONE, result.stderr
    return {line["canonical"]: line for line in lines(out / "actors.jsonl")}


def names(out: Path) -> set[str]:
    speakers = (line["attribution"]["speaker"] for line in lines(out / "records.jsonl"))
    return {speaker["canonical"] for speaker in speakers if speaker}


def corrections(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_has_a_line_for_each_actor_that_adds_up_to_its_records(
    articles: Path, tmp_path: Path
) -> None:
    found = run(articles, tmp_path / "out")
    assert found["Kremlin officials"]["speaks_for"] == "Russia"
    assert found["Russia"]["type"] == "state"
    for line in found.values():
        assert (
            line["records"] <= sum(link["records"] for link in line["links"]) or not line["links"]
        )
    assert {"Sergei Lavrov", "Kremlin officials"} <= found.keys()


def test_a_correction_changes_names_without_reading_an_article_again(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(articles, out)
    ids = [line["id"] for line in lines(out / "records.jsonl")]
    table = corrections(tmp_path, "name,canonical\nSergei Lavrov,A. N. Other\n")
    found = run(articles, out, "--actors", table)
    assert found["A. N. Other"]["links"][0]["rule"] == "given_by_user"
    assert "A. N. Other" in names(out)
    assert [line["id"] for line in lines(out / "records.jsonl")] == ids


def test_commands_that_only_show_a_run_keep_to_its_corrections(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(articles, out, "--actors", corrections(tmp_path, "name,canonical\nSergei Lavrov,Other\n"))
    assert "Other" in extractor("show", out).stdout
    extractor("export", out, "--to", "jsonl", "--out", tmp_path / "tables")
    rows = lines(tmp_path / "tables" / "actors.jsonl")
    assert [row["canonical"] for row in rows] == [
        line["canonical"] for line in lines(out / "actors.jsonl")
    ]
    assert "given_by_user" in next(row["links"] for row in rows if row["canonical"] == "Other")


def test_without_the_table_the_links_are_as_they_were(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = run(articles, out)
    run(articles, out, "--actors", corrections(tmp_path, "name,canonical\nSergei Lavrov,Other\n"))
    assert run(articles, out) == before


def test_a_table_that_cannot_be_used_stops_the_run_before_it_begins(
    articles: Path, tmp_path: Path
) -> None:
    table = corrections(tmp_path, "name\nLavrov\n")
    result = extractor("run", articles, "--out", tmp_path / "out", "--actors", table)
    assert result.exit_code == ERROR
    assert f"{table}, line 2: nothing is said of 'Lavrov'" in result.stderr
    assert not (tmp_path / "out" / "ledger.sqlite").exists()


def test_the_settings_file_can_name_the_table(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrections(tmp_path, "name,canonical\nSergei Lavrov,Other\n")
    (tmp_path / "extractor.toml").write_text('actors = "who.csv"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Other" in run(articles, tmp_path / "out")


def test_a_stream_has_the_corrections_too(articles: Path, tmp_path: Path) -> None:
    table = corrections(tmp_path, "name,canonical\nSergei Lavrov,Other\n")
    shown = extractor("run", articles, "--out", "-", "--actors", table, "--quiet").stdout
    assert '"canonical":"Other"' in shown


def test_the_library_takes_a_table(tmp_path: Path) -> None:
    texts = ("The fire in Arden killed 12 miners on Monday, Mayor Ann Lee said.",
             "The fire in Arden killed 19 miners on Monday.")  # fmt: skip
    records = [record for text in texts for record in Extractor().extract(text).records]
    (finding,) = reconcile(records).findings
    assert "Ann Lee" in finding.explanation
    table = corrections(tmp_path, "name,canonical\nAnn Lee,Annabel Lee\n")
    (finding,) = reconcile(records, actors=table).findings
    assert "Annabel Lee" in finding.explanation
    with pytest.raises(SettingsError, match="can't be read"):
        reconcile(records, actors=tmp_path / "none.csv")
