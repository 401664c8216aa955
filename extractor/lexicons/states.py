"""The states of the world, by all the names that news gives them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor import lexicons


class State(NamedTuple):
    """A state and the names that stand for it."""

    name: str
    others: tuple[str, ...]
    """Official and short names, and abbreviations."""
    capitals: tuple[str, ...]
    """Cities and quarters whose name may mean the state ("Moscow", "Westminster")."""
    seats: tuple[str, ...]
    """Buildings and streets that mean its government and nothing else ("the Kremlin")."""
    adjectives: tuple[str, ...]
    """Adjectives, and what its people are called."""

    @property
    def places(self) -> tuple[str, ...]:
        """Capitals and seats."""
        return self.capitals + self.seats


@cache
def states() -> tuple[State, ...]:
    """All states, in the order of their names."""
    return tuple(map(_state, lexicons.rows("states")))


def _state(row: tuple[str, ...]) -> State:
    name, *lists = lexicons.padded(row, len(State._fields))
    return State(name, *map(lexicons.cells, lists))
