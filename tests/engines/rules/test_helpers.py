from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.synthetic import planted_claims
from extractor.engines.rules import RulesEngine, helpers
from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Side


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[RulesEngine]:
    """An engine with two processes that help from the first pair on."""
    monkeypatch.setattr(helpers, "ALONE", 0)
    monkeypatch.setattr(helpers, "cores", lambda: 2)
    made = RulesEngine()
    yield made
    asyncio.run(made.close())


def pairs() -> list[Pair]:
    sides = [
        Side(item.claim, item.claim.statement, item.claim.said_on, "Herald", False)
        for item in planted_claims(60)
    ]
    return [Pair(a, b, "test") for a, b in pairwise(sides)]


def children() -> set[int]:
    """The processes that this one has started and not yet waited for."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    found = ((task / "children").read_text(encoding="ascii").split() for task in tasks)
    return {int(pid) for pids in found for pid in pids}


async def test_processes_that_help_give_the_same_verdicts(engine: RulesEngine) -> None:
    before = children()
    both = await asyncio.gather(engine.judge(pairs()), engine.judge(pairs()))
    assert len(children() - before) == 2
    assert [judgement.verdicts for judgement in both] == [tuple(map(judge_pair, pairs()))] * 2


async def test_a_process_that_dies_is_stood_in_for(engine: RulesEngine) -> None:
    before = children()
    await engine.judge(pairs())
    for pid in children() - before:
        os.kill(pid, signal.SIGKILL)
    judgement = await engine.judge(pairs())
    assert judgement.verdicts == tuple(map(judge_pair, pairs()))


async def test_closing_ends_the_processes(engine: RulesEngine) -> None:
    before = children()
    await engine.judge(pairs())
    await engine.close()
    assert children() == before


async def test_few_pairs_are_judged_alone() -> None:
    before = children()
    engine = RulesEngine()
    await engine.judge(pairs())
    assert children() == before
