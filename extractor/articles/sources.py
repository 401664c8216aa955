"""Which files are meant: names, folders and patterns, in an order that is always the same."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from extractor.articles.building import Place, reading
from extractor.errors import ArticleError

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""What a file is, by the end of its name."""

NEVER_ARTICLES = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .ico .bmp .tif .tiff .avif .heic .mp3 .wav .ogg .flac .m4a "
    ".mp4 .webm .mov .avi .mkv .woff .woff2 .ttf .otf .eot .css .scss .js .mjs .map .py .pyc .sh "
    ".toml .yaml .yml .ini .cfg .lock .log .md5 .sha1 .sha256 .sqlite .db .bak .tmp .crc".split()
)
"""What lies beside articles in a folder: pictures, sound, film, fonts, scripts, settings, sums."""


def kind_of(path: Path) -> str | None:
    """What the end of the name says the file is; None for an unknown one."""
    return KINDS.get(path.suffix.lower())


def shown(path: str | Path) -> str:
    """The path with forward slashes, as text that can be stored whatever bytes it has."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def find_files(path: str | Path) -> Iterator[Path | ArticleError]:
    """The files that `path` means: itself, all below a folder, or what a pattern matches.

    Folders are read to any depth, entries in the order of their names; hidden entries are left
    out, and so are, in folders, files that never are articles (pictures, scripts, …). A file of
    another unknown kind is an error, since it may hold an article that would be missed.
    """
    root, place = Path(path), Place(shown(path))
    if path == "":
        # To Path it is the present folder, which nobody means who leaves a variable unset.
        yield Place('""').error("an empty name means no file and no folder")
    elif root.is_dir():
        yield from _something(_below(root), place, "this folder holds no article files")
    elif root.exists():
        yield root if kind_of(root) else _unknown(root)
    elif glob.has_magic(str(path)):
        matched = (Path(name) for name in sorted(glob.glob(str(path), recursive=True)))
        found = (file for match in matched for file in _matched(match))
        yield from _something(found, place, "no article file matches this pattern")
    else:
        yield place.error("there is no such file or folder")


def _matched(path: Path) -> Iterator[Path | ArticleError]:
    return _below(path) if path.is_dir() else _wanted(path)


def _something(
    found: Iterator[Path | ArticleError], place: Place, otherwise: str
) -> Iterator[Path | ArticleError]:
    empty = True
    for file in found:
        empty = False
        yield file
    if empty:
        yield place.error(f"{otherwise}; they end in {' '.join(KINDS)}")


def _below(folder: Path) -> Iterator[Path | ArticleError]:
    try:
        with reading(Place(shown(folder))):
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except ArticleError as error:
        yield error
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        # A link to a folder may lead in circles; what it leads to is read where it lies.
        if not entry.is_dir():
            yield from _wanted(entry)
        elif not entry.is_symlink():
            yield from _below(entry)


def _wanted(path: Path) -> Iterator[Path | ArticleError]:
    if kind_of(path):
        yield path
    elif path.suffix.lower() not in NEVER_ARTICLES:
        yield _unknown(path)


def _unknown(path: Path) -> ArticleError:
    known = " ".join(KINDS)
    problem = f"files ending in {path.suffix!r} can't be read" if path.suffix else "has no suffix"
    return Place(shown(path)).error(f"{problem}; convert it to one of: {known}")
