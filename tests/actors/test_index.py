"""`actors.jsonl`: the actors of a run, with the rule behind every link."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from extractor.actors import ActorLine, Cast, Correction, Corrections, index_actors
from extractor.actors.links import Rule, VoiceRule, link_rule
from extractor.drafts import ActorDraft
from extractor.records import Actor, ActorType, Article, Attribution, Claim, Evidence, Record


def said(number: int, speaker: Actor, *via: Actor) -> Record:
    return Claim(
        id=f"claim-{number}",
        article_id="a",
        evidence=Evidence(quote="x", start=0, end=1),
        attribution=Attribution(speaker=speaker, via=via, speech="indirect"),
        engine="test",
        statement="x",
    )


LAVROV = Actor(
    name="Lavrov", canonical="Sergey Lavrov", role="Russian foreign minister", speaks_for="Russia"
)
FULL = Actor(name="Sergey Lavrov", canonical="Sergey Lavrov")
ZAKHAROVA = Actor(
    name="Maria Zakharova",
    canonical="Maria Zakharova",
    role="Foreign Ministry spokeswoman",
    speaks_for="Russian Foreign Ministry",
)


def lines(*records: Record, corrections: Corrections | None = None) -> dict[str, ActorLine]:
    found = list(index_actors(records, corrections or Corrections()))
    return {line.canonical: line for line in found}


def test_an_actor_has_all_names_that_were_linked_to_it_counted() -> None:
    line = lines(said(1, LAVROV, LAVROV), said(2, LAVROV, FULL), said(3, FULL))["Sergey Lavrov"]
    assert (line.records, line.type, line.speaks_for) == (3, "person", "Russia")
    shown = [(link.name, link.role, link.rule, link.records) for link in line.links]
    assert shown == [
        ("Lavrov", "Russian foreign minister", "surname_of_full_name", 2),
        ("Sergey Lavrov", None, "same_name", 2),
    ]


def test_the_link_to_a_body_has_its_rule_and_the_body_its_own_line_with_its_state() -> None:
    found = lines(said(1, ZAKHAROVA), said(2, LAVROV))
    (link,) = found["Maria Zakharova"].links
    assert (link.speaks_for, link.speaks_for_rule) == ("Russian Foreign Ministry", "spokesman_of")
    assert found["Sergey Lavrov"].links[0].speaks_for_rule == "office_holder"
    ministry = found["Russian Foreign Ministry"]
    assert (ministry.records, ministry.speaks_for, ministry.links) == (0, "Russia", ())
    assert (found["Russia"].type, found["Russia"].speaks_for) == ("state", None)


def test_the_order_is_that_of_records_then_of_the_alphabet() -> None:
    others = [Actor(name=name, canonical=name) for name in ("B", "A", "C")]
    records = [said(i, who) for i, who in enumerate([*others, others[2]])]
    assert list(lines(*records)) == ["C", "A", "B"]


def test_what_a_user_gave_is_shown_as_given() -> None:
    corrections = Corrections(
        [
            Correction(name="Bojo", canonical="Boris Johnson"),
            Correction(name="Johnson", canonical="Johnson"),
            Correction(name="Peskov", speaks_for="Russia"),
        ]
    )
    bojo = Actor(name="Bojo", canonical="Boris Johnson")
    johnson = Actor(name="Johnson", canonical="Johnson")
    peskov = Actor(name="Peskov", canonical="Peskov", speaks_for="Russia")
    found = lines(*map(said, range(3), (bojo, johnson, peskov)), corrections=corrections)
    assert found["Boris Johnson"].links[0].rule == "given_by_user"
    assert found["Johnson"].links[0].rule == "given_by_user"
    link = found["Peskov"].links[0]
    assert (link.rule, link.speaks_for_rule) == ("same_name", "given_by_user")


TEXT = (
    "Russian Foreign Minister Sergey Lavrov spoke in Moscow. NATO and the International Crisis "
    "Response Unit (ICRU) agreed. Georgia's voters, in Atlanta, did not. Russia's Foreign Ministry "
    "is in Smolenskaya Square."
)


@pytest.mark.parametrize(
    ("name", "kind", "rule"),
    [
        ("Sergey Lavrov", "person", "same_name"),
        ("Lavrov", "person", "surname_of_full_name"),
        ("the Russian top diplomat", "person", "office_holder"),
        ("Russia", "state", "same_name"),
        ("Russian Federation", "state", "other_name"),
        ("the Kremlin", "state", "seat_of_state"),
        ("Moscow", "state", "capital_of_state"),
        ("the Russian side", "state", "side_of_state"),
        ("Washington", "state", "capital_of_state"),
        ("Georgia", "state", "context_of_article"),
        ("state of Georgia", "state", "other_name"),
        ("ICRU", "organization", "abbreviation"),
        ("the alliance", "organization", "noun_for_body"),
        ("North Atlantic Alliance", "organization", "other_name"),
        ("the Foreign Ministry", "organization", "context_of_article"),
        ("Ministry of Foreign Affairs of Russia", "organization", "other_name"),
    ],
)
def test_a_link_within_an_article_has_its_rule(name: str, kind: ActorType, rule: str) -> None:
    actor = Cast(Article.of(TEXT)).actor(ActorDraft(name=name, type=kind))
    assert link_rule(actor) == rule


@pytest.mark.parametrize(
    ("name", "canonical", "kind", "rule"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", "person", "spelling"),
        ("Felipe Calderon", "Felipe Calderón", "person", "spelling"),
        ("James Mattis", "Jim Mattis", "person", "nickname"),
        ("J. Biden", "Joe Biden", "person", "initials"),
        ("Donald Trump", "Donald J. Trump", "person", "initials"),
        ("Hillary Rodham Clinton", "Hillary Clinton", "person", "initials"),
        ("Vincente Fox", "Vicente Fox", "person", "misprint"),
        ("Xi", "Xi Jinping", "person", "surname_of_full_name"),
        ("POTUS", "Joe Biden", "person", "given_by_engine"),
        ("PolitiFact", "Politifact", "organization", "letter_case"),
        ("Washignton Post", "Washington Post", "organization", "misprint"),
        ("the firm", "Acme", "organization", "given_by_engine"),
    ],
)
def test_a_link_across_a_run_has_its_rule(
    name: str, canonical: str, kind: ActorType, rule: str
) -> None:
    assert link_rule(Actor(name=name, canonical=canonical, type=kind)) == rule


def test_every_rule_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "files.md").read_text("utf-8")
    assert [rule for rule in get_args(Rule) if f"| `{rule}` |" not in page] == []
    assert [rule for rule in get_args(VoiceRule) if f"| `{rule}` |" not in page] == []
