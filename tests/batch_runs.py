"""A run in batches at a scripted server, whose waits last no time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from batch_server import BatchServer
from loopback import InstantTime, Request, Step, answer

from extractor.engines.llm import Clock
from extractor.openai_batch import (
    LIMITS,
    BatchState,
    Collected,
    Limits,
    Submitted,
    collect,
    status,
    submit,
)
from extractor.pipeline import Options, RunReport, run_folder
from extractor.settings import ModelSettings, RunSettings

QUOTE = "The mill will close in June."


def story(n: int) -> str:
    """The text of an article."""
    return f"{QUOTE} Owner {n} said so on Monday.\n\nThe mill {n} employs 212 people."


def quoting(request: Request) -> Any:
    """An answer with one claim, if its quote is in the part that was sent."""
    asked = request.user.rpartition("<article>")[2] or request.user
    claims = [{"quote": QUOTE, "statement": "The mill will close."}] if QUOTE in asked else []
    step = answer({"claims": claims, "stances": [], "commitments": []})
    assert callable(step)
    return step(request)


class BatchRun:
    """A folder, its articles, and the three steps."""

    def __init__(self, server: BatchServer, place: Path, texts: Sequence[str]) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.server = server
        self.folder = place / "out"
        self.input = place / "news.jsonl"
        self._texts = texts
        self.said: list[str] = []
        self.time = InstantTime()
        self.settings: dict[str, Any] = {"model": "test-model", "base_url": server.url}
        self.write(texts)

    def beside(self) -> BatchRun:
        """Another folder, about the same articles."""
        return BatchRun(self.server, self.folder.parent / "beside", self._texts)

    def write(self, texts: Sequence[str]) -> None:
        """Have the run be about these texts."""
        rows = [{"id": str(n), "text": text, "publisher": "Post"} for n, text in enumerate(texts)]
        self.input.write_text("".join(json.dumps(row) + "\n" for row in rows))

    async def submit(
        self, *, limits: Limits = LIMITS, retry_failed: bool = False, **settings: Any
    ) -> Submitted:
        """The first step."""
        return await submit(
            [self.input],
            self.folder,
            options=self.options(retry_failed=retry_failed, **settings),
            limits=limits,
            clock=self._clock,
            say=self.said.append,
        )

    async def status(self) -> list[BatchState]:
        """The second step."""
        return await status(self.folder, clock=self._clock)

    async def collect(self, *, wait: bool = False) -> Collected:
        """The third step."""
        return await collect(self.folder, wait=wait, clock=self._clock, say=self.said.append)

    async def run_live(self, **settings: Any) -> RunReport:
        """The same articles, asked about live."""
        return await run_folder([self.input], self.folder, options=self.options(**settings))

    def options(self, *, retry_failed: bool = False, **settings: Any) -> Options:
        """The options of every step."""
        model = ModelSettings(**self.settings | settings)
        return Options(model=model, run=RunSettings(retry_failed=retry_failed), compare=False)

    def lines(self, name: str) -> list[dict[str, Any]]:
        """The lines of a file of the folder."""
        text = (self.folder / name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    @property
    def _clock(self) -> Clock:
        return Clock(self.time.now, self.time.sleep)


def about(words: str, special: Any, *, otherwise: Step = quoting) -> Any:
    """`special` for requests with `words` in them, a usual answer for others."""
    return lambda request: special if words in request.user else otherwise
