"""A series of numbered articles, a server that answers about them, and a run's state on disk."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from loopback import Request, Response, answer

from extractor.records import Article

_NUMBER = re.compile(r"Report (\d+) of the series")

KEY = "OPENAI_API_KEY"
"""Where a run finds its key; the server sees it, and so knows the start that a request is from."""


def article(number: int) -> Article:
    """An article of the series; it tells its number."""
    return Article.of(
        f"Report {number} of the series. The harbour handled {number} ships, its master said.\n\n"
        f"The quay is {number} metres long.",
        ref=str(number),
    )


def write(path: Path, numbers: Iterable[int]) -> Path:
    """The articles as a file of JSON lines."""
    lines = (json.dumps({"id": str(n), "text": article(n).text}) for n in numbers)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def number(request: Request) -> int:
    """Which article a request is about."""
    found = _NUMBER.search(request.user)
    assert found is not None
    return int(found[1])


def answered(request: Request, tokens: tuple[int, int] = (100, 20)) -> Response:
    """What a model says about an article of the series, or a part of it: one claim, with its
    number in it, if that is in the part."""
    ships = f"The harbour handled {number(request)} ships"
    claim = {"quote": ships, "statement": f"{ships}.", "speech": "own_voice"}
    _, _, part = request.user.rpartition("<article-")
    claims = [claim] if ships in part else []
    return answer({"claims": claims, "stances": [], "commitments": []}, tokens=tokens)(request)


def asked(requests: Iterable[Request], *, key: str | None = None) -> Counter[int]:
    """How often each article was asked about, by the start with that key or by all."""
    return Counter(
        number(request)
        for request in requests
        if key is None or request.headers["authorization"] == f"Bearer {key}"
    )


class Job(NamedTuple):
    """A run as a user asks for it."""

    articles: Path
    out: Path
    url: str

    def command(self, *more: str | Path) -> list[str | Path]:
        """Its arguments."""
        model = ["--model", "test-model", "--base-url", self.url]
        return ["run", self.articles, "--out", self.out, *model, "--no-reconcile", *more]

    @property
    def ledger(self) -> Path:
        """Where its ledger is."""
        return self.out / "ledger.sqlite"

    def lines(self, name: str) -> list[dict[str, Any]]:
        """What a file of its results has in it."""
        text = (self.out / name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    @property
    def summary(self) -> dict[str, Any]:
        """Its `summary.json`."""
        told: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return told


class Kept(NamedTuple):
    """What a ledger has, as any other program reads it."""

    answered: frozenset[int]
    """The articles whose raw answer is in it."""
    requests: int
    """Requests that it knows to have been answered."""
    under_way: int
    """Dispatches without an end."""


def kept(ledger: Path) -> Kept:
    """The ledger as it is now, read without a right to write."""
    if not ledger.exists():
        return Kept(frozenset(), 0, 0)
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='replies'").fetchone():
            return Kept(frozenset(), 0, 0)
        numbers = connection.execute(
            "SELECT json_extract(article, '$.ref') FROM replies JOIN articles ON id = article_id"
        )
        answers = frozenset(int(ref) for (ref,) in numbers)
        (requests,) = connection.execute("SELECT sum(requests) FROM attempts").fetchone()
        (under_way,) = connection.execute(
            "SELECT count(*) FROM dispatches WHERE id NOT IN "
            "(SELECT dispatch FROM attempts WHERE dispatch IS NOT NULL)"
        ).fetchone()
        return Kept(answers, requests or 0, under_way)
