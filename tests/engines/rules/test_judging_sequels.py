"""What became of a commitment, in other words than its own; and what keeping a thing excludes."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import FRIDAY, MONDAY, claim, commitment, judge, judged

WEDNESDAY = date(2022, 1, 19)


@pytest.mark.parametrize("action", ["close the plant at Varna", "close its Varna plant"])
@pytest.mark.parametrize("actor", ["Norland", "Solland"])
def test_to_keep_a_thing_open_is_opposed_to_closing_it(action: str, actor: str) -> None:
    kept = commitment("keep the plant at Varna open")
    verdict = judge(kept, commitment(action, day=FRIDAY, actor=actor))
    assert verdict.relation == "opposed"


@pytest.mark.parametrize(
    "action",
    [
        # another plant
        "close the plant at Burgas",
        # another thing of the place
        "close the school at Varna",
        # the same again
        "leave the plant at Varna open",
        "keep the plant at Varna running",
    ],
)
def test_to_keep_a_thing_open_is_not_opposed_to_closing_another(action: str) -> None:
    kept = commitment("keep the plant at Varna open")
    assert judge(kept, commitment(action, day=FRIDAY)).relation not in ("opposed", "conflict")


def test_to_stay_in_a_body_is_opposed_to_leaving_it() -> None:
    stays = commitment("stay in the fisheries council")
    leaves = commitment("leave the fisheries council", day=FRIDAY)
    assert judge(stays, leaves).relation == "opposed"


@pytest.mark.parametrize(
    "report",
    [
        "Ann Lee is still in office.",
        "Ann Lee remains in office despite the vote.",
        "Ann Lee is still prime minister.",
    ],
)
def test_who_is_in_office_after_the_day_has_not_resigned(report: str) -> None:
    promised = commitment("resign", actor="Ann Lee", by=WEDNESDAY)
    verdict = judge(promised, claim(report, day=FRIDAY))
    assert (verdict.relation, verdict.subtype) == ("progress", "broken")


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # before the day
        (date(2022, 2, 1), "Ann Lee is still in office."),
        # without a day
        (None, "Ann Lee is still in office."),
        # another person
        (WEDNESDAY, "Tom Roe is still in office."),
        # another state
        (WEDNESDAY, "Ann Lee is still in hospital."),
        # not so
        (WEDNESDAY, "Ann Lee may still be in office."),
        (WEDNESDAY, "Ann Lee is not still in office."),
    ],
)
def test_the_promise_to_resign_may_still_be_kept(by: date | None, report: str) -> None:
    verdict = judge(commitment("resign", actor="Ann Lee", by=by), claim(report, day=FRIDAY))
    assert verdict.subtype != "broken"


@pytest.mark.parametrize(
    "report",
    [
        "Inspectors were let into the site.",
        "Norland let the inspectors into the site at Varna.",
        "Inspectors entered the Varna site on Thursday.",
        "Inspectors have been given access to the Varna site.",
    ],
)
def test_whoever_was_let_in_had_been_allowed_to_enter(report: str) -> None:
    agreed = commitment("allow inspectors into the Varna site", kind="agreement")
    verdict = judge(agreed, claim(report, day=FRIDAY))
    assert (verdict.relation, verdict.subtype) == ("progress", "kept")


@pytest.mark.parametrize(
    "report",
    [
        # another place
        "Inspectors were let into the Burgas site.",
        # by another
        "Solland let inspectors into the Varna site.",
        # other people
        "Reporters were let into the site.",
        # not yet
        "Inspectors will be let into the Varna site.",
        "Inspectors have not been let into the Varna site.",
        "Inspectors hope to be given access to the Varna site.",
    ],
)
def test_others_let_in_elsewhere_or_later_show_nothing(report: str) -> None:
    agreed = commitment("allow inspectors into the Varna site", kind="agreement")
    assert judge(agreed, claim(report, day=FRIDAY)).subtype != "kept"


def test_inspectors_turned_away_when_the_time_was_over_show_it_broken() -> None:
    agreed = commitment("allow inspectors into the Varna site", kind="agreement", by=WEDNESDAY)
    verdict = judge(agreed, claim("Inspectors were turned away from the Varna site.", day=FRIDAY))
    assert verdict.subtype == "broken"


def test_what_was_to_be_kept_open_and_was_closed_is_broken_at_once() -> None:
    kept = commitment("keep the plant at Varna open")
    verdict = judge(kept, claim("Norland closed its plant at Varna.", day=FRIDAY))
    assert verdict.subtype == "broken"


def test_a_deed_before_the_commitment_shows_nothing() -> None:
    kept = commitment("keep the plant at Varna open", day=FRIDAY)
    verdict = judge(kept, claim("Norland closed its plant at Varna.", day=MONDAY))
    assert verdict.subtype != "broken"


@pytest.mark.parametrize(
    ("received", "submitted"),
    [
        ("Norland received a written response.", "Norland submitted a written response."),
        (
            "Norland received a response from Varna on fishing quotas.",
            "Norland submitted a response to Varna on fishing quotas.",
        ),
        (
            "The ministry received a response on quotas from Varna.",
            "Varna submitted a response on quotas to the ministry.",
        ),
    ],
)
def test_to_receive_a_thing_and_to_submit_one_do_not_conflict(
    received: str, submitted: str
) -> None:
    assert judged(received, submitted).relation not in ("conflict", "opposed")
