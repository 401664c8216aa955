"""The files of a run's folder: views of the ledger that can be written again at any time.

A file is written beside its place, flushed to the disk and then moved there, so a reader
finds the old file or the new one, and never half of one. The same view gives the same bytes,
`seconds` in `summary.json` apart.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel

from extractor.actors import ActorIndex
from extractor.disk import disk_errors_explained
from extractor.records import Model, Status
from extractor.report import pages
from extractor.report.places import ARTICLE_PAGES, FOLDER, MAIN
from extractor.report.view import Entry, RunView, entries
from extractor.results import Usage

__all__ = [
    "ArticleLine",
    "RunView",
    "replace_file",
    "replacing",
    "write_jsonl",
    "write_report",
    "write_run",
]


class ArticleLine(Model):
    """A line of `articles.jsonl`: an input, what became of it, and the text that offsets index."""

    id: str | None
    """The article's id; null where no article could be read."""
    ref: str
    """The user's own id for it, else the path it came from."""
    status: Status
    """Done, failed after all retries, or skipped before any work."""
    error: str | None
    """Why it failed or was skipped."""
    usage: Usage
    """What it took."""
    title: str | None = None
    """The headline."""
    publisher: str | None = None
    """The outlet that published it."""
    url: str | None = None
    """Where it was published."""
    published: date | None = None
    """The day it was published."""
    text: str | None = None
    """The text that the offsets of its records index."""
    story: str | None = None
    """The id of the first article that tells the same story, this one's own included; null where
    no other tells it, or where articles were not compared."""

    @classmethod
    def of(cls, entry: Entry) -> ArticleLine:
        """The line for one input."""
        article, result, story = entry
        known = {"title", "publisher", "url", "published", "text"}
        return cls(
            id=article.id if article else None,
            ref=entry.ref,
            status=result.status,
            error=result.error,
            usage=result.usage,
            story=story,
            **(article.model_dump(include=known) if article else {}),
        )


def write_run(view: RunView, folder: Path, *, report: bool = True) -> None:
    """Write every file of a run's folder but the ledger; the folder is made if need be.

    Without `report` there is none, not even one of before, which would tell of another run.
    Raises ExtractorError if the disk refuses; files already there are then whole, old or new.
    """
    _write_results(view, folder)
    write_jsonl(folder / "findings.jsonl", view.findings)
    write_jsonl(folder / "commitments.jsonl", view.timelines)
    replace_file(folder / "summary.json", [view.summary.model_dump_json(indent=2), "\n"])
    if report:
        write_report(view, folder)
    else:
        _remove_pages(folder, but=frozenset())


def write_report(view: RunView, folder: Path) -> None:
    """Write `report.html`, and the pages of articles that a large run has beside it; remove those
    of other articles, which an earlier run left."""
    written = set()
    for page in pages(view):
        replace_file(folder / page.path, page.parts)
        written.add(folder / page.path)
    _remove_pages(folder, but=written)


def _remove_pages(folder: Path, *, but: Set[Path]) -> None:
    for path in (folder / MAIN, *(folder / FOLDER).glob(f"{ARTICLE_PAGES}*.html")):
        if path not in but:
            path.unlink(missing_ok=True)


def _write_results(view: RunView, folder: Path) -> None:
    """The files that may be large, and the actors in them, in one pass over the run."""
    actors = ActorIndex(view.corrections)
    with (
        _replaced(folder / "records.jsonl") as records,
        _replaced(folder / "articles.jsonl") as articles,
        _replaced(folder / "rejected.jsonl") as rejected,
    ):
        for entry in entries(view):
            articles.write(_line(ArticleLine.of(entry)))
            records.writelines(map(_line, entry.result.records))
            rejected.writelines(map(_line, entry.result.rejected))
            actors.add_all(entry.result.records)
    write_jsonl(folder / "actors.jsonl", actors.lines())


def _line(item: BaseModel) -> str:
    return f"{item.model_dump_json()}\n"


def write_jsonl(path: Path, items: Iterable[BaseModel]) -> None:
    """Write one JSON object a line, in UTF-8, taking `items` one at a time."""
    replace_file(path, map(_line, items))


def replace_file(path: Path, parts: Iterable[str]) -> None:
    """Put a UTF-8 file of `parts` in the place of `path`, whole or not at all."""
    with _replaced(path) as file:
        file.writelines(parts)


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A file to write that takes the place of `path` at the end, unless an error comes first."""
    with (
        replacing(path) as partial,
        partial.open("w", encoding="utf-8", newline="\n") as file,
    ):
        yield file


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The name of a file to write and close; it then takes the place of `path`, or is removed if
    an error came first."""
    partial = path.with_name(f".{path.name}.partial")
    with disk_errors_explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield partial
            _flush_file(partial)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)


def _flush_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
