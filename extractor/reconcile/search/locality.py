"""An order of pairs in which those with a record in common lie close together.

What a judge has read of a record it need not read again while it remembers it.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import reverse_cuthill_mckee

from extractor.reconcile.search.columns import Indices, Longs


def nearby(pairs: Indices, count: int) -> Longs:
    """The places of `pairs` of `count` entries, ordered by Cuthill and McKee's method ("Reducing
    the bandwidth of sparse symmetric matrices", 1969)."""
    if not pairs.size:
        return np.empty(0, np.int64)
    both = (np.concatenate(pairs), np.concatenate(pairs[::-1]))
    graph = csr_matrix((np.ones(2 * pairs.size, np.int8), both), (count, count))
    rank = np.empty(count, np.int64)
    rank[reverse_cuthill_mckee(graph, symmetric_mode=True)] = np.arange(count)
    left, right = rank[pairs.left], rank[pairs.right]
    return np.lexsort((np.maximum(left, right), np.minimum(left, right)))
