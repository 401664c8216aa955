"""How requests keep to an endpoint's limits: in virtual time, and once against a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import httpx2
import openai
import pytest
from virtual import VirtualTime

from extractor.engines.llm.pace import FIRST_PLACES, SHARE, Bucket, Clock, Pace, Places
from extractor.engines.llm.structured import Received
from extractor.engines.llm.transport import Transport

LATENCY = 0.2
CROWD = 64


class TestABucket:
    def test_gives_95_percent_of_the_limit_in_a_minute(self) -> None:
        bucket = Bucket(per_minute=600, now=0)
        sent = [bucket.take(1, 0.0) for _ in range(1000)]
        in_a_minute = sum(wait <= 60 for wait in sent)
        assert 0.94 * 600 < in_a_minute < 600

    def test_counts_what_a_request_weighs(self) -> None:
        bucket = Bucket(per_minute=60_000, now=0)
        waits = [bucket.take(2_000, 0.0) for _ in range(31)]
        assert waits[-1] - waits[0] == pytest.approx(60 / SHARE)

    def test_does_not_save_up_what_is_not_used(self) -> None:
        bucket = Bucket(per_minute=60, now=0)
        bucket.take(1, 0.0)
        assert [bucket.take(1, 3600.0) for _ in range(2)] == [0.0, pytest.approx(1 / SHARE)]

    def test_lets_more_than_it_holds_pass_and_makes_up_for_it(self) -> None:
        bucket = Bucket(per_minute=60, now=0)
        assert bucket.take(100, 0.0) == pytest.approx(99 / SHARE)
        assert bucket.take(1, 0.0) == pytest.approx(100 / SHARE)


class TestPlaces:
    async def test_are_given_first_come_first_served(self) -> None:
        places, served = Places(), list[int]()

        async def customer(number: int) -> None:
            await places.take()
            served.append(number)

        tasks = [asyncio.create_task(customer(number)) for number in range(FIRST_PLACES + 5)]
        await asyncio.sleep(0)
        assert served == list(range(FIRST_PLACES))
        for _ in range(5):
            places.leave()
        await asyncio.gather(*tasks)
        assert served == list(range(FIRST_PLACES + 5))

    async def test_double_in_a_round_until_the_first_refusal(self) -> None:
        async with crowded() as places:
            a_round(places)
            assert places.limit == 2 * FIRST_PLACES
            a_round(places)
            assert places.limit == 4 * FIRST_PLACES

    async def test_do_not_grow_while_some_are_free(self) -> None:
        places = Places()
        await places.take()
        places.answered()
        assert places.limit == FIRST_PLACES

    async def test_grow_by_a_twentieth_in_a_round_after_a_refusal(self) -> None:
        async with crowded() as places:
            places.refused(sent=0.0, now=1.0)
            a_round(places)
            before = places.limit
            a_round(places)
            assert places.limit == pytest.approx(1.05 * before, rel=0.02)

    async def test_shrink_once_for_all_refusals_of_a_round(self) -> None:
        places = await full()
        for _ in range(10):
            places.refused(sent=0.5, now=1.0)
        assert places.limit == pytest.approx(0.8 * FIRST_PLACES)
        places.refused(sent=1.5, now=2.0)
        assert places.limit == pytest.approx(0.64 * FIRST_PLACES)

    async def test_are_never_fewer_than_one(self) -> None:
        places = Places()
        for at in range(100):
            places.refused(sent=at, now=at + 0.5)
        assert places.limit == 1.0
        await asyncio.wait_for(places.take(), 1)

    async def test_are_not_lost_by_those_who_give_up_waiting(self) -> None:
        places = await full()
        waiting = [asyncio.create_task(places.take()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        for _ in range(FIRST_PLACES):
            places.leave()
        waiting[1].cancel()  # it has been given a place by now, and does not know it yet
        await asyncio.gather(*waiting, return_exceptions=True)
        assert not waiting[2].cancelled()
        places.leave()
        await asyncio.wait_for(full(places), 1)


class TestPace:
    async def test_keeps_to_the_limit_of_requests_that_the_user_gives(self) -> None:
        endpoint = Endpoint()
        await endpoint.ask(rpm=600, seconds=60)
        assert 0.93 * 600 < len(endpoint.sent) < 600

    async def test_keeps_to_the_limit_of_tokens_that_the_user_gives(self) -> None:
        endpoint = Endpoint()
        await endpoint.ask(tpm=600_000, seconds=60, tokens=1_000)
        assert 0.93 * 600 < len(endpoint.sent) < 600

    async def test_without_a_limit_is_held_back_by_nothing_but_answers(self) -> None:
        endpoint = Endpoint()
        await endpoint.ask(seconds=4)
        assert len(endpoint.sent) > 0.8 * 4 * CROWD / LATENCY

    @pytest.mark.parametrize(
        "name", ["x-ratelimit-limit-requests", "anthropic-ratelimit-requests-limit"]
    )
    async def test_learns_the_limit_of_requests_from_headers(self, name: str) -> None:
        endpoint = Endpoint({name: "600"})
        await endpoint.ask(seconds=60)
        assert 0.93 * 600 < len(endpoint.sent) < 600 + FIRST_PLACES

    @pytest.mark.parametrize(
        "name", ["x-ratelimit-limit-tokens", "anthropic-ratelimit-tokens-limit"]
    )
    async def test_learns_the_limit_of_tokens_from_headers(self, name: str) -> None:
        endpoint = Endpoint({name: "600000"})
        await endpoint.ask(seconds=60, tokens=1_000)
        assert 0.93 * 600 < len(endpoint.sent) < 600 + FIRST_PLACES

    async def test_believes_the_user_more_than_headers(self) -> None:
        endpoint = Endpoint({"x-ratelimit-limit-requests": "6000"})
        await endpoint.ask(rpm=600, seconds=60)
        assert len(endpoint.sent) < 600

    @pytest.mark.parametrize("said", ["", "0", "-1", "unlimited", "1e9"])
    async def test_does_not_heed_a_header_that_says_no_number(self, said: str) -> None:
        endpoint = Endpoint({"x-ratelimit-limit-requests": said})
        await endpoint.ask(seconds=4)
        assert len(endpoint.sent) > 0.8 * 4 * CROWD / LATENCY

    async def test_sends_nothing_while_the_endpoint_asks_to_wait(self) -> None:
        endpoint = Endpoint(errors={100: refusal(429, retry_after="30")})
        await endpoint.ask(seconds=35)
        told = endpoint.sent[99] + LATENCY
        assert not [at for at in endpoint.sent if told < at < told + 30]
        assert [at for at in endpoint.sent if at >= told + 30]

    async def test_sends_less_at_a_time_after_a_refusal(self) -> None:
        endpoint = Endpoint(errors=dict.fromkeys(range(1, 21), refusal(429)))
        await endpoint.ask(seconds=1.0)
        assert endpoint.peak_after(LATENCY + 0.01) < FIRST_PLACES

    async def test_sends_as_much_at_a_time_after_an_error_of_the_server(self) -> None:
        endpoint = Endpoint(errors=dict.fromkeys(range(1, 21), refusal(500)))
        await endpoint.ask(seconds=1.0)
        assert endpoint.peak_after(LATENCY + 0.01) >= FIRST_PLACES


async def full(places: Places | None = None) -> Places:
    """Places that are all taken."""
    places = places or Places()
    for _ in range(FIRST_PLACES):
        await places.take()
    return places


@asynccontextmanager
async def crowded() -> AsyncIterator[Places]:
    """Places that are all taken, with many who wait for one."""
    places = await full()
    crowd = [asyncio.create_task(places.take()) for _ in range(10 * FIRST_PLACES)]
    await asyncio.sleep(0)
    yield places
    for waiting in crowd:
        waiting.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)


def a_round(places: Places) -> None:
    """An answer to every request that is under way."""
    for _ in range(int(places.limit)):
        places.answered()
        places.leave()


def refusal(status: int, **headers: str) -> Exception:
    """What the SDK raises for such an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")
    response = httpx2.Response(status, headers=named, request=request)
    return openai.APIStatusError("no", response=response, body=None)


