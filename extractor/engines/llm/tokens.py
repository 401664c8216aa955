"""How many tokens a request has, before it is sent: from its bytes, since tokenizers differ.

The counts of a provider come with its answers and are what is paid; these estimates serve to set
money aside, to keep to a rate, and to say beforehand what a run may take.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from extractor.engines.llm.answers import Answer
from extractor.prompts import Message

LIKELY_BYTES, FEWEST_BYTES = 4.0, 3.0
"""UTF-8 bytes in a token: what English news in OpenAI's encodings has (4.0 to 4.6; JSON schemas
3.6 to 4.2), and a number that even text full of figures stays above."""

LIKELY_ANSWER = 1.6
"""Tokens answered for each byte that is read: the five recorded answers about the example have
18,841 tokens in OpenAI's o200k encoding for 11,894 bytes of articles, 1.2 to 2.1 in each. (The
same encoding counts 5,781 to 5,991 tokens in what was sent; `likely` says 5,783 to 6,052.)"""


def size(messages: Sequence[Message], schema: type[Answer]) -> int:
    """UTF-8 bytes of a request."""
    return sum(len(message["content"].encode()) for message in messages) + _schema_size(schema)


@cache
def _schema_size(schema: type[Answer]) -> int:
    return len(json.dumps(schema.model_json_schema()))


def likely(size: int) -> int:
    """About how many tokens a request of `size` bytes sends."""
    return round(size / LIKELY_BYTES)


def most(size: int) -> int:
    """As many tokens as a request of `size` bytes can send."""
    return round(size / FEWEST_BYTES)


def likely_answer(size: int) -> int:
    """About how many tokens are answered about `size` bytes of an article."""
    return round(size * LIKELY_ANSWER)
