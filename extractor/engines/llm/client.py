"""One structured request: messages and a schema in, a validated answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from instructor import AsyncInstructor, response_schema
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from instructor.core.hooks import Hooks

from extractor.engines.llm import completions
from extractor.engines.llm.answers import Answer
from extractor.engines.llm.failures import explained, is_connection_error, status
from extractor.engines.llm.providers import Endpoint, connect
from extractor.engines.llm.transport import Transport
from extractor.errors import (
    EngineError,
    EngineRefused,
    ExtractorError,
    SettingsError,
    shorten,
)
from extractor.prompts import Message
from extractor.records import Usage
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

    def add(self, usage: Usage) -> None:
        """Put what one answer took on the account."""
        self.usage += usage


class Client:
    """Asks one endpoint. Usable in one event loop at a time; after `close`, in another."""

    def __init__(self, where: Endpoint, settings: ModelSettings, transport: Transport) -> None:
        self.where = where
        self._timeout = settings.timeout
        self._transport = transport
        self._answered = False
        self._connected: AsyncInstructor | None = None
        self._options: dict[str, Any] = {where.limit_field: settings.max_output_tokens}
        if settings.temperature is not None:
            self._options["temperature"] = settings.temperature

    async def ask(self, messages: Sequence[Message], schema: type[A], account: Account) -> A:
        """An answer that fits `schema`. What it took is put on `account`, also if it fails.

        Raises AnswerCut, AnswerUnusable, EngineRefused, EngineUnavailable, EngineError or
        EngineStopped.
        """
        try:
            return await self._transport.send(lambda: self._once(messages, schema, account))
        except ExtractorError:
            raise
        except Exception as error:
            if status(error) is None and not is_connection_error(error):
                raise
            about, answered = account.article_id, self._answered
            raise explained(error, self.where, about=about, answered=answered) from error

    async def _once(self, messages: Sequence[Message], schema: type[A], account: Account) -> A:
        """One HTTP request; re-asking is the business of who knows what was asked."""
        request: list[Any] = [*messages]
        seen: list[Any] = []
        hooks = Hooks()
        hooks.on("completion:response", seen.append)
        try:
            answer: A = await self._instructor.create(
                response_model=_known(schema),
                messages=request,
                max_retries=0,
                strict=False,
                hooks=hooks,
                **self._options,
            )
            return answer
        except (IncompleteOutputException, InstructorRetryException) as error:
            problem = error.__cause__ or error
            if seen:
                raise _failed(seen[-1], problem, account.article_id) from problem
            if status(problem) is not None:
                account.add(Usage(requests=1))
            raise problem from None
        finally:
            if seen:
                self._answered = True
                account.add(completions.usage(seen[-1]))

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
        models: Any = self._instructor.client.models  # type: ignore[union-attr]
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
    def _instructor(self) -> AsyncInstructor:
        if self._connected is None:
            self._connected = connect(self.where, timeout=self._timeout)
        return self._connected

    async def close(self) -> None:
        """Let go of connections; the next request opens new ones."""
        client, self._connected = self._connected, None
        if client is not None:
            sdk: Any = client.client
            await sdk.close()


@cache
def _known(schema: type[A]) -> type[A]:
    """`schema` as instructor would otherwise make it again for every request, schema included."""
    return response_schema(schema)


def _failed(completion: Any, problem: BaseException, article_id: str | None) -> EngineError:
    """Why a request that was answered gave no usable answer."""
    if completions.was_cut(completion):
        return AnswerCut("the answer is longer than its limit", article_id=article_id)
    if (words := completions.refusal(completion)) is not None:
        return EngineRefused(f"the model declined: {shorten(words)}", article_id=article_id)
    said = completions.text(completion)
    return AnswerUnusable(shorten(str(problem)), article_id=article_id, answer=said)
