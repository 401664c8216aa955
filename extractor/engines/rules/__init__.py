"""The embedded engine: linguistics alone, no key, no network, no cost.

A document is read once (tokens, sentences, quotations, names). Attribution rules, each small
and named, say whose words a passage is; what nobody is said to have said is the outlet's own
voice. Claims are those passages; stances and commitments are found in them by their cue words.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.engines import Forecast, Judgement, Reading, Reply
from extractor.engines.rules.claims import claims
from extractor.engines.rules.commitments import commitments
from extractor.engines.rules.document import Document
from extractor.engines.rules.helpers import Helpers
from extractor.engines.rules.language import foreign
from extractor.engines.rules.stances import stances
from extractor.engines.rules.units import Units
from extractor.errors import EngineError
from extractor.identity import content_id, source_digest
from extractor.pairs import Pair
from extractor.records import Article
from extractor.results import Usage
from extractor.settings import RULES

__all__ = ["RulesEngine"]

_SOURCES = (
    "engines/rules",
    "lexicons",
    "passages.py",
    "times",
    "quantities",
    "wording.py",
    "periods.py",
)
PAIRS_PER_CALL = 1000
"""Judging costs microseconds; a call this large gives the caller a chance to report."""


class RulesEngine:
    """Finds and compares records by rules. English only; asking it costs nothing."""

    name = RULES
    pairs_per_call = PAIRS_PER_CALL
    order_matters = False

    def __init__(self) -> None:
        self._helpers = Helpers()

    @property
    def fingerprint(self) -> str:
        """A hash of the rules and lexicons."""
        return content_id("rules", source_digest(_SOURCES))

    @property
    def judge_fingerprint(self) -> str:
        """A hash of the rules and lexicons; judging is part of them."""
        return self.fingerprint

    def forecast(self, article: Article) -> Forecast:
        """Nothing."""
        return Forecast(Usage(), Usage())

    async def ask(self, article: Article) -> Reply:
        """Nothing to ask: all is done in `read`."""
        return Reply()

    def read(self, article: Article, reply: Reply) -> Reading:
        """The drafts found in an article, in the order of its text.

        Raises EngineError for an article that is plainly not in English.
        """
        language = foreign(article.text)
        if language is not None:
            raise EngineError(
                f"the embedded engine reads English; this article seems to be {language}; "
                "use a model",
                article_id=article.id,
            )
        units = Units(Document(article.text))
        drafts = [*claims(units), *stances(units), *commitments(units)]
        return Reading(tuple(sorted(drafts, key=lambda placed: placed.window)))

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """A verdict for each pair."""
        return Judgement(await self._helpers.judge(pairs))

    async def check(self) -> None:
        """Nothing can be missing."""

    async def close(self) -> None:
        """End the processes that helped to judge."""
        self._helpers.close()
