"""A step of a batch in a process of its own, that dies at a point of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from extractor.engines.llm.batch import BatchApi
from extractor.ledger import Ledger
from extractor.ledger.batches import Batches
from extractor.openai_batch import collect, collecting, submit
from extractor.pipeline import Options
from extractor.settings import ModelSettings

KILLED = 9

LINES = 3
"""After so many lines a process dies that dies among them."""


def die(*_: object, **__: object) -> NoReturn:
    os._exit(KILLED)


def instead(owner: type, name: str) -> None:
    """Die where `name` would begin."""
    setattr(owner, name, die)


def after(owner: type, name: str) -> None:
    """Die where `name` has been done at the endpoint, and nobody knows yet."""
    work: Callable[..., Any] = getattr(owner, name)

    async def done(*given: Any) -> NoReturn:
        await work(*given)
        die()

    setattr(owner, name, done)


def at_event(event: str) -> None:
    """Die where `event` would be noted: all that is committed came before."""
    note = Batches.note

    def noted(self: Batches, batch: Any, what: Any, value: str) -> None:
        if what == event:
            die()
        note(self, batch, what, value)

    Batches.note = noted  # type: ignore[assignment, method-assign]


def after_saves(name: str) -> None:
    """Die when `name` was done some times, and these were committed."""
    save: Callable[..., Any] = getattr(Batches, name)
    commit = Ledger.commit
    saved = 0

    def counted(self: Batches, *given: Any) -> None:
        nonlocal saved
        save(self, *given)
        saved += 1

    def committed(self: Ledger) -> None:
        commit(self)
        if saved >= LINES:
            die()

    setattr(Batches, name, counted)
    Ledger.commit = committed  # type: ignore[method-assign]


SUBMITTING: dict[str, Callable[[], None]] = {
    "before it is decided on": lambda: instead(Batches, "add"),
    "before the upload": lambda: instead(BatchApi, "upload"),
    "after the upload": lambda: after(BatchApi, "upload"),
    "before it is made": lambda: instead(BatchApi, "create"),
    "after it is made": lambda: after(BatchApi, "create"),
}
COLLECTING: dict[str, Callable[[], None]] = {
    "before the download": lambda: instead(BatchApi, "download"),
    "after the download": lambda: after(BatchApi, "download"),
    "among the lines": lambda: after_saves("save_answer"),
    "before the end is noted": lambda: at_event("ended"),
    "among the replies": lambda: after_saves("save_reply"),
    "before it is settled": lambda: at_event("settled"),
    "before it is read": lambda: instead(Batches, "unread"),
}
POINTS = SUBMITTING | COLLECTING


def until(point: str, url: str, source: Path, folder: Path) -> None:
    """Submit, or collect, until `point` is reached: there the process ends with status KILLED."""
    POINTS[point]()
    collecting.AT_ONCE = 2
    if point in SUBMITTING:
        options = Options(model=ModelSettings(model="test-model", base_url=url))
        asyncio.run(submit([source], folder, options=options))
    else:
        asyncio.run(collect(folder))
