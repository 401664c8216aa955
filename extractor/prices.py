"""What a call costs: from the price list of genai-prices, or as the user says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import genai_prices

from extractor.results import Usage

MILLION = 1_000_000

BATCH = {"processing": "batch"}
"""What the list calls a request in a batch."""

BATCH_SHARE = 0.5
"""Of the price of a live request, what one in a batch costs where no list says it: what OpenAI,
and those who follow its API, charge."""

SAMPLE = Usage(input_tokens=MILLION, output_tokens=MILLION)
"""The list gives the live price where it has no other, without saying so; this shows which."""


class Price(NamedTuple):
    """What one model charges."""

    charge: Callable[[Usage], float]
    """US dollars for one request. Lists have steps (long prompts cost more), so a sum of many
    requests must be made of their charges, not charged as one."""

    def priced(self, usage: Usage) -> Usage:
        """`usage` of one request with what it cost."""
        return usage.model_copy(update={"cost": self.charge(usage)})

    def in_batch(self) -> Price:
        """This price, lowered as is usual for a batch."""
        return Price(lambda usage: self.charge(usage) * BATCH_SHARE)


def per_million(sent: float, answered: float) -> Price:
    """A price in US dollars for a million tokens sent (cached or not) and answered."""
    return Price(
        lambda usage: (usage.input_tokens * sent + usage.output_tokens * answered) / MILLION
    )


def listed(model: str, *, provider: str, base_url: str | None, batch: bool = False) -> Price | None:
    """The price of `model` by the list, live or in a batch; None if the list lacks the model there.

    Behind an address of its own a model has the price of whoever serves it, if the list knows
    that address: the name alone says nothing of what a server charges. A model for which the list
    has no price in a batch costs half of its live price there.
    """
    live = _charged(model, provider, base_url, {})
    if live is None or not batch:
        return live
    reduced = _charged(model, provider, base_url, BATCH)
    return reduced if reduced and reduced.charge(SAMPLE) < live.charge(SAMPLE) else live.in_batch()


def _charged(
    model: str, provider: str, base_url: str | None, context: Mapping[str, str]
) -> Price | None:
    def charge(usage: Usage) -> float:
        counted = genai_prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=usage.cached_tokens,
            output_tokens=usage.output_tokens,
        )
        by = genai_prices.calc_price
        if base_url:
            found = by(counted, model, provider_api_url=base_url, price_context=context)
        else:
            found = by(counted, model, provider_id=provider, price_context=context)
        return float(found.total_price)

    try:
        charge(Usage())
    except LookupError:
        return None
    return Price(charge)
