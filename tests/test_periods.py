from __future__ import annotations

from datetime import date

from extractor.periods import last_day, meet
from extractor.records import TimeSpan


def span(text: str, start: date | None, end: date | None) -> TimeSpan:
    return TimeSpan(text=text, start=start, end=end, basis="absolute")


def test_spans_meet_where_a_day_is_in_both() -> None:
    first = span("10 to 13 January", date(2022, 1, 10), date(2022, 1, 13))
    assert meet(first, span("12 January", date(2022, 1, 12), date(2022, 1, 12)))
    assert not meet(first, span("14 January", date(2022, 1, 14), date(2022, 1, 14)))


def test_an_open_span_goes_on() -> None:
    since = span("since 2012", date(2012, 1, 1), None)
    assert meet(since, span("in 2019", date(2019, 1, 1), date(2019, 12, 31)))
    assert last_day(since) == date.max


def test_a_state_as_of_one_day_is_not_the_state_as_of_the_next() -> None:
    assert not meet(
        span("As of 3 May", date(2019, 5, 3), None),
        span("as of 4 May", date(2019, 5, 4), None),
    )
