"""From records to the pairs that a judge is asked about, in the order in which he is."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.pairs import Side
from extractor.reconcile.candidates import Candidates, candidates
from extractor.reconcile.copies import Sources
from extractor.reconcile.entries import entries
from extractor.reconcile.locality import nearby
from extractor.reconcile.suspicion import by_suspicion
from extractor.settings import CompareSettings


def propose(
    sides: Iterable[Side], sources: Sources, settings: CompareSettings, *, all_at_once: bool
) -> Candidates:
    """The most suspicious pairs first; where all are judged at once, those of one record together.

    The order of `sides` changes nothing.
    """
    found = entries(sides, sources)
    proposed = candidates(found, settings.since)
    pairs = proposed.pairs
    if all_at_once:
        return proposed._replace(pairs=pairs.take(nearby(pairs.indices, len(found))))
    return proposed._replace(pairs=by_suspicion(found, pairs))
