"""Whose words something is, where the sentence is more than "X said Y"."""

from __future__ import annotations

import pytest
from rules_reading import placed, said

FRAMES = [
    ("as_said", "As Ann Lee told the Post on Friday, the bridge was safe.", "Ann Lee",
     "the bridge was safe."),
    ("as_said", "The bridge was safe, as Ann Lee put it.", "Ann Lee", "The bridge was safe"),
    ("said_that_fronted", "Saying that the bridge was unsafe, Ann Lee closed it.", "Ann Lee",
     "the bridge was unsafe"),
    ("said_clause_fronted", "After saying the bridge was unsafe, Ann Lee closed it.", "Ann Lee",
     "the bridge was unsafe"),
    ("said_that", "While Ann Lee said that the bridge was safe, Tom Roe left it.", "Ann Lee",
     "the bridge was safe"),
    ("said_that", "The council, which said that the bridge was safe, was dissolved.", "council",
     "the bridge was safe"),
    ("said_that", "The nominee insists, most recently on the radio, that the bridge was safe.",
     "nominee", "the bridge was safe."),
    ("said_that", "Many townspeople believe that the bridge is safe.", "townspeople",
     "the bridge is safe."),
    ("accused_of", "Ann Lee accused the builders of theft and left the room.", "Ann Lee",
     "Ann Lee accused the builders of theft"),
    ("according_to", "The bridge, according to Ann Lee, is still safe.", "Ann Lee",
     "The bridge, according to Ann Lee, is still safe."),
    ("said_clause", "Lee Says New Bridge Will Stay Open For Summer", "Lee",
     "New Bridge Will Stay Open For Summer"),
    ("clause_said", "Lee Hid Cracks From Public, Former City Builder Says",
     "Former City Builder", "Lee Hid Cracks From Public"),
    ("statement_noun", "The paper looked at Ann Lee's claim that the bridge was safe.", "Ann Lee",
     "the bridge was safe."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "speaker", "quote"), FRAMES)
def test_each_frame_has_its_rule(rule: str, text: str, speaker: str, quote: str) -> None:
    assert said(text) == [(speaker, quote)]
    assert [p.rule for p in placed(text) if p.draft.kind == "claim"] == [rule]


def test_it_is_the_body_that_was_named_before() -> None:
    text = "The Council met on Friday. It said that the bridge was safe."
    assert said(text)[-1] == ("Council", "the bridge was safe.")


def test_a_dash_parts_what_two_people_said() -> None:
    text = "Ann Lee said the bridge was safe — and Tom Roe noted that it was new."
    assert said(text) == [("Ann Lee", "the bridge was safe"), ("Tom Roe", "it was new.")]


def test_a_colon_at_the_end_of_a_paragraph_announces_the_quotation_below() -> None:
    text = (
        'Ann Lee was tired. She said:\n\n"The bridge is safe. We tested it in May."\n\nRain fell.'
    )
    assert said(text)[1:3] == [
        ("Ann Lee", "The bridge is safe."),
        ("Ann Lee", "We tested it in May."),
    ]


def test_a_statement_announces_the_quotation_below() -> None:
    text = "Ann Lee issued this statement:\n\n“The bridge is safe for everybody.”"
    assert said(text)[-1] == ("Ann Lee", "The bridge is safe for everybody.")


def test_the_turns_of_a_transcript_in_quotation_marks_are_whole() -> None:
    text = (
        "Mayor Ann Lee met Tom Roe on Sunday. The transcript follows:\n\n"
        '"ROE: The bridge is closed, as “The Post” wrote. You said it was safe.\n\n'
        '"LEE: It was safe in May.\n\n"ROE: It was closed in June.\n\n"LEE: The rain came later.'
    )
    turns = [p for p in placed(text) if p.rule == "name_colon"]
    assert [(p.draft.speaker.name if p.draft.speaker else None) for p in turns] == [
        "Tom Roe",
        "Tom Roe",
        "Ann Lee",
        "Tom Roe",
        "Ann Lee",
    ]
    assert all(p.draft.speech == "direct" for p in turns)


def test_a_closing_mark_set_by_mistake_opens_the_line() -> None:
    text = "”The bridge is safe for everybody,” Ann Lee said."
    assert said(text)[0] == ("Ann Lee", "The bridge is safe for everybody")


def test_a_quotation_far_from_any_speaker_is_nobodys() -> None:
    text = (
        "“The bridge was closed in May.”\n\nRain fell on the town.\n\n"
        "“The bridge is safe for everybody.” — Ann Lee"
    )
    assert ("Ann Lee", "The bridge was closed in May.") not in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee added a note of caution, should the bridge be closed.",
        "Ann Lee found an old map that showed the bridge.",
        "Battleground state Ohio was won by a few votes.",
        "Builders mourned the death of a man who was ill.",
        "Many builders protested the closing of a bridge that was new.",
    ],
)
def test_a_noun_phrase_behind_a_cue_is_nothing_said(text: str) -> None:
    assert all(speaker is None for speaker, _ in said(text))
