"""Judged pairs gathered into findings: one disagreement among many articles is one finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.identity import content_id
from extractor.pairs import Pair, Side, Verdict
from extractor.reconcile.copies import Sources
from extractor.reconcile.decide import Decision
from extractor.reconcile.sides import order
from extractor.reconcile.groups import Groups
from extractor.records import Finding, Relation, Span

RANK: tuple[Relation, ...] = (
    "contradiction", "dispute", "reversal", "update", "commitment_outcome", "corroboration",
)  # fmt: skip
"""What a reader wants to see first."""

ALIKE = 0.75
"""Share of the longer passage that two passages have in common to be the same words."""


class Decided(NamedTuple):
    """A pair that is worth reporting."""

    pair: Pair
    verdict: Verdict
    decision: Decision


class _Draft(NamedTuple):
    left: tuple[Side, ...]
    right: tuple[Side, ...]
    members: tuple[Decided, ...]


def findings(decided: Sequence[Decided], sources: Sources, judge: str) -> tuple[Finding, ...]:
    """One finding for each group of pairs about one matter, the most important first."""
    by_decision: dict[Decision, list[Decided]] = defaultdict(list)
    for item in sorted(decided, key=lambda item: item.pair.key):
        by_decision[item.decision].append(item)
    drafts = [_draft(members) for items in by_decision.values() for members in _connected(items)]
    ranked = sorted(drafts, key=lambda draft: _rank(draft, sources))
    return tuple(_finding(draft, judge) for draft in ranked)


def _connected(items: Sequence[Decided]) -> Iterable[list[Decided]]:
    """Pairs that share a record, or words that two records were read from."""
    sides = (side for item in items for side in (item.pair.left, item.pair.right))
    passages = _passages(sides)
    groups = Groups(set(passages.values()))
    for item in items:
        groups.join(*(passages[key] for key in item.pair.key))
    together: dict[str, list[Decided]] = defaultdict(list)
    for item in items:
        together[groups.of(passages[item.pair.key[0]])].append(item)
    return together.values()


def _passages(sides: Iterable[Side]) -> dict[str, str]:
    """For each record the first of those that were read from the same words.

    An overlap is not enough: a long sentence reports two events, and agrees here with one
    account and there with another.
    """
    by_article: dict[str, dict[str, Side]] = defaultdict(dict)
    for side in sides:
        by_article[side.record.article_id][side.record.id] = side
    named: dict[str, str] = {}
    for found in by_article.values():
        first, words = "", Span(-1, -1)
        for side in sorted(found.values(), key=lambda s: (s.record.evidence.start, s.record.id)):
            own = Span(side.record.evidence.start, side.record.evidence.end)
            if _are_alike(words, own):
                words = Span(words.start, max(words.end, own.end))
            else:
                first, words = side.record.id, own
            named[side.record.id] = first
    return named


def _are_alike(a: Span, b: Span) -> bool:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common >= ALIKE * max(a.end - a.start, b.end - b.start)


def _draft(members: Sequence[Decided]) -> _Draft:
    """The two sides of a group. Each record stands opposite to one it was paired with."""
    near: dict[str, list[Side]] = defaultdict(list)
    by_id: dict[str, Side] = {}
    for pair, _, _ in members:
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            by_id[side.record.id] = side
            near[side.record.id].append(other)
    passages = _passages(by_id.values())
    place: dict[str, bool] = {}
    for side in sorted(by_id.values(), key=order):
        _place(side, near, place, passages)
    left = tuple(s for s in sorted(by_id.values(), key=order) if place[passages[s.record.id]])
    right = tuple(s for s in sorted(by_id.values(), key=order) if not place[passages[s.record.id]])
    return _Draft(left, right, tuple(members))


def _place(
    side: Side, near: dict[str, list[Side]], place: dict[str, bool], passages: dict[str, str]
) -> None:
    """Put `side` on the left if it is the first of its group, then all others across."""
    name = passages[side.record.id]
    place.setdefault(name, True)
    pending = [side]
    while pending:
        at = pending.pop()
        for other in sorted(near[at.record.id], key=order):
            if passages[other.record.id] not in place:
                place[passages[other.record.id]] = not place[passages[at.record.id]]
                pending.append(other)


def _rank(draft: _Draft, sources: Sources) -> tuple[int, int, int, float, str]:
    outlets = [len({sources.name(side) for side in half}) for half in (draft.left, draft.right)]
    relation = RANK.index(draft.members[0].decision.relation)
    first = min(side.record.id for side in draft.left)
    return relation, -min(outlets), -sum(outlets), -_best(draft).verdict.confidence, first


def _best(draft: _Draft) -> Decided:
    return min(draft.members, key=lambda item: (-item.verdict.confidence, item.pair.key))


def _finding(draft: _Draft, judge: str) -> Finding:
    left, right = (tuple(side.record.id for side in half) for half in (draft.left, draft.right))
    relation, subtype = draft.members[0].decision
    best = _best(draft).verdict
    articles = {side.record.article_id for side in draft.left + draft.right}
    return Finding(
        id=content_id("finding", relation, subtype, left, right),
        relation=relation,
        subtype=subtype,
        left=left,
        right=right,
        explanation=best.difference or _plain(draft, relation),
        confidence=best.confidence,
        scope="within_article" if len(articles) == 1 else "between_articles",
        judge=judge,
    )


_PLAIN: dict[Relation, str] = {
    "contradiction": "{left} and {right} cannot both be right.",
    "dispute": "{left} and {right} take opposite sides.",
    "reversal": "{right} goes against what {left} said before.",
    "update": "{right} replaces what {left} said before.",
    "commitment_outcome": "{right} shows what became of what {left} reported.",
    "corroboration": "{left} and {right} agree.",
}


def _plain(draft: _Draft, relation: Relation) -> str:
    left, right = (_outlets(half) for half in (draft.left, draft.right))
    return _PLAIN[relation].format(left=left, right=right)


def _outlets(half: tuple[Side, ...]) -> str:
    return " and ".join(sorted({side.publisher or "an unnamed outlet" for side in half}))
