"""Markdown files, one article each: front matter is metadata, and marks are taken off the text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from extractor.articles.building import Place
from extractor.articles.documents import decode, read_bytes
from extractor.articles.rows import USUAL, article_from_row
from extractor.records import Article

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SETTING = re.compile(r"([A-Za-z_][\w -]{0,60}):(?:[ \t]+(.*))?")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_TARGET = r"\([^()\s]{1,2000}(?: +\"[^\"\n]{0,300}\")?\)"
_MARKS = (
    (re.compile(rf"!\[[^\[\]\n]{{0,300}}\]{_TARGET}"), ""),
    (re.compile(rf"\[([^\[\]\n]{{1,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,1000})(?<=\S)\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=\S)([^_\n]{1,1000})(?<=\S)__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000})(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,1000})(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
)
"""Pictures, links, strong and emphatic words, quoted paragraphs, and what stays of each."""


def read_markdown(path: Path, place: Place) -> Article:
    """The article in a Markdown file, with its front matter as metadata.

    Taken off are the marks of headings, links, emphasis and quoted paragraphs, which no reader
    sees; a list keeps its bullets.
    """
    text = decode(read_bytes(path, place), place).replace("\r\n", "\n")
    front, text = _split_front_matter(text)
    first = text.lstrip().split("\n", 1)[0]
    heading = _HEADING.match(first)
    row: dict[str, Any] = {"title": _unmarked(first[heading.end() :])} if heading else {}
    row |= front | {"text": _unmarked(_HEADING.sub("", text))}
    return article_from_row(row, place, USUAL, markup=False)


def _unmarked(text: str) -> str:
    for mark, rest in _MARKS:
        text = mark.sub(rest, text)
    return text


class _FrontMatter(NamedTuple):
    settings: dict[str, str]
    text: str


def _split_front_matter(text: str) -> _FrontMatter:
    """Simple `key: value` lines of YAML; a list or a block below a key is kept as written."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return _FrontMatter({}, text)
    settings: dict[str, str] = {}
    key = ""
    for line in match[1].split("\n"):
        if setting := _SETTING.fullmatch(line):
            key = setting[1]
            settings[key] = _unquoted((setting[2] or "").strip())
        elif key and line.strip():
            settings[key] = f"{settings[key]}\n{line.strip()}".strip()
    return _FrontMatter(settings, text[match.end() :])


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
