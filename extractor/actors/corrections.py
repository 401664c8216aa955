"""What a user says of who is who: a table that corrects what was linked, or left apart."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError, field_validator

from extractor.actors.lexicon import bare
from extractor.errors import SettingsError, shorten
from extractor.records import Actor, ActorType, Model

NOBODY = "-"
"""In the column `speaks_for`: the actor speaks for no state or body."""


class Correction(Model):
    """A line of the table: whom a name means. An empty cell leaves things as they are."""

    name: str
    """As an article writes it, or a canonical name, which stands for all that is linked to it."""
    canonical: str | None = None
    """The actor that is meant; the name itself keeps it apart from all others."""
    type: ActorType | None = None
    """What sort of actor it is."""
    speaks_for: str | None = None
    """The state or body for which it speaks; `-` for none."""
    article: str | None = None
    """The id of the one article in which this is so."""

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        text = " ".join(value.split()) if isinstance(value, str) else value
        return text or None

    def applied(self, actor: Actor) -> Actor:
        """The actor as this has it."""
        speaks_for = None if self.speaks_for == NOBODY else self.speaks_for
        return actor.model_copy(
            update={
                "canonical": self.canonical or actor.canonical,
                "type": self.type or actor.type,
                "speaks_for": speaks_for if self.speaks_for else actor.speaks_for,
            }
        )


class Corrections:
    """All that a user says of names; one line for one article goes before one for all."""

    def __init__(self, lines: Iterable[Correction] = ()) -> None:
        self._lines = tuple(lines)
        self.targets = frozenset(line.canonical for line in self._lines if line.canonical)
        """The canonical names that are given."""
        self._by_name: Mapping[tuple[str, str | None], Correction] = {
            (bare(line.name), line.article): line for line in self._lines
        }

    def of(self, actor: Actor, article: str) -> Correction | None:
        """What is said of an actor of a record: of the name as written, else of its canonical."""
        if not self._by_name:
            return None
        for name in (bare(actor.name), bare(actor.canonical)):
            for where in (article, None):
                if found := self._by_name.get((name, where)):
                    return found
        return None

    def keep_apart(self, actor: Actor, article: str) -> bool:
        """Whether an actor of a record, as its article has it, is to be nobody else."""
        found = self.of(actor, article)
        if found is None or bare(found.name) != bare(actor.name):
            return False
        return found.canonical == found.name

    def to_json(self) -> str:
        """The lines, to be kept with a run."""
        return json.dumps([line.model_dump(exclude_none=True) for line in self._lines])

    @classmethod
    def from_json(cls, text: str | None) -> Corrections:
        """Lines that `to_json` gave; none where nothing was kept."""
        return cls(Correction.model_validate(line) for line in json.loads(text or "[]"))

    @classmethod
    def joined(cls, parts: Iterable[Corrections]) -> Corrections:
        """All lines; of those that say something of one name, the first."""
        first: dict[tuple[str, str | None], Correction] = {}
        for line in (line for part in parts for line in part._lines):
            first.setdefault((bare(line.name), line.article), line)
        return cls(first.values())


NO_CORRECTIONS = Corrections()


def read_corrections(path: Path | str | None) -> Corrections:
    """The corrections in a CSV or TSV file with a line of column names; none without a file.

    The columns are those of `Correction`; `name` must be there. Raises SettingsError with file
    and line for what can't be used.
    """
    if path is None:
        return NO_CORRECTIONS
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return Corrections(_unique(_lines(file, path), path))
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path} is not a table in UTF-8: {error}; save it as CSV") from error


def _lines(file: Iterable[str], path: Path | str) -> Iterator[tuple[int, Correction]]:
    lines = iter(file)
    head = next(lines, "")
    rows = csv.reader(lines, delimiter="\t" if "\t" in head else ",", strict=True)
    names = _columns(next(csv.reader([head], delimiter="\t" if "\t" in head else ","), []), path)
    for cells in rows:
        number = rows.line_num + 1
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise SettingsError(
                f"{path}, line {number}: {len(cells)} cells under {len(names)} columns; put a name "
                f"with a comma in quotation marks"
            )
        if any(cell.strip() for cell in cells):
            yield (
                number,
                _correction(dict(zip(names, cells, strict=False)), f"{path}, line {number}"),
            )


def _columns(head: list[str], path: Path | str) -> list[str]:
    known = list(Correction.model_fields)
    names = [name.strip().lower() for name in head]
    unknown = [name for name in names if name not in known]
    if "name" not in names or unknown:
        wrong = f"there is no column {shorten(unknown[0])!r}" if unknown else "no column is name"
        raise SettingsError(
            f"{path}, line 1: {wrong}; begin with a line of column names: name, and of "
            f"{', '.join(known[1:])} those that you need"
        )
    return names


def _correction(cells: dict[str, str], place: str) -> Correction:
    try:
        line = Correction.model_validate(cells)
    except ValidationError as error:
        first = error.errors()[0]
        name, cell = str(first["loc"][0]), shorten(str(first["input"]))
        wrong = "there is no name" if name == "name" else f"{name}: {cell!r}: {first['msg']}"
        raise SettingsError(f"{place}: {wrong}") from None
    if not (line.canonical or line.type or line.speaks_for):
        raise SettingsError(
            f"{place}: nothing is said of {shorten(line.name)!r}: give a canonical name (the name "
            f"itself keeps it apart), a type, or for whom it speaks"
        )
    return line


def _unique(lines: Iterable[tuple[int, Correction]], path: Path | str) -> Iterator[Correction]:
    """The corrections, each of another name. Raises SettingsError for a second one of the same."""
    seen: dict[tuple[str, str | None], int] = {}
    for number, line in lines:
        before = seen.setdefault((bare(line.name), line.article), number)
        if before != number:
            raise SettingsError(
                f"{path}, line {number}: {shorten(line.name)!r} is in line {before} already; leave "
                f"one, or give the id of an article in each"
            )
        yield line
