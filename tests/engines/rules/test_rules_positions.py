"""Who holds a position, towards what, and what is none: negation, denial, reported opposition."""

from __future__ import annotations

import pytest
from rules_reading import stances

from extractor.records import Position

ROE_S_SUPPORT = "Tom Roe's remarks on his support for the bridge"

CARRIED = [
    ("Ann Lee condemned the strike.", "oppose", "the strike"),
    ("Ann Lee welcomed the verdict.", "support", "the verdict"),
    ("Ann Lee urged the council to close the bridge.", "support", "closing the bridge"),
    ("Ann Lee urged the council not to close the bridge.", "oppose", "closing the bridge"),
    ("Ann Lee urged the council against closing the bridge.", "oppose", "closing the bridge"),
    ("Ann Lee warned the council against closing the bridge.", "oppose", "closing the bridge"),
    ("Ann Lee called on the mayor to stop building the bridge.", "oppose", "building the bridge"),
    ("Ann Lee called on voters to join a rally against the bridge.", "oppose", "the bridge"),
    ("Ann Lee called for the bridge to be closed.", "support", "the bridge being closed"),
    ("Ann Lee demanded the closure of the bridge.", "support", "the closure of the bridge"),
    ("Ann Lee demanded that the bridge be closed.", "support", "the bridge being closed"),
    ("Ann Lee demanded an end to the strike.", "oppose", "the strike"),
    ("Ann Lee said that the bridge should be closed.", "support", "the bridge being closed"),
    ("Ann Lee said the council must not close the bridge.", "oppose",
     "the council closing the bridge"),
    ("Ann Lee said that the strike must stop.", "oppose", "the strike"),
    ("Ann Lee said that the strike must be ended.", "oppose", "the strike"),
    ("Ann Lee vowed to block the bill.", "oppose", "the bill"),
    ("Ann Lee turned down the offer.", "oppose", "the offer"),
    ("Ann Lee accepted the offer.", "support", "the offer"),
    ("Ann Lee came out in support of the bridge.", "support", "the bridge"),
    ("Ann Lee dismissed the notion that the bridge is safe.", "oppose",
     "the notion that the bridge is safe"),
    ("Ann Lee defended Tom Roe against criticism.", "support", "Tom Roe"),
    ("Ann Lee criticised Tom Roe for his silence.", "oppose", "Tom Roe"),
    ("Ann Lee rejected the bill in a speech.", "oppose", "the bill"),
]  # fmt: skip

TURNED = [
    ("Ann Lee is not opposed to the bridge.", "support", "the bridge"),
    ("Ann Lee has no objection to the bridge.", "support", "the bridge"),
    ("Ann Lee would not go and support the bridge.", "oppose", "the bridge"),
    ("Ann Lee did not like the bridge.", "oppose", "the bridge"),
    ("Ann Lee refused to back the strike.", "oppose", "the strike"),
    ("Ann Lee withdrew her support for the bridge.", "oppose", "the bridge"),
    ("Tom Roe said that Ann Lee did not support the bridge.", "oppose", "the bridge"),
    ("The bill was not supported by Ann Lee.", "oppose", "The bill"),
    ("“The bridge is not just a mistake,” Ann Lee said.", "oppose", "The bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "position", "target"), [*CARRIED, *TURNED])
def test_a_position_is_read_with_its_negation(text: str, position: Position, target: str) -> None:
    assert [(s.holder.name, s.position, s.target) for s in stances(text)] == [
        ("Ann Lee", position, target)
    ]


HELD = [
    ("Ann Lee met Tom Roe on Friday. “I thank him for the work,” she said.", "Ann Lee", "Tom Roe"),
    ("Ann Lee's letter criticising the bridge was read on Friday.", "Ann Lee", "the bridge"),
    ("Ann Lee's tweet attacked the mayor.", "Ann Lee", "the mayor"),
    (f"Following {ROE_S_SUPPORT}, Ann Lee left the hall.", "Tom Roe", "the bridge"),
    ("Tom Roe met Ann Lee on Friday. His support for the bridge was loud.", "Tom Roe",
     "the bridge"),
    ("Officials repeated their criticism of the bridge.", "Officials", "the bridge"),
    ("Tom Roe, who backs the bridge, left the hall.", "Tom Roe", "the bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "target"), HELD)
def test_a_position_goes_to_the_one_whom_the_words_mean(
    text: str, holder: str, target: str
) -> None:
    assert [(s.holder.name, s.target) for s in stances(text)] == [(holder, target)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee denied that she had criticised the bridge.",
        "Ann Lee denied that Tom Roe opposes the bridge.",
        "Ann Lee did not condemn the strike.",
        "Ann Lee declined to say whether she supports the strike.",
        "Ann Lee asked whether Tom Roe supports the bridge.",
        "If Ann Lee backs the bridge, the work can begin in May.",
        "“Why would Ann Lee oppose the bridge?” Tom Roe asked.",
        "“Who knows if Ann Lee supports the bridge,” Tom Roe said.",
    ],
)
def test_what_is_denied_asked_or_supposed_is_no_position(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nobody supports the bridge.",
        "No minister has defended the bridge.",
        "Critics of the bridge met on Friday.",
        "Some people oppose the bridge.",
        "Voters who support the bridge met on Friday.",
        "Tom Roe and Sam Poe spoke about his support for the bridge.",
        "“He supports the bridge,” Tom Roe said.",
        "Ann Lee opposes it.",
    ],
)
def test_without_a_certain_holder_or_target_there_is_no_position(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Tom Roe is responsible for the strike,” Ann Lee said.",
        "“Tom Roe was encouraging a strike,” Ann Lee said.",
        "“The council would be wise to wait,” Ann Lee said.",
        "Ann Lee spoke about the training and support needed.",
        "The report lists issues raised by workers about industry challenges faced by towns.",
        "Ann Lee agreed to pick up the children.",
        "Ann Lee insisted on CNN that the bridge was safe.",
        "“The bridge should be able to carry buses,” Ann Lee said.",
    ],
)
def test_words_of_position_used_otherwise_are_no_position(text: str) -> None:
    assert stances(text) == []
