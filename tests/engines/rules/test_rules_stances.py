from __future__ import annotations

import pytest
from rules_reading import stances

from extractor.records import Position

CUES = [
    ("Ann Lee supports the new bridge.", "Ann Lee", "support", "new bridge"),
    ("Ann Lee opposes the new bridge.", "Ann Lee", "oppose", "new bridge"),
    ("Ann Lee did not support the new bridge.", "Ann Lee", "oppose", "new bridge"),
    ("Mayor Tomas Vell supports a ban on night ferries.", "Tomas Vell", "oppose", "night ferries"),
    ("Greenpeace demanded an end to coal subsidies.", "Greenpeace", "oppose", "coal subsidies"),
    ("Ann Lee criticised the city's \"culture of silence\" on Monday.", "Ann Lee", "oppose",
     'the city\'s "culture of silence"'),
    ("Ann Lee is opposed to the new bridge.", "Ann Lee", "oppose", "new bridge"),
    ("Ann Lee called for an end to the strike.", "Ann Lee", "oppose", "strike"),
    ("Officials asked builders not to publish the plan.", "Officials", "oppose",
     "publishing the plan"),
    ("Officials urged builders to publish the plan.", "Officials", "support",
     "publishing the plan"),
    ('"We hope to receive an answer in May," Ann Lee said.', "Ann Lee", "support", "an answer"),
    ("“We don’t want to rule out a second bridge,” Ann Lee said.", "Ann Lee", "support",
     "a second bridge"),
    ('"A second bridge would be a good thing," Ann Lee said.', "Ann Lee", "support",
     "A second bridge"),
    ("Ann Lee called the talks “unsuccessful.”", "Ann Lee", "oppose", "the talks"),
    ("The key demand of France is the withdrawal of the plan.", "France", "oppose", "the plan"),
    ("Ann Lee and Tom Roe agree that the work should go on.", "Ann Lee", "support", "the work"),
    ("Ann Lee confirmed the city’s commitment to the open bridge.", "Ann Lee", "support",
     "the open bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "position", "target"), CUES)
def test_cue_words_tell_for_and_against(
    text: str, holder: str, position: Position, target: str
) -> None:
    found = stances(text)
    assert found, "no stance"
    assert found[0].holder.name == holder
    assert found[0].position == position
    assert target in found[0].target


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opposed by nobody in May.",
        "The support of the bridge is made of steel.",
        "Ann Lee had never mocked the bridge.",
        "Ann Lee does not oppose the new bridge.",
        "Ann Lee no longer opposes the new bridge.",
        "His claim that the vote was rigged has been rejected by courts.",
        "Ann Lee wants to know the price of the bridge.",
        "Ann Lee expects inflation to rise.",
    ],
)
def test_look_alikes_are_no_stance(text: str) -> None:
    assert stances(text) == []


def test_he_in_reported_words_is_the_speaker() -> None:
    (stance,) = stances("Tom Roe said that he supports the bridge.")
    assert stance.holder.name == "Tom Roe"


def test_a_minister_gives_the_position_of_his_state() -> None:
    (stance,) = stances("French Foreign Minister Jean Moreau said that France supports the talks.")
    assert stance.holder.name == "Jean Moreau"


def test_the_reason_is_kept() -> None:
    (stance,) = stances("Ann Lee opposes the bridge because it is too dear.")
    assert stance.reason == "because it is too dear"


@pytest.mark.parametrize(
    ("text", "position", "target"),
    [
        ("Ann Lee said she no longer supported the bridge.", "oppose", "the bridge"),
        ('"I now oppose the bridge," Ann Lee said.', "oppose", "the bridge"),
        ("Ann Lee accused the commission of fraud in May.", "oppose", "the commission"),
        ("Ann Lee backed the plan by 24 votes to 19.", "support", "the plan"),
        ("Ann Lee welcomed the talks on Friday.", "support", "the talks"),
        ('Ann Lee supports the plan "for the good of all".', "support", "the plan"),
        ("Ann Lee called the plan a betrayal of voters.", "oppose", "the plan"),
        ("Ann Lee dismissed the offer as a deception.", "oppose", "the offer"),
        ("Ann Lee praised bridges in Rome and now reads poems.", "support", "bridges in Rome"),
    ],
)
def test_a_target_ends_where_its_phrase_does(text: str, position: Position, target: str) -> None:
    assert [(s.holder.name, s.position, s.target) for s in stances(text)] == [
        ("Ann Lee", position, target)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Doctors launched a vaccination campaign against measles on Friday.",
        "The two parties agreed on Friday to form a government.",
        '"Clean air is a right," Ann Lee said.',
        '"I thought we were brilliant," Ann Lee said.',
        "The state will contribute 150 million euros, Ann Lee said.",
        "Ann Lee ruled out such a step.",
        "Ann Lee denied that she supports the bridge.",
    ],
)
def test_more_look_alikes_are_no_stance(text: str) -> None:
    assert stances(text) == []
