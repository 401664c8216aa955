"""Whose name a mention is short for, in an article and across a run."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.actors import Cast, unify
from extractor.drafts import ActorDraft
from extractor.records import (
    Actor,
    ActorType,
    Article,
    Attribution,
    Claim,
    Commitment,
    Evidence,
    Record,
    Stance,
    subject,
)

EXAMPLES = Path(__file__).parent.parent / "examples" / "geneva-2022"
TEXT = (
    "Russian Foreign Minister Sergey Lavrov met US Secretary of State Antony Blinken. Lavrov "
    "said that Deputy Foreign Minister Sergei Ryabkov would stay. Presidents Vladimir Putin of "
    "Russia and Joe Biden of the United States spoke. NATO agreed, and so did the International "
    "Crisis Response Unit (ICRU). Anna Smith and Bob Smith came, the latter a British senator."
)


def actor(
    name: str, text: str = TEXT, *, kind: ActorType = "person", canonical: str | None = None
) -> Actor:
    draft = ActorDraft(name=name, type=kind, canonical=canonical)
    return Cast(Article.of(text)).actor(draft)


@pytest.mark.parametrize(
    ("mention", "canonical"),
    [
        ("Lavrov", "Sergey Lavrov"),
        ("Putin", "Vladimir Putin"),
        ("President Putin", "Vladimir Putin"),
        ("Mr. Blinken", "Antony Blinken"),
        ("Russian Foreign Minister Sergey Lavrov", "Sergey Lavrov"),
        ("Sergey Lavrov, the Russian foreign minister", "Sergey Lavrov"),
        ("Deputy Foreign Minister of Russia Sergei Ryabkov", "Sergei Ryabkov"),
        ("President of the United States Joe Biden", "Joe Biden"),
        ("Biden’s", "Joe Biden"),
    ],
)
def test_a_person_has_the_full_name_that_the_article_gives(mention: str, canonical: str) -> None:
    assert actor(mention).canonical == canonical
    assert actor(mention).type == "person"


def test_a_title_becomes_the_role() -> None:
    assert actor("Russian Foreign Minister Sergey Lavrov").role == "Russian Foreign Minister"


def test_the_name_stays_as_written() -> None:
    assert actor("the Kremlin").name == "the Kremlin"


@pytest.mark.parametrize(
    ("mention", "canonical"),
    [
        ("the Russian top diplomat", "Sergey Lavrov"),
        ("the Russian Minister of Foreign Affairs", "Sergey Lavrov"),
        ("the US Secretary of State", "Antony Blinken"),
        ("the US State Secretary", "Antony Blinken"),
    ],
)
def test_an_office_stands_for_who_holds_it(mention: str, canonical: str) -> None:
    assert actor(mention).canonical == canonical


def test_an_office_of_another_state_stands_for_nobody_here() -> None:
    assert actor("the French foreign minister").canonical == "French foreign minister"


@pytest.mark.parametrize(
    ("mention", "state"),
    [
        ("Moscow", "Russia"), ("the Kremlin", "Russia"), ("the Russian side", "Russia"),
        ("Russia’s government", "Russia"), ("the government of Russia", "Russia"),
        ("Washington", "United States"), ("US", "United States"), ("U.S.", "United States"),
        ("the US side", "United States"), ("the US administration", "United States"),
        ("Downing Street", "United Kingdom"), ("Kyiv", "Ukraine"),
    ],
)  # fmt: skip
def test_capitals_seats_and_sides_speak_for_their_state(mention: str, state: str) -> None:
    assert actor(mention).canonical == state
    assert actor(mention).type == "state"


def test_a_person_named_like_a_state_is_a_person_where_the_article_says_so() -> None:
    text = "Michael Jordan spoke. Jordan said so."
    assert actor("Jordan", text).canonical == "Michael Jordan"


def test_a_body_is_called_by_its_usual_name() -> None:
    assert actor("the North Atlantic Alliance", kind="organization").canonical == "NATO"
    assert actor("State Department").canonical == "US Department of State"


def test_the_alliance_is_nato_where_the_article_names_nato_alone() -> None:
    assert actor("the alliance", kind="organization").canonical == "NATO"
    assert actor("the alliance", "Nobody came.", kind="organization").canonical == "alliance"


def test_an_abbreviation_that_the_article_explains_is_the_same_body() -> None:
    full = "International Crisis Response Unit"
    assert actor("ICRU", kind="organization").canonical == full
    assert actor(f"the {full}", kind="organization").canonical == full


def test_a_newspaper_is_an_organization_whatever_the_draft_says() -> None:
    assert actor("The Washington Post").type == "organization"
    assert actor("The Washington Post").canonical == "Washington Post"


def test_a_surname_of_two_people_stays_as_it_is() -> None:
    assert actor("Smith").canonical == "Smith"


def test_the_canonical_name_of_a_draft_completes_what_the_article_lacks() -> None:
    assert actor("Macron", canonical="Emmanuel Macron").canonical == "Emmanuel Macron"


@pytest.mark.parametrize("canonical", ["Emmanuel Macron", "", "   "])
def test_a_canonical_name_that_does_not_fit_the_mention_is_ignored(canonical: str) -> None:
    assert actor("Lavrov", canonical=canonical).canonical == "Sergey Lavrov"
    assert actor("Johnson", canonical=canonical).canonical == "Johnson"


def test_an_unnamed_source_is_not_taken_for_a_named_person() -> None:
    draft = ActorDraft(name="a senior Russian diplomat", anonymous=True)
    source = Cast(Article.of(TEXT)).actor(draft)
    assert source.anonymous
    assert source.canonical == "senior Russian diplomat"


@pytest.mark.parametrize("name", ["'", "the", "{{ name }}", "<b>", "𝔏𝔞𝔳𝔯𝔬𝔳", "of the", "Dr."])
def test_odd_names_are_actors_too(name: str) -> None:
    assert actor(name).canonical


def test_the_example_articles_name_everybody_in_full() -> None:
    names = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        names.append(actor("the Russian top diplomat", text).canonical)
    assert set(names) == {"Sergey Lavrov", "Sergei Lavrov"}


def person(name: str) -> Actor:
    return Actor(name=name, canonical=name)


def body(name: str) -> Actor:
    return Actor(name=name, canonical=name, type="organization")


def said(number: int, speaker: Actor, *via: Actor) -> Claim:
    return Claim(
        id=f"claim-{number}",
        article_id=f"article-{number}",
        evidence=Evidence(quote="x", start=0, end=1),
        attribution=Attribution(speaker=speaker, via=via, speech="indirect"),
        engine="test",
        statement="x",
    )


def unified(*names: str) -> list[str]:
    """The canonical names of people after unification, in the order given."""
    return speakers(unify([said(i, person(name)) for i, name in enumerate(names)]))


def unified_bodies(*names: str) -> list[str]:
    return speakers(unify([said(i, body(name)) for i, name in enumerate(names)]))


def speakers(records: Sequence[Record]) -> list[str]:
    return [who.canonical for record in records if (who := subject(record))]


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Antony Blinken", "Anthony Blinken"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Joe Biden", "Joseph Biden"),
        ("John Kennedy", "John F. Kennedy"),
        ("Ursula Leyen", "Ursla Leyen"),
        ("Joe Biden", "J. Biden"),
    ],
)
def test_spellings_of_one_person_get_the_most_frequent_one(usual: str, other: str) -> None:
    assert unified(usual, usual, other) == [usual] * 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Boris Johnson", "Lyndon Johnson"),
        ("Maria Petrova", "Marina Petrova"),
        ("Ivan Orlov", "Evan Orlov"),
        ("Donald Reagan", "Ronald Reagan"),
    ],
)
def test_two_people_of_one_surname_stay_two(one: str, two: str) -> None:
    assert unified(one, two, one) == [one, two, one]


def test_a_lone_surname_joins_the_only_person_who_has_it() -> None:
    assert unified("Lavrov", "Lavrov", "Sergey Lavrov") == ["Sergey Lavrov"] * 3


def test_a_lone_surname_of_two_people_joins_neither() -> None:
    assert unified("Johnson", "Boris Johnson", "Lyndon Johnson")[0] == "Johnson"


def test_equally_frequent_spellings_are_settled_by_the_alphabet() -> None:
    assert unified("Sergey Lavrov", "Sergei Lavrov") == ["Sergei Lavrov"] * 2


def test_a_misprinted_newspaper_is_the_one_that_is_spelled_well() -> None:
    assert unified_bodies("Washignton Post", "Washington Post") == ["Washington Post"] * 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Channel 4", "Channel 5"),
        ("Austrian Foreign Ministry", "Australian Foreign Ministry"),
        ("Ministry of Labor", "Minister of Labor"),
        ("East Council", "West Council"),
    ],
)
def test_bodies_of_similar_names_stay_two(one: str, two: str) -> None:
    assert unified_bodies(one, two, two) == [one, two, two]


def test_every_place_of_an_actor_in_a_record_is_renamed() -> None:
    lone, full = person("Lavrov"), person("Sergey Lavrov")
    claim = said(0, lone, lone)
    base = claim.model_dump(include={"article_id", "evidence", "attribution", "engine"})
    stance = Stance(id="s", holder=lone, target="x", position="support", **base)
    commitment = Commitment(
        id="c", actor=lone, counterparty=lone, action="x", type="promise", **base
    )
    records = unify([claim, stance, commitment, said(1, full)])
    canonicals = [
        records[0].attribution.via[0].canonical,
        *(who.canonical for r in records if (who := r.attribution.speaker)),
    ]
    assert isinstance(records[1], Stance)
    assert isinstance(records[2], Commitment)
    assert records[2].counterparty is not None
    canonicals += [records[1].holder.canonical, records[2].actor.canonical]
    assert {*canonicals, records[2].counterparty.canonical} == {"Sergey Lavrov"}


def test_unifying_keeps_ids_and_order_and_does_not_depend_on_order() -> None:
    names = ["Lavrov", "Sergei Lavrov", "Sergey Lavrov", "Antony Blinken", "Anthony Blinken"]
    records = [said(i, person(name)) for i, name in enumerate(names * 3)]
    expected = {record.id: record for record in unify(records)}
    assert list(expected) == [record.id for record in records]
    for seed in range(5):
        shuffled = random.Random(seed).sample(records, len(records))
        assert {record.id: record for record in unify(shuffled)} == expected


def test_unifying_twice_changes_nothing() -> None:
    records = unify([said(0, person("Lavrov")), said(1, person("Sergey Lavrov"))])
    assert unify(records) == records


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Jan Smith", "Ian Smith"),
        ("George W. Bush", "George H. W. Bush"),
    ],
)
def test_people_told_apart_by_a_letter_stay_two(one: str, two: str) -> None:
    assert unified(one, two, one) == [one, two, one]


@pytest.mark.parametrize(
    "names",
    [
        ("John Smith", "James Smith", "J. Smith"),
        ("Patricia Novak", "Patrick Novak", "Pat Novak"),
        ("George W. Bush", "George H. W. Bush", "George Bush"),
    ],
)
def test_a_name_that_may_be_short_for_two_people_joins_neither(names: tuple[str, ...]) -> None:
    assert unified(*names) == list(names)


def test_a_surname_is_one_with_and_without_its_arabic_article() -> None:
    assert unified("Abdel al-Sisi", "al-Sisi", "Sisi") == ["Abdel al-Sisi"] * 3
    text = "President Abdel Fattah al-Sisi spoke."
    assert {actor(name, text).canonical for name in ("Sisi", "al-Sisi", "President al-Sisi")} == {
        "Abdel Fattah al-Sisi"
    }


@pytest.mark.parametrize(("one", "two"), [("Airbnb", "Airbus"), ("Nestor", "Nestle")])
def test_short_names_of_bodies_that_differ_in_two_letters_stay_two(one: str, two: str) -> None:
    assert unified_bodies(one, two, two) == [one, two, two]


def test_a_state_is_a_state_where_the_draft_says_so() -> None:
    text = "Jim Jordan met the king. Jordan signed."
    assert actor("Jordan", text, kind="state").canonical == "Jordan"
    assert actor("Jordan", text).canonical == "Jim Jordan"


def test_a_person_whom_the_draft_names_in_full_is_not_the_state_of_that_name() -> None:
    named = actor("Washington", "Washington spoke.", canonical="Denzel Washington")
    assert (named.canonical, named.type) == ("Denzel Washington", "person")


def test_a_person_with_the_given_name_of_a_state_is_known_by_the_surname() -> None:
    assert actor("Katz", "Foreign Minister Israel Katz spoke.").canonical == "Israel Katz"


def test_a_part_of_a_federation_is_not_the_state_that_it_is_named_like() -> None:
    assert actor("Washington state", kind="organization").canonical == "Washington state"
    assert actor("the Russian state", kind="organization").canonical == "Russia"


def test_many_bodies_are_compared_in_little_time() -> None:
    letters = random.Random(1)
    names = ["".join(letters.choices("abcdefghij", k=9)).title() for _ in range(5_000)]
    started = time.monotonic()
    unified_bodies(*names)
    assert time.monotonic() - started < 10
