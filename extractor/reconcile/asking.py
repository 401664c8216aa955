"""Asking the judge: what was judged before is not asked again, and a budget holds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from extractor.engines import Judge, Judgement
from extractor.errors import EngineError, EngineStopped
from extractor.identity import content_id
from extractor.pairs import Pair, Side, Verdict
from extractor.results import Usage

CALLS_AT_A_TIME = 4
"""Batches in flight; rate limits are the engine's own care."""

FIRST = "verdict"
"""What the verdicts on pairs as they were found are kept as."""


class VerdictStore(Protocol):
    """Where verdicts are kept between runs."""

    def verdicts(self, keys: Sequence[str]) -> Mapping[str, Verdict | None]:
        """Those of `keys` that were judged; None where the judge gave no verdict."""
        ...

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        """Keep new verdicts and what they took."""
        ...


class Answers(NamedTuple):
    """What the judge said of each pair, in their order."""

    verdicts: tuple[Verdict | None, ...]
    judged: int
    """Pairs asked about now."""
    reused: int
    """Pairs that had been judged before."""
    left: int
    """Pairs that the budget, or a failed call, left without a verdict."""
    usage: Usage

    def joined(self, other: Answers) -> Answers:
        """These answers and then those of `other`."""
        return Answers(
            verdicts=self.verdicts + other.verdicts,
            judged=self.judged + other.judged,
            reused=self.reused + other.reused,
            left=self.left + other.left,
            usage=self.usage + other.usage,
        )


NOTHING = Answers((), 0, 0, 0, Usage())


class _Batch(NamedTuple):
    keys: tuple[str, ...]
    pairs: tuple[Pair, ...]


class _NoStore:
    def verdicts(self, keys: Sequence[str]) -> Mapping[str, Verdict | None]:
        return {}

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        pass


async def ask(
    pairs: Sequence[Pair],
    judge: Judge,
    *,
    max_pairs: int | None = None,
    store: VerdictStore | None = None,
    kind: str = FIRST,
) -> Answers:
    """Verdicts for `pairs`; of the first `max_pairs` those that are not known are asked.

    So the same comparison again asks nothing, and a new pair is asked if it is among the first.
    `kind` keeps verdicts on one pair apart that were asked for in different ways.

    A batch that fails is left without verdicts. EngineStopped is raised once the batches in
    flight have come back and been saved.
    """
    store = store or _NoStore()
    keys = verdict_keys(pairs, judge, kind=kind)
    known = dict(store.verdicts(keys))
    missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
    first = islice(zip(keys, pairs, strict=True), max_pairs)
    wanted = {key: pair for key, pair in first if key in missing}
    asker = _Asker(judge, store)
    await asker.run(iter(wanted.items()))
    answers = known | asker.verdicts
    return Answers(
        verdicts=tuple(answers.get(key) for key in keys),
        judged=len(asker.verdicts),
        reused=len(known),
        left=len(missing) - len(asker.verdicts),
        usage=asker.usage,
    )


def verdict_keys(pairs: Sequence[Pair], judge: Judge, *, kind: str = FIRST) -> list[str]:
    """For each pair a hash of the judge and of all that it is shown."""
    shown: dict[int, str] = {}

    def digest(side: Side) -> str:
        if id(side) not in shown:
            record = side.record.model_dump(mode="json", exclude={"engine", "rule"})
            shown[id(side)] = content_id("side", record, *side[1:])
        return shown[id(side)]

    return [
        content_id(kind, judge.judge_fingerprint, *sorted((digest(p.left), digest(p.right))))
        for p in pairs
    ]


class _Asker:
    def __init__(self, judge: Judge, store: VerdictStore) -> None:
        self.verdicts: dict[str, Verdict | None] = {}
        self.usage = Usage()
        self._judge = judge
        self._store = store
        self._error: Exception | None = None

    async def run(self, items: Iterator[tuple[str, Pair]]) -> None:
        """Ask about all `items`. Raises what stopped it, once no batch is in flight any more."""
        batches = self._batches(items)
        await asyncio.gather(*(self._work(batches) for _ in range(CALLS_AT_A_TIME)))
        if self._error:
            raise self._error

    def _batches(self, items: Iterator[tuple[str, Pair]]) -> Iterator[_Batch]:
        while some := tuple(islice(items, self._judge.pairs_per_call)):
            yield _Batch(tuple(key for key, _ in some), tuple(pair for _, pair in some))

    async def _work(self, batches: Iterator[_Batch]) -> None:
        try:
            for batch in batches:
                if self._error:
                    return
                await self._judge_batch(batch)
        except Exception as error:
            self._error = self._error or error

    async def _judge_batch(self, batch: _Batch) -> None:
        try:
            judgement = await self._judge.judge(batch.pairs)
        except EngineStopped as error:
            self._store.save_verdicts({}, error.usage)
            raise
        except EngineError as error:  # paid for all the same
            judgement = Judgement((), error.usage)
            batch = _Batch((), ())
        found = dict(zip(batch.keys, judgement.verdicts, strict=True))
        self._store.save_verdicts(found, judgement.usage)
        self.verdicts |= found
        self.usage += judgement.usage
