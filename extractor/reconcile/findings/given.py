"""What a record gives for the thing in question: a figure, or days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from extractor import quantities
from extractor.pairs import Pair, Side
from extractor.periods import first_day, meet
from extractor.phrasing import period
from extractor.reconcile.timeline import valid
from extractor.records import Claim, Quantity, Subtype, TimeSpan

Value = Quantity | TimeSpan


class Given(NamedTuple):
    """One value, in the words of the record that gives it."""

    value: Value
    text: str

    @property
    def key(self) -> tuple[object, ...]:
        """The same for values that are the same, however they are written."""
        if isinstance(self.value, Quantity):
            return (self.value.unit, self.value.value, self.value.high, self.value.bound)
        return (self.value.start, self.value.end)

    @property
    def size(self) -> float:
        """By which values are put in order: amounts by themselves, days by their first."""
        if isinstance(self.value, Quantity):
            return self.value.value
        return float(first_day(self.value).toordinal())

    def differs(self, other: Given) -> bool:
        """Whether both cannot be right of one thing."""
        one, two = self.value, other.value
        if isinstance(one, Quantity) and isinstance(two, Quantity):
            return quantities.relate(one, two) == "different"
        if isinstance(one, TimeSpan) and isinstance(two, TimeSpan):
            return not meet(one, two)
        return False

    def agrees(self, other: Given) -> bool:
        """Whether both say the same of one thing, as closely as each says it."""
        if type(self.value) is not type(other.value):
            return False
        units = {one.unit for one in (self.value, other.value) if isinstance(one, Quantity)}
        return len(units) < 2 and not self.differs(other)


def disputed(pairs: Iterable[Pair], subtype: Subtype | None) -> dict[str, list[Given]]:
    """For each record the values, of the kind in question, by which it differs from a partner.

    A figure that the partner has too is not in question, nor is one without a counterpart.
    Empty where the question is not of figures or days.
    """
    found: dict[str, list[Given]] = {}
    values = _VALUES.get(subtype)
    for pair in pairs if values else ():
        assert values is not None
        left, right = values(pair.left), values(pair.right)
        found.setdefault(pair.left.record.id, []).extend(_apart(left, right))
        found.setdefault(pair.right.record.id, []).extend(_apart(right, left))
    return found


def _apart(own: Sequence[Given], others: Sequence[Given]) -> list[Given]:
    return [
        value
        for value in own
        if any(value.differs(other) for other in others)
        and not any(value.agrees(other) for other in others)
    ]


def _figures(side: Side) -> list[Given]:
    record = side.record
    claimed = record.quantities if isinstance(record, Claim) else ()
    figures = claimed or quantities.find(record.evidence.quote)
    return [Given(figure, figure.text) for figure in figures]


def _days(side: Side) -> list[Given]:
    time = valid(side)
    return [Given(time, period(time.start, time.end) or time.text)] if time else []


_VALUES: dict[Subtype | None, Callable[[Side], list[Given]]] = {
    "number": _figures,
    "date": _days,
}
