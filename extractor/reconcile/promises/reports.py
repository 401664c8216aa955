"""Deeds that no pair was judged on: what is reported must not be said to have lapsed.

A judge is asked about some pairs, and within a budget. So before a commitment is said to have
lapsed, all claims are looked through for one that may tell of the deed: near-linear, by the
rarest terms of what the commitment is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from extractor import wording
from extractor.pairs import Side
from extractor.reconcile.promises.deeds import MATTER, matter, tells
from extractor.reconcile.timeline import known
from extractor.records import Claim, Commitment


def reported(commitments: Sequence[Side], sides: Sequence[Side]) -> set[str]:
    """The ids of those of `commitments` of which some claim tells, later or undated, that it was
    done, by whomever."""
    matters = [
        matter(side.record) if isinstance(side.record, Commitment) else frozenset[str]()
        for side in commitments
    ]
    holders = _holders(sides, frozenset[str]().union(*matters))
    return {
        side.record.id
        for side, about in zip(commitments, matters, strict=True)
        if any(_may_report(claim, side, about) for claim in _near(about, holders))
    }


def _holders(sides: Iterable[Side], terms: frozenset[str]) -> dict[str, list[Side]]:
    """The claims that have each of `terms`."""
    holders: dict[str, list[Side]] = defaultdict(list)
    for side in sides if terms else ():
        if isinstance(side.record, Claim):
            for term in wording.terms(side.record.statement) & terms:
                holders[term].append(side)
    return holders


def _near(terms: frozenset[str], holders: dict[str, list[Side]]) -> Iterable[Side]:
    """Claims that can have enough of `terms`: they have one of the rarest."""
    rarest = sorted(terms, key=lambda term: (len(holders.get(term, ())), term))
    spare = len(terms) - ceil(MATTER * len(terms))
    return (side for term in rarest[: spare + 1] for side in holders.get(term, ()))


def _may_report(claim: Side, commitment: Side, about: frozenset[str]) -> bool:
    record, made, told = commitment.record, known(commitment), known(claim)
    if not (isinstance(record, Commitment) and isinstance(claim.record, Claim)):
        return False
    if made and told and told <= made:
        return False
    shared = about & wording.terms(claim.record.statement)
    return len(shared) >= MATTER * len(about) and tells(claim, record) == "done"
