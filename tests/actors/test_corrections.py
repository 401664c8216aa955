"""A user's table of who is who: read, checked, applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.actors import Corrections, read_corrections, unify
from extractor.errors import SettingsError
from extractor.records import Actor, Attribution, Claim, Evidence, Record


def said(number: int, name: str, canonical: str | None = None, *, article: str = "a") -> Record:
    speaker = Actor(name=name, canonical=canonical or name, speaks_for="Russia")
    return Claim(
        id=f"claim-{number}",
        article_id=article,
        evidence=Evidence(quote="x", start=0, end=1),
        attribution=Attribution(speaker=speaker, via=(speaker,), speech="indirect"),
        engine="test",
        statement="x",
    )


def table(tmp_path: Path, text: str, name: str = "actors.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def corrected(path: Path, *records: Record) -> list[Actor]:
    found = unify(records, read_corrections(path))
    return [who for record in found if (who := record.attribution.speaker)]


def names(path: Path, *records: Record) -> list[str]:
    return [who.canonical for who in corrected(path, *records)]


def test_a_line_merges_a_name_into_another(tmp_path: Path) -> None:
    path = table(tmp_path, "name,canonical\nthe Iron Chancellor,Otto Bismarck\n")
    records = said(1, "Iron Chancellor"), said(2, "Otto Bismarck", article="b")
    assert names(path, *records) == ["Otto Bismarck"] * 2


def test_a_name_that_is_its_own_canonical_one_stands_apart(tmp_path: Path) -> None:
    path = table(tmp_path, "name,canonical\nLavrov,Lavrov\n")
    records = said(1, "Lavrov"), said(2, "Sergey Lavrov", article="b")
    assert names(path, *records) == ["Lavrov", "Sergey Lavrov"]
    assert names(path, said(3, "Lavrov", "Sergey Lavrov")) == ["Lavrov"]


def test_a_canonical_name_stands_for_all_that_is_linked_to_it(tmp_path: Path) -> None:
    path = table(tmp_path, "name,canonical\nSergey Lavrov,Sergey Viktorovich Lavrov\n")
    records = (
        said(1, "Lavrov", "Sergey Lavrov"),
        said(2, "Sergei Lavrov", article="b"),
        said(3, "Sergey Lavrov", article="c"),
        said(4, "Sergey Lavrov", article="d"),
    )
    assert set(names(path, *records)) == {"Sergey Viktorovich Lavrov"}


def test_a_line_for_one_article_goes_before_that_for_all(tmp_path: Path) -> None:
    path = table(
        tmp_path, "name,canonical,article\nJohnson,Boris Johnson,\nJohnson,Ron Johnson,b\n"
    )
    records = said(1, "Johnson"), said(2, "Johnson", article="b")
    assert names(path, *records) == ["Boris Johnson", "Ron Johnson"]


def test_type_and_for_whom_somebody_speaks_can_be_set_and_taken_away(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "name,type,speaks_for\nJordan,state,\nPeskov,,Kremlin\nLavrov,,-\n",
    )
    jordan, peskov, lavrov = corrected(path, *map(said, range(3), ("Jordan", "Peskov", "Lavrov")))
    assert (jordan.type, jordan.speaks_for) == ("state", "Russia")
    assert (peskov.type, peskov.speaks_for) == ("person", "Kremlin")
    assert lavrov.speaks_for is None


def test_every_place_of_the_actor_in_the_record_is_corrected(tmp_path: Path) -> None:
    path = table(tmp_path, "name,canonical\nLavrov,X\n")
    (record,) = unify([said(1, "Lavrov")], read_corrections(path))
    assert [who.canonical for who in record.attribution.via] == ["X"]
    assert record.id == "claim-1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name\tcanonical\nA, B\tC\n", "actors.tsv"),
        ('\ufeffName,Canonical\r\n"A, B",C\r\n\r\n', "actors.csv"),
        ('canonical,name\nC,"A, B"\n', "anything"),
    ],
)
def test_tables_of_spreadsheets_are_read(text: str, name: str, tmp_path: Path) -> None:
    assert names(table(tmp_path, text, name), said(1, "A, B")) == ["C"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: no column is name"),
        ("nom,canonical\nA,B\n", "line 1: there is no column 'nom'"),
        ("name,canonical\nA,B\n,C\n", "line 3: there is no name"),
        ("name,canonical\nA,B\n\nC,\n", "line 4: nothing is said of 'C'"),
        ("name,type\nA,planet\n", "line 2: type: 'planet'"),
        ("name,canonical\nA,B,C\n", "line 2: 3 cells under 2 columns"),
        ("name,canonical\nA,B\nthe A,C\n", "line 3: 'the A' is in line 2 already"),
        ('name,canonical\n"A,B\n', "is not a table in UTF-8"),
    ],
)
def test_what_cannot_be_used_is_named_by_file_and_line(
    text: str, problem: str, tmp_path: Path
) -> None:
    path = table(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        read_corrections(path)
    assert str(path) in str(error.value)
    assert problem in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.csv can't be read: No such file"):
        read_corrections(tmp_path / "none.csv")
    (tmp_path / "actors.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(SettingsError, match=r"is not a table in UTF-8: .*save it as CSV"):
        read_corrections(tmp_path / "actors.xlsx")


def test_what_is_kept_with_a_run_comes_back(tmp_path: Path) -> None:
    given = read_corrections(table(tmp_path, "name,canonical,article\nA,B,b\n"))
    again = Corrections.from_json(given.to_json())
    assert again.to_json() == given.to_json()
    assert Corrections.from_json(None).to_json() == "[]"
