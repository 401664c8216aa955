"""Structured requests and answers at one provider, made and read by instructor's handlers.

instructor's own `create` goes through hooks, retries and a walk over all fields of the model at
every call, which takes several times as long as all else that a request needs. Its handlers are
what matters here: they put a schema into a request, and validate what comes back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

import httpx2
from instructor import AsyncInstructor, response_schema
from instructor.v2 import mode_registry
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from extractor.engines.llm.answers import Answer
from extractor.prompts import Message

A = TypeVar("A", bound=Answer)

Body = dict[str, Any]

CHAT = "/chat/completions"


class Received(NamedTuple):
    """An answer as it came."""

    completion: Any
    headers: Mapping[str, str]


class Structured:
    """Asks one provider for answers that fit a schema; `options` go with every request."""

    def __init__(self, client: AsyncInstructor, **options: Any) -> None:
        self.sdk: Any = client.client
        self._options = options
        self._frames: dict[type[Answer], Body] = {}
        self._handlers = mode_registry.get_handlers(client.provider, client.mode)
        self._is_chat = hasattr(self.sdk, "chat")

    def body(self, messages: Sequence[Message], schema: type[Answer]) -> Body:
        """The request as it goes over the wire."""
        if not self._is_chat:  # elsewhere the handler must see the messages, to part them
            return self._prepared(messages, schema)
        frame = self._frames.get(schema)
        if frame is None:
            frame = self._frames[schema] = self._prepared([], schema)
        return {**frame, "messages": list(messages)}

    def _prepared(self, messages: Sequence[Message], schema: type[Answer]) -> Body:
        given = {**self._options, "messages": list(messages)}
        body: Body
        _, body = self._handlers.request_handler(_known(schema), given)
        return body

    async def send(self, body: Body) -> Received:
        """The answer to one request. Raises what the SDK raises."""
        if self._is_chat:
            # What `create` does beside is to look into each part of the request.
            response = await self.sdk.post(CHAT, body=body, cast_to=httpx2.Response)
            return Received(_chat_completion(response.content), response.headers)
        raw = await self.sdk.messages.with_raw_response.create(**body)
        return Received(raw.parse(), raw.headers)

    def read(self, completion: Any, schema: type[A]) -> A:
        """The validated answer. Raises what instructor and Pydantic raise for an unfit one."""
        answer: A = self._handlers.response_parser(
            response=completion,
            response_model=_known(schema),
            validation_context=None,
            strict=False,
            stream=False,
            is_async=True,
        )
        return answer


def _chat_completion(content: bytes) -> ChatCompletion:
    """What was answered. Raises json.JSONDecodeError.

    Validated at once it takes a third of the time that it takes field by field, which bears with
    answers that lack some, as those of compatible servers do.
    """
    try:
        return ChatCompletion.model_validate_json(content)
    except ValidationError:
        return unchecked(json.loads(content))


def unchecked(body: Any) -> ChatCompletion:
    """A completion of what a server sent; nothing in it is checked yet."""
    return ChatCompletion.construct(**(body if isinstance(body, dict) else {}))


@cache
def _known(schema: type[A]) -> type[A]:
    """`schema` as instructor prepares it; its own caches are by class, so there must be one."""
    return response_schema(schema)
