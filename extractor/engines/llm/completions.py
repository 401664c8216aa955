"""What a raw answer says beside its content: what it took, whether it is whole, its bare text.

Both shapes are read: OpenAI's chat completion and Anthropic's message. Whatever is not there, in
an answer of neither shape, is none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from extractor.results import Usage


def usage(completion: Any) -> Usage:
    """One answered request and its tokens."""
    given = getattr(completion, "usage", None)
    cached = _number(getattr(given, "prompt_tokens_details", None), "cached_tokens")
    # Anthropic counts what it read from and wrote to its cache apart from the other input.
    read = _number(given, "cache_read_input_tokens")
    written = _number(given, "cache_creation_input_tokens")
    sent = _number(given, "prompt_tokens") + _number(given, "input_tokens")
    return Usage(
        requests=1,
        input_tokens=sent + read + written,
        cached_tokens=cached + read,
        output_tokens=_number(given, "completion_tokens") + _number(given, "output_tokens"),
    )


def _number(holder: Any, name: str) -> int:
    value = getattr(holder, name, None)
    return value if isinstance(value, int) else 0


def was_cut(completion: Any) -> bool:
    """True if the answer ended at the limit of its length."""
    return _ended(completion) in ("length", "max_tokens")


def refusal(completion: Any) -> str | None:
    """The words of a model that declined, or what stands for them; None if it did not."""
    if _ended(completion) in ("content_filter", "refusal"):
        return text(completion) or "the answer was filtered"
    if getattr(completion, "choices", None) == []:
        return "the answer was empty"
    words = getattr(_message(completion), "refusal", None)
    return words if isinstance(words, str) else None


def text(completion: Any) -> str:
    """What the model wrote: the arguments of its tool call, else its words."""
    message = _message(completion)
    for call in getattr(message, "tool_calls", None) or ():
        return str(call.function.arguments)
    if content := getattr(message, "content", None):
        return str(content)
    return "".join(_block_text(block) for block in _blocks(completion))


def _message(completion: Any) -> Any:
    choices = getattr(completion, "choices", None)
    return choices[0].message if choices else None


def _ended(completion: Any) -> str | None:
    choices = getattr(completion, "choices", None)
    reason = choices[0].finish_reason if choices else getattr(completion, "stop_reason", None)
    return reason if isinstance(reason, str) else None


def _blocks(completion: Any) -> Sequence[Any]:
    content = getattr(completion, "content", None)
    return content if isinstance(content, list) else ()


def _block_text(block: Any) -> str:
    called = getattr(block, "input", None)
    return json.dumps(called) if called is not None else str(getattr(block, "text", ""))
