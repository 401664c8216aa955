"""Plain text, Markdown and web pages, one article each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.articles import read_articles
from extractor.errors import ArticleError
from extractor.records import Article

BODY = "Ministers met in Geneva for two hours on Friday, an official of the ministry said."


def read(path: Path, content: str | bytes) -> Article:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read_articles([path])
    assert isinstance(found, Article), found
    return found


def refused(path: Path, content: bytes) -> ArticleError:
    path.write_bytes(content)
    (found,) = read_articles([path])
    assert isinstance(found, ArticleError), found
    return found


def page(head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{BODY} Paragraph {i} of the article.</p>" for i in range(5))
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body><nav><a href="/">All news</a>'
        f"</nav><article><h1>Talks go on</h1>{text}{body}</article>"
        "<footer>© 2024 Gazette</footer></body></html>"
    )


def test_a_text_file_is_called_by_its_path(tmp_path: Path) -> None:
    article = read(tmp_path / "a.txt", f"\ufeffTalks go on\r\n\r\n{BODY}")
    assert article.ref == (tmp_path / "a.txt").as_posix()
    assert article.text == f"Talks go on\n\n{BODY}"
    assert article.title == "Talks go on"


def test_a_web_page_gives_text_title_date_publisher_and_address(tmp_path: Path) -> None:
    head = (
        "<title>Talks go on | Gazette</title>"
        '<meta property="og:site_name" content="Gazette">'
        '<meta property="article:published_time" content="2022-01-21T10:00:00+03:00">'
        '<link rel="canonical" href="https://gazette.example/talks">'
    )
    article = read(tmp_path / "a.html", page(head))
    assert article.title == "Talks go on"
    assert article.text.startswith("Talks go on\n")
    assert article.text.count("Talks go on") == 1
    assert "All news" not in article.text
    assert article.text.count(BODY) == 5
    assert article.published == date(2022, 1, 21)
    assert article.publisher == "Gazette"
    assert article.url == "https://gazette.example/talks"
    assert article.language == "en"


def test_a_web_page_without_a_date_gets_none(tmp_path: Path) -> None:
    assert read(tmp_path / "a.html", page()).published is None


def test_template_syntax_in_a_web_page_is_left_alone(tmp_path: Path) -> None:
    article = read(tmp_path / "a.html", page(body="<p>The page shows {{ 7*7 }}, she said.</p>"))
    assert "The page shows {{ 7*7 }}, she said." in article.text


@pytest.mark.parametrize("declared", ["windows-1252", "ISO-8859-1"])
def test_a_web_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, declared: str) -> None:
    text = page(f'<meta charset="{declared}">', "<p>She called it “a café talk” – no more.</p>")
    assert "“a café talk” –" in read(tmp_path / "a.html", text.encode("cp1252")).text


@pytest.mark.parametrize("declared", ["utf-9", "unicode_escape", "base64"])
def test_a_web_page_in_an_unknown_encoding_is_refused(tmp_path: Path, declared: str) -> None:
    error = refused(tmp_path / "a.html", page(f'<meta charset="{declared}">').encode())
    assert f"{declared!r}" in error.message


def test_a_web_page_without_an_article_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "a.html", b"<html><body><script>1</script></body></html>")
    assert "no article found" in error.message


def test_front_matter_is_metadata_and_heading_marks_are_removed(tmp_path: Path) -> None:
    front = (
        'title: "Talks: go on"\ndate: 2022-01-21\npublisher: Gazette\n'
        "author: Jane Doe\ntags:\n  - a"
    )
    article = read(tmp_path / "a.md", f"---\n{front}\n---\n# Talks: go on\n\n{BODY}\n\n## Next\n")
    assert article.title == "Talks: go on"
    assert article.text == f"Talks: go on\n\n{BODY}\n\nNext"
    assert article.published == date(2022, 1, 21)
    assert article.publisher == "Gazette"
    assert article.metadata == {"author": "Jane Doe", "tags": "- a"}


def test_the_first_heading_of_markdown_is_the_title(tmp_path: Path) -> None:
    article = read(tmp_path / "a.md", f"# Will talks go on? Yes.\r\n\r\n{BODY} Issue #7 stays.")
    assert article.title == "Will talks go on? Yes."
    assert article.text == f"Will talks go on? Yes.\n\n{BODY} Issue #7 stays."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert "empty" in refused(tmp_path / name, content).message


def test_a_wrong_encoding_is_located_and_the_way_out_named(tmp_path: Path) -> None:
    error = refused(tmp_path / "a.txt", "Talks\nПереговоры".encode("cp1251"))
    assert error.line == 2
    assert "at byte 6" in error.message
    assert "iconv -f WINDOWS-1251 -t UTF-8" in error.message


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_utf_16_is_recognised(tmp_path: Path, name: str) -> None:
    assert "iconv -f UTF-16" in refused(tmp_path / name, BODY.encode("utf-16")).message


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    assert "NUL" in refused(tmp_path / "a.txt", b"\x7fELF\x00\x00").message
