"""Articles as the lines of a batch, and what the lines that come back say of them.

The requests are those of the live engine, to the letter, so an answer from a batch and a live one
are worth the same. What a batch can't do is ask a second time: flawed items stay flawed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from extractor.budget import Budget
from extractor.engines import ReplyPart
from extractor.engines.llm import completions
from extractor.engines.llm.answers import ExtractionAnswer
from extractor.engines.llm.batch import PATH, BatchApi
from extractor.engines.llm.client import AnswerCut, Client
from extractor.engines.llm.engine import LLMEngine, reply_part
from extractor.engines.llm.failures import explained
from extractor.engines.llm.pace import REAL, Clock
from extractor.engines.llm.providers import endpoint
from extractor.engines.llm.structured import unchecked
from extractor.errors import EngineError, EngineStopped, EngineUnavailable, SettingsError
from extractor.records import Article, Span
from extractor.results import Usage
from extractor.settings import ModelSettings

ANSWERED = 200


class Sent(NamedTuple):
    """A part of an article that was sent in a batch."""

    answer: str | None = None
    """The line that came back for it."""
    ended: str | None = None
    """How the batch ended; null while it is under way."""


class Standing(NamedTuple):
    """How far the parts of an article are."""

    parts: tuple[ReplyPart, ...] = ()
    """The usable answers, in the order of the text."""
    missing: tuple[Span, ...] = ()
    """Parts to send: for the first time, again, or as halves of one whose answer was cut."""
    refused: tuple[Span, ...] = ()
    """Parts that would fare no better: declined, or answered uselessly."""
    under_way: bool = False
    """Whether some part is in a batch that has not been collected."""
    error: EngineError | None = None
    """Why parts are `refused`; else why the endpoint left some unanswered."""

    @property
    def complete(self) -> bool:
        """Whether all that can be known of the article is here."""
        return not (self.missing or self.refused or self.under_way)


class Batched:
    """The engine for one model, asked and read in batches; what it counts is at batch prices."""

    def __init__(self, engine: LLMEngine, client: Client) -> None:
        self.engine = engine
        self.api = BatchApi(client)
        self._client = client

    @classmethod
    def open(cls, settings: ModelSettings, *, clock: Clock | None = None) -> Batched:
        """Batches for `settings.model`; no request is sent.

        Raises SettingsError as the live engine does, and for a provider without batches.
        """
        where = endpoint(settings)
        if where.provider != "openai":
            raise SettingsError(
                f"{where.provider} has no batches that are spoken here: use `extractor run`, or a "
                f"model of openai or of an endpoint with OpenAI's Batch API"
            )
        client = Client(where, settings, clock=clock or REAL, budget=Budget(), batch=True)
        return cls(LLMEngine(settings, client), client)

    def request(self, article: Article, window: Span, custom_id: str) -> bytes:
        """The line that asks about one part of an article."""
        body = self._client.body(self.engine.messages(article, window), ExtractionAnswer)
        line = {"custom_id": custom_id, "method": "POST", "url": PATH, "body": body}
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    def usage(self, line: str, *, again: bool) -> Usage:
        """What a line that came back took; `again` if the same was asked before."""
        code, body = _response(line)
        if code is None:
            return Usage()
        if code != ANSWERED:
            return Usage(requests=1, retries=1)
        used = self._client.priced(completions.usage(unchecked(body)))
        if again:
            used = used.model_copy(update={"retries": 1, "retry_cost": used.cost})
        return used

    def standing(self, article: Article, sent: Mapping[Span, Sent]) -> Standing:
        """How far `article` is by what was `sent` and came back. Pure, and free of cost."""
        whole = Standing()
        for window in self.engine.windows(article):
            whole = _joined(whole, self._standing(article, window, sent))
        return whole

    def _standing(self, article: Article, window: Span, sent: Mapping[Span, Sent]) -> Standing:
        if window not in sent:
            return Standing(missing=(window,))
        if sent[window].answer is None and sent[window].ended is None:
            return Standing(under_way=True)
        try:
            return Standing(parts=(self._read(article, window, sent[window]),))
        except AnswerCut:
            return self._halved(article, window, sent)
        except EngineUnavailable as error:
            return Standing(missing=(window,), error=error)
        except EngineError as error:
            return Standing(refused=(window,), error=error)

    def _halved(self, article: Article, window: Span, sent: Mapping[Span, Sent]) -> Standing:
        try:
            first, second = self.engine.smaller(article, window)
        except EngineError as error:
            return Standing(refused=(window,), error=error)
        return _joined(self._standing(article, first, sent), self._standing(article, second, sent))

    def _read(self, article: Article, window: Span, sent: Sent) -> ReplyPart:
        """The answer in a line. Raises AnswerCut, EngineUnavailable, or another EngineError."""
        code, body = _response(sent.answer or "{}")
        if code != ANSWERED:
            raise self._failed(article, code, body, sent)
        answer = self._client.read(unchecked(body), ExtractionAnswer, article_id=article.id)
        return reply_part(window, answer)

    def _failed(self, article: Article, code: int | None, body: Any, sent: Sent) -> EngineError:
        place = self._client.where.place
        if code is None:
            why = _reason(sent.answer) or f"its batch ended ({sent.ended}) without an answer"
            return EngineUnavailable(f"{place} did not come to it: {why}", article_id=article.id)
        error = explained(
            _Answered(code, body), self._client.where, about=article.id, answered=True
        )
        if isinstance(error, EngineStopped):  # of the account or the model, not of this article
            return EngineUnavailable(str(error), article_id=article.id)
        assert isinstance(error, EngineError)
        return error


class _Answered(Exception):
    """A line with an error, in the shape of the SDK's errors."""

    def __init__(self, status_code: int, body: Any) -> None:
        self.status_code, self.body = status_code, body
        super().__init__(json.dumps(body, ensure_ascii=False))


def _joined(one: Standing, other: Standing) -> Standing:
    """Both; a refusal tells more than a lack of an answer."""
    told = [part for part in (one, other) if part.error is not None]
    told.sort(key=lambda part: not part.refused)
    return Standing(
        parts=one.parts + other.parts,
        missing=one.missing + other.missing,
        refused=one.refused + other.refused,
        under_way=one.under_way or other.under_way,
        error=told[0].error if told else None,
    )


def _response(line: str) -> tuple[int | None, Any]:
    """The HTTP status and the body in a line; null where there was no answer."""
    response = json.loads(line).get("response")
    if not isinstance(response, dict) or not isinstance(response.get("status_code"), int):
        return None, None
    return response["status_code"], response.get("body")


def _reason(line: str | None) -> str:
    error = json.loads(line).get("error") if line else None
    return str(error.get("message") or error.get("code") or "") if isinstance(error, dict) else ""
