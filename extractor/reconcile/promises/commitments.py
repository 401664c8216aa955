"""Each commitment with its own timeline: made, restated, renewed, and what came of it.

Statements are one commitment where one actor is bound to one action in the same words, or where
the judge calls two of one actor's the same and their deadlines do not differ. A renewal belongs
to what it renews: it is one by the judge, or by the same words with another deadline later on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from extractor.pairs import Pair, Side
from extractor.reconcile.copies.sources import normalised
from extractor.reconcile.findings.accounts import Judged
from extractor.reconcile.groups import PartedGroups
from extractor.reconcile.promises.deeds import tells
from extractor.reconcile.promises.histories import History, Told
from extractor.reconcile.promises.outcomes import Sequel, sequel
from extractor.reconcile.promises.reports import reported
from extractor.reconcile.sides import order
from extractor.reconcile.timeline import valid_times
from extractor.records import Commitment, CommitmentTimeline, Happening


class Lapse(NamedTuple):
    """A commitment of which nothing came in time."""

    timeline: CommitmentTimeline
    statements: tuple[Side, ...]


class Commitments(NamedTuple):
    """All commitments, by the day on which they were made."""

    timelines: tuple[CommitmentTimeline, ...]
    lapses: tuple[Lapse, ...]


def commitments(
    sides: Sequence[Side], judged: Sequence[Judged], *, as_of: date | None = None
) -> Commitments:
    """The timelines of the commitments among `sides`, by what was judged.

    Without `as_of`, the day of the comparison, nothing lapses.
    """
    stated = sorted((s for s in sides if isinstance(s.record, Commitment)), key=order)
    groups = _grouped(stated, judged)
    statements: dict[str, list[Side]] = defaultdict(list)
    for side in stated:
        statements[groups.of(side.record.id)].append(side)
    sequels: dict[str, list[Told]] = defaultdict(list)
    for told in _told(judged):
        sequels[groups.of(told.sequel.commitment.id)].append(told)
    found = [History(group, sequels[name]) for name, group in statements.items()]
    overdue = [history for history in found if as_of and history.is_overdue(as_of)]
    done = reported([history.first for history in overdue], sides)
    lapsed = {history.first.record.id for history in overdue} - done
    lines = [(h.timeline(lapsed=h.first.record.id in lapsed), h.statements) for h in found]
    return Commitments(
        tuple(timeline for timeline, _ in lines),
        tuple(Lapse(*line) for line in lines if line[0].status == "lapsed"),
    )


def _told(judged: Iterable[Judged]) -> Iterator[Told]:
    for item in judged:
        found = sequel(item.pair)
        what = _happening(item)
        if found and what:
            yield Told(found, what)
        elif found and item.verdict.relation in ("same", "progress") and _may_be_done(found):
            yield Told(found, None)


def _may_be_done(found: Sequel) -> bool:
    return tells(found.later, found.commitment) == "done"


def _happening(item: Judged) -> Happening | None:
    if item.decision is None:
        return None
    relation, subtype = item.decision
    if relation == "reversal":
        return "reversed"
    if relation != "commitment_outcome":
        return None
    named: dict[str | None, Happening] = {w: w for w in ("kept", "broken", "renewed")}
    return named.get(subtype)


def _grouped(stated: Sequence[Side], judged: Iterable[Judged]) -> PartedGroups[str]:
    """Statements by the commitment that they are of."""
    pairs = [item for item in judged if _is_of_commitments(item.pair)]
    groups = PartedGroups[str]()
    for item in pairs:
        if item.verdict.relation in ("conflict", "opposed") and _happening(item) != "renewed":
            groups.keep_apart(*item.pair.key)
    first: dict[tuple[object, ...], str] = {}
    for side in stated:
        groups.join(first.setdefault(_key(side), side.record.id), side.record.id)
    for item in sorted(pairs, key=lambda item: (-item.verdict.confidence, item.pair.key)):
        if _happening(item) == "renewed" or _is_one(item):
            groups.join(*item.pair.key)
    return groups


def _is_of_commitments(pair: Pair) -> bool:
    return all(isinstance(side.record, Commitment) for side in (pair.left, pair.right))


def _is_one(item: Judged) -> bool:
    """Whether it is one commitment of one actor; other actors may bind themselves likewise."""
    one, other = item.pair.left.record, item.pair.right.record
    assert isinstance(one, Commitment)
    assert isinstance(other, Commitment)
    agreed = item.verdict.relation == "same" and valid_times(item.pair) != "different"
    return agreed and one.actor.canonical == other.actor.canonical


def _key(side: Side) -> tuple[object, ...]:
    record = side.record
    assert isinstance(record, Commitment)
    return (record.actor.canonical, normalised(record.action), record.type == "refusal")
