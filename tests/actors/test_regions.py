"""States of the United States, and those of the world that have their names."""

from __future__ import annotations

import pytest

from extractor.actors import Cast
from extractor.actors.lexicon import state_in
from extractor.drafts import ActorDraft
from extractor.records import Article


def canonical(name: str, text: str, *, told: str | None = None) -> str:
    draft = ActorDraft(name=name, type="state", canonical=told)
    return Cast(Article.of(text)).actor(draft).canonical


@pytest.mark.parametrize(
    "text",
    [
        "Georgia will count again, officials in Atlanta said.",
        "Georgia Republicans were angry. Georgia will count again.",
        "Georgia's secretary of state said Georgia will count again.",
        "Georgia, Arizona and Wisconsin will count again.",
        "Sen. Jon Ossoff, D-Ga., said Georgia will count again.",
    ],
)
def test_georgia_is_the_american_one_where_the_article_shows_it(text: str) -> None:
    assert canonical("Georgia", text) == "Georgia (US state)"


@pytest.mark.parametrize(
    "text",
    [
        "Georgia will sign.",
        "Georgia will sign in Tbilisi.",
        "Georgia and Russia fought over South Ossetia.",
        "A senator from Texas said Georgia will sign.",
        "The Georgian minister met senators of Texas and Ohio. Georgia will sign.",
        "Atlanta is far from Tbilisi. Georgia will sign.",
    ],
)
def test_georgia_is_the_country_else(text: str) -> None:
    assert canonical("Georgia", text) == "Georgia"


@pytest.mark.parametrize("name", ["state of Georgia", "the US state of Georgia", "Georgia state"])
def test_a_name_that_says_that_it_is_a_part_of_the_union_needs_no_context(name: str) -> None:
    assert canonical(name, "Nobody came.") == "Georgia (US state)"


def test_the_side_of_georgia_is_that_of_the_georgia_of_the_article() -> None:
    american = "Georgia Republicans were angry."
    assert canonical("Georgia's government", american) == "Georgia (US state)"
    assert canonical("the Georgian government", american) == "Georgia"
    assert canonical("Georgia's government", "They met in Tbilisi.") == "Georgia"


def test_a_model_may_tell_which_georgia_is_meant() -> None:
    assert canonical("Georgia", "Nobody came.", told="State of Georgia") == "Georgia (US state)"
    assert canonical("Georgia", "Nobody came.", told="Georgia") == "Georgia"


def test_washington_is_the_state_only_where_nothing_of_the_capital_is_there() -> None:
    assert canonical("Washington", "Washington will pay, Seattle hopes.") == "Washington state"
    both = "Washington will pay, Seattle hopes. The White House agreed."
    assert canonical("Washington", both) == "United States"
    assert canonical("Washington", "Texas, Ohio and Washington agreed.") == "United States"


@pytest.mark.parametrize(
    "phrase", ["New Mexico Gov.", "British Columbia premier", "Northern Ireland first minister"]
)
def test_a_place_named_like_a_state_is_not_that_state(phrase: str) -> None:
    assert state_in(phrase) is None


def test_a_governor_of_the_country_by_that_name_is_not_invented() -> None:
    draft = ActorDraft(name="Brian Kemp", role="Georgia Gov.")
    kemp = Cast(Article.of("Georgia Gov. Brian Kemp spoke.")).actor(draft)
    assert kemp.speaks_for == "Georgia (US state)"


def test_a_person_with_the_given_name_of_a_state_is_no_state() -> None:
    chad = ActorDraft(name="Chad", type="person")
    named = Cast(Article.of("Chad Wolf spoke. Chad left.")).actor(chad)
    assert (named.canonical, named.type) == ("Chad Wolf", "person")
    state = Cast(Article.of("Chad signed in N'Djamena.")).actor(chad)
    assert (state.canonical, state.type) == ("Chad", "state")
