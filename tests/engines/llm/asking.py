"""An engine at a scripted server, and short ways to write what a model answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from loopback import ChatServer, InstantTime

from extractor.engines.llm import Clock, LLMEngine
from extractor.settings import ModelSettings

STORY = """Mill to close, owner says

The paper mill at Orva will close in June, owner Lena Holm said on Monday.

“We looked for a buyer and found none,” she said.

The mill employs 212 people."""


@asynccontextmanager
async def engine_at(
    server: ChatServer, *, time: InstantTime | None = None, **settings: Any
) -> AsyncIterator[LLMEngine]:
    """An engine that asks `server` and never really waits."""
    passing = time or InstantTime()
    chosen = ModelSettings(**{"model": "test-model", "base_url": server.url, **settings})
    engine = LLMEngine.open(chosen, clock=Clock(passing.now, passing.sleep))
    try:
        yield engine
    finally:
        await engine.close()


def claim(quote: str, statement: str = "Something is so.", **fields: Any) -> dict[str, Any]:
    """A claim as a model answers it."""
    return {"quote": quote, "statement": statement, **fields}


def records(*claims: object, stances: object = (), commitments: object = ()) -> dict[str, Any]:
    """An answer with these claims."""
    return {"claims": claims, "stances": stances, "commitments": commitments}
