"""Who gives one account: the sides of a finding.

Records give one account where they were read from the same words, where the judge calls them the
same, or where they give the same figure or day for what is in question. Two that the judge sets
against each other never do. What is left are accounts that nothing ties and nothing parts: they
stand on one side if they have an opponent in common. So the sides are a colouring of the
accounts, in an order that does not depend on that of the input (greedy, breadth first: two
colours wherever two are enough).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from extractor.pairs import Pair, Side, Verdict
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import Decision
from extractor.reconcile.findings.given import Given, disputed
from extractor.reconcile.findings.passages import passages
from extractor.reconcile.groups import Groups, PartedGroups
from extractor.reconcile.sides import order
from extractor.reconcile.timeline import valid_times
from extractor.records import Relation

IN_TIME: frozenset[Relation] = frozenset({"update", "reversal", "commitment_outcome"})
"""Relations whose sides follow each other."""

Beside = Mapping[str, Sequence["Judged"]]
"""For each record the pairs in which it says the same as another one of its account."""


class Judged(NamedTuple):
    """A pair, what the judge said of it, and what that comes to; None for nothing to report."""

    pair: Pair
    verdict: Verdict
    decision: Decision | None


class Ruling(NamedTuple):
    """What code says of a matter that no pair was judged on."""

    explanation: str
    confidence: float


class Matter(NamedTuple):
    """Pairs that are about one thing, and the accounts of it."""

    decision: Decision
    members: tuple[Judged, ...]
    sides: tuple[tuple[Side, ...], ...]
    """In the order of time where time matters, else by the first record of each."""
    given: Mapping[str, Sequence[Given]]
    """By record: the figures or days in question."""
    ruling: Ruling | None = None
    """Of a commitment that lapsed: there is one side, and no pair."""


def matters(judged: Sequence[Judged], sources: Sources) -> Iterator[Matter]:
    """What was decided, gathered by relation and by the accounts that it is between."""
    items = sorted(judged, key=lambda item: item.pair.key)
    agreeing = [item for item in items if _says_the_same(item)]
    by_decision: dict[Decision, list[Judged]] = defaultdict(list)
    for item in items:
        if item.decision:
            by_decision[item.decision].append(item)
    accounts = _accounts(items, agreeing)
    beside = _beside(accounts, agreeing)
    for decision, decided in by_decision.items():
        if decision.relation == "corroboration":
            yield from (_agreement(members, sources) for members in _connected(decided, accounts))
            continue
        for members in _connected(decided, accounts):
            yield _Disagreement(members, accounts, beside).matter()


def _says_the_same(item: Judged) -> bool:
    """The same words of another day are no agreement."""
    return item.verdict.relation == "same" and valid_times(item.pair) != "different"


def _accounts(items: Sequence[Judged], agreeing: Sequence[Judged]) -> PartedGroups[str]:
    """Records by the account that they give: the surest agreement is believed first."""
    groups = PartedGroups[str]()
    against = [item for item in items if _parts(item)]
    for item in against:
        groups.keep_apart(*item.pair.key)
    sides = (s for item in (*against, *agreeing) for s in (item.pair.left, item.pair.right))
    for record, first in sorted(passages(sides).items()):
        groups.join(first, record)
    for item in sorted(agreeing, key=lambda item: (-item.verdict.confidence, item.pair.key)):
        groups.join(*item.pair.key)
    return groups


def _beside(accounts: PartedGroups[str], agreeing: Iterable[Judged]) -> Beside:
    beside: dict[str, list[Judged]] = defaultdict(list)
    for item in agreeing:
        one, other = item.pair.key
        if accounts.of(one) == accounts.of(other):
            beside[one].append(item)
            beside[other].append(item)
    return beside


def _parts(item: Judged) -> bool:
    if item.verdict.relation in ("conflict", "opposed"):
        return True
    return item.decision is not None and item.decision.relation != "corroboration"


def _connected(
    decided: Iterable[Judged], accounts: PartedGroups[str]
) -> Iterable[tuple[Judged, ...]]:
    """Pairs that have an account in common, directly or through others."""
    items = list(decided)
    names = [(accounts.of(a), accounts.of(b)) for a, b in (item.pair.key for item in items)]
    groups = Groups({name for pair in names for name in pair})
    for pair in names:
        groups.join(*pair)
    together: dict[str, list[Judged]] = defaultdict(list)
    for item, (name, _) in zip(items, names, strict=True):
        together[groups.of(name)].append(item)
    return map(tuple, together.values())


def _agreement(members: tuple[Judged, ...], sources: Sources) -> Matter:
    """The sides of an agreement are its sources: the reports of one outlet, or of one story."""
    found = _sides_of(members)
    groups = PartedGroups[str]()
    for item in members:
        groups.keep_apart(*item.pair.key)
    for name in (sources.name, sources.story):
        first: dict[str, str] = {}
        for side in found:
            groups.join(first.setdefault(name(side), side.record.id), side.record.id)
    by_source: dict[str, list[Side]] = defaultdict(list)
    for side in found:
        by_source[groups.of(side.record.id)].append(side)
    sides = tuple(tuple(group) for group in by_source.values())
    return Matter(Decision("corroboration"), members, sides, {})


def _sides_of(members: Iterable[Judged]) -> list[Side]:
    """The records of some pairs, each once, the earliest first."""
    found = {s.record.id: s for item in members for s in (item.pair.left, item.pair.right)}
    return sorted(found.values(), key=order)


class _Disagreement:
    """The accounts of one matter, given colours."""

    def __init__(
        self, members: tuple[Judged, ...], accounts: PartedGroups[str], beside: Beside
    ) -> None:
        decision = members[0].decision
        assert decision is not None
        self._decision = decision
        self._members = members
        self._given = disputed((item.pair for item in members), decision.subtype)
        if decision.relation in IN_TIME:
            self._found = _sides_of(members)
            self._account = _cut_by_time(members, accounts)
        else:
            self._found = _with_those_who_agree(members, beside)
            self._account = self._equal_ones_joined(accounts)
        self._near = self._opponents()
        names = dict.fromkeys(self._account[side.record.id] for side in self._found)
        self._ranks = {name: rank for rank, name in enumerate(names)}
        """The accounts by their earliest record."""
        self._palette = _Palette(self._values())

    def matter(self) -> Matter:
        """The matter with its sides."""
        (self._in_time if self._decision.relation in IN_TIME else self._two_if_enough)()
        sides: dict[int, list[Side]] = defaultdict(list)
        for side in self._found:
            sides[self._palette.colours[self._account[side.record.id]]].append(side)
        ordered = tuple(tuple(sides[colour]) for colour in sorted(sides))
        return Matter(self._decision, self._members, ordered, self._given)

    def _equal_ones_joined(self, accounts: PartedGroups[str]) -> dict[str, str]:
        """For each record its account; those that give the same value are one."""
        joined = PartedGroups[str]()
        for item in self._members:
            joined.keep_apart(*map(accounts.of, item.pair.key))
        first: dict[tuple[object, ...], str] = {}
        for side in self._found:
            account = accounts.of(side.record.id)
            for value in self._given.get(side.record.id, ()):
                joined.join(first.setdefault(value.key, account), account)
        ids = (side.record.id for side in self._found)
        return {record_id: joined.of(accounts.of(record_id)) for record_id in ids}

    def _opponents(self) -> dict[str, set[str]]:
        near: dict[str, set[str]] = defaultdict(set)
        for item in self._members:
            one, other = (self._account[key] for key in item.pair.key)
            near[one].add(other)
            near[other].add(one)
        return near

    def _values(self) -> dict[str, list[Given]]:
        values: dict[str, dict[tuple[object, ...], Given]] = defaultdict(dict)
        for record_id, given in self._given.items():
            for value in given:
                values[self._account[record_id]].setdefault(value.key, value)
        return {name: list(found.values()) for name, found in values.items()}

    def _in_time(self) -> None:
        """Each account later than all that it follows."""
        colours, ranks = self._palette.colours, self._ranks
        for name, rank in ranks.items():
            before = [colours[other] for other in self._near[name] if ranks[other] < rank]
            self._palette.paint(name, taken=set(), least=max(before, default=-1) + 1)

    def _two_if_enough(self) -> None:
        """Each account another colour than its opponents, going from one to the next."""
        colours = self._palette.colours
        pending = list(self._ranks)[:1]
        seen = set(pending)
        for name in pending:
            near = sorted(self._near[name], key=self._ranks.__getitem__)
            taken = {colours[other] for other in near if other in colours}
            self._palette.paint(name, taken=taken)
            pending += [other for other in near if other not in seen]
            seen.update(near)


def _with_those_who_agree(members: tuple[Judged, ...], beside: Beside) -> list[Side]:
    """The records of the pairs, and those that the judge calls the same as one of them.

    Not those that are the same as these in turn: from one to the next the matter drifts.
    """
    told = dict.fromkeys(key for item in members for key in item.pair.key)
    return _sides_of((*members, *(item for key in told for item in beside.get(key, ()))))


def _cut_by_time(members: tuple[Judged, ...], accounts: PartedGroups[str]) -> dict[str, str]:
    """For each record its account: another one after each day on which it was replaced, so that
    what is said again later is later."""
    against: dict[str, set[date]] = defaultdict(set)
    for item in members:
        for side, other in ((item.pair.left, item.pair.right), (item.pair.right, item.pair.left)):
            against[accounts.of(side.record.id)].add(order(other)[0])
    days = {name: sorted(found) for name, found in against.items()}
    cut: dict[str, str] = {}
    for side in _sides_of(members):
        account = accounts.of(side.record.id)
        cut[side.record.id] = f"{account} {bisect_right(days[account], order(side)[0])}"
    return cut


class _Palette:
    """Colours given so far, and the values that each stands for."""

    def __init__(self, values: Mapping[str, Sequence[Given]]) -> None:
        self.colours: dict[str, int] = {}
        self._values = values
        self._shown: defaultdict[int, list[Given]] = defaultdict(list)

    def paint(self, name: str, *, taken: set[int], least: int = 0) -> None:
        """Give `name` the first colour from `least` that is not taken, and whose values agree."""
        own = self._values.get(name, ())
        colour = least
        while colour in taken or self._clash(own, colour):
            colour += 1
        self.colours[name] = colour
        self._shown[colour] += own

    def _clash(self, own: Sequence[Given], colour: int) -> bool:
        shown = self._shown[colour]
        return any(value.differs(other) for value in own for other in shown) and not any(
            value.agrees(other) for value in own for other in shown
        )
