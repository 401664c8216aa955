"""Requests on their way into a batch: a file of lines, within the limits of the API."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from extractor.disk import disk_errors_explained
from extractor.ledger.batches import BatchRequest
from extractor.results import Usage

FOLDER = "batches"
"""Below the folder of a run: files of requests until they are sent, and of answers until they are
kept. Empty, and so gone, at other times."""

ID_BYTES = 12


class Limits(NamedTuple):
    """What one batch may hold."""

    requests: int = 50_000
    size: int = 200_000_000
    """Bytes of its file: 200 MB, as the API has it."""


LIMITS = Limits()


class Spool:
    """The folder in which files wait."""

    def __init__(self, run_folder: Path) -> None:
        self.folder = run_folder / FOLDER

    def requests(self, batch_id: str) -> Path:
        """The requests of a batch."""
        return self.folder / f"{batch_id}.jsonl"

    def answers(self, batch_id: str) -> Path:
        """Answers of a batch."""
        return self.folder / f"{batch_id}.answers.jsonl"

    def keep_only(self, batch_ids: Collection[str]) -> None:
        """Delete what a killed process left behind, but for the requests of these batches."""
        kept = {self.requests(batch_id) for batch_id in batch_ids}
        for path in self.folder.glob("*.jsonl"):
            if path not in kept:
                path.unlink()
        with suppress(OSError):  # not empty, or not there
            self.folder.rmdir()


class Draft:
    """A batch in the making: a file, and what its lines ask about."""

    def __init__(self, spool: Spool, limits: Limits) -> None:
        self.id = f"batch-{secrets.token_hex(ID_BYTES)}"
        self.path = spool.requests(self.id)
        self.requests: list[BatchRequest] = []
        self.worst = Usage()
        self._limits = limits
        self._size = 0
        with disk_errors_explained(self.path):
            spool.folder.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("wb")

    def takes(self, line: bytes) -> bool:
        """Whether there is room for another line."""
        most, size = self._limits
        return len(self.requests) < most and self._size + len(line) <= size

    def add(self, line: bytes, request: BatchRequest, worst: Usage) -> None:
        """Write a request, which may take `worst`."""
        with disk_errors_explained(self.path):
            self._file.write(line)
        self._size += len(line)
        self.requests.append(request)
        self.worst += worst

    def close(self) -> None:
        """Have the file on the disk, to stay."""
        with disk_errors_explained(self.path), self._file as file:
            file.flush()
            os.fsync(file.fileno())

    def discard(self) -> None:
        """Let go of a file that is not to be sent."""
        self._file.close()
        self.path.unlink(missing_ok=True)
