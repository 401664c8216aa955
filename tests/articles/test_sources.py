"""Which files a path means, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from privileges import as_nobody, folder_for_all

from extractor.articles import read_articles
from extractor.errors import ArticleError


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Ministers met, he said.", encoding="utf-8")


def refs(*paths: str | Path) -> list[str]:
    return [found.ref for found in read_articles(paths)]


def errors(*paths: str | Path) -> list[str]:
    return [str(found) for found in read_articles(paths) if isinstance(found, ArticleError)]


def test_a_folder_is_read_to_any_depth_in_the_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.md")
    expected = ["a/b/c.txt", "a/z.txt", "b.txt", "c.md"]
    assert refs(tmp_path) == [(tmp_path / name).as_posix() for name in expected]


def test_hidden_entries_and_what_is_never_an_article_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "photo.JPG", "style.css")
    assert refs(tmp_path) == [(tmp_path / "a.txt").as_posix()]


def test_a_file_that_may_hold_an_article_is_not_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.docx", "noname")
    assert len(errors(tmp_path)) == 2
    assert "'.docx' can't be read; convert it" in errors(tmp_path)[0]


def test_a_named_file_of_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    fill(tmp_path, "photo.jpg")
    assert "'.jpg' can't be read" in errors(tmp_path / "photo.jpg")[0]


def test_an_empty_name_is_not_the_present_folder() -> None:
    assert errors("") == ['"": an empty name means no file and no folder']


def test_a_pattern_is_matched_in_order(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.txt", "c.html", "d/e.txt")
    expected = [(tmp_path / name).as_posix() for name in ("a.txt", "b.txt", "d/e.txt")]
    assert refs(f"{tmp_path}/**/*.txt") == expected


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    fill(tmp_path, "a[1].txt")
    assert refs(tmp_path / "a[1].txt") == [(tmp_path / "a[1].txt").as_posix()]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "no such file"),
        ("*.txt", "no article file matches"),
        ("empty", "holds no article files"),
    ],
)
def test_what_means_no_file_is_an_error(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (found,) = errors(tmp_path / path)
    assert message in found


def test_an_error_is_given_in_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    kinds = [isinstance(found, ArticleError) for found in read_articles([tmp_path])]
    assert kinds == [False, True, False]


def test_a_file_that_may_not_be_read_is_an_error() -> None:
    with folder_for_all() as folder:
        fill(folder, "a.txt")
        (folder / "a.txt").chmod(0)
        with as_nobody():
            assert "can't be read" in errors(folder / "a.txt")[0]


def test_links_that_lead_in_circles_are_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert refs(tmp_path) == [(tmp_path / "a/b.txt").as_posix()]


def test_a_dangling_link_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (found,) = errors(tmp_path)
    assert "can't be read: No such file" in found


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
def test_a_file_name_that_is_not_unicode_is_shown_as_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as file:
        file.write(b"Ministers met, he said.")
    (ref,) = refs(tmp_path)
    assert ref.endswith("/\\xff.txt")
