"""How far a run is: its speed, the time left, and the words for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.cli.words import amount, cost, duration
from extractor.results import Usage
from extractor.runner import Progress

Now = Callable[[], float]
"""Seconds by a clock that only goes forward."""

RATE_SECONDS = 15.0
"""How far back the speed is measured: long enough to be steady where one answer takes some
seconds, short enough to show what a limit does."""

NOTHING_YET = Progress()


class Figures(NamedTuple):
    """How far a run is at one moment."""

    progress: Progress
    total: int | None
    """Inputs there will be, where that is known."""
    elapsed: float
    """Seconds since the start."""
    rate: float
    """Articles a second, of late."""

    @property
    def through(self) -> int:
        """Inputs that have come to their outcome."""
        return _through(self.progress)

    @property
    def seconds_left(self) -> float | None:
        """Until the last article, if things go on so; None where that can't be said."""
        if self.total is None or not self.rate or self.progress.comparing:
            return None
        return max(self.total - self.through, 0) / self.rate


class Meter:
    """Watches a run's progress and says how fast it goes."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._began = now()
        self._past: deque[tuple[float, int]] = deque([(self._began, 0)])
        self.progress = NOTHING_YET
        """The latest; noting it costs nothing, so that it can be done at every step."""
        self.total: int | None = None

    def changes_phase(self, progress: Progress) -> bool:
        """Whether with `progress` the comparison begins, or the run is being stopped."""
        before = self.progress
        return (before.comparing, before.stopping) != (progress.comparing, progress.stopping)

    def figures(self) -> Figures:
        """How far the run is now. To be asked some times in RATE_SECONDS, for a steady speed."""
        now, progress = self._now(), self.progress
        self._past.append((now, _through(progress)))
        while len(self._past) > 1 and self._past[1][0] <= now - RATE_SECONDS:
            self._past.popleft()
        since, before = self._past[0]
        rate = (_through(progress) - before) / (now - since) if now > since else 0.0
        return Figures(progress, self.total, now - self._began, rate)


def _through(progress: Progress) -> int:
    return progress.done + progress.failed + progress.skipped


def how_far(figures: Figures) -> str:
    """`3,214 of 10,000 articles`."""
    known = figures.total is not None and figures.total >= figures.through
    of = f" of {figures.total:,}" if known else ""
    return f"{figures.through:,}{of} articles"


def how_fast(figures: Figures) -> str:
    """`48.2/s, 2:21 left`."""
    left = figures.seconds_left
    return f"{figures.rate:.1f}/s" + ("" if left is None else f", {duration(left)} left")


def what_became(progress: Progress) -> str:
    """`3,201 done, 11 failed, 2 skipped, 64 in flight`."""
    parts = {
        "done": progress.done,
        "failed": progress.failed,
        "skipped": progress.skipped,
        "in flight": progress.in_flight,
    }
    return ", ".join(f"{n:,} {name}" for name, n in parts.items() if n or name == "done")


def what_it_took(usage: Usage) -> str:
    """`12.3M tokens in (8.1M cached), 2.1M out, $4.12`; empty where nothing was asked."""
    if not usage.requests:
        return ""
    cached = f" ({amount(usage.cached_tokens)} cached)" if usage.cached_tokens else ""
    sent, answered = amount(usage.input_tokens), amount(usage.output_tokens)
    return f"{sent} tokens in{cached}, {answered} out, {cost(usage)}"


def what_failed(progress: Progress) -> str:
    """`failed: 9 unavailable, 2 refused`, of this start; empty where nothing did."""
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in progress.failures.items())
    return f"failed: {kinds}" if kinds else ""


def what_is_done_now(progress: Progress) -> str:
    """The phase, where it is another than the usual one."""
    if progress.stopping:
        return "stopping, what is in work is finished (Ctrl-C again: at once)"
    return f"comparing, {progress.pairs:,} pairs judged" if progress.comparing else ""


def _of_articles(figures: Figures) -> Iterator[str]:
    """How far the articles are; nothing where records alone are compared."""
    progress = figures.progress
    if progress.comparing and not figures.through:
        return
    yield how_far(figures) if progress.comparing else f"{how_far(figures)}, {how_fast(figures)}"
    yield what_became(progress)


def phrases(figures: Figures) -> Iterator[str]:
    """All of it, the most important first."""
    progress = figures.progress
    yield from (
        words
        for words in (
            *_of_articles(figures),
            what_is_done_now(progress),
            what_failed(progress),
            what_it_took(progress.usage),
        )
        if words
    )
