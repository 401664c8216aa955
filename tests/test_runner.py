from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import interrupted_run
import pytest
from ledger_samples import committed

from extractor.engines import Forecast, Judgement, Reading, Reply, ReplyPart
from extractor.errors import (
    ArticleError,
    EngineError,
    EngineRefused,
    EngineStopped,
    EngineUnavailable,
    SettingsError,
)
from extractor.ledger import Ledger
from extractor.pairs import Pair
from extractor.records import Article
from extractor.results import ArticleResult, Usage
from extractor.runner import Progress, RunOutcome, run
from extractor.settings import RunSettings
from extractor.signals import interruptible
from extractor.tasks import Reader

Answer = Callable[[Article], Exception | None]


class ScriptedEngine:
    """Answers an article with its own text, or raises what `answer` gives for it."""

    name = "scripted"
    judge_fingerprint = "none"
    pairs_per_call = 1
    order_matters = False

    def __init__(self, answer: Answer = lambda _: None, *, prompt: str = "p1") -> None:
        self.fingerprint = prompt
        self.asked: Counter[str] = Counter()
        self.checks = 0
        self.refusal: Exception | None = None
        self._answer = answer

    def forecast(self, article: Article) -> Forecast:
        return Forecast(Usage(), Usage())

    async def ask(self, article: Article) -> Reply:
        self.asked[article.ref] += 1
        error = self._answer(article)
        if error is not None:
            raise error
        part = ReplyPart(start=0, end=len(article.text), text=article.text)
        return Reply(parts=(part,), usage=Usage(requests=1))

    def read(self, article: Article, reply: Reply) -> Reading:
        return Reading(())

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        return Judgement(tuple(None for _ in pairs))

    async def check(self) -> None:
        self.checks += 1
        if self.refusal is not None:
            raise self.refusal

    async def close(self) -> None:
        pass


