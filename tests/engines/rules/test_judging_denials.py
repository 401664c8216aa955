"""What is denied of somebody, against the same said of him."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import claim, judged

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair

MONDAY = date(2022, 1, 17)


@pytest.mark.parametrize(
    ("denial", "assertion"),
    [
        (
            "No, Clara Bell did not cancel the harbour tour",
            "Clara Bell cancelled her summer harbour tour after a row with sponsors",
        ),
        (
            "The painter Oskar Brandt has not been arrested.",
            "Painter Oskar Brandt arrested in Oslo",
        ),
        (
            "Aides say that Norland will not pay for the new bridge.",
            "The candidate said he would make Norland pay for the bridge.",
        ),
        (
            "Members of the club, who met in spring, do not have strong ties to small banks.",
            "Members of the club have strong ties to small banks.",
        ),
        (
            "Anna Berg kept the shares she had. Nor did she plan to stop buying foreign bonds.",
            "Anna Berg plans to stop buying foreign bonds.",
        ),
    ],
)
def test_the_same_denied_and_asserted_of_one_subject_conflicts(denial: str, assertion: str) -> None:
    verdict = judged(denial, assertion)
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        ("Oskar Brandt has not yet been arrested.", "Painter Oskar Brandt arrested in Oslo"),
        (
            "Oskar Brandt was not arrested.",
            "Oskar Brandt will be arrested in Oslo after the autumn fair.",
        ),
        ("Oskar Brandt was not arrested.", "Oskar Brandt may be arrested in Oslo."),
        ("Oskar Brandt was not arrested.", "Pavel Novak was arrested with Oskar Brandt's son."),
        ("Oskar Brandt was not arrested.", "Oskar Brandt was not arrested in Oslo either."),
        ("No Norland bridge will be spared.", "Norland likes the bridge that was spared."),
        (
            "The drafts demand that Norland not expand the harbour.",
            "Norland confirmed that it would go on to expand the harbour.",
        ),
        (
            "Anna Berg was not chosen to lead the council.",
            "The council was led by Anna Berg in 1990.",
        ),
    ],
)
def test_a_denial_of_less_or_of_somebody_else_does_not_conflict(denial: str, other: str) -> None:
    assert judged(denial, other).relation not in ("conflict", "opposed")


def test_a_denial_of_rumours_opposes_the_act_that_is_reported_of_the_same_firm() -> None:
    verdict = judged("ACME denies layoff rumours", "ACME to cut 9,000 jobs in largest lay-off ever")
    assert verdict.relation == "opposed"


def test_a_denial_opposes_no_other_matter_of_the_same_name() -> None:
    verdict = judged(
        "He later denied his support in a separate BBX interview.",
        "The rivals made separate appearances at a BBX town hall.",
    )
    assert verdict.relation != "opposed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The northern crossing at Varna was safe", "The northern crossing at Varna was dangerous"),
        (
            "The Varna donor is still alive and in hospital",
            "The Varna donor was killed in hospital",
        ),
        (
            "Relations between Varna and Kelso improved",
            "Relations between Varna and Kelso worsened",
        ),
    ],
)
def test_words_that_exclude_each_other_conflict(one: str, other: str) -> None:
    assert judged(one, other).subtype == "negation"


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        # what is denied is not what the other speaks of
        (
            "Organizers of the Northern Club disputed claims of theft and asked the council to "
            "withdraw the resolution.",
            "The Northern Club passed a resolution against the council and asked for an audit.",
        ),
        # a thing withheld
        (
            "A split would deny the Northern Club a seat in the council.",
            "The Northern Club won a seat in the council.",
        ),
        # both say no
        (
            "Holm, denying a report on the Varna lease, says she never sold the Varna lease.",
            "Holm never sold the Varna lease, her lawyer says in a report.",
        ),
    ],
)
def test_a_denial_of_something_else_or_by_both_opposes_nothing(denial: str, other: str) -> None:
    assert judged(denial, other).relation not in ("conflict", "opposed")


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        # what will not be, and what has been
        ("The Varna council will not lease the harbour.", "The Varna council leased the harbour."),
        # one quotation, cut
        (
            "I am not ashamed to admit it, but you do not need to read the lease every day.",
            "But you do not need to read the lease every day.",
        ),
        ("The Varna council did not lease the port.", "The Varna council may lease the port."),
    ],
)
def test_a_denial_of_another_time_or_in_both_or_of_a_guess_is_none(denial: str, other: str) -> None:
    assert judged(denial, other).relation not in ("conflict", "opposed")


def test_a_short_sentence_and_the_denial_of_it_are_opposed() -> None:
    said = claim("The ship was overloaded.", speaker="Pavel Torun", day=MONDAY)
    denied = claim("The ship was overloaded.", speaker="Blue Line", day=MONDAY, negated=True)
    assert judge_pair(Pair(said, denied, "test")).relation == "opposed"


def test_a_short_sentence_that_says_more_is_not_denied() -> None:
    said = claim("The ship was old and overloaded.", speaker="Pavel Torun", day=MONDAY)
    denied = claim("The ship was repainted.", speaker="Blue Line", day=MONDAY, negated=True)
    assert judge_pair(Pair(said, denied, "test")).relation in ("compatible", "unrelated")


def test_what_there_had_been_none_of_is_denied() -> None:
    verdict = judged(
        "Polls in Eastgate closed late after a bomb threat was phoned in.",
        "There had been no bomb threat in Eastgate on election day.",
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


def test_the_opposition_in_an_office_opposes_nothing() -> None:
    verdict = judged(
        "Opposition leader Mira Sand called on Reik to step down.",
        "Mira Sand welcomed the resignation.",
    )
    assert verdict.relation not in ("conflict", "opposed", "same")


def test_who_was_offered_nothing_was_not_offered_a_post() -> None:
    verdict = judged(
        "Clara Bell had been offered the post of harbour master and had turned it down.",
        "Clara Bell wasn’t offered anything, so there was nothing to turn down.",
    )
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


def test_who_was_offered_nothing_may_have_been_sent_a_letter() -> None:
    verdict = judged(
        "Clara Bell had been sent a letter by the harbour master.",
        "Clara Bell wasn’t offered anything, so there was nothing to turn down.",
    )
    assert verdict.relation != "conflict"
