"""Which of many items share features: an inverted index in one sorted array of numbers.

A feature is a hash, an item its place in a sequence. Both go into one integer, so the index takes
8 bytes for each feature of each item, and sorting it brings together those who share one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

_ODD = 0x9E3779B97F4A7C15
"""2^64 over the golden ratio: multiplying by it spreads a hash over the upper bits (Knuth)."""

ITEM_BITS = 24
"""Bits for the item: 16 million of them. The other 40 tell features apart; two that fall together
propose a pair that is then looked at and refused."""

WINDOW = 4
"""Items with one feature are paired each with the next so many, in their order, so that a feature
of thousands costs no more than one of five. What is alike shares many features, and the chain of
neighbours holds it together."""


def mixed(hashes: Hashes) -> Hashes:
    """Hashes in which every bit of `hashes` has its part, so that some of the bits can be used."""
    import numpy as np  # noqa: PLC0415

    spread = hashes * np.uint64(_ODD)
    spread ^= spread >> np.uint64(32)
    return spread


class Candidate(NamedTuple):
    """Two items, by their places, that share enough to be looked at; the first comes first."""

    a: int
    b: int


def sharing(features: Iterable[Hashes], *, least: int, share: float) -> Iterator[Candidate]:
    """Pairs of items with at least `least` common features, and `share` of the fewer that one has.

    Each item gives its features once. Ordered by the first item, then by the second.
    """
    import numpy as np  # noqa: PLC0415

    index, sizes = _index(features)
    codes, counts = np.unique(_neighbours(index), return_counts=True)
    a, b = codes >> ITEM_BITS, codes & ((1 << ITEM_BITS) - 1)
    enough = counts >= np.maximum(least, share * np.minimum(sizes[a], sizes[b]))
    for first, second in zip(a[enough], b[enough], strict=True):
        yield Candidate(int(first), int(second))


def _index(features: Iterable[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """The sorted index, and how many features each item has."""
    import numpy as np  # noqa: PLC0415

    packed = array("Q")
    sizes = array("q")
    for item, hashes in enumerate(features):
        packed.frombytes((hashes >> ITEM_BITS << ITEM_BITS | np.uint64(item)).tobytes())
        sizes.append(len(hashes))
    index = np.frombuffer(packed, dtype=np.uint64)
    index.sort()
    return index, np.frombuffer(sizes, dtype=np.int64)


def _neighbours(index: Hashes) -> Hashes:
    """Both items of each pair of neighbours, in one number; once for each common feature."""
    import numpy as np  # noqa: PLC0415

    low = np.uint64((1 << ITEM_BITS) - 1)
    found = []
    for distance in range(1, WINDOW + 1):
        first, second = index[:-distance], index[distance:]
        same = np.flatnonzero((first ^ second) <= low)
        found.append((first[same] & low) << ITEM_BITS | second[same] & low)
    return np.concatenate(found)
