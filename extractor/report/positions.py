"""Who stands where: a table of topics by actors, each cell with the quotes behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.identity import content_id
from extractor.phrasing import enumeration
from extractor.records import Position, Stance
from extractor.report.facets import Facets, together
from extractor.report.model import RecordView
from extractor.report.topics import Topic, topics
from extractor.report.wording import POSITION_WORDS, Link

MOST_STANCES = 2_000
"""Stances that are sorted into topics: comparing them takes about a second."""

MOST_ACTORS = 8
"""Columns: so many names are read side by side on a screen of 1280 pixels."""

MOST_TOPICS = 20
"""Rows: the contested topics come first, and nobody reads a table of hundreds."""

MOST_IN_A_CELL = 10


class Tally(NamedTuple):
    """How often an actor takes a position on a topic."""

    position: Position
    number: int

    @property
    def label(self) -> str:
        """The tally in words: `against, 2 times`."""
        often = f", {self.number} times" if self.number > 1 else ""
        return f"{POSITION_WORDS[self.position]}{often}"


class Cell(NamedTuple):
    """An actor's stances on a topic."""

    anchor: str
    actor: str
    topic: str
    tallies: tuple[Tally, ...]
    stances: tuple[RecordView, ...]
    more: int
    reversal: Link | None
    """The finding that the actor turned round."""

    @property
    def label(self) -> str:
        """The cell in words: `Russia: against, 2 times; turned round`."""
        said = enumeration([tally.label for tally in self.tallies])
        turned = "; turned round" if self.reversal else ""
        return f"{self.actor}: {said}{turned}. Show the quotes on: {self.topic}"


class Row(NamedTuple):
    """A topic with a cell for each actor who says something on it."""

    title: str
    cells: tuple[Cell | None, ...]
    facets: Facets


class Matrix(NamedTuple):
    """The table."""

    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    stances: int
    """Stances that it shows."""
    total: int
    """Stances of the run."""

    @property
    def cells(self) -> list[Cell]:
        """All cells with something in them."""
        return [cell for row in self.rows for cell in row.cells if cell]


class _Topic(NamedTuple):
    title: str
    by_actor: Mapping[str, list[RecordView]]


def matrix(
    views: Sequence[RecordView], total: int, opposed: Sequence[Sequence[str]] = ()
) -> Matrix:
    """The table of `views` (stances), of a run with `total`; `opposed` are the record ids of
    findings that say of what they relate that it is one matter."""
    found = _by_topic(views, opposed)
    chosen = sorted(found, key=_importance)[:MOST_TOPICS]
    busiest = Counter(actor for topic in chosen for actor in topic.by_actor)
    weight = Counter(_holder(view) for view in views)
    ranked = sorted(busiest, key=lambda actor: (-busiest[actor], -weight[actor], actor))
    actors = tuple(ranked[:MOST_ACTORS])
    rows = tuple(row for topic in chosen if (row := _row(topic, actors)))
    stances = sum(len(cell.stances) + cell.more for row in rows for cell in row.cells if cell)
    return Matrix(actors, rows, stances, total)


def _by_topic(views: Sequence[RecordView], opposed: Sequence[Sequence[str]]) -> list[_Topic]:
    places = {view.record.id: place for place, view in enumerate(views)}
    joined = [[places[key] for key in ids if key in places] for ids in opposed]
    found = topics([_target(view) for view in views], [group for group in joined if group])
    return [_topic(topic, views) for topic in found]


def _topic(topic: Topic, views: Sequence[RecordView]) -> _Topic:
    by_actor: defaultdict[str, list[RecordView]] = defaultdict(list)
    for place in topic.members:
        by_actor[_holder(views[place])].append(views[place])
    return _Topic(topic.title, by_actor)


def _importance(topic: _Topic) -> tuple[bool, int, int]:
    """Contested topics first, then those that most actors speak of, then the most spoken of."""
    stances = [view for views in topic.by_actor.values() for view in views]
    positions = {_position(view) for view in stances}
    contested = len(topic.by_actor) > 1 and {"support", "oppose"} <= positions
    return not contested, -len(topic.by_actor), -len(stances)


def _row(topic: _Topic, actors: Sequence[str]) -> Row | None:
    cells = tuple(_cell(topic, actor) for actor in actors)
    shown = [view.facets for cell in cells if cell for view in cell.stances]
    return Row(topic.title, cells, together(shown)) if shown else None


def _cell(topic: _Topic, actor: str) -> Cell | None:
    views = topic.by_actor.get(actor)
    if not views:
        return None
    positions = Counter(_position(view) for view in views)
    turned = (link for view in views for link in view.findings if link.relation == "reversal")
    return Cell(
        anchor=content_id("cell", actor, views[0].record.id),
        actor=actor,
        topic=topic.title,
        tallies=tuple(Tally(key, positions[key]) for key in POSITION_WORDS if positions[key]),
        stances=tuple(views[:MOST_IN_A_CELL]),
        more=max(0, len(views) - MOST_IN_A_CELL),
        reversal=next(turned, None),
    )


def _stance(view: RecordView) -> Stance:
    assert isinstance(view.record, Stance)
    return view.record


def _holder(view: RecordView) -> str:
    return _stance(view).holder.canonical


def _target(view: RecordView) -> str:
    return _stance(view).target


def _position(view: RecordView) -> Position:
    return _stance(view).position
