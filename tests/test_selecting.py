"""Some of a run."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.records import Actor, Attribution, Commitment, Evidence
from extractor.selecting import Wanted

PROMISE = Commitment(
    id="commitment-1",
    article_id="article-1",
    evidence=Evidence(quote="will pay", start=0, end=8),
    attribution=Attribution(
        speaker=Actor(name="Mr Roe", canonical="Jan Roe"),
        via=(Actor(name="Reuters", canonical="Reuters", type="organization"),),
        publisher="The Herald",
        speech="direct",
    ),
    said_on=date(2022, 1, 21),
    engine="rules",
    actor=Actor(name="the Union", canonical="European Union", type="organization"),
    action="pay",
    type="promise",
    counterparty=Actor(name="Kiev", canonical="Ukraine", type="state"),
)


@pytest.mark.parametrize("name", ["jan roe", "MR ROE", "Union", "european", "Ukraine", "kiev"])
def test_an_actor_is_any_part_of_a_name_of_who_speaks_or_is_meant(name: str) -> None:
    assert Wanted(actor=name).fits(PROMISE)


@pytest.mark.parametrize("name", ["Reuters", "Herald", "Janet"])
def test_who_passed_it_on_is_no_actor_of_it(name: str) -> None:
    assert not Wanted(actor=name).fits(PROMISE)


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [(21, None, True), (22, None, False), (None, 21, True), (None, 20, False), (20, 22, True)],
)
def test_days_count_with_their_ends(since: int | None, until: int | None, fits: bool) -> None:
    days = [date(2022, 1, number) if number else None for number in (since, until)]
    assert Wanted(since=days[0], until=days[1]).fits(PROMISE) is fits


def test_a_record_of_no_known_day_fits_only_where_no_day_is_wanted() -> None:
    undated = PROMISE.model_copy(update={"said_on": None})
    assert Wanted().fits(undated)
    assert not Wanted(until=date(2030, 1, 1)).fits(undated)


def test_all_that_is_wanted_must_fit() -> None:
    assert Wanted(actor="roe", outlet="herald", kind="commitment").fits(PROMISE)
    assert not Wanted(actor="roe", outlet="herald", kind="claim").fits(PROMISE)
    assert not Wanted(actor="roe", outlet="post").fits(PROMISE)


def test_a_record_without_an_outlet_is_of_none() -> None:
    said = PROMISE.attribution.model_copy(update={"publisher": None})
    assert not Wanted(outlet="herald").fits(PROMISE.model_copy(update={"attribution": said}))
