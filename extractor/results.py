"""What came of the work: on one article, and on a whole run; and what it took."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.records import Kind, Model, Record, Rejection, Relation, Status

FailureKind = Literal["unavailable", "refused", "unusable", "fault"]
"""Why an article failed: the endpoint kept failing; the model declined; its answer, or the text,
was of no use; or the code has a fault. Only the first may pass by itself."""


class Usage(Model):
    """What the calls for one piece of work took. Zero for the embedded engine."""

    requests: int = 0
    """HTTP requests that were answered, failed attempts included."""
    input_tokens: int = 0
    """Tokens sent, cached ones included."""
    cached_tokens: int = 0
    """Tokens of the input that the provider had cached."""
    output_tokens: int = 0
    """Tokens answered."""
    cost: float = 0.0
    """US dollars, by the price list of the day; requests without a known price are not in it."""
    unpriced: int = 0
    """Of the requests, those for which no price is known."""
    retries: int = 0
    """Of the requests, those that had to be made again: after a failure, or for a better answer."""
    retry_cost: float = 0.0
    """Of the cost, what these took."""

    @property
    def tokens(self) -> int:
        """Tokens sent and answered."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: Usage) -> Usage:
        """The sum, field by field."""
        return Usage(
            requests=self.requests + other.requests,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=self.cost + other.cost,
            unpriced=self.unpriced + other.unpriced,
            retries=self.retries + other.retries,
            retry_cost=self.retry_cost + other.retry_cost,
        )


class ArticleResult(Model):
    """What became of one article. No records and failed are never the same thing."""

    article_id: str
    """The article, or its `ref` where no article could be read."""
    status: Status
    """Done, failed after all retries, or skipped before any work."""
    records: tuple[Record, ...] = ()
    """What was found, in the order of the text."""
    rejected: tuple[Rejection, ...] = ()
    """What was answered and not accepted."""
    usage: Usage = Usage()
    """What it took."""
    error: str | None = None
    """Why it failed or was skipped."""
    failure: FailureKind | None = None
    """The kind of failure."""


class Lost(Model):
    """Requests that were under way when an earlier start was killed: their answers are lost, and
    the provider may bill them all the same."""

    articles: int = 0
    """Articles that were being asked about."""
    tokens: int = 0
    """Tokens that this may have taken, at most."""
    cost: float = 0.0
    """US dollars that this may have cost, at most, where the price is known."""


class Summary(Model):
    """A run in figures."""

    engine: str
    """The engine that extracted."""
    judge: str
    """The engine that compared."""
    articles: dict[Status, int]
    """Articles by what became of them."""
    records: dict[Kind, int]
    """Records by kind."""
    findings: dict[Relation, int]
    """Findings by relation."""
    rejected: int
    """Answers that did not become records."""
    pairs_judged: int
    """Pairs of records that were compared."""
    pairs_left: int
    """Pairs that a limit, or a judge that failed, left uncompared."""
    pairs_capped: dict[str, int] = Field(default_factory=dict)
    """For each rule that pairs a record with only so many others, the pairs at most left out."""
    usage: Usage
    """What the whole run took so far, earlier starts included."""
    lost: Lost = Lost()
    """What may have been paid for beside that."""
    seconds: float
    """Wall time of this start of the run."""
