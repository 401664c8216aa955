"""Vectors for texts, from an endpoint that speaks OpenAI's protocol."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any, Self

import httpx2

from extractor import prices
from extractor.budget import Budget, Ceiling
from extractor.engines import Embedding
from extractor.engines.llm import tokens
from extractor.engines.llm.failures import explained, is_connection_error, status
from extractor.engines.llm.pace import REAL, Clock, Pace
from extractor.engines.llm.providers import Endpoint, connect, endpoint
from extractor.engines.llm.structured import Received
from extractor.engines.llm.transport import Transport
from extractor.errors import EngineError, ExtractorError, SettingsError
from extractor.identity import content_id
from extractor.results import Usage
from extractor.settings import ModelSettings

PATH = "/embeddings"

TEXTS_PER_CALL = 256
"""Texts in one request: OpenAI takes 2,048, and 300,000 tokens in all of them."""

SINGLE = "f"
"""The type code of numbers of 32 bits."""


class LLMEmbedder:
    """Asks one endpoint for vectors. Usable in one event loop at a time."""

    def __init__(
        self, where: Endpoint, settings: ModelSettings, *, clock: Clock, budget: Budget
    ) -> None:
        self.where = where
        self._price = _price(where, settings)
        self._budget = budget
        self._sdk: Any = connect(where, timeout=settings.timeout).client
        pace = Pace(rpm=settings.rpm, tpm=settings.tpm, clock=clock)
        self._transport = Transport(pace, attempts=settings.max_attempts, clock=clock)

    @classmethod
    def open(
        cls, settings: ModelSettings, *, clock: Clock = REAL, budget: Budget | None = None
    ) -> Self:
        """What asks the model `settings.embeddings`, within `budget`; no request is sent.

        Raises SettingsError for an unknown provider, one without embeddings, a missing key, or a
        model without a known price where `settings.max_cost` is given.
        """
        name = settings.embeddings or ""
        if name.startswith("anthropic/"):
            raise SettingsError(
                f"{name}: Anthropic has no embeddings; name a model of OpenAI or of an "
                f"OpenAI-compatible endpoint"
            )
        named = settings.model_copy(update={"model": name})
        where = endpoint(named)
        within = budget or Budget(Ceiling(settings.max_cost, settings.max_tokens))
        return cls(where, named, clock=clock, budget=within)

    @property
    def name(self) -> str:
        """PROVIDER/MODEL."""
        return self.where.name

    @property
    def embed_fingerprint(self) -> str:
        """A hash of all that shapes a vector beside the text."""
        return content_id("embed", self.name)

    @property
    def texts_per_call(self) -> int:
        """How many texts `embed` takes at a time."""
        return TEXTS_PER_CALL

    async def embed(self, texts: Sequence[str]) -> Embedding:
        """A vector for each of `texts`. Raises EngineError, EngineStopped, BudgetReached."""
        worst = self._priced(sum(tokens.most(len(text.encode())) for text in texts))
        async with self._budget.claim(worst, begun=False) as claim:
            answer = await self._answer(texts, worst)
            claim.spent = self._priced(_sent(answer, worst))
        return Embedding(_vectors(answer, len(texts)), claim.spent)

    async def _answer(self, texts: Sequence[str], worst: Usage) -> Any:
        body = {"model": self.where.model, "input": list(texts), "encoding_format": "float"}

        async def attempt() -> Received:
            response = await self._sdk.post(PATH, body=body, cast_to=httpx2.Response)
            return Received(json.loads(response.content), response.headers)

        try:
            return (await self._transport.send(attempt, tokens=worst.input_tokens)).completion
        except ExtractorError:
            raise
        except Exception as error:
            if status(error) is None and not is_connection_error(error):
                raise
            raise explained(error, self.where, about=None, answered=False) from error

    def _priced(self, sent: int) -> Usage:
        usage = Usage(requests=1, input_tokens=sent)
        if self._price is None:
            return usage.model_copy(update={"unpriced": 1})
        return self._price.priced(usage)

    async def close(self) -> None:
        """Let go of connections."""
        await self._sdk.close()


def _price(where: Endpoint, settings: ModelSettings) -> prices.Price | None:
    """By the price list: what a user says of prices is said of the model that judges."""
    found = prices.listed(where.model, provider=where.provider, base_url=where.base_url)
    if found is None and settings.max_cost is not None:
        raise SettingsError(
            f"no price is known for the embeddings of {where.name} at {where.place}, so --max-cost "
            f"can't be kept: use --max-tokens"
        )
    return found


def _sent(answer: Any, worst: Usage) -> int:
    """Tokens that were sent, as the endpoint counts them; if it does not, as many as can be."""
    usage = answer.get("usage") if isinstance(answer, dict) else None
    said = usage.get("prompt_tokens") if isinstance(usage, dict) else None
    return said if isinstance(said, int) else worst.input_tokens


def _vectors(answer: Any, count: int) -> tuple[bytes, ...]:
    """The vectors in the order of the texts. Raises EngineError for an answer without them."""
    try:
        rows = sorted(answer["data"], key=lambda row: row["index"])
        vectors = tuple(array(SINGLE, row["embedding"]).tobytes() for row in rows)
    except (TypeError, KeyError, OverflowError) as error:
        raise EngineError(f"the answer has no embeddings: {error}") from error
    if len(vectors) != count or len({len(vector) for vector in vectors}) != 1:
        raise EngineError(f"{count} embeddings were asked for, and {len(vectors)} came")
    return vectors
