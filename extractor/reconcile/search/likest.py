"""Similarity search: for each record those before it that have most in common with it.

A term in many records tells little by itself, and following it to all of them makes the search
quadratic. So rare terms are features as they are, and of the others each two that stand together,
since few records have both. What is in more than FREQUENT records, however many there are in all,
is no feature: the work for each record stays the same. The features of all records, as a sparse
matrix, are multiplied by their transpose; sparse_dot_topn keeps the largest values of each row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from extractor.reconcile.search.columns import CHUNK, Floats, Indices, Ints, Longs, Terms

FREQUENT = 100
"""Records that a feature may be in. The time goes with it: 530 products for each of the claims of
`benchmarks.synthetic`, whose planted partners are found in 998 of 1,000 cases."""

TOGETHER = 8
"""The rarest of the frequent terms of a record, of which each two make a feature."""

NEIGHBOURS = 40
"""The nearest of each record that are kept. Some of them may come after it in its chunk, and are
found again from there."""

THREADS = 2
"""Each row is worked out by one of them: the result does not depend on their number."""

BUCKETS = 32
"""Hashes for each record: as many as it has pairs of terms."""

NONE = 0
"""The hash of no pair."""

_PRIMES = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))

_EARLIER = 1e-12
"""Of equals the earlier: what the score of an entry loses with each place."""


def nearest(terms: Terms, new: int) -> Iterator[Indices]:
    """For each entry from `new` on those before it that share most with it, chunk by chunk."""
    rows = features(terms)
    count = rows.shape[0]
    earlier_first = _scaled(rows, 1.0 - _EARLIER * np.arange(count))
    for start in range(new - new % CHUNK, count, CHUNK):
        end = min(start + CHUNK, count)
        known = csr_matrix(earlier_first[:end].T)
        asked = rows[max(start, new) : end]
        found = sp_matmul_topn(asked, known, top_n=NEIGHBOURS, n_threads=THREADS, sort=True)
        right = np.repeat(np.arange(max(start, new), end, dtype=np.int32), np.diff(found.indptr))
        pairs = Indices(found.indices.astype(np.int32), right)
        yield pairs.where(pairs.left < pairs.right)


def _scaled(rows: csr_matrix, factors: Floats) -> csr_matrix:
    data = rows.data * np.repeat(factors, np.diff(rows.indptr))
    return csr_matrix((data, rows.indices, rows.indptr), rows.shape)


def features(terms: Terms) -> csr_matrix:
    """A row for each entry, a column for each feature that is in two or more, and not too many.

    A feature stands on both sides of the product: its weight is the square of its value.
    """
    return csr_matrix(hstack([_alone(terms), _together(terms)], format="csr"))


def _alone(terms: Terms) -> csr_matrix:
    """The rare terms; the columns are in the order of rareness."""
    first, end = np.searchsorted(terms.frequency, [2, FREQUENT + 1])
    return csr_matrix(terms.weighted[:, first:end]).sqrt()


def _together(terms: Terms) -> csr_matrix:
    """Two frequent terms each.

    They are told apart by a hash. Where two have the same, a pair may be found that has less in
    common than it seems; what the pairs found really have in common is counted later.
    """
    frequent = _rarest_frequent(terms)
    first, second = np.triu_indices(TOGETHER, 1)
    buckets = _power_of_two(BUCKETS * len(frequent))
    hashed = np.empty((len(frequent), len(first)), np.int32)
    for column, (a, b) in enumerate(zip(first, second, strict=True)):
        hashed[:, column] = _hash(frequent[:, a], frequent[:, b], buckets)
    size = np.bincount(hashed.ravel(), minlength=buckets + 1)
    telling = (size >= 2) & (size <= FREQUENT)
    telling[NONE] = False
    chosen = telling[hashed]
    number = np.cumsum(telling, dtype=np.int32) - 1
    weight = np.append(terms.weights, 0.0)
    both = weight[frequent[:, first][chosen]] + weight[frequent[:, second][chosen]]
    ends = np.concatenate(([0], np.cumsum(chosen.sum(axis=1))))
    shape = (len(frequent), max(1, int(number[-1]) + 1))
    return csr_matrix((np.sqrt(both), number[hashed[chosen]], ends), shape)


def _rarest_frequent(terms: Terms) -> Ints:
    """For each entry the first terms that are too frequent to stand alone; -1 after the last."""
    rare = int(np.searchsorted(terms.frequency, FREQUENT + 1))
    rows = terms.rows
    is_rare = np.concatenate(([0], np.cumsum(rows.indices < rare)))
    begin = rows.indptr[:-1] + is_rare[rows.indptr[1:]] - is_rare[rows.indptr[:-1]]
    places = begin[:, None] + np.arange(TOGETHER)
    inside = places < rows.indptr[1:, None]
    found = np.append(rows.indices, -1)[np.where(inside, places, -1)]
    return found.astype(np.int32)


def _hash(a: Ints, b: Ints, buckets: int) -> Longs:
    """A number from 1 to `buckets`; NONE where there is no second term."""
    mixed = (a.astype(np.uint64) * _PRIMES[0] + b.astype(np.uint64)) * _PRIMES[1]
    number = (mixed >> np.uint64(33)) % np.uint64(buckets) + np.uint64(1)
    return np.where(b < 0, NONE, number).astype(np.int64)


def _power_of_two(least: int) -> int:
    return 1 << max(0, least - 1).bit_length()
