from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from commands import EMPTY, EXAMPLE, rows
from loopback import ChatServer, Request, Response, answer, failure

from extractor import extraction
from extractor.engines import Engine, Reply
from extractor.errors import EngineStopped, ExtractorError
from extractor.pipeline import Options, run_folder
from extractor.records import Article
from extractor.results import ArticleResult
from extractor.runner import Progress
from extractor.settings import ModelSettings, RunSettings
from extractor.streaming import Listener, Problem, stream_records

TOO_LONG = failure(400, "too long", code="context_length_exceeded")


def claim(request: Request) -> Response:
    """One claim: the number of the text that is asked about."""
    number = request.user.split("Text number ")[1].split(".")[0]
    quote = f"Text number {number}"
    content = EMPTY | {"claims": [{"quote": quote, "statement": f"It is {number}"}]}
    found = answer(content, tokens=(1000, 200))
    return found if isinstance(found, Response) else found(request)


def options(server: ChatServer, concurrency: int = 4, **settings: float) -> Options:
    model = ModelSettings(model="openai/m", base_url=server.url, **settings)
    return Options(model=model, run=RunSettings(concurrency=concurrency))


def numbered(path: Path, count: int) -> Path:
    return rows(path / "a.jsonl", (f"Text number {n}." for n in range(count)))


class Lines:
    """Keeps what is written."""

    def __init__(self) -> None:
        self.bytes = b""

    def write(self, lines: bytes) -> None:
        self.bytes += lines

    @property
    def statements(self) -> list[str]:
        return [json.loads(line)["statement"] for line in self.bytes.splitlines()]


async def test_lines_have_the_shape_of_records_in_a_run_folder(tmp_path: Path) -> None:
    lines = Lines()
    await stream_records([EXAMPLE], lines.write, keep_order=True)
    await run_folder([EXAMPLE], tmp_path)
    streamed = [json.loads(line) for line in lines.bytes.splitlines()]
    kept = [json.loads(line) for line in (tmp_path / "records.jsonl").read_bytes().splitlines()]
    assert [record["id"] for record in streamed] == [record["id"] for record in kept]
    assert [record.keys() for record in streamed] == [record.keys() for record in kept]


async def test_a_slow_article_keeps_back_only_those_that_follow_it_in_order(
    tmp_path: Path,
) -> None:
    def step(request: Request) -> Response:
        return claim(request)._replace(delay=0.3 if "Text number 0." in request.user else 0)

    for keep_order in (False, True):
        lines = Lines()
        with ChatServer(default=step, models=["m"]) as server:
            await stream_records(
                [numbered(tmp_path, 8)], lines.write, options=options(server), keep_order=keep_order
            )
        in_order = [f"It is {n}" for n in range(8)]
        assert sorted(lines.statements) == in_order
        assert (lines.statements == in_order) is keep_order


async def test_what_brings_no_result_is_told_as_it_happens(tmp_path: Path) -> None:
    path = numbered(tmp_path, 1)
    path.write_text(f"{path.read_text()}{{broken\n")
    told: list[Problem] = []
    with ChatServer(TOO_LONG, default=claim, models=["m"]) as server:
        report = await stream_records(
            [path], Lines().write, options=options(server), listener=Listener(problem=told.append)
        )
    failed, skipped = sorted(told)
    assert (failed.ref, failed.status, failed.failure) == (f"{path}:1", "failed", "unusable")
    assert (skipped.ref, skipped.status) == (f"{path}:2", "skipped")
    assert report.summary.articles == {"failed": 1, "skipped": 1}


async def test_counts_and_costs_are_told_and_summed(tmp_path: Path) -> None:
    seen: list[Progress] = []
    with ChatServer(TOO_LONG, default=claim, models=["m"]) as server:
        report = await stream_records(
            [numbered(tmp_path, 5)],
            Lines().write,
            options=options(server, input_price=1, output_price=1),
            listener=Listener(progress=seen.append),
        )
    last = seen[-1]
    assert (last.done, last.failed, last.in_flight) == (4, 1, 0)
    assert last.failures == {"unusable": 1}
    assert max(progress.in_flight for progress in seen) == 4
    assert report.summary.usage == last.usage
    assert report.summary.usage.requests == 5
    assert report.summary.usage.cost > 0
    assert report.summary.records == {"claim": 4}


async def test_a_ceiling_is_kept_and_what_was_paid_is_written(tmp_path: Path) -> None:
    lines = Lines()
    with ChatServer(default=claim, models=["m"]) as server:
        report = await stream_records(
            [numbered(tmp_path, 50)], lines.write, options=options(server, max_tokens=30_000)
        )
        asked = len(server.requests)
    assert report.ending == "budget"
    assert "--max-tokens" in report.remark
    assert len(lines.statements) == asked < 50
    assert report.summary.usage.tokens <= 30_000


async def test_a_refused_key_ends_it(tmp_path: Path) -> None:
    with (
        ChatServer(default=failure(401, "bad key"), models=["m"]) as server,
        pytest.raises(EngineStopped, match="key"),
    ):
        await stream_records([numbered(tmp_path, 5)], Lines().write, options=options(server))


async def test_a_fault_of_the_code_is_fatal_to_one_article_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = extraction.read

    def faulty(article: Article, engine: Engine, reply: Reply) -> ArticleResult:
        if "number 0." in article.text:
            raise ZeroDivisionError("a fault")
        return read(article, engine, reply)

    monkeypatch.setattr(extraction, "read", faulty)
    lines, told = Lines(), list[Problem]()
    with ChatServer(default=claim, models=["m"]) as server:
        await stream_records(
            [numbered(tmp_path, 2)],
            lines.write,
            options=options(server),
            listener=Listener(problem=told.append),
        )
    (problem,) = told
    assert lines.statements == ["It is 1"]
    assert (problem.failure, problem.error) == ("fault", "ZeroDivisionError: a fault")
    assert "in faulty" in (problem.detail or "")


async def test_a_reader_that_has_had_enough_ends_it_well(tmp_path: Path) -> None:
    def closed(lines: bytes) -> None:
        raise BrokenPipeError

    with ChatServer(default=claim, models=["m"]) as server:
        report = await stream_records([numbered(tmp_path, 50)], closed, options=options(server))
        assert len(server.requests) < 50
    assert report.ending == "closed"


async def test_a_full_disk_is_an_error_that_says_so(tmp_path: Path) -> None:
    def full(lines: bytes) -> None:
        raise OSError(28, "No space left on device")

    with (
        ChatServer(default=claim, models=["m"]) as server,
        pytest.raises(ExtractorError, match="could not be written: No space left"),
    ):
        await stream_records([numbered(tmp_path, 5)], full, options=options(server))


async def test_a_slow_reader_holds_the_work_up_and_loses_nothing(tmp_path: Path) -> None:
    lines, may_read, asked = Lines(), threading.Event(), 0

    def slow(some: bytes) -> None:
        may_read.wait(timeout=30)
        lines.write(some)

    def watch(progress: Progress) -> None:
        nonlocal asked
        if not may_read.is_set() and len(server.requests) == 4 and progress.in_flight == 0:
            asked = len(server.requests)
            may_read.set()

    with ChatServer(default=claim, models=["m"]) as server:
        await stream_records(
            [numbered(tmp_path, 40)],
            slow,
            options=options(server, concurrency=4),
            listener=Listener(progress=watch),
        )
    assert asked == 4, "of 40, while nothing was read"
    assert len(lines.statements) == 40
