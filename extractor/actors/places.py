"""Where a record has its actors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.records import Actor, Attribution, Commitment, Record, Stance


def actors_in(record: Record) -> Iterator[Actor]:
    """All actors of a record: who spoke, who passed it on, who holds a position or is bound."""
    said = record.attribution
    own: tuple[Actor | None, ...] = ()
    if isinstance(record, Stance):
        own = (record.holder,)
    elif isinstance(record, Commitment):
        own = (record.actor, record.counterparty)
    yield from (actor for actor in (said.speaker, *said.via, *own) if actor is not None)


def with_actors(record: Record, given: Callable[[Actor], Actor]) -> Record:
    """The record with each of its actors as `given`."""
    said = record.attribution
    attribution = said.model_copy(
        update={
            "speaker": said.speaker and given(said.speaker),
            "via": tuple(given(actor) for actor in said.via),
        }
    )
    return _updated(record, attribution, given)


def _updated(record: Record, attribution: Attribution, given: Callable[[Actor], Actor]) -> Record:
    update: dict[str, object] = {"attribution": attribution}
    if isinstance(record, Stance):
        update["holder"] = given(record.holder)
    elif isinstance(record, Commitment):
        update["actor"] = given(record.actor)
        update["counterparty"] = record.counterparty and given(record.counterparty)
    return record.model_copy(update=update)
