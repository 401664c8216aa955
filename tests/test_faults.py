"""A run at an endpoint that fails in every way: each article ends, once, and nothing is lost."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import series
from forks import Forks
from loopback import ChatServer, Request, Response, answer, failure
from series import Job, asked

COUNT = 200
SOME_FAILED = 3

RATES = {"429": 0.05, "500": 0.03, "reset": 0.02, "invalid": 0.02, "cut": 0.01}
"""Share of the requests that each fault befalls."""

STUBBORN = {7: "500", 8: "invalid", 9: "reset", 10: "refusal"}
"""Articles that always meet the same fault."""

REASONS = {
    7: "kept failing: HTTP 500",
    8: "unusable answer",
    9: "kept failing: [Errno 104] Connection reset by peer",
    10: "the model declined: I would rather not",
}
"""What is said of them in the end."""


class Faulty:
    """Fails as a seed, the article and the attempt say, whatever the order of the requests."""

    def __init__(self) -> None:
        self.mended = False
        """Whether it fails no more."""
        self.met: defaultdict[int, list[str]] = defaultdict(list)
        """What became of the requests about each article, in order."""

    def __call__(self, request: Request) -> Response:
        number = series.number(request)
        fault = "" if self.mended else self._fault(number)
        self.met[number].append(fault)
        return response(fault, request)

    def _fault(self, number: int) -> str:
        if number in STUBBORN:
            return STUBBORN[number]
        draw = random.Random(f"{number} {len(self.met[number])}").random()
        for fault, rate in RATES.items():
            draw -= rate
            if draw < 0:
                return fault
        return ""


def response(fault: str, request: Request) -> Response:
    """An answer with that fault, or a good one."""
    match fault:
        case "429":
            return failure(429, "slow down", retry_after_ms="20")
        case "500":
            return failure(500, "it broke")
        case "reset":
            return Response({}, reset=True)
        case "invalid":
            return answer('{"claims": [{"quote"')(request)
        case "cut":
            return answer('{"claims": [{"quote"', finish="length")(request)
        case "refusal":
            message = {"role": "assistant", "content": None, "refusal": "I would rather not."}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            good = series.answered(request)
            assert isinstance(good.body, dict)
            return good._replace(body={**good.body, "choices": [choice]})
        case _:
            return series.answered(request)


class Story:
    """A run through all the faults, and two more once the endpoint is mended."""

    def __init__(self, job: Job, faulty: Faulty, server: ChatServer) -> None:
        self.job = job
        self.faulty = faulty
        self.server = server
        self.codes: list[int] = []
        self.lines: list[list[dict[str, Any]]] = []
        self.asked: list[set[int]] = []

    def go_on(self, forks: Forks, *more: str) -> None:
        """One start."""
        before = len(self.server.requests)
        run = forks.start(*self.job.command("--concurrency", "32", "--max-attempts", "4", *more))
        self.codes.append(run.end())
        self.lines.append(self.job.lines("articles.jsonl"))
        self.asked.append(set(asked(self.server.requests[before:])))


@pytest.fixture(scope="module")
def story(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("faults")
    articles, faulty = series.write(folder / "in.jsonl", range(COUNT)), Faulty()
    with ChatServer(default=faulty) as server:
        story = Story(Job(articles, folder / "out", server.url), faulty, server)
        story.go_on(forks)
        faulty.mended = True
        story.go_on(forks)
        story.go_on(forks, "--retry-failed")
        yield story


def failed(lines: list[dict[str, Any]]) -> dict[int, str]:
    """The articles that failed, with the reasons."""
    return {int(line["ref"]): line["error"] for line in lines if line["status"] == "failed"}


def test_every_fault_was_met(story: Story) -> None:
    met = {fault for faults in story.faulty.met.values() for fault in faults}
    assert met == {*RATES, "refusal", ""}


def test_every_article_ends_done_or_failed_once(story: Story) -> None:
    first = story.lines[0]
    assert [line["ref"] for line in first] == [str(n) for n in range(COUNT)]
    assert {line["status"] for line in first} == {"done", "failed"}
    assert story.codes[0] == SOME_FAILED


def test_only_what_never_got_an_answer_failed_and_says_why(story: Story) -> None:
    errors = failed(story.lines[0])
    assert errors.keys() == STUBBORN.keys()
    for number, reason in REASONS.items():
        assert reason in errors[number]


def test_nothing_is_asked_again_once_it_is_answered(story: Story) -> None:
    for number, faults in story.faulty.met.items():
        halves = 2 if "cut" in faults else 1
        assert faults.count("") == halves, f"article {number} met {faults}"


def test_no_attempt_is_made_beyond_the_last(story: Story) -> None:
    assert [len(story.faulty.met[n]) - 1 for n in (7, 9)] == [4, 4], "and one when mended"


def test_what_may_pass_is_asked_again_by_the_next_start_alone(story: Story) -> None:
    assert story.asked[1] == {7, 9}
    assert failed(story.lines[1]).keys() == {8, 10}


def test_what_failed_for_good_is_asked_again_on_demand(story: Story) -> None:
    assert story.asked[2] == {8, 10}
    assert story.codes[2] == 0


def test_each_article_gives_its_record_in_the_end(story: Story) -> None:
    quotes = [record["evidence"]["quote"] for record in story.job.lines("records.jsonl")]
    assert quotes == [f"The harbour handled {n} ships" for n in range(COUNT)]
    assert story.job.lines("rejected.jsonl") == []


def test_the_summary_counts_every_request_that_was_answered(story: Story) -> None:
    usage = story.job.summary["usage"]
    resets = sum(faults.count("reset") for faults in story.faulty.met.values())
    assert usage["requests"] == len(story.server.requests) - resets
    assert story.job.summary["lost"]["articles"] == 0
