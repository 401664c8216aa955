from __future__ import annotations

from typing import Any

import pytest
from batch_runs import QUOTE, BatchRun, about, quoting, story
from batch_server import EMPTY, BatchServer, Outcome, Unanswered, always
from ledger_samples import finding
from loopback import InstantTime, answer, failure, refusal

from extractor.errors import EngineStopped, EngineUnavailable, SettingsError
from extractor.ledger import Ledger
from extractor.openai_batch import Limits

FILES = ("records.jsonl", "articles.jsonl", "rejected.jsonl")


class TestCollecting:
    async def test_gives_the_records_of_a_live_run(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        live = run.beside()
        await live.run_live()
        assert run.lines("records.jsonl") == live.lines("records.jsonl")
        assert len(run.lines("records.jsonl")) == 3
        assert (run.folder / "report.html").is_file()

    async def test_takes_half_of_what_a_live_run_costs(self, run: BatchRun) -> None:
        prices: dict[str, Any] = {"input_price": 3, "output_price": 5}
        await run.submit(**prices)
        in_batch = (await run.collect()).report.summary.usage
        live = run.beside()
        asked = (await live.run_live(**prices)).summary.usage
        assert in_batch == asked.model_copy(update={"cost": asked.cost / 2})
        assert in_batch.cost > 0

    async def test_tells_each_article_what_it_took(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        assert [line["usage"]["requests"] for line in run.lines("articles.jsonl")] == [1, 1, 1]

    async def test_leaves_nothing_to_ask_live(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        report = await run.run_live()
        assert report.summary.articles == {"done": 3}
        assert not run.server.requests

    async def test_lets_a_live_run_ask_for_what_is_missing(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", Unanswered())
        await run.submit()
        await run.collect()
        report = await run.run_live()
        assert report.summary.articles == {"done": 3}
        assert len(run.server.requests) == 1

    async def test_again_changes_nothing(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        before = [(run.folder / name).read_bytes() for name in FILES]
        again = await run.collect()
        assert [(run.folder / name).read_bytes() for name in FILES] == before
        assert again.report.summary.usage.requests == 3

    async def test_keeps_findings_that_still_fit(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        ids = [line["id"] for line in run.lines("records.jsonl")]
        kept = finding(1).model_copy(update={"left": (ids[0],), "right": (ids[1],)})
        with Ledger.open(run.folder / "ledger.sqlite") as ledger:
            ledger.save_findings([kept], key="compared")
        await run.collect()
        assert [line["id"] for line in run.lines("findings.jsonl")] == [kept.id]

    async def test_keeps_the_good_items_beside_bad_ones(self, run: BatchRun) -> None:
        bad = [{"quote": "Nobody wrote this.", "statement": "It is so."}, {"quote": QUOTE}]
        good = {"quote": QUOTE, "statement": "The mill will close."}
        run.server.outcome = always(answer(EMPTY | {"claims": [*bad, good]}))
        await run.submit()
        collected = await run.collect()
        assert collected.report.summary.records == {"claim": 3}
        reasons = {line["reason"] for line in run.lines("rejected.jsonl")}
        assert reasons == {"not_grounded", "invalid"}

    async def test_of_nothing_says_what_to_do(self, run: BatchRun) -> None:
        with pytest.raises(SettingsError, match="a run or a batch was given as --out"):
            await run.collect()
        await run.run_live()
        with pytest.raises(SettingsError, match="batch submit"):
            await run.collect()

    async def test_is_about_every_batch_of_the_folder(self, run: BatchRun) -> None:
        await run.submit()
        run.write([story(n) for n in range(5)])
        await run.submit()
        assert (await run.collect()).report.summary.articles == {"done": 5}

    async def test_overlooks_lines_that_nobody_asked_for(self, run: BatchRun) -> None:
        await run.submit()
        (batch,) = run.server.batches.values()
        name = batch["output_file_id"]
        strange = b'{"custom_id": "other", "response": null}\nnot JSON\n[]\n\xff\n'
        run.server._files[name] = strange + run.server._files[name]
        assert (await run.collect()).report.summary.articles == {"done": 3}

    async def test_reads_a_body_that_is_no_completion_as_a_failure_of_one_article(
        self, run: BatchRun
    ) -> None:
        run.server.outcome = about("Owner 1 ", failure(200, "strange"))
        await run.submit()
        report = (await run.collect()).report
        assert report.summary.articles == {"done": 2, "failed": 1}

    async def test_goes_on_after_a_broken_download(self, run: BatchRun) -> None:
        await run.submit()
        run.server.fail("GET /files", failure(500))
        assert (await run.collect()).report.summary.articles == {"done": 3}

    async def test_needs_the_account_that_submitted(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        run.server.batches.clear()
        with pytest.raises(EngineStopped, match="does not know the batch batch_1"):
            await run.collect()


class TestALineWithAnError:
    async def test_of_the_server_fails_its_article_for_now(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", failure(503, "overloaded"))
        await run.submit()
        collected = await run.collect()
        (problem,) = collected.report.problems
        assert "overloaded" in problem
        assert collected.open == 1

    async def test_for_good_fails_its_article_with_the_reason(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", failure(400, "text is flagged"))
        await run.submit()
        collected = await run.collect()
        (problem,) = collected.report.problems
        assert "text is flagged" in problem
        assert collected.open == 0

    async def test_of_the_account_lets_its_article_be_sent_again(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", failure(429, code="insufficient_quota"))
        await run.submit()
        collected = await run.collect()
        assert collected.open == 1
        assert (await run.submit()).requests == 1

    async def test_is_a_request_that_had_to_be_made_again(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", failure(503))
        await run.submit()
        await run.collect()
        run.server.outcome = always(quoting)
        await run.submit()
        usage = (await run.collect()).report.summary.usage
        assert (usage.requests, usage.retries) == (4, 2)

    async def test_says_what_a_model_that_declined_said(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", refusal("I would rather not."))
        await run.submit()
        (problem,) = (await run.collect()).report.problems
        assert "I would rather not." in problem


class TestABatch:
    @pytest.mark.parametrize("state", ["expired", "cancelled"])
    async def test_that_ended_early_brings_what_it_finished(
        self, run: BatchRun, state: str
    ) -> None:
        run.server.held = True
        run.server.outcome = about("Owner 1 ", Unanswered(code=None))
        await run.submit()
        run.server.end(state)
        collected = await run.collect()
        assert collected.report.summary.articles == {"done": 2, "failed": 1}
        assert collected.report.summary.usage.requests == 2
        assert state in collected.report.problems[0]
        assert (await run.submit()).requests == 1

    async def test_that_failed_as_a_whole_is_sent_again(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        (batch,) = run.server.batches.values()
        batch["errors"] = {"object": "list", "data": [{"message": "enqueued token limit"}]}
        run.server.end("failed")
        collected = await run.collect()
        assert all("enqueued token limit" in problem for problem in collected.report.problems)
        assert collected.report.summary.usage.requests == 0
        assert (await run.submit()).sent == 3

    async def test_under_way_is_said_and_the_others_are_brought_in(self, run: BatchRun) -> None:
        await run.submit()
        run.server.held = True
        run.write([story(n) for n in range(4)])
        await run.submit()
        collected = await run.collect()
        assert [state.name for state in collected.under_way] == ["batch_2"]
        assert collected.report.summary.articles == {"done": 3}
        assert collected.open == 1

    async def test_under_way_keeps_a_live_run_from_asking_twice(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        with pytest.raises(SettingsError, match="batch collect"):
            await run.run_live()
        assert not run.server.requests

    async def test_under_way_lets_another_model_be_asked(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        report = await run.run_live(temperature=1)
        assert report.summary.articles == {"done": 3}

    async def test_has_a_state(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        (state,) = await run.status()
        assert (state.name, state.state, state.requests) == ("batch_1", "in_progress", 3)
        run.server.end()
        (state,) = await run.status()
        assert (state.state, state.answered, state.collected) == ("completed", 3, False)
        await run.collect()
        (state,) = await run.status()
        assert (state.state, state.collected) == ("completed", True)


class TestWaiting:
    async def test_looks_again_and_again_until_all_has_ended(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        run.time = EndingAfter(4, run.server)
        assert (await run.collect(wait=True)).report.summary.articles == {"done": 3}
        assert run.time.slept == [15.0, 22.5, 33.75, 50.625]

    async def test_outlives_an_endpoint_that_is_away_for_a_while(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit(max_attempts=1)
        run.time = EndingAfter(3, run.server, away=2)
        assert (await run.collect(wait=True)).report.summary.articles == {"done": 3}
        assert any("away" in line for line in run.said)

    async def test_without_it_an_endpoint_that_is_away_is_an_error(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit(max_attempts=1)
        run.server.fail("GET /batches", failure(503, "away"))
        with pytest.raises(EngineUnavailable, match="away"):
            await run.collect()


class EndingAfter(InstantTime):
    """Time in which, after a number of sleeps, all batches have ended."""

    def __init__(self, sleeps: int, server: BatchServer, *, away: int | None = None) -> None:
        super().__init__()
        self._sleeps, self._server, self._away = sleeps, server, away

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if len(self.slept) == self._away:
            self._server.fail("GET /batches", failure(503, "away"))
        if len(self.slept) == self._sleeps:
            self._server.end()


class TestALongArticle:
    LONG = "\n\n".join(f"{QUOTE} Paragraph {n} is about {'words ' * 90}." for n in range(4))
    CHUNK = 1300

    async def test_is_done_when_all_its_parts_are(self, run: BatchRun) -> None:
        run.write([self.LONG])
        sent = await run.submit(chunk_chars=self.CHUNK)
        assert (sent.sent, sent.requests) == (1, 2)
        report = (await run.collect()).report
        assert report.summary.articles == {"done": 1}
        assert report.summary.usage.requests == 2

    async def test_keeps_the_parts_it_has_and_has_the_others_sent_alone(
        self, run: BatchRun
    ) -> None:
        run.write([self.LONG])
        run.server.outcome = last_part(Unanswered())
        await run.submit(chunk_chars=self.CHUNK)
        collected = await run.collect()
        assert (collected.report.summary.articles, collected.open) == ({"failed": 1}, 1)
        run.server.outcome = always(quoting)
        assert (await run.submit(chunk_chars=self.CHUNK)).requests == 1
        report = (await run.collect()).report
        assert report.summary.articles == {"done": 1}
        (line,) = run.lines("articles.jsonl")
        assert line["usage"]["requests"] == 2

    async def test_may_have_its_parts_in_several_batches(self, run: BatchRun) -> None:
        run.write([self.LONG])
        sent = await run.submit(chunk_chars=self.CHUNK, limits=Limits(requests=1))
        assert len(sent.batches) == 2
        assert (await run.collect()).report.summary.articles == {"done": 1}


def last_part(special: Unanswered) -> Outcome:
    """`special` for the part with the last paragraph."""
    return lambda request: special if "Paragraph 3" in request.user else quoting
