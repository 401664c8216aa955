"""What the quality benchmarks share: figures, rows of a data set, records of a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.errors import EngineError
from extractor.extraction import read
from extractor.records import Article, Record, Span


class Figure(NamedTuple):
    """One measured number, and what others reached on the same kind of data."""

    data: str
    measure: str
    value: str
    anchor: str = ""


class Counts(NamedTuple):
    """What was predicted, what was wanted, and what of it was right."""

    right: int
    predicted: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.wanted
        return 2 * self.right / both if both else 0.0

    def __str__(self) -> str:
        return f"{self.f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f})"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file; none if the set is absent."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def records_of(text: str, published: str | None = None) -> tuple[Record, ...]:
    """What the embedded engine finds in a text; nothing if it refuses the text."""
    day = date.fromisoformat(published[:10]) if published else None
    try:
        return read(Article.of(text, published=day), RulesEngine(), Reply()).records
    except EngineError:
        return ()


def hull(spans: list[dict[str, Any]]) -> Span:
    """From the first to the last of the spans of one annotation."""
    return Span(min(s["start"] for s in spans), max(s["end"] for s in spans))


def common(a: Span, b: Span) -> int:
    """Code points that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def overlap_f1(a: Span, b: Span) -> float:
    """Character F1 of two spans."""
    return 2 * common(a, b) / ((a.end - a.start) + (b.end - b.start))
