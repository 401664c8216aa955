"""What a user can set, checked once, before any work begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from extractor.records import Model

RULES = "rules"
"""The name of the embedded engine."""


class ModelSettings(Model):
    """Which engine answers, and how it is reached."""

    model: str = RULES
    """`rules`, or PROVIDER/NAME as instructor spells it (`openai/gpt-5-mini`)."""
    base_url: str | None = None
    """An OpenAI-compatible endpoint to use instead of the provider's own."""
    api_key: str | None = Field(default=None, repr=False)
    """The key; by default the provider's usual environment variable."""
    prompt: str = "extract-v1"
    """Name of the extraction template in `prompts/`, or a path to one's own."""
    judge_prompt: str = "judge-v2"
    """Name of the judging template in `prompts/`, or a path to one's own."""
    embeddings: str | None = None
    """PROVIDER/NAME of a model whose vectors propose further pairs; at the same base URL."""
    temperature: float | None = Field(default=None, ge=0, le=2)
    """Sampling temperature; null leaves it to the provider."""
    max_output_tokens: int = Field(default=16_384, ge=256)
    """Upper limit of one answer; one that reaches it is asked for again in two halves."""
    # The example's records take 1.2 to 2.1 output tokens (estimated) for each code point read.
    chunk_chars: int = Field(default=6_000, ge=500)
    """Longest part of an article sent in one request, in code points."""
    timeout: float = Field(default=120.0, gt=0)
    """Seconds that one request may take."""
    max_attempts: int = Field(default=6, ge=1)
    """Attempts at one request before its article fails (transport errors, 429, 5xx)."""
    rpm: int | None = Field(default=None, ge=1)
    """Requests that the endpoint allows in a minute; by default as its headers say."""
    tpm: int | None = Field(default=None, ge=1)
    """Tokens that it allows in a minute, the longest possible answer counted as OpenAI does."""
    max_cost: float | None = Field(default=None, gt=0)
    """Most US dollars that the run may cost, all its starts together; it stops before."""
    max_tokens: int | None = Field(default=None, ge=1)
    """Most tokens that the run may send and receive, all its starts together; it stops before."""
    input_price: float | None = Field(default=None, ge=0)
    """US dollars for a million tokens sent, for a model that the price list does not know."""
    output_price: float | None = Field(default=None, ge=0)
    """US dollars for a million tokens answered."""


class RunSettings(Model):
    """How a batch is run."""

    concurrency: int = Field(default=16, ge=1)
    """Articles in work at a time."""
    processes: int = Field(default=1, ge=1)
    """Processes that read answers (rules: articles); more where one core is the limit."""
    commit_every: int = Field(default=50, ge=1)
    """Results in one transaction of the ledger."""
    # A commit takes 0.6 ms and a flush of the disk; an answer that a kill loses is paid for again.
    commit_seconds: float = Field(default=0.1, gt=0)
    """Longest time that a result, or the note of a question, waits for its transaction."""
    retry_failed: bool = False
    """Ask again about articles that failed for good: refused, or without a usable answer."""
    max_pairs: int = Field(default=2000, ge=0)
    """Pairs that a paid judge may be asked about in all starts; the most suspicious come first."""
    as_of: date | None = None
    """The day of the run: what was promised for an earlier day, and of which nothing is reported,
    has lapsed. Without it nothing lapses; the clock is never asked."""
    actors: Path | None = None
    """CSV or TSV file that says who is who where names of actors were linked wrongly."""


class CompareSettings(Model):
    """How records are compared."""

    max_pairs: int | None = Field(default=None, ge=0)
    """Pairs that the judge may be asked about in all starts; the most suspicious come first."""
    as_of: date | None = None
    """The day of the comparison: what was promised for an earlier day, and of which nothing is
    reported, has lapsed. Without a day nothing lapses: the clock is never asked."""
    since: date | None = None
    """The first day of what is new: records of earlier days are not compared with each other."""
