"""From records to the pairs that a judge is asked about, in the order in which he is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractor.pairs import Side
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.search.candidates import PairList, candidates
from extractor.reconcile.search.entries import Entries, entries
from extractor.reconcile.search.locality import nearby
from extractor.reconcile.search.meaning import Embedding, Meanings
from extractor.reconcile.search.propositions import says
from extractor.reconcile.search.suspicion import by_suspicion
from extractor.results import Usage
from extractor.settings import CompareSettings


class Proposed(NamedTuple):
    """Pairs to judge, the pairs at most that each rule left out, and what finding them took."""

    pairs: PairList
    capped: Mapping[str, int]
    usage: Usage


async def propose(
    sides: Iterable[Side],
    sources: Sources,
    settings: CompareSettings,
    *,
    all_at_once: bool,
    embedding: Embedding | None = None,
) -> Proposed:
    """The most suspicious pairs first; where all are judged at once, those of one record together.

    The order of `sides` changes nothing. Raises EngineStopped if there is an `embedding` and it
    does not answer.
    """
    found = entries(sides, sources)
    vectors, usage = await _meanings(found, embedding)
    proposed = candidates(found, settings.since, vectors)
    pairs = proposed.pairs
    if all_at_once:
        pairs = pairs.take(nearby(pairs.indices, len(found)))
    else:
        pairs = by_suspicion(found, pairs)
    return Proposed(pairs, proposed.capped, usage)


async def _meanings(found: Entries, embedding: Embedding | None) -> Meanings:
    if embedding is None:
        return Meanings((), Usage())
    return await embedding.meanings([says(side.record) for side in found.sides])
