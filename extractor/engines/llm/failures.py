"""What an endpoint's error means: wait and try again, give up the article, or stop the run.

The SDKs of OpenAI and Anthropic come from one generator: their errors have the same names and
attributes, so neither has to be imported to read them.
"""

from __future__ import annotations

import email.utils
import json
import math
import re
import sys
import time
from collections.abc import Mapping
from typing import Any

from extractor.engines.llm.providers import Endpoint
from extractor.errors import (
    EngineError,
    EngineRefused,
    EngineStopped,
    EngineUnavailable,
    ExtractorError,
    shorten,
)

RETRIED = frozenset({408, 409, 429})
"""Statuses below 500 that a later attempt may not get; every 5xx is retried as well."""

_SDKS = ("openai", "anthropic")

_NO_QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|billing[ _]hard[ _]limit|credit balance is too"
    r"|insufficient balance",
    re.IGNORECASE,
)
_FILTERED = re.compile(
    r"content[ _-](filter|policy|management)|invalid_prompt|flagged", re.IGNORECASE
)
_TOO_LONG = re.compile(
    r"context[ _](length|size|window)|(prompt|input) is too long|string_above_max", re.IGNORECASE
)


def status(error: BaseException) -> int | None:
    """The HTTP status of an answer that was an error; None if there was no answer."""
    code = getattr(error, "status_code", None)
    return code if isinstance(code, int) else None


def is_connection_error(error: BaseException) -> bool:
    """True where no (whole) answer came: refused, cut off, timed out, or garbled."""
    kinds = [getattr(sys.modules.get(sdk), "APIConnectionError", None) for sdk in _SDKS]
    return isinstance(error, (json.JSONDecodeError, *(kind for kind in kinds if kind)))


def is_transient(error: BaseException) -> bool:
    """Whether the same request may succeed later."""
    code = status(error)
    if code is None:
        return is_connection_error(error)
    return (code in RETRIED or code >= 500) and not _NO_QUOTA.search(str(error))


def headers(error: BaseException) -> Mapping[str, str]:
    """The headers of an answer that was an error; none if there was no answer."""
    found: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
    return found


def retry_after(error: BaseException) -> float | None:
    """Seconds that the endpoint asks to wait: `retry-after-ms`, or `retry-after` in either form."""
    said = headers(error)
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        seconds = _seconds(said.get(name, ""))
        if seconds is not None:
            return max(0.0, seconds * scale)
    return None


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        when = email.utils.parsedate_tz(value)
        return email.utils.mktime_tz(when) - time.time() if when else None
    return seconds if math.isfinite(seconds) else None


def explained(
    error: Exception, endpoint: Endpoint, *, about: str | None, answered: bool
) -> ExtractorError:
    """`error`, which no retry helps or helped, as one of ours, with the remedy.

    `answered` says whether the endpoint has answered a request with these settings before: then
    a 400 can only be about the text of this one.
    """
    code, text = status(error), shorten(_said(error))
    if is_transient(error):
        return EngineUnavailable(f"{endpoint.place} kept failing: {text}", article_id=about)
    if code in (401, 403):
        return EngineStopped(f"{endpoint.place} refused the key: {text}; {endpoint.key_remedy}")
    if code == 402 or _NO_QUOTA.search(str(error)):
        return EngineStopped(f"the account has no quota left: {text}; top it up, then run again")
    if code in (404, 405):
        return EngineStopped(
            f"{endpoint.place} does not serve the model {endpoint.model}: {text}; "
            f"check the model's name and --base-url"
        )
    if _FILTERED.search(str(error)):
        return EngineRefused(f"{endpoint.place} refused the text: {text}", article_id=about)
    if code == 413 or _TOO_LONG.search(str(error)):
        return EngineError(
            f"too long for the model: {text}; lower chunk_chars or max_output_tokens",
            article_id=about,
        )
    if answered or code == 422:
        return EngineError(f"{endpoint.place} rejects the text: {text}", article_id=about)
    return EngineStopped(f"{endpoint.place} rejects the request as it is made: {text}")


def _said(error: Exception) -> str:
    """The endpoint's own words, without what the SDK puts around them."""
    body: Any = getattr(error, "body", None)
    detail = body.get("error", body) if isinstance(body, Mapping) else None
    words = detail.get("message") if isinstance(detail, Mapping) else None
    code = status(error)
    return _root(error) if code is None else f"HTTP {code}, {words or error}"


def _root(error: BaseException) -> str:
    """What happened to a connection. The SDK itself calls a reset one a timeout."""
    words = str(error)
    while (cause := error.__cause__) is not None:
        words, error = str(cause) or words, cause
    return words
