"""Asking the judge: what was judged before is not asked again, and a budget holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from extractor.engines import Judge, Judgement
from extractor.errors import EngineError, EngineStopped
from extractor.identity import content_id
from extractor.pairs import Pair, Side, Verdict
from extractor.reconcile.crew import work_through
from extractor.results import Usage

CALLS_AT_A_TIME = 8
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


class MemoryStore:
    """Keeps verdicts as long as it lives."""

    def __init__(self) -> None:
        self._kept: dict[str, Verdict | None] = {}

    def verdicts(self, keys: Sequence[str]) -> Mapping[str, Verdict | None]:
        """Those of `keys` that were judged; None where the judge gave no verdict."""
        return {key: self._kept[key] for key in keys if key in self._kept}

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        """Keep new verdicts."""
        self._kept |= verdicts


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

    @classmethod
    def joined(cls, parts: Iterable[Answers]) -> Answers:
        """The answers of all parts, one after the other."""
        found = list(parts)
        return cls(
            verdicts=tuple(verdict for part in found for verdict in part.verdicts),
            judged=sum(part.judged for part in found),
            reused=sum(part.reused for part in found),
            left=sum(part.left for part in found),
            usage=sum((part.usage for part in found), Usage()),
        )


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
    asker = _Asker(pairs, judge, store, kind)
    missing = asker.missing()
    first = missing if max_pairs is None else missing[: bisect_left(missing, max_pairs)]
    await asker.run(first)
    return Answers(
        verdicts=tuple(asker.verdicts),
        judged=asker.judged,
        reused=len(pairs) - len(missing),
        left=len(missing) - asker.judged,
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
    """Verdicts of some pairs, by their places. Keys are only made where a store asks for them."""

    def __init__(
        self, pairs: Sequence[Pair], judge: Judge, store: VerdictStore | None, kind: str
    ) -> None:
        self.verdicts: list[Verdict | None] = [None] * len(pairs)
        self.judged = 0
        self.usage = Usage()
        self._pairs = pairs
        self._judge = judge
        self._store = store
        self._keys = verdict_keys(pairs, judge, kind=kind) if store is not None else []

    def missing(self) -> Sequence[int]:
        """The places of the pairs that were never judged, in order; the others are filled in."""
        if self._store is None:
            return range(len(self._pairs))
        known = self._store.verdicts(self._keys)
        for place, key in enumerate(self._keys):
            self.verdicts[place] = known.get(key)
        return [place for place, key in enumerate(self._keys) if key not in known]

    async def run(self, places: Sequence[int]) -> None:
        """Ask about the pairs at `places`. Raises what stopped it, once no batch is in flight."""
        size = self._judge.pairs_per_call
        batches = (places[start : start + size] for start in range(0, len(places), size))
        await work_through(batches, self._judge_batch, at_a_time=CALLS_AT_A_TIME)

    async def _judge_batch(self, places: Sequence[int]) -> None:
        try:
            judgement = await self._judge.judge([self._pairs[place] for place in places])
        except EngineStopped as error:
            self._save((), Judgement((), error.usage))
            raise
        except EngineError as error:  # paid for all the same
            places, judgement = (), Judgement((), error.usage)
        for place, verdict in zip(places, judgement.verdicts, strict=True):
            self.verdicts[place] = verdict
        self._save(places, judgement)
        self.judged += len(places)
        self.usage += judgement.usage

    def _save(self, places: Sequence[int], judgement: Judgement) -> None:
        if self._store is not None:
            keys = (self._keys[place] for place in places)
            found = dict(zip(keys, judgement.verdicts, strict=True))
            self._store.save_verdicts(found, judgement.usage)
