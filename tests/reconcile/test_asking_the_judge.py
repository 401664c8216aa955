from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from made_records import FunctionJudge, claim, pair, verdict

from extractor.engines import Judgement
from extractor.errors import EngineError, EngineStopped, LedgerError
from extractor.pairs import Pair, Verdict
from extractor.reconcile.asking import asking
from extractor.reconcile.asking.asking import ask, verdict_keys
from extractor.results import Usage

PAIRS = [pair(claim(f"left {n}"), claim(f"right {n}", outlet="Post")) for n in range(6)]


class MemoryStore:
    def __init__(self) -> None:
        self.kept: dict[str, Verdict | None] = {}
        self.usage = Usage()

    def verdicts(self, keys: Sequence[str]) -> Mapping[str, Verdict | None]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        self.kept |= verdicts
        self.usage += usage


class FailingJudge(FunctionJudge):
    """Raises `error` for the batch that holds `bad`."""

    def __init__(self, bad: Pair, error: Exception) -> None:
        super().__init__(lambda _: verdict("same"))
        self.bad, self.error = bad, error

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        if self.bad in pairs:
            raise self.error
        return await super().judge(pairs)


def same(_: Pair) -> Verdict:
    return verdict("same")


async def test_every_pair_gets_its_own_verdict() -> None:
    judge = FunctionJudge(lambda p: Verdict(relation="same", difference=p.key[0]))
    answers = await ask(PAIRS, judge)
    assert [v.difference for v in answers.verdicts if v] == [p.key[0] for p in PAIRS]
    assert (answers.judged, answers.left, answers.usage.requests) == (6, 0, 3)


async def test_a_budget_takes_the_first_pairs_and_counts_the_others() -> None:
    judge = FunctionJudge(same)
    answers = await ask(PAIRS, judge, max_pairs=3)
    assert sorted(judge.asked) == sorted(p.key for p in PAIRS[:3])
    assert (answers.judged, answers.left) == (3, 3)
    assert [v is None for v in answers.verdicts] == [False] * 3 + [True] * 3


async def test_a_limit_is_one_for_all_starts_together() -> None:
    store = MemoryStore()
    await ask(PAIRS, FunctionJudge(same), max_pairs=2, store=store)
    judge = FunctionJudge(same)
    answers = await ask(PAIRS, judge, max_pairs=2, store=store)
    assert (answers.reused, answers.judged, answers.left) == (2, 0, 4)


async def test_what_was_judged_before_is_not_asked_again() -> None:
    store = MemoryStore()
    await ask(PAIRS[:4], FunctionJudge(same), store=store)
    judge = FunctionJudge(same)
    answers = await ask(PAIRS, judge, max_pairs=6, store=store)
    assert (answers.reused, answers.judged, answers.left) == (4, 2, 0)
    assert sorted(judge.asked) == sorted(p.key for p in PAIRS[4:])


async def test_a_pair_without_a_verdict_is_remembered_as_asked() -> None:
    store = MemoryStore()
    await ask(PAIRS, FunctionJudge(lambda _: None), store=store)
    answers = await ask(PAIRS, FunctionJudge(same), store=store)
    assert (answers.reused, answers.judged) == (6, 0)


async def test_a_failed_batch_costs_its_own_pairs_alone() -> None:
    store = MemoryStore()
    answers = await ask(PAIRS, FailingJudge(PAIRS[0], EngineError("no")), store=store)
    assert (answers.judged, answers.left) == (4, 2)
    assert answers.verdicts[:2] == (None, None)
    assert len(store.kept) == 4


async def test_a_stopped_engine_stops_the_rest_after_what_came_back_is_saved() -> None:
    store = MemoryStore()
    with pytest.raises(EngineStopped):
        await ask(PAIRS, FailingJudge(PAIRS[5], EngineStopped("no quota")), store=store)
    assert len(store.kept) == 4
    assert store.usage.requests == 2


def test_a_key_stands_for_the_judge_and_both_sides_in_any_order() -> None:
    judge, other = FunctionJudge(), FunctionJudge()
    other.judge_fingerprint = "test-2"
    swapped = Pair(PAIRS[0].right, PAIRS[0].left, "another rule")
    (key,) = verdict_keys(PAIRS[:1], judge)
    assert verdict_keys([swapped], judge) == [key]
    assert verdict_keys(PAIRS[:1], other) != [key]
    assert verdict_keys(PAIRS[1:2], judge) != [key]


async def test_without_a_store_no_keys_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash of each record would cost more than the embedded judge does."""
    monkeypatch.setattr(asking, "verdict_keys", lambda *_, **__: pytest.fail("keys were made"))
    assert (await ask(PAIRS, FunctionJudge(same))).judged == 6


async def test_what_a_failed_batch_took_is_kept() -> None:
    store, error = MemoryStore(), EngineError("no")
    error.usage = Usage(requests=3)
    answers = await ask(PAIRS, FailingJudge(PAIRS[0], error), store=store)
    assert store.usage == answers.usage == Usage(requests=3 + 2)


async def test_a_store_that_breaks_ends_the_asking() -> None:
    class BrokenStore(MemoryStore):
        def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
            raise LedgerError("disk full")

    with pytest.raises(LedgerError):
        await ask(PAIRS, FunctionJudge(same), store=BrokenStore())
