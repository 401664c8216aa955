"""Judged pairs gathered into findings: one disagreement among many articles is one finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from extractor.identity import content_id
from extractor.pairs import Side
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.findings.accounts import IN_TIME, Judged, Matter, matters
from extractor.reconcile.findings.explaining import explanation
from extractor.reconcile.sides import order
from extractor.records import Finding, Relation, Scope, Subtype

RANK: tuple[Relation, ...] = (
    "contradiction", "dispute", "reversal", "update", "commitment_outcome", "corroboration",
)  # fmt: skip
"""What a reader wants to see first."""

OUTCOMES: tuple[Subtype, ...] = ("broken", "lapsed", "kept", "renewed")
"""Outcomes of commitments in the same order."""


class _Weight(NamedTuple):
    """By how much a finding matters, the least first; the id makes the order a fixed one."""

    relation: int
    opposing: int
    """Minus the independent sources of all sides but the best supported one."""
    sources: int
    """Minus the independent sources of all sides."""
    subtype: int
    doubt: float
    first: str


def findings(
    judged: Sequence[Judged], sources: Sources, judge: str, *, lapsed: Iterable[Matter] = ()
) -> tuple[Finding, ...]:
    """One finding for each matter that pairs are about, the most important first.

    Ranked by relation; then by independent sources: what two outlets say against three comes
    before what one says against five; then what names the difference (a figure, a day, an actor,
    a negation) before what does not; then by confidence.
    """
    found = [_in_order(matter, sources) for matter in (*matters(judged, sources), *lapsed)]
    found.sort(key=lambda matter: _weight(matter, sources))
    return tuple(_finding(matter, judge) for matter in found)


def _in_order(matter: Matter, sources: Sources) -> Matter:
    """The best supported side first, then the earliest, then that of the smaller figure; in the
    order of time, where time gives one."""
    if matter.decision.relation in IN_TIME:
        return matter

    def key(side: Sequence[Side]) -> tuple[int, date, float, str]:
        day, record_id = order(side[0])
        sizes = (value.size for one in side for value in matter.given.get(one.record.id, ()))
        return -_support(side, sources), day, min(sizes, default=inf), record_id

    return matter._replace(sides=tuple(sorted(matter.sides, key=key)))


def _support(side: Sequence[Side], sources: Sources) -> int:
    """Sources of a side that are independent: an outlet is one, and so is a story."""
    return min(len({name(one) for one in side}) for name in (sources.name, sources.story))


def _weight(matter: Matter, sources: Sources) -> _Weight:
    relation, subtype = matter.decision
    support = [_support(side, sources) for side in matter.sides]
    return _Weight(
        relation=RANK.index(relation),
        opposing=max(support) - sum(support),
        sources=-sum(support),
        subtype=OUTCOMES.index(subtype) if subtype in OUTCOMES else subtype in (None, "other"),
        doubt=1 - confidence(matter),
        first=min(side.record.id for side in matter.sides[0]),
    )


def confidence(matter: Matter) -> float:
    """How sure it is that no two sides are one: as sure as for the least sure side.

    A side is as sure as the surest of the pairs that set it against another. Pairs do not add
    up, since one judge who takes one for a conflict takes the next, in much the same words, for
    one too. With two sides it is the confidence of the surest pair.
    """
    if matter.ruling:
        return matter.ruling.confidence
    place = {s.record.id: number for number, side in enumerate(matter.sides) for s in side}
    best = dict.fromkeys(range(len(matter.sides)), 0.0)
    for item in matter.members:
        for key in item.pair.key:
            best[place[key]] = max(best[place[key]], item.verdict.confidence)
    return min(best.values())


def _finding(matter: Matter, judge: str) -> Finding:
    relation, subtype = matter.decision
    left, *others = (tuple(side.record.id for side in half) for half in matter.sides)
    return Finding(
        id=content_id("finding", relation, subtype, left, *others),
        relation=relation,
        subtype=subtype,
        left=left,
        right=tuple(record_id for side in others for record_id in side),
        sides=(left, *others),
        explanation=explanation(matter),
        confidence=confidence(matter),
        scope=_scope(matter),
        judge=judge,
    )


def _scope(matter: Matter) -> Scope:
    """Whether some article alone has all sides. Silence is found in all articles together."""
    articles = ({one.record.article_id for one in side} for side in matter.sides)
    within = len(matter.sides) > 1 and set.intersection(*articles)
    return "within_article" if within else "between_articles"
