"""Commitments in press releases, in quotation marks, and by nouns; and their look-alikes."""

from __future__ import annotations

import pytest
from rules_reading import commitments

from extractor.records import CommitmentType

RELEASES = [
    ("Norvalis Corp announced today that it will build a port by 2030.", "Norvalis Corp", "plan",
     "build a port by 2030"),
    ("Norvalis Corp announced on Monday that Ann Lee will lead the firm.", "Ann Lee", "plan",
     "lead the firm"),
    ("Norvalis Corp will help small towns grow.", "Norvalis Corp", "plan",
     "help small towns grow"),
    ("Norvalis Corp will supply schools with paper.", "Norvalis Corp", "plan",
     "supply schools with paper"),
    ("Norvalis Corp has signed a deal to buy the port.", "Norvalis Corp", "agreement",
     "buy the port"),
    ("Norvalis Corp agreed to a merger with its rival.", "Norvalis Corp", "agreement",
     "a merger with its rival"),
    ("Norvalis Corp has committed to cutting its prices.", "Norvalis Corp", "promise",
     "cutting its prices"),
    ('"We are allocating $7 million to repair the port," Ann Lee said.', "Ann Lee", "promise",
     "allocating $7 million to repair the port"),
    ("The inquiry will report by May 2030.", "inquiry", "plan",
     "report by May 2030"),
    ("Norvalis Corp's plan will give every school a garden.", "Norvalis Corp", "plan",
     "give every school a garden"),
    ('"The government will open two ports," Treasurer Ann Lee said.', "government", "promise",
     "open two ports"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "kind", "action"), RELEASES)
def test_a_press_release_binds_who_issues_it(
    text: str, actor: str, kind: CommitmentType, action: str
) -> None:
    assert [(c.actor.name, c.type, c.action) for c in commitments(text)] == [(actor, kind, action)]


def test_we_in_a_text_of_its_own_is_the_body_whose_plans_it_tells() -> None:
    text = (
        "Norvalis Corp will open a port in May. Norvalis Corp will hire 300 people. "
        "We will repair the old bridge."
    )
    last = commitments(text)[-1]
    assert (last.actor.name, last.type) == ("Norvalis Corp", "promise")


def test_we_in_a_column_binds_nobody() -> None:
    assert commitments("The port is old. We will repair the bridge one day.") == []


@pytest.mark.parametrize("opening", ["The City Council will:", "The City Council has pledged to:"])
def test_a_list_ends_where_its_markup_does(opening: str) -> None:
    text = f"{opening}\n<li> Require a permit; and </li>\n<li> Open a port. </li> </ul>\nCut here."
    assert [c.action for c in commitments(text)] == ["Require a permit", "Open a port"]


QUOTED = [
    ("Ann Lee promised to “end” the long war.", "Ann Lee", "“end” the long war"),
    ("Ann Lee pledged to sue the “Daily Bell” in May.", "Ann Lee", "sue the “Daily Bell” in May"),
    ('Ann Lee promised to "be a champion of the port" if elected.', "Ann Lee",
     '"be a champion of the port" if elected'),
    ("Ann Lee pledged that, if elected, she would be a friend.", "Ann Lee", "be a friend"),
    ("Ann Lee vowed that the port would be a “top priority” of hers.", "Ann Lee",
     "the port would be a “top priority” of hers"),
    ("Ann Lee promised that she's staying in the race.", "Ann Lee", "staying in the race"),
    ("Ann Lee pledges to end what she calls “the long and costly war on her old port.”", "Ann Lee",
     "end what she calls “the long and costly war on her old port.”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "action"), QUOTED)
def test_what_is_pledged_is_found_within_and_around_quotation_marks(
    text: str, actor: str, action: str
) -> None:
    assert [(c.actor.name, c.action) for c in commitments(text)] == [(actor, action)]


NOUNS = [
    ("Ann Lee's pledge last month to open the port was welcome.", "promise", "open the port"),
    ("Ann Lee left the city with plans to open a port.", "plan", "open a port"),
    ("Ann Lee made a promise not to sell the port.", "refusal", "sell the port"),
]


@pytest.mark.parametrize(("text", "kind", "action"), NOUNS)
def test_a_noun_binds_whose_it_is(text: str, kind: CommitmentType, action: str) -> None:
    assert [(c.actor.name, c.type, c.action) for c in commitments(text)] == [
        ("Ann Lee", kind, action)
    ]


SUBJECTS = [
    ("Ann Lee's deputy, Governor Tom Roe, plans to open the port.", "Tom Roe"),
    ("But as Ann Lee denounced the tests and pledged to open the port, many left.", "Ann Lee"),
    ("Norvalis Corp lost money. It plans to open a port.", "Norvalis Corp"),
    ("Ann Lee wrote to the council. The bridge is a thing she pledged to build.", "Ann Lee"),
]


@pytest.mark.parametrize(("text", "actor"), SUBJECTS)
def test_who_promises_is_the_subject_of_the_verb(text: str, actor: str) -> None:
    assert [found.actor.name for found in commitments(text)] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee leads by 27 pledged delegates as the season ends.",
        "Famous names like Will Roe will be there.",
        "The primary will take place in May.",
        "Her loss dampened plans to return home.",
        "Ann Lee could close the port or decline to pay.",
        "The message was a hint that Ann Lee offer to resign.",
        "It is a pier she falsely promised Arden would pay for.",
        "Nor did Ann Lee plan to close the port.",
        "Ann Lee declined to say who she plans to vote for.",
        "Ann Lee paid as she said she would, and the port did, well, nothing.",
        "He asked if Ann Lee is willing to pay.",
        "Ann Lee had pledged allegiance to the king.",
        "The port showed an awkward but promising start for Ann Lee.",
        "Ann Lee's threat to peace is real.",
        "Tom Roe doubted Ann Lee's commitment to peace.",
        "It is estimated Norvalis Corp will open two ports.",
        "Voters assume Ann Lee will open two ports.",
        '"She will open two ports," Ann Lee said of her rival.',
        "Ann Lee said she'd asked for the report.",
        "Ann Lee will continue to face her critics.",
        "Ann Lee will end up buying the port.",
        '"I\'ll tell you what it is," Ann Lee said.',
        "Anyone who refuses to pay puts others at risk.",
        "Members preparing to vote on the port met Ann Lee.",
        "Ann Lee asked how they intend to pay for the port.",
        "The city decided to close the port in 1990.",
        "Ann Lee agreed on the need to close the port.",
        "Norvalis Corp made its first offer to Paris.",
    ],
)
def test_what_only_looks_like_a_pledge_binds_nobody(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("After Ann Lee vowed to open the port, the city closed it.", "open the port"),
        ("Ann Lee promised to open the port but said little about how.", "open the port"),
        ("Ann Lee plans to open the port and on Monday she met its staff.", "open the port"),
        ("Ann Lee's refusal to open the port has surprised her friends.", "open the port"),
        ("Ann Lee refused to say the words in the hall.", "say the words in the hall"),
    ],
)
def test_an_act_ends_before_what_is_no_part_of_it(text: str, action: str) -> None:
    assert [found.action for found in commitments(text)] == [action]
