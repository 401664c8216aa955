from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from made_records import FunctionJudge, claim, commitment, stance

from benchmarks.synthetic import planted_claims
from extractor.reconcile import Reconciliation, reconcile
from extractor.reconcile.search import blocking
from extractor.reconcile.search import likest as search
from extractor.records import Record
from extractor.settings import CompareSettings

FIRST, SINCE = date(2022, 1, 1), date(2022, 1, 20)


def records() -> list[Record]:
    """Many on few matters, on the days around SINCE, some of them undated."""
    rng = random.Random(1)
    made: list[Record] = []
    for number in range(240):
        day = None if number % 15 == 0 else FIRST + timedelta(rng.randrange(40))
        where: dict[str, Any] = {
            "outlet": f"Outlet {number % 7}",
            "article": str(number),
            "day": day,
        }
        matter = f"bridge m{rng.randrange(12)} over river r{rng.randrange(4)}"
        if number % 5 == 0:
            made.append(
                stance(f"Ann {number % 9}", rng.choice(["support", "oppose"]), matter, **where)
            )
        elif number % 7 == 0:
            made.append(commitment(f"Bo {number % 4}", f"open the {matter}", **where))
        else:
            cost = rng.randrange(3, 6)
            made.append(claim(f"The {matter} cost ${cost} million, said q{number}.", **where))
    return made


async def compared(given: list[Record], since: date | None) -> Reconciliation:
    return await reconcile(given, judge=FunctionJudge(), settings=CompareSettings(since=since))


def is_new(record: Record) -> bool:
    return record.said_on is None or record.said_on >= SINCE


@pytest.mark.parametrize("chunk", [1 << 17, 64])
async def test_pairs_with_a_new_record_are_compared_as_they_are_without_since(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (search, blocking):
        monkeypatch.setattr(module, "CHUNK", chunk)
    given = records()
    new = {record.id for record in given if is_new(record)}
    whole, part = await compared(given, None), await compared(given, SINCE)
    expected = {pair for pair in whole.pairs if not new.isdisjoint(pair.key)}
    assert set(part.pairs) == expected
    assert 0 < len(part.pairs) < len(whole.pairs)


async def test_findings_with_since_are_those_of_the_whole_that_new_records_are_in() -> None:
    given: list[Record] = [item.claim for item in planted_claims(400)]
    day = sorted(record.said_on for record in given if record.said_on)[320]
    new = {record.id for record in given if record.said_on and record.said_on >= day}
    whole, part = await compared(given, None), await compared(given, day)
    assert part.findings
    found = [f for f in part.findings if new.isdisjoint(f.left + f.right)]
    assert found == []
    pairs = {pair.key for pair in whole.pairs if pair.relation and not new.isdisjoint(pair.key)}
    assert {pair.key for pair in part.pairs if pair.relation} == pairs


@pytest.mark.parametrize("since", [date.min, FIRST])
async def test_where_all_is_new_all_is_compared(since: date) -> None:
    given = records()
    assert await compared(given, since) == await compared(given, None)


async def test_where_nothing_is_new_nothing_is_asked() -> None:
    dated = [record for record in records() if record.said_on]
    found = await compared(dated, date(2023, 1, 1))
    assert (found.findings, found.judged, len(found.pairs)) == ((), 0, 0)


async def test_what_has_no_day_is_new() -> None:
    text = "The river bridge in Arden village cost $4 million."
    undated = claim(text, day=None, article="one")
    dated = claim(text.replace("4", "9"), outlet="Post", day=FIRST)
    found = await compared([undated, dated], SINCE)
    assert [pair.key for pair in found.pairs] == [tuple(sorted((undated.id, dated.id)))]
