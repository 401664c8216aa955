"""What a disk refuses, told with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ExtractorError


@contextmanager
def disk_errors_explained(path: Path) -> Iterator[None]:
    """Turn an error of the disk, met in writing `path`, into an ExtractorError with the remedy."""
    try:
        yield
    except OSError as error:
        raise ExtractorError(
            f"{path} could not be written: {error.strerror or error}. Nothing found so far is "
            "lost: make room or choose another --out, and run the same command again."
        ) from error
