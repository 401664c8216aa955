from __future__ import annotations

import json
from typing import Any

import pytest
from batch_runs import BatchRun, about, quoting, story
from batch_server import Unanswered, always
from loopback import answer, failure, refusal

from extractor.errors import EngineStopped, SettingsError
from extractor.openai_batch import Limits

KEY = "sk-secret"


class TestARequest:
    async def test_is_the_live_one_to_the_letter(self, run: BatchRun) -> None:
        await run.submit()
        live = run.beside()
        await live.run_live()
        sent = [line["body"] for line in run.server.lines()]
        asked = [request.body for request in run.server.requests]
        assert sorted(map(spelled, sent)) == sorted(map(spelled, asked))

    async def test_is_named_by_its_content(self, run: BatchRun) -> None:
        await run.submit()
        other = run.beside()
        await other.submit()
        assert set(run.server.asked().values()) == {2}
        assert all(len(custom_id) <= 64 for custom_id in run.server.asked())


def spelled(body: Any) -> str:
    return json.dumps(body, sort_keys=True)


class TestSubmitting:
    async def test_sends_every_article_once(self, run: BatchRun) -> None:
        sent = await run.submit()
        assert (sent.sent, sent.requests, sent.batches) == (3, 3, ("batch_1",))
        assert len(run.server.asked()) == 3

    async def test_again_sends_nothing_that_is_under_way(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        again = await run.submit()
        assert (again.sent, again.under_way) == (0, 3)
        assert len(run.server.batches) == 1

    async def test_again_sends_what_has_come_since(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit()
        run.write([story(n) for n in range(5)])
        again = await run.submit()
        assert (again.sent, again.under_way) == (2, 3)
        assert set(run.server.asked().values()) == {1}

    async def test_sends_nothing_that_was_answered_live(self, run: BatchRun) -> None:
        await run.run_live()
        sent = await run.submit()
        assert (sent.sent, sent.done) == (0, 3)
        assert not run.server.uploads

    async def test_splits_at_the_number_of_requests(self, run: BatchRun) -> None:
        sent = await run.submit(limits=Limits(requests=2))
        assert sent.batches == ("batch_1", "batch_2")
        assert [len(upload.splitlines()) for upload in run.server.uploads] == [2, 1]

    async def test_splits_at_the_size_of_a_file(self, run: BatchRun) -> None:
        await run.submit()
        size = len(run.server.uploads.pop())
        await run.beside().submit(limits=Limits(size=size - 1))
        assert [len(upload.splitlines()) for upload in run.server.uploads] == [2, 1]
        assert all(len(upload) < size for upload in run.server.uploads)

    async def test_leaves_no_files_behind(self, run: BatchRun) -> None:
        await run.submit()
        await run.collect()
        assert not (run.folder / "batches").exists()

    async def test_writes_no_key(self, run: BatchRun) -> None:
        run.server.held = True
        await run.submit(api_key=KEY)
        for path in run.folder.rglob("*"):
            assert not path.is_file() or KEY.encode() not in path.read_bytes()

    async def test_refuses_a_base_url_with_a_key_in_it(self, run: BatchRun) -> None:
        url = run.server.url.replace("//", f"//user:{KEY}@")
        with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
            await run.submit(base_url=url)
        assert not run.folder.exists()

    async def test_counts_inputs_that_cannot_be_read(self, run: BatchRun) -> None:
        run.input.write_text(run.input.read_text() + "not JSON\n")
        sent = await run.submit()
        assert (sent.sent, sent.skipped) == (3, 1)

    async def test_goes_on_after_a_busy_endpoint(self, run: BatchRun) -> None:
        run.server.fail("POST /files", failure(503))
        run.server.fail("POST /batches", failure(429, retry_after="2"))
        await run.submit()
        assert len(run.server.batches) == 1
        assert sum(run.time.slept) >= 2

    async def test_looks_for_a_batch_whose_making_got_no_answer(self, run: BatchRun) -> None:
        run.server.fail("POST /batches", failure(500), afterwards=True)
        sent = await run.submit()
        assert sent.batches == ("batch_1",)
        assert run.server.calls["POST /batches"] == 1

    async def test_finds_it_on_a_later_page_of_the_list(self, run: BatchRun) -> None:
        await run.submit(limits=Limits(requests=1))
        run.server.page_size = 2
        run.write([story(9)])
        run.server.fail("POST /batches", failure(500), afterwards=True)
        sent = await run.submit()
        assert sent.batches == ("batch_4",)
        assert set(run.server.asked().values()) == {1}


class TestARefusedBatch:
    async def test_is_said_and_its_requests_are_sent_anew(self, run: BatchRun) -> None:
        run.server.fail("POST /batches", failure(400, "too many batches"))
        with pytest.raises(EngineStopped, match="too many batches"):
            await run.submit()
        assert (await run.submit()).sent == 3
        assert set(run.server.asked().values()) == {1}

    async def test_leaves_its_reason_with_its_articles(self, run: BatchRun) -> None:
        run.server.fail("POST /batches", failure(400, "too many batches"))
        with pytest.raises(EngineStopped):
            await run.submit()
        collected = await run.collect()
        assert len(collected.report.problems) == 3
        assert all("too many batches" in problem for problem in collected.report.problems)


class TestAnEndpoint:
    async def test_without_batches_is_told_before_anything_is_written(self, run: BatchRun) -> None:
        run.server.fail("GET /batches", failure(404))
        with pytest.raises(SettingsError, match=r"no Batch API.*extractor run"):
            await run.submit()
        assert not run.folder.exists()

    async def test_that_refuses_the_key_is_told_before_anything_is_written(
        self, run: BatchRun
    ) -> None:
        run.server.fail("GET /batches", failure(401))
        with pytest.raises(EngineStopped, match="refused the key"):
            await run.submit()
        assert not run.folder.exists()

    @pytest.mark.parametrize("model", ["rules", "ollama/qwen3"])
    async def test_of_another_kind_is_refused(self, run: BatchRun, model: str) -> None:
        with pytest.raises(SettingsError, match="batches"):
            await run.submit(model=model, base_url=None)


class TestACeiling:
    async def test_leaves_what_might_pass_it(self, run: BatchRun) -> None:
        whole = await run.submit(input_price=1, output_price=1)
        most = whole.worst.cost * 2.5 / 3
        sent = await run.beside().submit(input_price=1, output_price=1, max_cost=most)
        assert (sent.sent, sent.left) == (2, 1)
        assert sent.worst.cost <= most

    async def test_counts_what_is_under_way(self, run: BatchRun) -> None:
        run.server.held = True
        first = await run.submit(max_tokens=10_000_000)
        run.write([story(n) for n in range(6)])
        sent = await run.submit(max_tokens=round(first.worst.tokens * 1.5))
        assert (sent.under_way, sent.sent, sent.left) == (3, 1, 2)

    async def test_counts_what_was_spent_rather_than_what_might_have_been(
        self, run: BatchRun
    ) -> None:
        first = await run.submit()
        await run.collect()
        run.write([story(n) for n in range(6)])
        sent = await run.submit(max_tokens=round(first.worst.tokens * 1.2))
        assert (sent.done, sent.sent, sent.left) == (3, 3, 0)

    async def test_says_what_batches_cost_at_most(self, run: BatchRun) -> None:
        sent = await run.submit(input_price=3, output_price=5)
        most = sent.worst.input_tokens * 3 + sent.worst.output_tokens * 5
        assert sent.worst.cost == pytest.approx(most / 2 / 1_000_000)


class TestWhatCameBackBefore:
    async def test_unanswered_is_sent_again_alone(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", Unanswered())
        await run.submit()
        await run.collect()
        sent = await run.submit()
        assert (sent.sent, sent.requests, sent.done) == (1, 1, 2)

    async def test_failed_at_the_server_is_sent_again_alone(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", failure(503))
        await run.submit()
        await run.collect()
        assert (await run.submit()).requests == 1

    @pytest.mark.parametrize("outcome", [failure(400), refusal("no"), answer("{broken")])
    async def test_refused_or_useless_is_sent_again_on_request_alone(
        self, run: BatchRun, outcome: object
    ) -> None:
        run.server.outcome = about("Owner 1 ", outcome)
        await run.submit()
        await run.collect()
        again = await run.submit()
        assert (again.sent, again.failed) == (0, 1)
        assert (await run.submit(retry_failed=True)).requests == 1

    async def test_cut_by_length_is_sent_again_in_two_halves(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", answer('{"claims": [', finish="length"))
        await run.submit()
        collected = await run.collect()
        assert collected.open == 1
        run.server.outcome = always(quoting)
        assert (await run.submit()).requests == 2
        assert (await run.collect()).report.summary.articles == {"done": 3}

    async def test_that_is_not_collected_yet_is_left_to_be(self, run: BatchRun) -> None:
        run.server.outcome = about("Owner 1 ", Unanswered())
        await run.submit()
        assert (await run.submit()).under_way == 3
