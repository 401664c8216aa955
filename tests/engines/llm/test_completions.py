"""Anthropic's shape of an answer; OpenAI's is read from real exchanges in the other tests."""

from __future__ import annotations

from types import SimpleNamespace as Shape

from extractor.engines.llm import completions
from extractor.results import Usage


def message(stop: str, **block: object) -> Shape:
    usage = Shape(
        input_tokens=10,
        output_tokens=5,
        cache_read_input_tokens=1000,
        cache_creation_input_tokens=200,
    )
    return Shape(stop_reason=stop, content=[Shape(**block)], usage=usage)


def test_cached_input_is_part_of_the_input() -> None:
    taken = completions.usage(message("tool_use", input={}))
    assert taken == Usage(requests=1, input_tokens=1210, cached_tokens=1000, output_tokens=5)


def test_a_message_at_its_limit_was_cut() -> None:
    assert completions.was_cut(message("max_tokens", text="{"))
    assert not completions.was_cut(message("tool_use", input={}))


def test_a_refusal_is_told_in_its_words() -> None:
    assert completions.refusal(message("refusal", text="I won't.")) == "I won't."
    assert completions.refusal(message("tool_use", input={})) is None


def test_the_input_of_a_tool_is_the_text() -> None:
    assert completions.text(message("tool_use", input={"a": 1})) == '{"a": 1}'


def test_an_answer_of_no_known_shape_counts_as_a_request() -> None:
    assert completions.usage("<html>") == Usage(requests=1)
    assert completions.text("<html>") == ""
    assert completions.refusal("<html>") is None
