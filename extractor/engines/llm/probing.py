"""A question of one line, to find out if a model answers in a schema at all."""

from __future__ import annotations

from extractor.engines.llm.answers import Answer
from extractor.prompts import Message

QUESTION: tuple[Message, ...] = (
    {"role": "system", "content": "Answer in the schema that you are given."},
    {"role": "user", "content": "Of which country is Paris the capital?"},
)


class ProbeAnswer(Answer):
    """The answer to a short question."""

    country: str
    """The name of a country."""
    sure: bool
    """Whether you are sure."""
