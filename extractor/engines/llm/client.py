"""One structured request: messages and a schema in, a validated answer out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from instructor.core.exceptions import IncompleteOutputException

from extractor.budget import Budget
from extractor.engines import Forecast
from extractor.engines.llm import completions, tokens
from extractor.engines.llm.answers import Answer
from extractor.engines.llm.failures import explained, is_connection_error, is_transient, status
from extractor.engines.llm.pace import Clock, Pace
from extractor.engines.llm.providers import Endpoint, connect, price
from extractor.engines.llm.structured import Body, Received, Structured
from extractor.engines.llm.transport import Transport
from extractor.errors import (
    EngineError,
    EngineRefused,
    ExtractorError,
    SettingsError,
    shorten,
)
from extractor.prompts import Message
from extractor.results import Usage
from extractor.settings import ModelSettings

A = TypeVar("A", bound=Answer)

NOT_OFFERED = frozenset({404, 405, 501})
"""How an endpoint says that it has no list of models."""

MODELS_SHOWN = 8
"""How many of an endpoint's models a message names."""


class AnswerCut(EngineError):
    """The answer ended at its limit of length."""


class AnswerUnusable(EngineError):
    """The answer as a whole is not what was asked for; `problem` says why."""

    def __init__(self, problem: str, *, article_id: str | None, answer: str) -> None:
        self.problem = problem
        super().__init__(f"unusable answer: {problem}", article_id=article_id, answer=answer)


@dataclass
class Account:
    """What one piece of work took so far; every answered request is on it, failed ones too."""

    article_id: str | None = None
    usage: Usage = field(default_factory=Usage)

    def add(self, usage: Usage, *, again: bool = False) -> None:
        """Put what one answer took on the account; `again` if the same was asked before."""
        if again:
            retried = {"retries": usage.requests, "retry_cost": usage.cost}
            usage = usage.model_copy(update=retried)
        self.usage += usage


