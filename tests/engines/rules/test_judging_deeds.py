"""A commitment beside what came of it, and beside itself."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import FRIDAY, MONDAY, claim, commitment, judge

from extractor.pairs import Side

SEND = "send a written answer on fishing quotas to Varna"


@pytest.mark.parametrize(
    "deed",
    [
        "Norland sent its written answer on the fishing quotas to Varna.",
        "On Friday Norland has sent Varna a written answer on fishing quotas.",
        "The written answer on fishing quotas was sent to Varna by Norland.",
    ],
)
def test_a_later_report_of_the_deed_is_progress(deed: str) -> None:
    verdict = judge(commitment(SEND), claim(deed, day=FRIDAY))
    assert verdict.relation in ("progress", "same")
    assert "Norland" in verdict.difference


@pytest.mark.parametrize(
    "report",
    [
        "Norland did not send its written answer on fishing quotas to Varna.",
        "Norland failed to send the written answer on fishing quotas to Varna.",
        "Norland has refused to send Varna a written answer on fishing quotas.",
    ],
)
def test_a_report_that_it_was_not_done_conflicts(report: str) -> None:
    verdict = judge(commitment(SEND), claim(report, day=FRIDAY))
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


@pytest.mark.parametrize(
    "report",
    [
        # by another
        "Solland sent a written answer on fishing quotas to Varna.",
        # of another matter
        "Norland sent two ships with grain to Varna.",
        # not done yet
        "Norland will soon send Varna a written answer on fishing quotas.",
        # only spoken of
        "Norland discussed fishing quotas with Varna.",
    ],
)
def test_another_deed_or_the_plan_again_is_neither(report: str) -> None:
    verdict = judge(commitment(SEND), claim(report, day=FRIDAY))
    assert verdict.relation not in ("progress", "conflict", "opposed")


def test_a_deed_before_the_promise_is_not_that_promised() -> None:
    done = claim("Norland sent a written answer on fishing quotas to Varna.", day=MONDAY)
    assert judge(commitment(SEND, day=FRIDAY), done).relation != "progress"


def test_the_same_commitment_again_is_the_same() -> None:
    again = commitment("send Varna its written answer on fishing quotas", day=FRIDAY)
    assert judge(commitment(SEND), again).relation == "same"


def test_the_same_commitment_for_another_day_is_progress() -> None:
    first = commitment(SEND, by=date(2022, 2, 1))
    verdict = judge(first, commitment(SEND, day=FRIDAY, by=date(2022, 3, 1)))
    assert verdict.relation == "progress"
    assert "01 March" in verdict.difference


@pytest.mark.parametrize(
    "other",
    [
        commitment(SEND, day=FRIDAY, actor="Solland"),
        commitment("send a ship to Varna", day=FRIDAY),
        commitment("read a written answer on fishing quotas of Varna", day=FRIDAY),
        commitment(SEND, day=FRIDAY, kind="refusal"),
    ],
)
def test_another_commitment_is_not_the_same(other: Side) -> None:
    assert judge(commitment(SEND), other).relation != "same"


def test_what_was_refused_and_then_done_is_a_conflict() -> None:
    refused = commitment("resign", kind="refusal", actor="Jonas Reik")
    done = claim("Transport Minister Jonas Reik resigned on Saturday.", day=FRIDAY)
    verdict = judge(refused, done)
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")
    assert "refused" in verdict.difference


@pytest.mark.parametrize(
    "report",
    ["Jonas Reik has not resigned.", "Jonas Reik may resign.", "Jonas Reik's deputy resigned."],
)
def test_what_was_refused_and_not_done_is_no_conflict(report: str) -> None:
    refused = commitment("resign", kind="refusal", actor="Jonas Reik")
    assert judge(refused, claim(report, day=FRIDAY)).relation not in ("conflict", "progress")
