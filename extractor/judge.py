"""An engine as the judge of a run: checked before it is asked, watched, and told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

from extractor.engines import Engine, Judgement
from extractor.errors import EngineError, EngineStopped, SettingsError
from extractor.pairs import Pair
from extractor.results import Usage
from extractor.runner import Progress

OnProgress = Callable[[Progress], None]


class WatchedJudge:
    """An engine as the judge of a run: checked before it is asked, watched, and told to stop."""

    def __init__(self, engine: Engine, on_progress: OnProgress) -> None:
        self._engine = engine
        self._on_progress = on_progress
        self._checking = asyncio.Lock()
        self._checked = False
        self._refusal: EngineStopped | None = None
        self._unanswered = 0
        self._last_error = ""
        self.name = engine.name
        self.judge_fingerprint = engine.judge_fingerprint
        self.pairs_per_call = engine.pairs_per_call
        self.order_matters = engine.order_matters
        self._progress = Progress()
        self.stopped = False

    def follow(self, progress: Progress) -> None:
        """Begin where the articles ended; an endpoint that answered about them needs no check."""
        self._progress = progress
        self._checked = progress.usage.requests > 0

    def begin(self) -> None:
        """Say that the comparison has begun."""
        self._progress = self._progress._replace(comparing=True)
        self._on_progress(self._progress)

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """Verdicts for `pairs`. Raises EngineError; EngineStopped once it is to stop."""
        await self._check()
        if self.stopped:
            raise EngineStopped("stopped")
        try:
            judgement = await self._engine.judge(pairs)
        except EngineError as error:
            self._unanswered += len(pairs)
            self._last_error = str(error)
            self._count(0, error.usage)
            raise
        self._count(len(pairs), judgement.usage)
        # An engine that never waits must not keep signals waiting either.
        await asyncio.sleep(0)
        return judgement

    def _count(self, pairs: int, usage: Usage) -> None:
        so_far = self._progress
        self._progress = so_far._replace(pairs=so_far.pairs + pairs, usage=so_far.usage + usage)
        self._on_progress(self._progress)

    async def _check(self) -> None:
        """Many pairs would each be tried for a long time where nobody answers at all."""
        async with self._checking:
            if not self._checked:
                try:
                    await self._engine.check()
                except (SettingsError, EngineStopped) as error:
                    self._refusal = EngineStopped(str(error))
            self._checked = True
        if self._refusal is not None:
            raise self._refusal

    def stop(self) -> None:
        """Ask nothing more; answers on their way are paid for and waited for."""
        self.stopped = True
        self._progress = self._progress._replace(stopping=True)
        self._on_progress(self._progress)

    def failures(self) -> Iterator[str]:
        """A line about the pairs that got no answer, if there are any."""
        if self._unanswered:
            yield f"{self._unanswered} pairs were not compared: {self._last_error}"
