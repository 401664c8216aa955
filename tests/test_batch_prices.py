from __future__ import annotations

import pytest

from extractor import prices
from extractor.results import Usage

USAGE = Usage(requests=1, input_tokens=1_000_000, cached_tokens=200_000, output_tokens=100_000)
LISTED, NOT_LISTED = "gpt-4o-mini", "gpt-oss-120b"


def charged(model: str, *, batch: bool) -> float:
    price = prices.listed(model, provider="openai", base_url=None, batch=batch)
    assert price is not None
    return price.charge(USAGE)


class TestABatch:
    def test_costs_what_the_list_says(self) -> None:
        # No reduction for cached input, which a mere half of the live price would have.
        assert charged(LISTED, batch=True) == pytest.approx(1.0 * 0.075 + 0.1 * 0.3)

    def test_costs_half_where_the_list_has_no_price_for_it(self) -> None:
        assert charged(NOT_LISTED, batch=True) == pytest.approx(
            charged(NOT_LISTED, batch=False) / 2
        )

    def test_of_an_unknown_model_has_no_price(self) -> None:
        assert prices.listed("nobody's", provider="openai", base_url=None, batch=True) is None