class GatedEngine(ScriptedEngine):
    """Answers nobody before `gate` is open; `busy` is set once `crowd` articles wait at it."""

    def __init__(self, crowd: int = 1) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.busy = asyncio.Event()
        self._crowd = crowd

    async def ask(self, article: Article) -> Reply:
        self.asked[article.ref] += 1
        if len(self.asked) >= self._crowd:
            self.busy.set()
        await self.gate.wait()
        return Reply(usage=Usage(requests=1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


def articles(*numbers: int) -> list[Article]:
    return [Article.of(f"Text {n}.", ref=str(n)) for n in numbers]


READ = Reader(interrupted_run.read, "c1")


async def extract(
    given: Iterable[Article | ArticleError],
    engine: ScriptedEngine,
    ledger: Ledger,
    *,
    reader: Reader = READ,
    on_progress: Callable[[Progress], None] | None = None,
    **settings: int,
) -> RunOutcome:
    async with asyncio.timeout(20):
        return await run(
            given,
            engine=engine,
            ledger=ledger,
            settings=RunSettings(**({"concurrency": 4} | settings)),
            reader=reader,
            on_progress=on_progress,
        )


def statuses(ledger: Ledger) -> dict[str, str]:
    return {result.article_id: result.status for result in ledger.results()}


def errors(ledger: Ledger) -> list[str | None]:
    return [result.error for result in ledger.results()]


class TestARun:
    async def test_gives_every_article_its_result_in_the_order_of_the_input(
        self, ledger: Ledger
    ) -> None:
        given = articles(*range(100))
        outcome = await extract(given, ScriptedEngine(), ledger)
        assert [result.article_id for result in ledger.results()] == [a.id for a in given]
        assert outcome == (Progress(done=100, usage=Usage(requests=100)), False)

    async def test_checks_the_engine_once_and_only_if_there_is_something_to_ask(
        self, ledger: Ledger
    ) -> None:
        first, second = ScriptedEngine(), ScriptedEngine()
        await extract(articles(1, 2, 3), first, ledger)
        await extract(articles(1, 2, 3), second, ledger)
        assert (first.checks, second.checks) == (1, 0)

    async def test_asks_nothing_if_the_check_fails(self, ledger: Ledger) -> None:
        engine = ScriptedEngine()
        engine.refusal = SettingsError("no such model")
        with pytest.raises(SettingsError, match="no such model"):
            await extract(articles(1, 2, 3), engine, ledger)
        assert not engine.asked

    async def test_asks_for_nothing_twice(self, ledger: Ledger) -> None:
        engine = ScriptedEngine()
        await extract(articles(1, 2, 3), engine, ledger)
        outcome = await extract(articles(1, 2, 3, 4), engine, ledger)
        assert set(engine.asked.values()) == {1}
        assert outcome.progress == Progress(done=4, reused=3, usage=Usage(requests=1))

    async def test_asks_again_when_the_prompt_has_changed(self, ledger: Ledger) -> None:
        await extract(articles(1), ScriptedEngine(), ledger)
        engine = ScriptedEngine(prompt="p2")
        await extract(articles(1), engine, ledger)
        assert engine.asked == {"1": 1}

    async def test_reads_again_without_asking_when_the_reading_code_has_changed(
        self, ledger: Ledger
    ) -> None:
        def read_anew(article: Article, engine: object, reply: Reply) -> ArticleResult:
            usage = Usage(output_tokens=len(reply.parts[0].text))
            return ArticleResult(article_id=article.id, status="done", usage=usage)

        engine = ScriptedEngine()
        await extract(articles(1), engine, ledger)
        outcome = await extract(articles(1), engine, ledger, reader=Reader(read_anew, "c2"))
        assert engine.asked == {"1": 1}
        assert outcome.progress.reused == 1
        assert [result.usage.output_tokens for result in ledger.results()] == [len("Text 1.")]

    async def test_keeps_the_answer_before_it_is_read(self, ledger: Ledger) -> None:
        def crash(article: Article, engine: object, reply: Reply) -> ArticleResult:
            raise ZeroDivisionError

        engine = ScriptedEngine()
        await extract(articles(1), engine, ledger, reader=Reader(crash, "c1"))
        assert list(statuses(ledger).values()) == ["failed"]
        await extract(articles(1), engine, ledger, reader=Reader(READ.read, "c2"))
        assert list(statuses(ledger).values()) == ["done"]
        assert engine.asked == {"1": 1}

    async def test_skips_what_could_not_be_read_and_what_came_before(self, ledger: Ledger) -> None:
        same = Article.of("Text 1.", ref="copy")
        unreadable = ArticleError("empty", ref="x.txt")
        outcome = await extract([*articles(1), unreadable, same], ScriptedEngine(), ledger)
        assert errors(ledger) == [None, "empty", "same as 1"]
        assert outcome.progress == Progress(done=1, skipped=2, usage=Usage(requests=1))

    async def test_skips_an_article_that_can_not_be_stored(self, ledger: Ledger) -> None:
        odd = Article.of("Text.", ref="odd", metadata={"half a sign": "\ud83d"})
        await extract([odd, *articles(1)], ScriptedEngine(), ledger)
        assert [r.status for r in ledger.results()] == ["skipped", "done"]

    async def test_of_nothing_ends_well(self, ledger: Ledger) -> None:
        assert await extract([], ScriptedEngine(), ledger) == (Progress(), False)

    async def test_is_about_the_articles_of_its_own_input(self, ledger: Ledger) -> None:
        await extract(articles(1, 2), ScriptedEngine(), ledger)
        await extract(articles(2, 3), ScriptedEngine(), ledger)
        assert [article.ref for article in ledger.articles()] == ["2", "3"]

    async def test_works_on_no_more_articles_at_a_time_than_it_was_told(
        self, ledger: Ledger
    ) -> None:
        in_flight: list[int] = []
        await extract(
            articles(*range(30)),
            ScriptedEngine(),
            ledger,
            on_progress=lambda progress: in_flight.append(progress.in_flight),
            concurrency=3,
        )
        assert max(in_flight) <= 3
        assert in_flight[-1] == 0

    async def test_reads_its_input_only_a_little_ahead(self, ledger: Ledger) -> None:
        taken = 0

        def endless() -> Iterator[Article]:
            nonlocal taken
            while True:
                taken += 1
                yield from articles(taken)

        engine = GatedEngine(crowd=4)
        task = asyncio.create_task(extract(endless(), engine, ledger))
        await engine.busy.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert taken <= 2 * 4 + 1

    async def test_makes_answers_last_while_its_input_keeps_it_waiting(
        self, path: Path, ledger: Ledger
    ) -> None:
        pipe, feed = os.pipe()

        def from_pipe() -> Iterator[Article]:
            with open(pipe) as lines:
                yield from (Article.of(line, ref=line.strip()) for line in lines)

        settings = RunSettings(commit_seconds=0.01, concurrency=1)
        work = asyncio.create_task(
            run(from_pipe(), engine=ScriptedEngine(), ledger=ledger, settings=settings, reader=READ)
        )
        os.write(feed, b"first\n")
        async with asyncio.timeout(5):
            while not await asyncio.to_thread(committed, path):
                pass
        os.close(feed)
        assert (await work).progress.done == 1


class TestAFailure:
    async def test_costs_its_article_and_no_other(self, ledger: Ledger) -> None:
        def answer(article: Article) -> Exception | None:
            return EngineUnavailable("timed out") if article.ref == "2" else None

        outcome = await extract(articles(1, 2, 3), ScriptedEngine(answer), ledger)
        assert errors(ledger) == [None, "timed out", None]
        assert outcome.progress[:2] == (2, 1)

    async def test_is_paid_for(self, ledger: Ledger) -> None:
        refusal = EngineRefused("no")
        refusal.usage = Usage(requests=2, output_tokens=30)
        outcome = await extract(articles(1), ScriptedEngine(lambda _: refusal), ledger)
        assert outcome.progress.usage == ledger.usage() == refusal.usage

    @pytest.mark.parametrize("error", [EngineUnavailable("timed out"), KeyError("who")])
    async def test_that_may_pass_is_tried_again_by_the_next_start(
        self, ledger: Ledger, error: Exception
    ) -> None:
        await extract(articles(1), ScriptedEngine(lambda _: error), ledger)
        engine = ScriptedEngine()
        await extract(articles(1), engine, ledger)
        assert engine.asked == {"1": 1}
        assert list(statuses(ledger).values()) == ["done"]

    @pytest.mark.parametrize("error", [EngineRefused("no"), EngineError("unusable answer")])
    async def test_for_good_is_tried_again_on_demand_alone(
        self, ledger: Ledger, error: Exception
    ) -> None:
        await extract(articles(1), ScriptedEngine(lambda _: error), ledger)
        engine = ScriptedEngine()
        outcome = await extract(articles(1), engine, ledger)
        assert outcome.progress.failed == 1
        assert engine.asked == {}
        await extract(articles(1), engine, ledger, retry_failed=True)
        assert engine.asked == {"1": 1}
        assert list(statuses(ledger).values()) == ["done"]

    async def test_that_stops_the_run_is_paid_for_and_leaves_the_article_pending(
        self, ledger: Ledger
    ) -> None:
        stop = EngineStopped("no quota")
        stop.usage = Usage(requests=2, output_tokens=30)
        with pytest.raises(EngineStopped):
            await extract(articles(1), ScriptedEngine(lambda _: stop), ledger)
        assert ledger.usage() == stop.usage
        assert statuses(ledger) == {}

    async def test_of_our_code_is_kept_with_its_traceback(self, ledger: Ledger, path: Path) -> None:
        await extract(articles(1), ScriptedEngine(lambda _: KeyError("who")), ledger)
        assert errors(ledger) == ["KeyError: 'who'"]
        assert b"Traceback (most recent call last)" in whole(path)

    async def test_of_the_reading_says_why(self, ledger: Ledger) -> None:
        def unusable(article: Article, engine: object, reply: Reply) -> ArticleResult:
            return ArticleResult(article_id=article.id, status="failed", error="not JSON")

        await extract(articles(1), ScriptedEngine(), ledger, reader=Reader(unusable, "c1"))
        (result,) = ledger.results()
        assert (result.status, result.error, result.usage.requests) == ("failed", "not JSON", 1)

    async def test_of_the_endpoint_stops_the_run_and_keeps_what_was_finished(
        self, ledger: Ledger
    ) -> None:
        def answer(article: Article) -> Exception | None:
            return EngineStopped("no quota left") if article.ref == "5" else None

        engine = ScriptedEngine(answer)
        with pytest.raises(EngineStopped, match="no quota left"):
            await extract(articles(*range(1000)), engine, ledger, concurrency=1)
        assert len(engine.asked) == 6
        assert [r.status for r in ledger.results()] == ["done"] * 5

    async def test_of_the_endpoint_waits_for_the_answers_on_their_way(self, ledger: Ledger) -> None:
        class Quota(GatedEngine):
            async def ask(self, article: Article) -> Reply:
                if article.ref != "2":
                    return await super().ask(article)
                await self.busy.wait()
                self.gate.set()
                raise EngineStopped("no quota left")

        with pytest.raises(EngineStopped):
            await extract(articles(1, 2), Quota(), ledger, concurrency=2)
        assert [r.status for r in ledger.results()] == ["done"]

    async def test_of_the_input_ends_the_run_and_keeps_what_was_finished(
        self, ledger: Ledger
    ) -> None:
        def breaking() -> Iterator[Article]:
            yield from articles(1)
            raise OSError("the disk was pulled out")

        with pytest.raises(OSError, match="pulled out"):
            await extract(breaking(), ScriptedEngine(), ledger, concurrency=1)
        assert [r.status for r in ledger.results()] == ["done"]


class TestAnInterruption:
    async def test_finishes_what_is_in_work_and_takes_nothing_more(self, ledger: Ledger) -> None:
        engine = GatedEngine(crowd=4)
        work = asyncio.create_task(extract(articles(*range(50)), engine, ledger))
        await engine.busy.wait()
        signal.raise_signal(signal.SIGINT)
        asyncio.get_running_loop().call_soon(engine.gate.set)
        outcome = await work
        assert outcome.stopped
        assert list(statuses(ledger).values()) == ["done"] * 4

    async def test_goes_on_with_the_next_run(self, ledger: Ledger) -> None:
        engine = GatedEngine(crowd=4)
        work = asyncio.create_task(extract(articles(*range(50)), engine, ledger))
        await engine.busy.wait()
        signal.raise_signal(signal.SIGTERM)
        asyncio.get_running_loop().call_soon(engine.gate.set)
        await work
        outcome = await extract(articles(*range(50)), engine, ledger)
        assert outcome.progress.done == 50
        assert set(engine.asked.values()) == {1}

    async def test_twice_gives_up_what_is_in_work(self, ledger: Ledger) -> None:
        engine = GatedEngine(crowd=4)
        work = asyncio.create_task(extract(articles(*range(50)), engine, ledger))
        await engine.busy.wait()
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        assert (await work).stopped
        assert statuses(ledger) == {}

    async def test_is_told_as_soon_as_it_is_heard(self, ledger: Ledger) -> None:
        told: list[bool] = []
        engine = GatedEngine()
        work = asyncio.create_task(
            extract(articles(1), engine, ledger, on_progress=lambda p: told.append(p.stopping))
        )
        await engine.busy.wait()
        signal.raise_signal(signal.SIGINT)
        asyncio.get_running_loop().call_soon(engine.gate.set)
        await work
        assert told == [False, True, True]

    def test_three_times_ends_even_what_does_not_listen(self, path: Path) -> None:
        def deaf(article: Article, engine: object, reply: Reply) -> ArticleResult:
            for _ in range(3):
                signal.raise_signal(signal.SIGINT)
            raise AssertionError("nobody stopped this")

        async def work() -> None:
            with Ledger.open(path) as ledger:
                await extract(articles(1), ScriptedEngine(), ledger, reader=Reader(deaf, "c1"))

        with pytest.raises(KeyboardInterrupt):
            asyncio.run(work())
        with Ledger.open(path) as ledger:
            engine = ScriptedEngine()
            asyncio.run(again(engine, ledger))
            assert statuses(ledger) == {articles(1)[0].id: "done"}
            assert not engine.asked

    async def test_leaves_the_signals_as_they_were(self, ledger: Ledger) -> None:
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.getsignal(number) for number in numbers]
        await extract(articles(1), ScriptedEngine(), ledger)
        assert [signal.getsignal(number) for number in numbers] == before

    def test_is_left_to_the_caller_in_another_thread(self, path: Path) -> None:
        def work() -> None:
            with Ledger.open(path) as ledger:
                asyncio.run(extract(articles(1), ScriptedEngine(), ledger))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert len(committed(path)) == 1

    async def test_by_cancelling_keeps_what_was_finished(self, path: Path, ledger: Ledger) -> None:
        engine = GatedEngine()
        await extract(articles(1), ScriptedEngine(), ledger)
        work = asyncio.create_task(extract(articles(1, 2), engine, ledger))
        await engine.busy.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert committed(path) == {articles(1)[0].id}


class TestInterruptibleWork:
    async def test_gives_its_result(self) -> None:
        assert await interruptible(asyncio.sleep(0, "done"), stop=lambda: None) == "done"

    async def test_may_come_to_an_end_of_its_own(self) -> None:
        stopped = asyncio.Event()

        async def work() -> str:
            signal.raise_signal(signal.SIGINT)
            await stopped.wait()
            return "half of it"

        assert await interruptible(work(), stop=stopped.set) == "half of it"

    async def test_is_given_up_when_asked_twice(self) -> None:
        async def work() -> str:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            await asyncio.Event().wait()
            return "nobody gave it up"

        assert await interruptible(work(), stop=lambda: None) is None

    async def test_can_be_cancelled_from_outside(self) -> None:
        started = asyncio.Event()

        async def work() -> None:
            started.set()
            await asyncio.Event().wait()

        task = asyncio.create_task(interruptible(work(), stop=lambda: None))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def again(engine: ScriptedEngine, ledger: Ledger) -> RunOutcome:
    return await extract(articles(1), engine, ledger)


def whole(path: Path) -> bytes:
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(f"{path.name}*")))
