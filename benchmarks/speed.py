"""How fast the embedded engine reads: articles a second on one core, and the slope with length.

    python -m benchmarks.speed [ARTICLES.jsonl]

ARTICLES has a `text` (and a `date`, if known) in each line; without it the example articles are
read, their paragraphs shuffled. CPU time of one process through `extraction.read`, which is asking
and reading; the best of several rounds, since other processes slow a round but never speed it up.

No other program stands beside it: what attributes quotations offline (textacy, CoreNLP) needs a
parser whose model no package index carries.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle
from math import log
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.geneva import ARTICLES
from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.extraction import read
from extractor.records import Article

WORDS = 600
"""The length of a usual article of news."""
LENGTHS = (300, 600, 1200, 2400, 4800)
COUNT = 300
"""Articles of the usual length; of longer ones as many as have the same number of words."""
ROUNDS = 3
SEED = 1


class Timed(NamedTuple):
    """CPU seconds an article, for one length."""

    words: int
    seconds: float


def paragraphs(path: Path | None) -> Iterator[tuple[str, date | None]]:
    """Paragraphs of articles without end, each with the day of its article."""
    source = list(_lines(path) if path else _examples())
    yield from cycle(source)


def _lines(path: Path) -> Iterator[tuple[str, date | None]]:
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
            yield from ((paragraph, day) for paragraph in row["text"].splitlines())


def _examples() -> Iterator[tuple[str, date | None]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    shuffled = [random.Random(SEED + turn).sample(lines, len(lines)) for turn in range(50)]
    yield from ((line, date(2022, 1, 19)) for turn in shuffled for line in turn)


def articles(path: Path | None, words: int, count: int) -> Iterator[Article]:
    """`count` articles of about `words` words, cut between paragraphs."""
    source = paragraphs(path)
    for _ in range(count):
        lines: list[str] = []
        length = 0
        while length < words:
            line, day = next(source)
            lines.append(line)
            length += len(line.split())
        yield Article.of("\n".join(lines), published=day)


def timed(texts: Sequence[Article]) -> float:
    """CPU seconds for each of the articles; the best of several rounds."""
    engine = RulesEngine()
    best = float("inf")
    for _ in range(ROUNDS):
        started = process_time()
        for article in texts:
            read(article, engine, Reply())
        best = min(best, process_time() - started)
    return best / len(texts)


def exponent(points: Sequence[Timed]) -> float:
    """The slope of time over length, both as logarithms: 1 is linear, 2 quadratic."""
    xs, ys = [log(point.words) for point in points], [log(point.seconds) for point in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return across / sum((a - x) ** 2 for a in xs)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?")
    path = parser.parse_args().articles
    points = []
    for words in LENGTHS:
        texts = list(articles(path, words, COUNT * WORDS // words))
        length = sum(len(article.text.split()) for article in texts) // len(texts)
        points.append(Timed(length, timed(texts)))
        milliseconds = points[-1].seconds * 1000
        print(f"{length:5} words: {milliseconds:7.2f} ms of CPU, {1000 / milliseconds:5.0f}/s")
    print(f"time grows with length to the power of {exponent(points):.2f}")


if __name__ == "__main__":
    main()
