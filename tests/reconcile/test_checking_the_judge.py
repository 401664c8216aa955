from __future__ import annotations

from collections.abc import Callable, Sequence

from made_records import FunctionJudge, claim, pair, verdict
from test_asking_the_judge import MemoryStore

from extractor.engines import Judgement
from extractor.errors import EngineError
from extractor.pairs import Pair, Verdict
from extractor.reconcile.asking.checking import ask_both_ways

PAIR = pair(claim("The bridge is open."), claim("The bridge is shut.", outlet="Post"))
OTHER = pair(claim("The port is open."), claim("The port is big.", outlet="Post"))


class LeaningJudge(FunctionJudge):
    """Answers one way for the sides as they were found, and another way for swapped ones."""

    order_matters = True

    def __init__(self, first: Verdict | None, second: Verdict | None) -> None:
        found = {PAIR.left.record.id, OTHER.left.record.id}
        super().__init__(lambda p: first if p.left.record.id in found else second)


def by_pair(answers: dict[Pair, Verdict]) -> Callable[[Pair], Verdict]:
    return lambda p: next(v for q, v in answers.items() if q.key == p.key)


async def settled(first: Verdict | None, second: Verdict | None) -> Verdict | None:
    return (await ask_both_ways([PAIR], LeaningJudge(first, second))).verdicts[0]


async def test_a_flag_that_holds_both_ways_has_the_lesser_confidence() -> None:
    found = await settled(verdict("conflict", "date", 0.9), verdict("conflict", "date", 0.6))
    assert found == verdict("conflict", "date", 0.6)


async def test_a_flag_that_the_other_order_does_not_bear_out_is_dropped() -> None:
    assert await settled(verdict("conflict"), verdict("compatible")) == verdict("compatible")


async def test_of_two_flags_the_milder_counts() -> None:
    for first, second in (("conflict", "opposed"), ("opposed", "conflict")):
        found = await settled(verdict(first), verdict(second))  # type: ignore[arg-type]
        assert found is not None
        assert found.relation == "opposed"


async def test_only_flags_are_asked_about_again() -> None:
    judge = FunctionJudge(by_pair({PAIR: verdict("conflict"), OTHER: verdict("same")}))
    judge.order_matters = True
    answers = await ask_both_ways([PAIR, OTHER], judge)
    assert judge.asked == [PAIR.key, OTHER.key, PAIR.key]
    assert (answers.judged, answers.usage.requests) == (2, 2)


async def test_a_judge_that_can_not_lean_is_asked_once() -> None:
    judge = FunctionJudge(lambda _: verdict("conflict"))
    await ask_both_ways([PAIR], judge)
    assert judge.asked == [PAIR.key]


async def test_both_verdicts_are_kept_and_neither_is_asked_for_twice() -> None:
    store = MemoryStore()
    first, second = verdict("conflict", confidence=0.9), verdict("conflict", confidence=0.4)
    for judge in (LeaningJudge(first, second), LeaningJudge(None, None)):
        (found,) = (await ask_both_ways([PAIR], judge, store=store)).verdicts
        assert found == second
    assert len(store.kept) == 2
    assert judge.asked == []


async def test_a_flag_that_could_not_be_asked_again_is_left_and_not_reported() -> None:
    class TiringJudge(FunctionJudge):
        order_matters = True

        async def judge(self, pairs: Sequence[Pair]) -> Judgement:
            if self.asked:
                raise EngineError("no answer")
            return await super().judge(pairs)

    answers = await ask_both_ways([PAIR], TiringJudge(lambda _: verdict("conflict")))
    assert (answers.verdicts, answers.left) == ((None,), 1)


async def test_nothing_is_asked_where_nothing_may_be() -> None:
    store = MemoryStore()
    judge = LeaningJudge(verdict("conflict"), None)
    await ask_both_ways([PAIR], judge, store=store)
    asked = len(judge.asked)
    await ask_both_ways([PAIR], judge, max_pairs=0, store=store)
    assert len(judge.asked) == asked
