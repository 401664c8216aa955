"""Search by meaning: for each record those before it whose vectors point most nearly its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.reconcile.search.columns import Indices

NEAREST = 5
"""Partners for each record. Models differ in how near is near, so there is no least nearness; the
judge says what the nearest have to do with each other."""

AT_A_TIME = 1 << 25
"""Nearnesses that are held at a time: 128 MB."""

Singles = NDArray[np.float32]


def nearest_in_meaning(vectors: Sequence[bytes], new: int) -> Iterator[Indices]:
    """For each entry from `new` on the NEAREST before it by cosine, chunk by chunk.

    `vectors` are numbers of 32 bits, equally many for each entry. Exact: the work grows with the
    square of their number.
    """
    unit = _unit(vectors)
    rows = max(1, AT_A_TIME // max(1, len(unit)))
    for start in range(max(new, 1), len(unit), rows):
        yield _before(unit, start, min(start + rows, len(unit)))


def _unit(vectors: Sequence[bytes]) -> Singles:
    found = np.frombuffer(b"".join(vectors), np.float32).reshape(len(vectors), -1)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Singles = found / np.maximum(length, np.finfo(np.float32).tiny)
    return unit


def _before(unit: Singles, start: int, end: int) -> Indices:
    """The nearest before each of the entries from `start` to `end`; of equals the earlier."""
    near = unit[start:end] @ unit[:end].T
    asked, known = np.arange(start, end)[:, None], np.arange(end)[None, :]
    near[known >= asked] = -np.inf
    count = min(NEAREST, end)
    left = np.argsort(-near, axis=1, kind="stable")[:, :count]
    found = np.isfinite(np.take_along_axis(near, left, axis=1))
    right = np.broadcast_to(asked, left.shape)
    return Indices(left[found].astype(np.int32), right[found].astype(np.int32))
