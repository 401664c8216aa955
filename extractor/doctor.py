"""Whether all is well where extractor is to work: engine, key, endpoint, disk, packages."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.api import Extractor
from extractor.errors import ExtractorError
from extractor.ledger import Ledger
from extractor.records import Article
from extractor.settings import RULES, ModelSettings

if TYPE_CHECKING:
    from extractor.engines.llm import LLMEngine

OPTIONAL = {
    "anthropic": "models of Anthropic",
    "duckdb": "extractor export --to duckdb",
    "pandas": "tables as DataFrames",
    "psycopg": "ledgers on PostgreSQL",
}
"""Packages that are not needed, and what they are for."""

PROBE = Article.of("Paris will sign the treaty on Monday, Mayor Ann Lee said.")
"""What the embedded engine is asked about."""


class Check(NamedTuple):
    """One thing that was looked at."""

    name: str
    ok: bool | None
    """None where it is of no consequence, or could not be looked at."""
    detail: str
    """What was found; if it is not well, what to do."""


async def examine(settings: ModelSettings, folder: Path) -> AsyncIterator[Check]:
    """Look at one thing after another. At most one short question is asked of the model, once.

    No key is in any detail. `folder` is where runs are to be written; nothing stays there.
    """
    yield Check("extractor", True, version("extractor"))
    yield Check("python", sys.version_info >= (3, 11), platform.python_version())
    async for check in _embedded() if settings.model == RULES else _asked(settings):
        yield check
    yield await asyncio.to_thread(_folder, folder)
    for check in _packages():
        yield check


async def _embedded() -> AsyncIterator[Check]:
    result = await Extractor().aextract(PROBE)
    yield Check("model", True, f"{RULES}, which is embedded and needs no key")
    yield Check("answer", bool(result.records), f"{len(result.records)} records in a test sentence")


async def _asked(settings: ModelSettings) -> AsyncIterator[Check]:
    # Imported here: instructor takes over a second, which the embedded engine need not wait for.
    from extractor.engines.llm import LLMEngine  # noqa: PLC0415

    try:
        engine = LLMEngine.open(settings.model_copy(update={"max_attempts": 1}))
    except ExtractorError as error:
        yield Check("model", False, str(error))
        return
    yield Check("model", True, engine.name)
    yield Check("key", True, engine.where.key_told)
    try:
        async for check in _conversation(engine):
            yield check
    finally:
        await engine.close()


async def _conversation(engine: LLMEngine) -> AsyncIterator[Check]:
    try:
        await engine.check()
    except ExtractorError as error:
        yield Check("endpoint", False, str(error))
        return
    yield Check("endpoint", True, f"{engine.where.place} answers")
    try:
        usage = await engine.probe()
    except ExtractorError as error:
        yield Check("answer", False, str(error))
        return
    took = f"{usage.input_tokens} tokens in, {usage.output_tokens} out"
    yield Check("answer", True, f"fits a schema; it took {took}")


def _folder(folder: Path) -> Check:
    """Whether a ledger can be made: some network drives have no locks."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        with (
            tempfile.TemporaryDirectory(dir=place, prefix=".extractor-doctor-") as here,
            Ledger.open(Path(here) / "ledger.sqlite"),
        ):
            pass
    except OSError as error:
        problem = f"{place} can't be written to: {error.strerror or error}; name another --out"
        return Check("folder", False, problem)
    except ExtractorError as error:
        return Check("folder", False, str(error))
    return Check("folder", True, f"a ledger can be written in {os.path.abspath(place)}")


def _packages() -> Iterator[Check]:
    for name, purpose in OPTIONAL.items():
        if find_spec(name) is None:
            yield Check(name, None, f"not installed; it is for {purpose}")
        else:
            yield Check(name, None, f"{_version(name)}, for {purpose}")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"
