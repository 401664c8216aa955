"""Whom a lone surname is short for in a run: offices and articles tell people apart."""

from __future__ import annotations

import random

import pytest

from extractor.actors import unify
from extractor.records import Actor, Attribution, Claim, Evidence, Record


def said(
    name: str, role: str | None = None, *, article: int = 0, whom: str | None = None
) -> Record:
    speaker = Actor(name=name, canonical=name, role=role, speaks_for=whom)
    return Claim(
        id=f"claim-{name}-{role}-{article}",
        article_id=f"article-{article}",
        evidence=Evidence(quote="x", start=0, end=1),
        attribution=Attribution(speaker=speaker, speech="indirect"),
        engine="test",
        statement="x",
    )


def unified(*records: Record) -> list[str]:
    speakers = (record.attribution.speaker for record in unify(records))
    return [speaker.canonical for speaker in speakers if speaker]


@pytest.mark.parametrize(
    ("lone", "full"),
    [
        ("Senator", "Prime Minister"),
        ("Sen.", "Foreign Secretary"),
        ("Texas Gov.", "British Prime Minister"),
        ("French President", "US President"),
        ("General", "UN Secretary General"),
    ],
)
def test_a_surname_does_not_join_a_person_of_another_office(lone: str, full: str) -> None:
    records = (said("Johnson", lone, article=1), said("Boris Johnson", full, article=2))
    assert unified(*records) == ["Johnson", "Boris Johnson"]


@pytest.mark.parametrize(
    ("lone", "full"),
    [
        ("Prime Minister", "British Prime Minister"),
        ("Secretary", "US Secretary of State"),
        ("President", "former US president"),
        ("President", "vice president"),
        (None, "Prime Minister"),
        ("Prime Minister", None),
    ],
)
def test_a_surname_joins_the_only_person_who_may_hold_the_office(
    lone: str | None, full: str | None
) -> None:
    records = (said("Johnson", lone, article=1), said("Boris Johnson", full, article=2))
    assert unified(*records) == ["Boris Johnson"] * 2


def test_the_state_for_which_they_speak_tells_two_of_one_office_apart() -> None:
    records = (
        said("Johnson", "Foreign Minister", article=1, whom="Sweden"),
        said("Boris Johnson", "Foreign Secretary", article=2, whom="United Kingdom"),
    )
    assert unified(*records) == ["Johnson", "Boris Johnson"]


def test_an_office_chooses_between_two_people_of_a_surname() -> None:
    records = (
        said("Johnson", "Senator", article=1),
        said("Boris Johnson", "Prime Minister", article=2),
        said("Ron Johnson", "Senator", article=3),
        said("Johnson", article=4),
    )
    assert unified(*records) == ["Ron Johnson", "Boris Johnson", "Ron Johnson", "Johnson"]


def test_a_surname_without_an_office_is_nobodys_where_somebody_else_has_it() -> None:
    records = (
        said("Johnson", "Senator", article=1),
        said("Boris Johnson", "Prime Minister", article=2),
        said("Johnson", article=3),
    )
    assert unified(*records)[2] == "Johnson"


def test_a_surname_beside_the_full_name_of_another_in_one_article_joins_nobody() -> None:
    records = (said("Clinton", article=1), said("Hillary Clinton", article=1))
    assert unified(*records) == ["Clinton", "Hillary Clinton"]


def test_a_full_name_that_only_a_model_knew_does_not_keep_the_surname_apart() -> None:
    known = said("Lavrov", article=1)
    speaker = Actor(name="Lavrov", canonical="Sergey Lavrov")
    named = known.model_copy(
        update={"attribution": Attribution(speaker=speaker, speech="direct"), "id": "claim-2"}
    )
    assert unified(known, named) == ["Sergey Lavrov"] * 2


def test_the_order_of_the_records_changes_nothing() -> None:
    records = [
        said(name, role, article=article)
        for name, role in (
            ("Johnson", "Senator"), ("Johnson", None), ("Boris Johnson", "Prime Minister"),
        )
        for article in (1, 2)
    ]  # fmt: skip
    expected = dict(zip((r.id for r in records), unified(*records), strict=True))
    for seed in range(5):
        mixed = random.Random(seed).sample(records, len(records))
        assert dict(zip((r.id for r in mixed), unified(*mixed), strict=True)) == expected