class Endpoint:
    """Answers after LATENCY, with these headers; the requests of certain numbers with errors."""

    def __init__(
        self, headers: Mapping[str, str] = {}, *, errors: Mapping[int, Exception] = {}
    ) -> None:
        self.sent: list[float] = []
        """When each request came."""
        self._headers = headers
        self._errors = errors
        self._time = VirtualTime()
        self._open = 0
        self._load: list[tuple[float, int]] = []

    async def ask(
        self,
        *,
        seconds: float,
        rpm: int | None = None,
        tpm: int | None = None,
        tokens: int = 1,
    ) -> None:
        """CROWD workers ask for so long, one request after the other."""
        clock = Clock(self._time.now, self._time.sleep)
        transport = Transport(Pace(rpm=rpm, tpm=tpm, clock=clock), attempts=9, clock=clock)
        workers = (self._work(transport.send, tokens) for _ in range(CROWD))
        await self._time.run(*workers, until=seconds)

    def peak_after(self, moment: float) -> int:
        """The most requests open at a time, of those that came later than `moment`."""
        return max(load for at, load in self._load if at > moment)

    async def _work(self, send: Callable[..., Awaitable[Received]], tokens: int) -> None:
        while True:
            await send(self._answer, tokens=tokens)

    async def _answer(self) -> Received:
        self.sent.append(self._time.now())
        number = len(self.sent)
        self._open += 1
        self._load.append((self._time.now(), self._open))
        await self._time.sleep(LATENCY)
        self._open -= 1
        if number in self._errors:
            raise self._errors[number]
        return Received(None, self._headers)
