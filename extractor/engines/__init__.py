"""What an engine is: the two things that a language model or a set of rules can do here.

Asking may cost money and time and is done once; reading an answer is free and is done again
whenever the code that reads has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from extractor.drafts import PlacedDraft, RejectedDraft
from extractor.pairs import Pair, Verdict
from extractor.records import Article, Model
from extractor.results import Usage


class ReplyPart(Model):
    """One raw answer and the part of the article, [start, end), that it is about."""

    start: int
    end: int
    text: str


class Reply(Model):
    """All raw answers for one article, and what they took. Stored before it is read."""

    parts: tuple[ReplyPart, ...] = ()
    usage: Usage = Usage()


class Reading(NamedTuple):
    """What a reply means: valid drafts in the order of the text, and what was not valid."""

    drafts: tuple[PlacedDraft, ...]
    rejected: tuple[RejectedDraft, ...] = ()


class Judgement(NamedTuple):
    """One verdict for each pair asked, in order; None where the judge gave none."""

    verdicts: tuple[Verdict | None, ...]
    usage: Usage = Usage()


class Embedding(NamedTuple):
    """One vector for each text asked about, in order: numbers of 32 bits, all equally many."""

    vectors: tuple[bytes, ...]
    usage: Usage = Usage()


class Forecast(NamedTuple):
    """What asking about an article will take."""

    likely: Usage
    """An estimate."""
    worst: Usage
    """As much as one round of requests can take, with answers of the greatest length."""


class Judge(Protocol):
    """Says how two statements relate."""

    @property
    def name(self) -> str:
        """`rules`, or PROVIDER/MODEL."""
        ...

    @property
    def judge_fingerprint(self) -> str:
        """A hash of all that shapes a verdict beside the pair itself."""
        ...

    @property
    def pairs_per_call(self) -> int:
        """How many pairs `judge` takes at a time."""
        ...

    @property
    def order_matters(self) -> bool:
        """Whether a verdict may depend on which side is shown first."""
        ...

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """Verdicts for at most `pairs_per_call` pairs. Raises EngineError, EngineStopped."""
        ...


class Embedder(Protocol):
    """Gives texts vectors that are near each other where their meanings are."""

    @property
    def name(self) -> str:
        """PROVIDER/MODEL."""
        ...

    @property
    def embed_fingerprint(self) -> str:
        """A hash of all that shapes a vector beside the text."""
        ...

    @property
    def texts_per_call(self) -> int:
        """How many texts `embed` takes at a time."""
        ...

    async def embed(self, texts: Sequence[str]) -> Embedding:
        """A vector for each of `texts`. Raises EngineError, EngineStopped."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Engine(Judge, Protocol):
    """Finds claims, stances and commitments in an article."""

    @property
    def fingerprint(self) -> str:
        """A hash of all that shapes an answer beside the article itself."""
        ...

    async def check(self) -> None:
        """Find out if questions can be answered at all. Raises SettingsError, EngineStopped."""
        ...

    def forecast(self, article: Article) -> Forecast:
        """What `ask` will take. Free of cost."""
        ...

    async def ask(self, article: Article) -> Reply:
        """The raw answers for an article. Raises EngineError, EngineStopped."""
        ...

    def read(self, article: Article, reply: Reply) -> Reading:
        """The drafts in a reply. Pure, and free of cost."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
