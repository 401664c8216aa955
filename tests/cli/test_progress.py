from __future__ import annotations

import io

import pytest

from extractor.cli.monitor import LINE_SECONDS, LineMonitor, Monitor, watching
from extractor.cli.progress import RATE_SECONDS, Meter, phrases
from extractor.results import Usage
from extractor.runner import Progress

BUSY = Progress(
    done=3201,
    failed=11,
    skipped=2,
    in_flight=64,
    usage=Usage(
        requests=3300,
        input_tokens=12_345_678,
        cached_tokens=8_100_000,
        output_tokens=2_100_000,
        cost=4.1234,
    ),
    failures={"unavailable": 9, "unusable": 2},
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TestTheMeter:
    def test_measures_the_speed_over_the_last_seconds(self, clock: Clock) -> None:
        meter = Meter(clock)
        for second in range(1, 101):
            clock.time += 1
            slow_from = 50
            done = second * 10 if second < slow_from else slow_from * 10 + (second - slow_from)
            meter.progress = Progress(done=done)
            meter.figures()
        assert meter.figures().rate == pytest.approx(1.0)

    def test_says_how_long_it_will_take_where_the_number_of_inputs_is_known(
        self, clock: Clock
    ) -> None:
        meter = Meter(clock)
        meter.progress = Progress(done=20, failed=5, skipped=5)
        clock.time += 10
        assert meter.figures().seconds_left is None
        meter.total = 90
        assert meter.figures().seconds_left == pytest.approx(20.0)

    def test_makes_no_guess_while_nothing_moves(self, clock: Clock) -> None:
        meter = Meter(clock)
        meter.total = 90
        meter.progress = Progress(done=20)
        meter.figures()
        for _ in range(3):
            clock.time += RATE_SECONDS
            figures = meter.figures()
        assert (figures.rate, figures.seconds_left) == (0.0, None)


class TestTheWords:
    def test_tell_all_that_matters_of_a_run_at_work(self, clock: Clock) -> None:
        meter = Meter(clock)
        meter.total = 10_000
        meter.progress = BUSY
        clock.time += 100
        assert list(phrases(meter.figures())) == [
            "3,214 of 10,000 articles, 32.1/s, 3:31 left",
            "3,201 done, 11 failed, 2 skipped, 64 in flight",
            "failed: 9 unavailable, 2 unusable",
            "12.3M tokens in (8.1M cached), 2.1M out, $4.12",
        ]

    def test_say_that_it_stops(self, clock: Clock) -> None:
        meter = Meter(clock)
        meter.progress = BUSY._replace(stopping=True)
        assert any(words.startswith("stopping") for words in phrases(meter.figures()))

    def test_say_how_far_the_comparison_is(self, clock: Clock) -> None:
        meter = Meter(clock)
        meter.progress = BUSY._replace(comparing=True, pairs=1204)
        assert "comparing, 1,204 pairs judged" in list(phrases(meter.figures()))

    def test_say_that_a_price_is_not_known(self, clock: Clock) -> None:
        meter = Meter(clock)
        usage = Usage(requests=2, unpriced=2, input_tokens=10, output_tokens=5)
        meter.progress = Progress(done=2, usage=usage)
        assert list(phrases(meter.figures()))[-1] == "10 tokens in, 5 out, price not known"


class TestALineMonitor:
    def test_writes_a_line_each_half_minute(self, clock: Clock) -> None:
        log = io.StringIO()
        monitor = LineMonitor(log, now=clock)
        monitor.show(BUSY)
        for _ in range(100):
            clock.time += 1
            monitor.tick()
        assert len(log.getvalue().splitlines()) == 100 // LINE_SECONDS

    def test_writes_a_line_when_the_comparison_begins(self, clock: Clock) -> None:
        log = io.StringIO()
        monitor = LineMonitor(log, now=clock)
        monitor.show(BUSY)
        for pairs in (0, 12, 24):
            monitor.show(BUSY._replace(comparing=True, pairs=pairs))
        (line,) = log.getvalue().splitlines()
        assert "comparing, 0 pairs judged" in line

    def test_writes_no_control_characters(self, clock: Clock) -> None:
        log = io.StringIO()
        monitor = LineMonitor(log, now=clock)
        monitor.show(BUSY)
        clock.time += LINE_SECONDS
        monitor.tick()
        monitor.problem("a\x1b[31m\rb: failed: x")
        assert all(char.isprintable() or char == "\n" for char in log.getvalue())

    def test_goes_on_where_nobody_reads_any_more(self, clock: Clock) -> None:
        class Closed(io.StringIO):
            def write(self, text: str) -> int:
                raise BrokenPipeError

        monitor = LineMonitor(Closed(), now=clock)
        clock.time += LINE_SECONDS
        monitor.tick()
        monitor.problem("a: failed: x")


def test_a_quiet_monitor_says_only_what_went_wrong() -> None:
    log = io.StringIO()
    monitor = Monitor(log)
    with watching(monitor, []):
        monitor.show(BUSY)
        monitor.show(BUSY._replace(comparing=True))
        monitor.problem("a: failed: x")
    assert log.getvalue() == "! a: failed: x\n"
