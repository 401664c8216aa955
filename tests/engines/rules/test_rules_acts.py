"""Stances that are carried by acts, nouns and the passive."""

from __future__ import annotations

import pytest
from rules_reading import placed, stances

from extractor.records import Position

HELD = [
    ("stance_act", "France imposed new sanctions on Norway.", "France", "oppose", "Norway"),
    ("stance_act", "France lifted its sanctions against Norway.", "France", "support", "Norway"),
    ("stance_act", "France will not lift the ban on Norway.", "France", "oppose", "Norway"),
    ("stance_act", "France agreed to send a large aid package to Norway.", "France", "support",
     "Norway"),
    ("stance_act", "France refused to give military aid to Norway.", "France", "oppose",
     "Norway"),
    ("stance_act", "France threatened to close its border with Norway.", "France", "oppose",
     "Norway"),
    ("stance_act", "France threatened to expel the envoy.", "France", "oppose", "the envoy"),
    ("stance_act", "France refused to recognize the vote.", "France", "oppose", "the vote"),
    ("stance_act", "The council opened an investigation into the mayor.", "council", "oppose",
     "the mayor"),
    ("stance_act", "The rebels will release the hostages.", "rebels", "support", "the hostages"),
    ("stance_verb", "Ann Lee vowed to oppose the bridge.", "Ann Lee", "oppose", "the bridge"),
    ("stance_verb", "Ann Lee refused to support the bridge.", "Ann Lee", "oppose", "the bridge"),
    ("stance_verb", "Ann Lee issued a statement criticising the bridge.", "Ann Lee", "oppose",
     "the bridge"),
    ("stance_prep", "Ann Lee called for tougher measures against the builders.", "Ann Lee",
     "oppose", "the builders"),
    ("stance_noun", "Ann Lee voiced strong admiration for the bridge.", "Ann Lee", "support",
     "the bridge"),
    ("stance_noun", "Ann Lee dropped her opposition to the bridge.", "Ann Lee", "support",
     "the bridge"),
    ("stance_noun", "Ann Lee's criticism of the bridge surprised many.", "Ann Lee", "oppose",
     "the bridge"),
    ("stance_noun", "Ann Lee has no confidence in the builders.", "Ann Lee", "oppose",
     "the builders"),
    ("stance_noun", "Ann Lee has been a critic of the bridge.", "Ann Lee", "oppose",
     "the bridge"),
    ("stance_noun", "Ann Lee is not an opponent of the bridge.", "Ann Lee", "support",
     "the bridge"),
    ("stance_drawn", "The bridge drew criticism from Ann Lee.", "Ann Lee", "oppose",
     "The bridge"),
    ("stance_passive", "The bridge was condemned by Ann Lee.", "Ann Lee", "oppose",
     "The bridge"),
    ("stance_intolerable", "The bridge must not be allowed to stand, said Ann Lee.", "Ann Lee",
     "oppose", "The bridge"),
    ("stance_request", "Ann Lee urged parliament to reject the bridge.", "Ann Lee", "oppose",
     "the bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "holder", "position", "target"), HELD)
def test_a_position_is_seen_by_its_rule(
    rule: str, text: str, holder: str, position: Position, target: str
) -> None:
    assert [(s.holder.name, s.position, s.target) for s in stances(text)] == [
        (holder, position, target)
    ]
    assert [p.rule for p in placed(text) if p.draft.kind == "stance"] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee denied criticising the bridge.",
        "Ann Lee refused to condemn the attack.",
        "Ann Lee expelled air from her lungs.",
        "France signed the guest book in Oslo.",
        "The support for the roof was made of steel.",
        "Ann Lee gave a talk to the builders.",
    ],
)
def test_acts_that_take_no_side_are_no_stance(text: str) -> None:
    assert stances(text) == []


def test_nobody_takes_a_side_on_himself() -> None:
    assert stances("Ann Lee said that she supports Ann Lee.") == []
