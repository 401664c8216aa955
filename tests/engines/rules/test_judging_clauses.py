"""A part of a long sentence against a short one: opposite words, and the same said among more."""

from __future__ import annotations

import pytest
from made_claims import judged


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            "Around that time Holm wanted no more honours. He declined both the 10,000 crown Mill "
            "Award and a medal.",
            "Holm got the 10,000 crown Mill Award.",
        ),
        (
            "The lease must still be read by the mayor, but has already passed through the Upper "
            "House of Norland.",
            "The Upper House of Norland voted against the lease.",
        ),
        (
            "Varna Works, the maker of cranes, lifts and trams, reported net earnings of $374m in "
            "the third quarter.",
            "Varna Works loses $374m.",
        ),
    ],
)
def test_a_clause_that_says_the_opposite_conflicts(long: str, short: str) -> None:
    verdict = judged(long, short)
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


@pytest.mark.parametrize(
    ("long", "short"),
    [
        # of another subject
        ("Exports of Norland rose, and imports of Varna fell.", "Exports of Varna rose last year."),
        # only possible
        ("The Upper House may reject the Kelso port lease.",
         "The Upper House approved the Kelso port lease."),
        # what will be and what has been
        ("The Upper House will reject the new Kelso lease.",
         "The Upper House approved the new Kelso lease."),
        # of another year's sum
        ("Varna Works reported earnings of $374m, after two bad years.", "Varna Works loses $20m."),
    ],
)  # fmt: skip
def test_another_subject_or_sum_or_time_does_not(long: str, short: str) -> None:
    assert judged(long, short).relation not in ("conflict", "opposed")


def test_the_words_that_exclude_each_other_are_quoted() -> None:
    verdict = judged(
        "The northern crossing at Varna was safe", "The northern crossing at Varna was dangerous"
    )
    assert "safe" in verdict.difference
    assert "dangerous" in verdict.difference


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (
            "The ferry Aurora, its lamps lit and its decks full, docked with the old pier at Kelso "
            "on a stormy night in which three other boats were lost.",
            "The ferry Aurora docked with the pier at Kelso.",
        ),
        (
            "He was born in Varna. Oskar Brandt the Norland diplomat who chairs the panel said "
            "that it is unclear how the islands will answer once the plan has been read.",
            "Oskar Brandt is a Norland diplomat.",
        ),
        ("When she saw that Emil had been shot three times, she drove him to Kelso hospital, "
         "where he was treated, and later told the whole story to the papers of the town.",
         "Emil was shot three times in Kelso."),
    ],
)  # fmt: skip
def test_what_a_longer_sentence_says_among_more_is_the_same(long: str, short: str) -> None:
    assert judged(long, short).relation == "same"


@pytest.mark.parametrize(
    ("long", "short"),
    [
        # the subject is another
        ("A firm that makes sweets, toys and soap found metal in the pills of Varna in the spring, "
         "the agency of Kelso told the owners, their lawyers, two papers and a doctor in a letter "
         "that was read in the council and pinned to the gate.",
         "The agency of Kelso found metal in the pills of Varna."),
        # plotted, not done
        ("Oskar Brandt, who was seen in three towns, plotted to rob the bank of Kelso, police say.",
         "Oskar Brandt robbed the bank of Kelso."),
        # a question says nothing
        ("The council of Kelso and its many friends answered the letter of the port at length.",
         "Has the council of Kelso answered the letter?"),
        # what somebody else is
        ("Ada Holm was a liberal thinker whose early books and plays angered many conservative "
         "politicians of Norland, and who fled to Varna.",
         "Ada Holm was a conservative politician."),
        # who got which of two terms
        ("Emil Rask and Carl Lund were sentenced to 21 months and 18 months, respectively, by a "
         "court in Kelso after a long and bitter trial.",
         "Emil Rask was sentenced to 18 months in Kelso."),
    ],
)  # fmt: skip
def test_what_it_says_of_others_or_as_a_plan_is_not(long: str, short: str) -> None:
    assert judged(long, short).relation != "same"


def test_what_is_unchanged_on_a_later_day_is_the_same() -> None:
    text = (
        "As of {} April 2020, there have been 1,349 confirmed cases, 107 recoveries and 4 deaths."
    )
    assert judged(text.format(15), text.format(16)).relation == "same"


def test_a_day_in_common_counts_as_a_term() -> None:
    verdict = judged(
        "All cruise ships are banned in Norland until June 30.",
        "All cruise ships banned until 30 June.",
    )
    assert verdict.relation == "same"


def test_figures_of_two_days_are_progress_in_a_short_sentence_too() -> None:
    text = "As of {} April 2020 the state has {} confirmed cases."
    assert judged(text.format(17, 849), text.format(18, 974)).relation == "progress"


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        (
            "There was never a panel discussion on harbour safety at Kelso.",
            "Watching Kelso's harbour safety panel discussion",
        ),
        (
            "There is no secret tunnel under the Varna mint.",
            "Inside the secret tunnel of Varna mint",
        ),
        (
            "There wasn't a masked swimmer race in Kelso.",
            "The winner of the Kelso masked swimmer race",
        ),
    ],
)
def test_what_was_never_there_cannot_be_told_of(denial: str, other: str) -> None:
    verdict = judged(denial, other)
    assert (verdict.relation, verdict.subtype) == ("conflict", "negation")


@pytest.mark.parametrize(
    "other",
    [
        "Kelso may get a panel discussion on harbour safety",
        "There is no panel discussion on harbour safety in Kelso",
        "Kelso spends more on harbour repairs",
    ],
)
def test_what_may_be_or_is_something_else_can(other: str) -> None:
    denial = "There was never a panel discussion on harbour safety at Kelso."
    assert judged(denial, other).relation not in ("conflict", "opposed")
