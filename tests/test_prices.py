from __future__ import annotations

import pytest

from extractor.prices import listed, per_million
from extractor.results import Usage


def test_a_price_of_ones_own_is_for_a_million_tokens() -> None:
    price = per_million(2.0, 8.0)
    assert price.charge(Usage(input_tokens=500_000, output_tokens=250_000)) == 3.0


def test_cached_tokens_are_charged_as_sent_where_no_list_says_otherwise() -> None:
    sent, cached = (Usage(input_tokens=1000, cached_tokens=n) for n in (0, 1000))
    price = per_million(2.0, 8.0)
    assert price.charge(sent) == price.charge(cached)


def test_a_listed_model_charges_less_for_what_was_cached() -> None:
    price = listed("gpt-5-mini", provider="openai", base_url=None)
    assert price is not None
    fresh, cached = (price.charge(Usage(input_tokens=10_000, cached_tokens=n)) for n in (0, 10_000))
    assert 0 < cached < fresh


def test_usage_keeps_its_counts_when_it_is_priced() -> None:
    usage = Usage(requests=1, input_tokens=1_000_000, output_tokens=7)
    priced = per_million(1.0, 0.0).priced(usage)
    assert priced == usage.model_copy(update={"cost": 1.0})


@pytest.mark.parametrize(
    ("model", "base_url"),
    [("no-such-model", None), ("gpt-5-mini", "http://127.0.0.1:8000/v1")],
    ids=["not on the list", "served by nobody the list knows"],
)
def test_a_price_that_is_not_known_is_not_guessed(model: str, base_url: str | None) -> None:
    assert listed(model, provider="openai", base_url=base_url) is None


def test_a_model_behind_the_address_of_its_provider_has_its_price() -> None:
    there = listed("gpt-5-mini", provider="openai", base_url="https://api.openai.com/v1")
    assert there is not None
    assert there.charge(Usage(input_tokens=1000)) > 0
