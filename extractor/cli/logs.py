"""`--json-logs`: what a command says of itself as JSON, for whatever collects logs.

Every line is an object with `time` (ISO 8601, UTC), `level` (`info`, `warning`, `error`) and
`event`; further fields depend on the event:

start     version
progress  phase (`extracting`, `comparing`), done, failed, skipped, reused, in_flight, total (null
          if not known), pairs, stopping, seconds, rate (articles a second), seconds_left (null if
          not known), usage, failures (by kind)
problem   message; from a stream also ref, status, failure (its kind), with --debug traceback
error     message, exit_code, with --debug traceback; the command ends
stopped   message, exit_code; the same by Ctrl-C
summary   ending (`done`, `interrupted`, `budget`, `closed`), exit_code, remark, folder,
          cost_per_article (null if not known), and the fields of `summary.json`
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from extractor import __version__
from extractor.cli.monitor import LINE_SECONDS, Ended, Monitor
from extractor.cli.progress import Figures, Now
from extractor.cli.summary import cost_per_article
from extractor.runner import Progress


def _utc() -> datetime:
    return datetime.now(UTC)


class JsonMonitor(Monitor):
    """Writes events. With `quiet` only those of what went wrong."""

    def __init__(
        self,
        stream: IO[str],
        *,
        quiet: bool = False,
        now: Now = time.monotonic,
        date: Callable[[], datetime] = _utc,
    ) -> None:
        super().__init__(stream, now=now)
        self._date = date
        self._quiet = quiet
        self._due = LINE_SECONDS
        self.watches = not quiet
        if not quiet:
            self._event("start", version=__version__)

    def show(self, progress: Progress) -> None:
        changes = self._meter.changes_phase(progress)
        super().show(progress)
        if changes and not self._quiet:
            self._progress()

    def tick(self) -> None:
        with self._lock:
            if self._meter.figures().elapsed >= self._due:
                self._progress()

    def problem(self, message: str, *, trace: str | None = None, **more: Any) -> None:
        more |= {} if trace is None else {"traceback": trace}
        self._event("problem", "warning", message=message, **more)

    def problems(self, messages: Sequence[str]) -> None:
        for message in messages:
            self.problem(message)

    def error(self, message: str, *, exit_code: int, trace: str | None = None) -> None:
        more = {} if trace is None else {"traceback": trace}
        self._event("error", "error", message=message, exit_code=exit_code, **more)

    def stopped(self, message: str, *, exit_code: int) -> None:
        self._event("stopped", "warning", message=message, exit_code=exit_code)

    def ended(self, how: Ended) -> None:
        if not self._quiet:
            self._event(
                "summary",
                ending=how.ending,
                exit_code=how.exit_code,
                remark=how.remark or None,
                folder=None if how.folder is None else str(how.folder),
                cost_per_article=cost_per_article(how.summary),
                **how.summary.model_dump(mode="json"),
            )

    def _progress(self) -> None:
        with self._lock:
            figures = self._meter.figures()
            self._due = figures.elapsed + LINE_SECONDS
            self._event("progress", **_fields(figures))

    def _event(self, event: str, level: str = "info", /, **fields: Any) -> None:
        at = self._date().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # In ASCII, which every encoding of a log can spell.
        self._say(json.dumps({"time": at, "level": level, "event": event, **fields}))


def _fields(figures: Figures) -> dict[str, Any]:
    progress, left = figures.progress, figures.seconds_left
    return {
        "phase": "comparing" if progress.comparing else "extracting",
        "done": progress.done,
        "failed": progress.failed,
        "skipped": progress.skipped,
        "reused": progress.reused,
        "in_flight": progress.in_flight,
        "total": figures.total,
        "pairs": progress.pairs,
        "stopping": progress.stopping,
        "seconds": round(figures.elapsed, 3),
        "rate": round(figures.rate, 3),
        "seconds_left": None if left is None else round(left),
        "usage": progress.usage.model_dump(),
        "failures": dict(progress.failures),
    }
