"""Answers read in other processes: the same records, and a clear end if one of them dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable
from pathlib import Path
from typing import cast

import pytest

from extractor import extraction
from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.errors import EngineError, EngineStopped
from extractor.pipeline import Options, run_folder
from extractor.processes import reader
from extractor.records import Article
from extractor.results import ArticleResult
from extractor.settings import ModelSettings, RunSettings

EXAMPLE = Path(__file__).parent.parent / "examples" / "geneva-2022"
SIGNING = "Paris will sign the treaty on Monday, the foreign minister said."
SIGNED = (
    "Le ministre a déclaré que la France allait signer le traité lundi, selon la presse. "
    "Les députés de l'opposition ont dit qu'ils ne voteraient pas pour ce texte, et que le "
    "gouvernement devait d'abord leur dire ce qu'il avait promis aux autres pays de la région."
)


async def read_by(processes: int, text: str) -> ArticleResult:
    with reader(ModelSettings(), processes=processes) as reading:
        result = reading.read(Article.of(text), RulesEngine(), Reply())
        return await cast("Awaitable[ArticleResult]", result)


async def test_another_process_reads_the_same() -> None:
    here = extraction.read(Article.of(SIGNING), RulesEngine(), Reply())
    assert here.records
    assert await read_by(2, SIGNING) == here


async def test_an_article_that_can_not_be_read_fails_with_its_reason() -> None:
    with pytest.raises(EngineError, match="English"):
        await read_by(2, SIGNED)


async def test_a_process_that_dies_ends_the_run_and_says_what_to_do() -> None:
    with reader(ModelSettings(), processes=2) as reading:
        article, engine = Article.of(SIGNING), RulesEngine()
        await cast("Awaitable[ArticleResult]", reading.read(article, engine, Reply()))
        for child in children():
            os.kill(child, signal.SIGKILL)
        with pytest.raises(EngineStopped, match="fewer --processes"):
            await cast("Awaitable[ArticleResult]", reading.read(article, engine, Reply()))


def children() -> list[int]:
    """The reading processes of this one, without the one that tracks shared resources."""
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [pid for pid in map(int, found) if b"spawn_main" in command_of(pid)]


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


async def test_a_run_is_the_same_in_several_processes(tmp_path: Path) -> None:
    for processes in (1, 2):
        run = RunSettings(processes=processes)
        await run_folder([EXAMPLE], tmp_path / str(processes), options=Options(run=run))
    for name in ("records.jsonl", "findings.jsonl", "articles.jsonl", "rejected.jsonl"):
        one, two = ((tmp_path / n / name).read_bytes() for n in ("1", "2"))
        assert one == two
