from __future__ import annotations

import random
from itertools import permutations, product

import pytest
from gold_records import Wording, gold
from made_records import FunctionJudge, claim

from extractor.reconcile import Reconciliation, reconcile
from extractor.records import Finding
from extractor.settings import CompareSettings

WORDINGS: tuple[Wording, ...] = ("evidence", "summary")

NAMED = [
    ("r1", "contradiction"),
    ("r2", "dispute"),
    ("r3", "dispute"),
    ("r5", "update"),
    ("r6", "corroboration"),
]
"""Relations of the gold that the project promises to find."""


HEADLINE_AND_BODY = ("003-c1", "003-c2")


async def reconciled(wording: Wording) -> Reconciliation:
    data = gold(wording)
    return await reconcile(list(data.records.values()), data.articles, judge=FunctionJudge())


def across(finding: Finding, left: set[str], right: set[str]) -> bool:
    """Whether two sides of a finding hold one of each."""
    return any(
        left.intersection(one) and right.intersection(other)
        for one, other in permutations(finding.sides, 2)
    )


@pytest.mark.parametrize(("wording", "named"), list(product(WORDINGS, NAMED)))
async def test_the_relations_of_the_example_are_found(
    wording: Wording, named: tuple[str, str]
) -> None:
    data = gold(wording)
    row = next(row for row in data.relations if row["id"] == named[0])
    left, right = ({data.records[name].id for name in row[half]} for half in ("a", "b"))
    found = (await reconciled(wording)).findings
    assert any(f.relation == named[1] and across(f, left, right) for f in found)


@pytest.mark.parametrize("wording", WORDINGS)
async def test_the_only_contradiction_in_the_example_is_the_headline(wording: Wording) -> None:
    found = [f for f in (await reconciled(wording)).findings if f.relation == "contradiction"]
    names = gold(wording).names()
    assert len(found) == 1
    assert across(found[0], *({k for k, v in names.items() if v == n} for n in HEADLINE_AND_BODY))
    assert (found[0].subtype, found[0].scope) == ("actor", "within_article")


@pytest.mark.parametrize("wording", WORDINGS)
async def test_no_pair_that_agrees_is_called_a_contradiction(wording: Wording) -> None:
    data = gold(wording)
    forbidden = [
        (data.records[row["a"]].id, data.records[row["b"]].id) for row in data.not_contradictions
    ]
    contradictions = [
        f for f in (await reconciled(wording)).findings if f.relation == "contradiction"
    ]
    assert not [(a, b) for a, b in forbidden for f in contradictions if across(f, {a}, {b})]


async def test_the_order_of_records_and_articles_changes_nothing() -> None:
    data = gold("evidence")
    expected = await reconciled("evidence")
    for seed in range(3):
        records, articles = list(data.records.values()), list(data.articles)
        random.Random(seed).shuffle(records)
        random.Random(seed).shuffle(articles)
        assert await reconcile(records, articles, judge=FunctionJudge()) == expected


async def test_a_budget_is_kept_and_what_it_cut_is_counted() -> None:
    data = gold("evidence")
    everything = await reconciled("evidence")
    records = list(data.records.values())
    some = await reconcile(
        records, data.articles, judge=FunctionJudge(), settings=CompareSettings(max_pairs=60)
    )
    assert (some.judged, len(some.pairs)) == (60, 60)
    assert some.left == everything.judged - 60


async def test_the_headline_is_among_the_first_to_be_judged() -> None:
    data = gold("evidence")
    records = list(data.records.values())
    some = await reconcile(
        records, data.articles, judge=FunctionJudge(), settings=CompareSettings(max_pairs=40)
    )
    assert [f.relation for f in some.findings][:1] == ["contradiction"]


async def test_nothing_to_compare_is_nothing_found() -> None:
    for records in ([], [claim("It rained.")]):
        found = await reconcile(records, judge=FunctionJudge())
        assert (found.findings, found.judged, found.left) == ((), 0, 0)


async def test_records_are_compared_without_their_articles() -> None:
    found = await reconcile(
        [
            claim("The quake destroyed 120 houses in the village of Arden."),
            claim("The quake destroyed 310 houses in the village of Arden.", outlet="Post"),
        ],
        judge=FunctionJudge(),
    )
    (finding,) = found.findings
    assert (finding.relation, finding.subtype) == ("contradiction", "number")
    assert "Herald gives 120 houses" in finding.explanation or (
        "Post gives 310 houses" in finding.explanation
    )
