"""What a call costs: from the price list of genai-prices, or as the user says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import genai_prices

from extractor.results import Usage

MILLION = 1_000_000


class Price(NamedTuple):
    """What one model charges."""

    charge: Callable[[Usage], float]
    """US dollars for one request. Lists have steps (long prompts cost more), so a sum of many
    requests must be made of their charges, not charged as one."""

    def priced(self, usage: Usage) -> Usage:
        """`usage` of one request with what it cost."""
        return usage.model_copy(update={"cost": self.charge(usage)})


def per_million(sent: float, answered: float) -> Price:
    """A price in US dollars for a million tokens sent (cached or not) and answered."""
    return Price(
        lambda usage: (usage.input_tokens * sent + usage.output_tokens * answered) / MILLION
    )


def listed(model: str, *, provider: str, base_url: str | None) -> Price | None:
    """The price of `model` by the list; None if the list does not have it there.

    Behind an address of its own a model has the price of whoever serves it, if the list knows
    that address: the name alone says nothing of what a server charges.
    """

    def charge(usage: Usage) -> float:
        counted = genai_prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=usage.cached_tokens,
            output_tokens=usage.output_tokens,
        )
        by = genai_prices.calc_price
        if base_url:
            return float(by(counted, model, provider_api_url=base_url).total_price)
        return float(by(counted, model, provider_id=provider).total_price)

    try:
        charge(Usage())
    except LookupError:
        return None
    return Price(charge)