class Client:
    """Asks one endpoint. Usable in one event loop at a time; after `close`, in another."""

    def __init__(
        self,
        where: Endpoint,
        settings: ModelSettings,
        *,
        clock: Clock,
        budget: Budget,
        batch: bool = False,
    ) -> None:
        self.where = where
        self.price = price(where, settings, batch=batch)
        self._settings = settings
        self._budget = budget
        self._clock = clock
        self._answered = False
        self._connected: Structured | None = None
        self._transport = self._new_transport()
        self._options: dict[str, Any] = {
            "model": where.model,
            where.limit_field: settings.max_output_tokens,
        }
        if settings.temperature is not None:
            self._options["temperature"] = settings.temperature

    def body(self, messages: Sequence[Message], schema: type[Answer]) -> Body:
        """The request for an answer that fits `schema`, as it goes over the wire."""
        return self._structured.body(messages, schema)

    async def ask(
        self,
        messages: Sequence[Message],
        schema: type[A],
        account: Account,
        *,
        again: bool = False,
    ) -> A:
        """An answer that fits `schema`. What it took is put on `account`, also if it fails.

        `again` says that this was asked before and is asked for a better answer. Raises AnswerCut,
        AnswerUnusable, EngineRefused, EngineUnavailable, EngineError, EngineStopped or
        BudgetReached.
        """
        body = self.body(messages, schema)
        worst = self._worst(tokens.size(messages, schema))
        begun = account.usage.requests > 0
        async with self._budget.claim(worst, begun=begun) as claim:
            completion = await self._received(body, worst, account)
            claim.spent = self.priced(completions.usage(completion))
            account.add(claim.spent, again=again)
        return self.read(completion, schema, article_id=account.article_id)

    async def _received(self, body: Body, worst: Usage, account: Account) -> Any:
        """The completion, after as many attempts as it takes."""

        async def attempt() -> Received:
            try:
                received = await self._structured.send(body)
            except Exception as error:
                if status(error) is not None:
                    account.add(Usage(requests=1, retries=int(is_transient(error))))
                raise
            self._answered = True
            return received

        try:
            return (await self._transport.send(attempt, tokens=worst.tokens)).completion
        except ExtractorError:
            raise
        except Exception as error:
            if status(error) is None and not is_connection_error(error):
                raise
            about, answered = account.article_id, self._answered
            raise explained(error, self.where, about=about, answered=answered) from error

    @property
    def sdk(self) -> Any:
        """The SDK's client."""
        return self._structured.sdk

    async def send(self, request: Callable[[], Awaitable[Received]]) -> Any:
        """What `request` gives that asks no model, after as many attempts as it takes.

        Raises what the SDK raises.
        """
        return (await self._transport.send(request, tokens=0)).completion

    def read(self, completion: Any, schema: type[A], *, article_id: str | None) -> A:
        """The answer in a completion. Raises AnswerCut, AnswerUnusable, EngineRefused."""
        try:
            return self._structured.read(completion, schema)
        except IncompleteOutputException as error:
            raise AnswerCut("the answer is longer than its limit", article_id=article_id) from error
        except Exception as error:
            raise _failed(completion, error, article_id) from error

    def forecast(self, text: str, frame: Sequence[Message], schema: type[Answer]) -> Forecast:
        """What a request about `text` will take, with `frame` around it."""
        about = len(text.encode())
        size = tokens.size(frame, schema) + about
        likely = Usage(
            requests=1,
            input_tokens=tokens.likely(size),
            output_tokens=min(tokens.likely_answer(about), self._settings.max_output_tokens),
        )
        return Forecast(self.priced(likely), self._worst(size))

    def _worst(self, size: int) -> Usage:
        """The most that a request of `size` bytes can take: an answer of the greatest length."""
        sent, answered = tokens.most(size), self._settings.max_output_tokens
        return self.priced(Usage(requests=1, input_tokens=sent, output_tokens=answered))

    def priced(self, usage: Usage) -> Usage:
        """`usage` with what it cost, or with the note that this is not known."""
        if self.price is None:
            return usage.model_copy(update={"unpriced": usage.requests})
        return self.price.priced(usage)

    async def check(self) -> None:
        """Ask the endpoint whether it has the model, where it can tell.

        Raises SettingsError for an unknown model or an address where nobody answers, and
        EngineStopped for a key that is refused.
        """
        where = self.where
        try:
            offered = await self._offered()
        except Exception as error:
            if status(error) in (401, 403):
                raise explained(error, where, about=None, answered=False) from error
            if status(error) is None and is_connection_error(error):
                raise SettingsError(
                    f"nobody answers at {where.place}: start the server, or check the base URL"
                ) from error
            if status(error) is None:
                raise
            return  # busy or broken just now: the work itself waits and tries again
        if offered and where.model not in offered:
            shown = ", ".join(offered[:MODELS_SHOWN])
            raise SettingsError(f"{where.place} has no model {where.model}; it has: {shown}")

    async def _offered(self) -> list[str]:
        """The endpoint's models, if it names any and ours is not known by itself."""
        models = self.sdk.models
        try:
            await models.retrieve(self.where.model)
            return []
        except Exception as error:
            if status(error) not in NOT_OFFERED:
                raise
        try:
            return [model.id async for model in models.list()]
        except Exception as error:
            if status(error) not in NOT_OFFERED:
                raise
            return []

    @property
    def _structured(self) -> Structured:
        if self._connected is None:
            client = connect(self.where, timeout=self._settings.timeout)
            self._connected = Structured(client, **self._options)
        return self._connected

    def _new_transport(self) -> Transport:
        settings, clock = self._settings, self._clock
        pace = Pace(rpm=settings.rpm, tpm=settings.tpm, clock=clock)
        return Transport(pace, attempts=settings.max_attempts, clock=clock)

    async def close(self) -> None:
        """Let go of connections; the next request opens new ones."""
        connected, self._connected = self._connected, None
        if connected is not None:
            await connected.sdk.close()
        self._transport = self._new_transport()


def _failed(completion: Any, problem: BaseException, article_id: str | None) -> EngineError:
    """Why a request that was answered gave no usable answer."""
    if completions.was_cut(completion):
        return AnswerCut("the answer is longer than its limit", article_id=article_id)
    if (words := completions.refusal(completion)) is not None:
        return EngineRefused(f"the model declined: {shorten(words)}", article_id=article_id)
    said = completions.text(completion)
    return AnswerUnusable(shorten(str(problem)), article_id=article_id, answer=said)
