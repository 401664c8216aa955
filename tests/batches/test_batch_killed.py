from __future__ import annotations

import multiprocessing
from pathlib import Path

import killed_batch
import pytest
from batch_runs import BatchRun, story
from batch_server import BatchServer

from extractor.openai_batch import Limits

CLEAN = multiprocessing.get_context("forkserver")
"""Processes forked off one that has imported all and runs no threads: each would else take
seconds to start."""
CLEAN.set_forkserver_preload(["extractor.openai_batch"])

ARTICLES = 5


@pytest.fixture
def run(server: BatchServer, tmp_path: Path) -> BatchRun:
    return BatchRun(server, tmp_path, [story(n) for n in range(ARTICLES)])


def killed(run: BatchRun, point: str) -> None:
    """A step in a process that dies at a point of it."""
    given = (point, run.server.url, run.input, run.folder)
    process = CLEAN.Process(target=killed_batch.until, args=given)
    process.start()
    process.join()
    assert process.exitcode == killed_batch.KILLED
    process.close()


async def assert_all_is_well(run: BatchRun) -> None:
    """Every article was asked about once and is done, and was paid once."""
    report = (await run.collect()).report
    assert report.summary.articles == {"done": ARTICLES}
    assert report.summary.records == {"claim": ARTICLES}
    assert report.summary.usage.requests == ARTICLES
    assert len(run.server.asked()) == ARTICLES
    assert set(run.server.asked().values()) == {1}
    assert not (run.folder / "batches").exists()


class TestAProcessKilled:
    @pytest.mark.parametrize("point", killed_batch.SUBMITTING)
    async def test_while_submitting_sends_nothing_twice_and_loses_nothing(
        self, run: BatchRun, point: str
    ) -> None:
        killed(run, point)
        await run.submit()
        await assert_all_is_well(run)

    @pytest.mark.parametrize("point", killed_batch.COLLECTING)
    async def test_while_collecting_pays_nothing_twice_and_loses_nothing(
        self, run: BatchRun, point: str
    ) -> None:
        await run.submit()
        killed(run, point)
        await assert_all_is_well(run)

    @pytest.mark.parametrize("point", killed_batch.COLLECTING)
    async def test_while_collecting_has_nothing_sent_again_by_the_next_submit(
        self, run: BatchRun, point: str
    ) -> None:
        await run.submit()
        killed(run, point)
        assert (await run.submit()).sent == 0
        await assert_all_is_well(run)

    async def test_before_noting_its_batch_has_it_found_by_status(self, run: BatchRun) -> None:
        killed(run, "after it is made")
        (state,) = await run.status()
        assert (state.name, state.state) == ("batch_1", "completed")

    async def test_before_noting_its_batch_has_it_found_by_collect(self, run: BatchRun) -> None:
        killed(run, "after it is made")
        await assert_all_is_well(run)

    async def test_before_sending_is_said_by_status_and_collect(self, run: BatchRun) -> None:
        killed(run, "before the upload")
        (state,) = await run.status()
        assert (state.state, state.requests) == ("not sent", ARTICLES)
        collected = await run.collect(wait=True)
        assert [state.state for state in collected.under_way] == ["not sent"]
        assert collected.open == ARTICLES

    async def test_before_sending_is_sent_from_the_articles_if_its_file_is_lost(
        self, run: BatchRun
    ) -> None:
        killed(run, "before the upload")
        for path in (run.folder / "batches").iterdir():
            path.unlink()
        await run.submit()
        await assert_all_is_well(run)

    async def test_before_sending_has_room_kept_for_what_was_decided_on(
        self, run: BatchRun
    ) -> None:
        killed(run, "before the upload")
        run.write([story(n) for n in range(ARTICLES + 1)])
        sent = await run.submit(max_tokens=1, limits=Limits(requests=1))
        assert (sent.batches, sent.left) == (("batch_1",), 1)
