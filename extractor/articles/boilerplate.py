"""Cleaning: what stands around an article on its page is cut, the prose is left to the letter.

Patterns are data (`lexicons/boilerplate.tsv`). Cleaning what is clean changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from extractor.articles.dates import LABELS, words_beside_dates, written_dates
from extractor.lexicons import rows
from extractor.passages import is_heading
from extractor.records import Span

LINE_CHARS = 400
"""Longer lines are prose; no pattern of a whole line is tried on them."""
STAMP_CHARS = 160
"""A line that only says when an article was published is not longer."""
MARKUP_PASSES = 4
"""Markup within markup deeper than this makes its line all markup, and bounds the work on it."""

MARKUP_END = ">"
"""How all markup ends: a line without it, as nearly all are, need not be searched."""

_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_COLUMNS = re.compile(r"[|·•]")
_BLANK_LINES = re.compile(r"\n{3,}")
_GROUP_NAME = re.compile(r"\?P<\w+>")


class Cleaned(NamedTuple):
    """A text without its boilerplate, and what the boilerplate told."""

    text: str
    """What a reader reads; empty if nothing was left."""
    published: date | None
    """The date of a header line ("date 2022-01-19", "Published January 19, 2022")."""
    outlets: tuple[str, ...]
    """Outlets that name themselves ("Subscribe to the Gazette", "© 2022 Gazette")."""


class Stamp(NamedTuple):
    """A line, or a column of one, that says when an article was published."""

    day: date | None
    """The first date it holds."""
    whole: bool
    """True if the line says nothing else, so that it is no part of the text."""
    words: frozenset[str]
    """Labels, weekdays and zones beside the date."""


def clean_text(raw: str) -> str:
    """`raw` without boilerplate: line ends and blank lines evened, prose to the letter.

    Cut are navigation, subscription, sharing and cookie lines, comment forms, broken image
    markup, and header lines that only give a date or the remains of a template. A template in
    a sentence stays. The result may be empty.
    """
    return clean(raw).text


def clean(raw: str) -> Cleaned:
    """`clean_text`, with what the lines that were cut tell about the article."""
    lines = [_without_markup(line.strip()) for line in _plain(raw).split("\n")]
    kept: list[str] = []
    stamps: list[Stamp] = []
    for line, mark in _body(lines):
        stamps += [mark] if mark else []
        kept += [] if mark and mark.whole else [line]
    text = _BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()
    return Cleaned(text, _publication(stamps), tuple(_outlets(lines)))


def _plain(raw: str) -> str:
    # A byte order mark inside a text is what joining files left there.
    return raw.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")


def _body(lines: Sequence[str]) -> Iterator[tuple[str, Stamp | None]]:
    """The lines that are no boilerplate, each with the stamp it bears, if it bears one."""
    last_prose = max((i for i, line in enumerate(lines) if _is_prose(line)), default=-1)
    prose_above = False
    for number, line in enumerate(lines):
        if _matches("tail", line) or _matches("links", line):
            if prose_above and (_matches("tail", line) or number > last_prose):
                return
        elif not _matches("line", line):
            mark = stamp(line)
            if prose_above and mark and not (mark.whole and mark.day and mark.words & LABELS):
                mark = None
            yield line, mark
            prose_above = prose_above or (_is_prose(line) and not (mark and mark.whole))


def _is_prose(line: str) -> bool:
    return (
        bool(line)
        and not is_heading(line, Span(0, len(line)))
        and not any(_matches(kind, line) for kind in ("line", "tail", "links"))
    )


def stamp(line: str) -> Stamp | None:
    """What `line` says about when the article was published; None for any other line."""
    if not line or len(line) > STAMP_CHARS:
        return None
    columns = _COLUMNS.split(_TEMPLATE.sub(" ", line))
    beside = [(column, words_beside_dates(column)) for column in columns]
    stamped = [(column, words) for column, words in beside if words is not None]
    words = frozenset[str]().union(*(words for _, words in stamped))
    day = next((d.day for column, _ in stamped for d in written_dates(column)), None)
    tells = bool(day or words & LABELS or _TEMPLATE.search(line))
    whole = tells and len(stamped) == len(beside)
    return Stamp(day, whole, words) if whole or day else None


def _publication(stamps: Sequence[Stamp]) -> date | None:
    dated = [mark for mark in stamps if mark.day]
    updates = frozenset({"updated", "modified"})
    first = next((mark for mark in dated if not mark.words & updates), None)
    return (first or dated[0]).day if dated else None


def _outlets(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if _matches("line", line):
            for pattern in _naming_an_outlet():
                match = pattern.fullmatch(line)
                if match and match["outlet"]:
                    yield match["outlet"]


def _without_markup(line: str) -> str:
    if MARKUP_END not in line:
        return line
    markup = _of_kind("markup")
    for _ in range(MARKUP_PASSES):
        if not markup.search(line):
            return line
        line = markup.sub(_gap, line).strip()
    return "" if markup.search(line) else line


def _gap(markup: re.Match[str]) -> str:
    before = markup.string[max(markup.start() - 1, 0) : markup.start()]
    return " " if before and not before.isspace() else ""


@cache
def _of_kind(kind: str) -> re.Pattern[str]:
    patterns = [_GROUP_NAME.sub("?:", row[1]) for row in rows("boilerplate") if row[0] == kind]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def _naming_an_outlet() -> tuple[re.Pattern[str], ...]:
    patterns = [row[1] for row in rows("boilerplate") if "?P<outlet>" in row[1]]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _matches(kind: str, line: str) -> bool:
    return 0 < len(line) <= LINE_CHARS and _of_kind(kind).fullmatch(line) is not None
