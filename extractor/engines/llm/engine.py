"""The engine that asks a language model, through instructor, for records and for verdicts."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from extractor import prompts
from extractor.budget import Budget, Ceiling
from extractor.engines import Forecast, Judgement, Reading, Reply, ReplyPart
from extractor.engines.llm.answers import Answer, Corrections, ExtractionAnswer, JudgingAnswer
from extractor.engines.llm.client import Account, AnswerCut, AnswerUnusable, Client
from extractor.engines.llm.pace import REAL, Clock
from extractor.engines.llm.probing import QUESTION, ProbeAnswer
from extractor.engines.llm.providers import Endpoint, endpoint
from extractor.engines.llm.reading import Flaw, flaws, read
from extractor.engines.llm.windows import LEAD_CHARS, TAIL_CHARS, halves, part, windows
from extractor.errors import BudgetReached, EngineError, EngineStopped
from extractor.identity import content_id
from extractor.pairs import Pair, Verdict
from extractor.prompts import EXTRACTION, JUDGING, Message, Part
from extractor.records import Article, Span
from extractor.results import Usage
from extractor.settings import ModelSettings

PAIRS_PER_CALL = 12
"""Pairs in one request: enough to share the cost of the instructions, few enough that a model
keeps them apart."""


class LLMEngine:
    """Asks a language model for the records in an article and for verdicts on pairs.

    Answers are validated item by item. Items that are not valid, or whose quote is not in the
    text, are sent back once with what was wrong; what is still wrong then is rejected alone.
    """

    def __init__(self, settings: ModelSettings, client: Client) -> None:
        self._settings = settings
        self._client = client
        self._extraction = prompts.load(settings.prompt, EXTRACTION)
        self._judging = prompts.load(settings.judge_prompt, JUDGING)

    @classmethod
    def open(
        cls, settings: ModelSettings, *, clock: Clock = REAL, budget: Budget | None = None
    ) -> Self:
        """An engine for `settings.model`, within `budget`; no request is sent.

        Raises SettingsError for an unknown provider or template, a missing key or package, or a
        model without a known price where `settings.max_cost` is given.
        """
        within = budget or Budget(Ceiling(settings.max_cost, settings.max_tokens))
        return cls(settings, Client(endpoint(settings), settings, clock=clock, budget=within))

    @property
    def where(self) -> Endpoint:
        """The model and where it is reached."""
        return self._client.where

    @property
    def name(self) -> str:
        """PROVIDER/MODEL."""
        return self.where.name

    @property
    def pairs_per_call(self) -> int:
        """How many pairs `judge` takes at a time."""
        return PAIRS_PER_CALL

    @property
    def order_matters(self) -> bool:
        """A model may lean towards the first side."""
        return True

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the model, the template, the schema and the settings behind an answer.

        The address is not part of it: the same model behind another address answers the same.
        """
        cuts = (self._settings.chunk_chars, LEAD_CHARS, TAIL_CHARS)
        return self._hash(self._extraction, cuts, ExtractionAnswer, Corrections)

    @cached_property
    def judge_fingerprint(self) -> str:
        """A hash of the model, the template, the schema and the settings behind a verdict."""
        return self._hash(self._judging, (), JudgingAnswer)

    def _hash(
        self, template: prompts.Template, cuts: tuple[int, ...], *shapes: type[Answer]
    ) -> str:
        asked = (self.name, self._settings.temperature, self._settings.max_output_tokens)
        schemas = [shape.model_json_schema() for shape in shapes]
        return content_id("llm", *asked, *cuts, template.digest, schemas)

    async def check(self) -> None:
        """Ask the endpoint for the model before any work.

        Raises SettingsError for an unknown model or an address where nobody answers, and
        EngineStopped for a key that is refused. An endpoint that can't tell is believed.
        """
        await self._client.check()

    async def probe(self) -> Usage:
        """Ask a short question with a schema of its own; gives what the valid answer took.

        Raises EngineError, EngineStopped.
        """
        account = Account()
        await self._client.ask(QUESTION, ProbeAnswer, account)
        return account.usage

    def forecast(self, article: Article) -> Forecast:
        """What asking about an article will take, by the length of its text and of the prompt."""
        whole = Forecast(Usage(), Usage())
        for window in self.windows(article):
            likely, worst = self.forecast_part(article, window)
            whole = Forecast(whole.likely + likely, whole.worst + worst)
        return whole

    def forecast_part(self, article: Article, window: Span) -> Forecast:
        """What asking about one part of an article will take."""
        shown = part(article.text, window)
        return self._client.forecast(f"{shown.context}{shown.text}", self._frame, ExtractionAnswer)

    @cached_property
    def _frame(self) -> Sequence[Message]:
        """What every request for records has in it, whatever the article."""
        return prompts.extraction_messages(self._extraction, Article.of(" "), Part(""))

    async def ask(self, article: Article) -> Reply:
        """The raw answers for an article, part by part.

        A part with an answer longer than its limit is cut in two and asked again. Raises
        EngineError (EngineRefused, EngineUnavailable) for this article, EngineStopped for all.
        """
        account = Account(article.id)
        parts: list[ReplyPart] = []
        to_ask = deque((window, False) for window in self.windows(article))
        while to_ask:
            window, again = to_ask.popleft()
            try:
                parts += await self._ask_part(article, window, account, again=again)
            except AnswerCut as error:
                smaller = self._smaller(article, window, error, account)
                to_ask.extendleft((half, True) for half in reversed(smaller))
            except (EngineError, EngineStopped) as error:
                error.usage = account.usage
                raise
        return Reply(parts=tuple(parts), usage=account.usage)

    def windows(self, article: Article) -> list[Span]:
        """The parts of an article that are asked about; none where there is nothing to read."""
        text = article.text
        return windows(text, self._settings.chunk_chars) if text.strip() else []

    def _smaller(
        self, article: Article, window: Span, error: AnswerCut, account: Account
    ) -> Sequence[Span]:
        try:
            return self.smaller(article, window)
        except EngineError as cut:
            cut.usage = account.usage
            raise cut from error

    def smaller(self, article: Article, window: Span) -> tuple[Span, Span]:
        """The halves of a part whose answer was cut. Raises EngineError if there are none."""
        parts = halves(article.text, window)
        if parts is None:
            limit = self._settings.max_output_tokens
            raise EngineError(
                f"the answer to a single sentence is longer than max_output_tokens ({limit}): "
                f"raise it",
                article_id=article.id,
            )
        return parts

    async def _ask_part(
        self, article: Article, window: Span, account: Account, *, again: bool
    ) -> list[ReplyPart]:
        """The answer for one part, and the corrections if it had to be asked for any."""
        asked = self.messages(article, window)
        try:
            answer = await self._client.ask(asked, ExtractionAnswer, account, again=again)
        except AnswerUnusable as error:
            told = prompts.with_error(asked, self._extraction, error.problem)
            answer = await self._client.ask(told, ExtractionAnswer, account, again=True)
            return [reply_part(window, answer)]
        found = list(flaws(answer, article.text, window))
        corrections = await self._corrected(asked, found, account) if found else None
        return [reply_part(window, given) for given in (answer, corrections) if given is not None]

    async def _corrected(
        self, asked: Sequence[Message], found: Sequence[Flaw], account: Account
    ) -> Corrections | None:
        """Corrected versions of flawed items; None if there is no answer: the rest is good."""
        told = prompts.with_problems(asked, self._extraction, [flaw.told() for flaw in found])
        try:
            return await self._client.ask(told, Corrections, account, again=True)
        except (EngineError, BudgetReached):
            return None

    def messages(self, article: Article, window: Span) -> list[Message]:
        """The request for the records in one part of an article."""
        return prompts.extraction_messages(self._extraction, article, part(article.text, window))

    def read(self, article: Article, reply: Reply) -> Reading:
        """The drafts in a reply, in the order of the text, and the items that are not valid."""
        return read(article.text, reply.parts)

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """Verdicts for at most `pairs_per_call` pairs; None where the model gave no valid one."""
        account = Account()
        try:
            verdicts = await self._verdicts(pairs, account) if pairs else ()
        except (EngineError, EngineStopped) as error:
            error.usage = account.usage
            raise
        return Judgement(verdicts, account.usage)

    async def _verdicts(
        self, pairs: Sequence[Pair], account: Account, *, again: bool = False
    ) -> tuple[Verdict | None, ...]:
        asked = prompts.judging_messages(self._judging, pairs)
        try:
            answer = await self._client.ask(asked, JudgingAnswer, account, again=again)
        except AnswerCut:
            if len(pairs) == 1:
                raise
            middle = len(pairs) // 2
            first = await self._verdicts(pairs[:middle], account, again=True)
            return first + await self._verdicts(pairs[middle:], account, again=True)
        given = {item.value.pair: item.value.verdict() for item in answer.verdicts if item.value}
        return tuple(given.get(number) for number in range(1, len(pairs) + 1))

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()


def reply_part(window: Span, answer: Answer) -> ReplyPart:
    """An answer about one part of an article as it is stored."""
    return ReplyPart(start=window.start, end=window.end, text=answer.model_dump_json())
