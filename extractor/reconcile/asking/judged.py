"""The comparisons that were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, overload

from extractor.pairs import Pair, Verdict
from extractor.records import Relation


class JudgedPair(NamedTuple):
    """One comparison that was made."""

    key: tuple[str, str]
    """The ids of the two records, in order."""
    rule: str
    """The rule that proposed to compare them."""
    verdict: Verdict
    """What the judge said; a conflict or an opposition both ways round."""
    relation: Relation | None
    """What it comes to when dates, actors and sources are looked at; None for nothing."""


class JudgedPairs(Sequence[JudgedPair]):
    """Comparisons, each put together when it is looked at: there may be millions."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        verdicts: Sequence[Verdict | None],
        relations: Sequence[Relation | None],
    ) -> None:
        self._pairs, self._verdicts, self._relations = pairs, verdicts, relations
        self._places = [place for place, verdict in enumerate(verdicts) if verdict is not None]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> JudgedPair: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[JudgedPair, ...]: ...
    def __getitem__(self, place: int | slice) -> JudgedPair | tuple[JudgedPair, ...]:
        if isinstance(place, slice):
            return tuple(map(self._at, self._places[place]))
        return self._at(self._places[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(pair.key for pair in self))

    def _at(self, place: int) -> JudgedPair:
        pair, verdict = self._pairs[place], self._verdicts[place]
        assert verdict is not None
        return JudgedPair(pair.key, pair.rule, verdict, self._relations[place])
