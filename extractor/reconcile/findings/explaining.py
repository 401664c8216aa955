"""The one sentence that names the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extractor.pairs import Side
from extractor.phrasing import day, enumeration
from extractor.reconcile.findings.accounts import IN_TIME, Matter
from extractor.reconcile.findings.given import Given
from extractor.reconcile.promises.telling import outcome_sentence, quoted
from extractor.reconcile.timeline import known
from extractor.records import Relation, subject

MOST_NAMED = 3
"""Outlets that are named for a side."""

MOST_LISTED = 6
"""Sides that a sentence can hold."""

_PLAIN: dict[Relation, str] = {
    "contradiction": "{left} and {right} cannot both be right.",
    "dispute": "{left} and {right} take opposite sides.",
    "reversal": "{right} goes against what {left} said before.",
    "update": "{right} replaces what {left} said before.",
    "commitment_outcome": "{right} shows what became of what {left} reported.",
    "corroboration": "{left} and {right} agree.",
}
"""Two sides, of which the judge said nothing."""

_LISTED: dict[Relation, str] = {
    "contradiction": "The accounts differ: {sides}.",
    "dispute": "The positions differ: {sides}.",
    "reversal": "One after the other: {sides}.",
    "update": "One after the other: {sides}.",
    "commitment_outcome": "One after the other: {sides}.",
    "corroboration": "{sources} agree: {shortest}.",
}
"""More than two sides: what one pair is told apart by would not tell of the others."""


def explanation(matter: Matter) -> str:
    """What the judge said of the surest pair of two sides; else what each side gives, and who.

    What became of a commitment is told by its day, its deadline and the later record.
    """
    if matter.ruling:
        return matter.ruling.explanation
    relation = matter.decision.relation
    if len(matter.sides) > 2:
        return _listed(matter)
    best = min(matter.members, key=lambda item: (-item.verdict.confidence, item.pair.key))
    if relation == "commitment_outcome" and matter.decision.subtype:
        return outcome_sentence(best.pair, matter.decision.subtype)
    left, right = (_outlets(side) for side in matter.sides)
    return best.verdict.difference or _PLAIN[relation].format(left=left, right=right)


def _listed(matter: Matter) -> str:
    relation = matter.decision.relation
    everybody = [side for group in matter.sides for side in group]
    shortest = min((side.record.evidence.quote for side in everybody), key=lambda q: (len(q), q))
    return _LISTED[relation].format(
        sides=_one_by_one(matter) if relation != "corroboration" else "",
        sources=_outlets(everybody),
        shortest=quoted(shortest),
    )


def _one_by_one(matter: Matter) -> str:
    """What each side gives: a figure or a day where all have one, else a quote."""
    values = [_value(side, matter.given) for side in matter.sides]
    distinct = all(values) and len(set(values)) == len(values)
    sides = matter.sides[:MOST_LISTED]
    if distinct:
        shown = [
            f"{value} ({_given(side, matter)})" for value, side in zip(values, sides, strict=False)
        ]
    else:
        shown = [_quote(side, matter) for side in sides]
    more = len(matter.sides) - len(shown)
    return enumeration([*shown, f"{more} more"] if more else shown)


def _value(side: Sequence[Side], given: Mapping[str, Sequence[Given]]) -> str | None:
    """The value in question that most records of the side give, in the words of the first."""
    found = [value for one in side for value in given.get(one.record.id, ())]
    count = Counter(value.key for value in found)
    most = max(count.values(), default=0)
    return next((value.text for value in found if count[value.key] == most), None)


def _given(side: Sequence[Side], matter: Matter) -> str:
    """The outlets of a side, and since when it is given where time matters."""
    return f"{_outlets(side)}{_since(side[0], matter)}"


def _quote(side: Sequence[Side], matter: Matter) -> str:
    """The words of a side that set it apart most surely, and whose they are."""
    own = {one.record.id: one for one in side}
    pairs = (item for item in matter.members if not own.keys().isdisjoint(item.pair.key))
    best = min(pairs, key=lambda item: (-item.verdict.confidence, item.pair.key))
    one = next(own[key] for key in best.pair.key if key in own)
    who = subject(one.record)
    by = f"{who.canonical} in {_outlets([one])}" if who else _outlets([one])
    return f"{quoted(one.record.evidence.quote)} ({by}{_since(one, matter)})"


def _since(side: Side, matter: Matter) -> str:
    told = known(side)
    return f", {day(told)}" if told and matter.decision.relation in IN_TIME else ""


def _outlets(sides: Iterable[Side]) -> str:
    """The outlets in alphabetical order; not those that give no name, if others do."""
    names = sorted({side.publisher for side in sides if side.publisher})
    if not names:
        return "an unnamed outlet"
    more = len(names) - MOST_NAMED
    return enumeration([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names)
