"""For whom somebody speaks: read from an office, never guessed."""

from __future__ import annotations

import pytest

from extractor.actors import Cast, one_voice, voice_of, voices_of
from extractor.actors.bodies import ministry_of, state_behind
from extractor.actors.offices import spoken_for
from extractor.actors.scene import Scene
from extractor.drafts import ActorDraft
from extractor.records import Actor, ActorType, Article


def speaks_for(role: str, text: str = "") -> str | None:
    return spoken_for(role, Scene(text).owner)


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        ("Russian Foreign Minister", "Russia"),
        ("Russia’s foreign minister", "Russia"),
        ("Deputy Foreign Minister of Russia", "Russia"),
        ("Russian Emergencies Minister", "Russia"),
        ("President of the United States", "United States"),
        ("US ambassador to Russia", "United States"),
        ("permanent representative of Russia to the UN", "Russia"),
        ("White House press secretary", "United States"),
        ("Kremlin spokesman", "Russia"),
        ("State Department spokesman", "US Department of State"),
        ("spokesman for the US Department of State", "US Department of State"),
        ("senior State Department official", "US Department of State"),
        ("Pentagon chief", "US Department of Defense"),
        ("Russian Foreign Ministry spokeswoman", "Russian Foreign Ministry"),
        ("spokeswoman of the Ministry of Foreign Affairs of Russia", "Russian Foreign Ministry"),
        ("NATO Secretary General", "NATO"),
        ("head of the IAEA", "IAEA"),
        ("Israeli military spokesman", "Israel"),
        ("US officials", "United States"),
        ("Texas Gov.", "Texas"),
        ("Governor of Georgia", "Georgia (US state)"),
    ],
)
def test_an_office_tells_for_whom_its_holder_speaks(role: str, whom: str) -> None:
    assert speaks_for(role) == whom


@pytest.mark.parametrize(
    "role",
    [
        "foreign minister",
        "Secretary of State",
        "senior administration official",
        "former Russian foreign minister",
        "ex-president of Mexico",
        "who was president of Mexico from 2006",
        "Mexico’s president from 2000 to 2006",
        "president of Mexico from 2000 to 2006",
        "US Secretary of State under Barack Obama",
        "shadow foreign minister of Russia",
        "Republican presidential nominee",
        "ambassador to Russia",
        "aide to the Russian president",
        "British Columbia premier",
        "New Mexico official",
        "French Open director",
        "American director",
        "Berlin officials",
        "Moscow police spokesman",
        "President of the Lyon Club",
        "U.S. Representative",
        "US Senator",
        "EU leaders",
        "State Department sources",
        "American voters",
    ],
)
def test_where_the_words_leave_it_open_it_speaks_for_nobody(role: str) -> None:
    assert speaks_for(role) is None


def actor(name: str, text: str, *, kind: ActorType = "person", role: str | None = None) -> Actor:
    unnamed = name[:1].islower() or name.endswith("officials")
    draft = ActorDraft(name=name, type=kind, role=role, anonymous=unnamed)
    return Cast(Article.of(text)).actor(draft)


@pytest.mark.parametrize(
    "text",
    [
        "State Department spokesman Ned Price spoke. Price said no.",
        "Ned Price, the State Department spokesman, said no.",
        "Ned Price, a spokesman for the State Department, said no.",
        "Ned Price, spokesman for the US Department of State, said no.",
    ],
)
def test_the_article_gives_a_person_an_office_before_or_behind_the_name(text: str) -> None:
    price = actor("Price", text)
    assert (price.canonical, price.speaks_for) == ("Ned Price", "US Department of State")


@pytest.mark.parametrize(
    "text",
    [
        "Ned Price, who met Russian Foreign Minister Sergey Lavrov, said no.",
        "Ned Price, US officials said, left.",
        "Ned Price, Russian Foreign Minister Sergey Lavrov, and others met.",
        "The former State Department spokesman Ned Price said no.",
        "State Department spokesman Ned Price, the Pentagon spokesman, said no.",
    ],
)
def test_another_office_nearby_or_two_at_once_tell_nothing(text: str) -> None:
    assert actor("Ned Price", text).speaks_for is None


def test_a_person_known_by_the_surname_alone_has_the_office_before_it() -> None:
    text = "Russian Foreign Minister Lavrov came. Lavrov spoke."
    assert actor("Lavrov", text).speaks_for == "Russia"
    two = "State Department spokesman Price met Ned Price and Vincent Price. Price spoke."
    assert actor("Price", two).speaks_for is None


def test_a_model_may_spell_the_name_in_another_way_than_the_article() -> None:
    text = "US Secretary of State Anthony Blinken came."
    draft = ActorDraft(name="Blinken", canonical="Antony Blinken", role="Secretary of State")
    assert Cast(Article.of(text)).actor(draft).speaks_for == "United States"


def test_an_office_that_is_named_in_full_elsewhere_is_complete() -> None:
    text = "Secretary of State Antony Blinken spoke. The US Secretary of State left."
    assert actor("Blinken", text).speaks_for == "United States"
    two = f"{text} Secretary of State Brad Raffensperger of Atlanta came."
    assert actor("Blinken", two).speaks_for is None


def test_the_role_of_the_draft_goes_before_what_the_article_says() -> None:
    text = "Kremlin spokesman Dmitry Peskov spoke."
    assert actor("Peskov", text, role="former spokesman").speaks_for is None
    assert actor("Peskov", text).speaks_for == "Russia"


@pytest.mark.parametrize(
    ("name", "kind", "whom"),
    [
        ("State Department officials", "group", "US Department of State"),
        ("a senior US official", "person", "United States"),
        ("Pentagon", "organization", "United States"),
        ("Russian Foreign Ministry", "organization", "Russia"),
        ("Israeli army", "organization", "Israel"),
        ("Russian embassy in London", "organization", "Russia"),
        ("Washington Post", "organization", None),
        ("British Airways", "organization", None),
        ("NATO", "organization", None),
        ("Washington", "person", None),
    ],
)
def test_the_unnamed_and_bodies_speak_for_a_body_or_state(
    name: str, kind: ActorType, whom: str | None
) -> None:
    assert actor(name, "Nothing more is known.", kind=kind).speaks_for == whom


def test_a_person_keeps_its_own_name() -> None:
    lavrov = actor("Lavrov", "Russian Foreign Minister Sergey Lavrov spoke.")
    assert (lavrov.canonical, lavrov.type) == ("Sergey Lavrov", "person")


@pytest.mark.parametrize(
    "phrase",
    [
        "Russian Foreign Ministry",
        "Russia's Foreign Ministry",
        "the Foreign Ministry of Russia",
        "Ministry of Foreign Affairs of the Russian Federation",
        "Russian Ministry of Foreign Affairs",
    ],
)
def test_a_ministry_is_one_by_all_its_names(phrase: str) -> None:
    ministry = ministry_of(phrase)
    assert ministry is not None
    assert ministry.name == "Russian Foreign Ministry"
    assert state_behind(phrase) == "Russia"


def test_a_ministry_without_a_state_is_the_only_one_that_the_article_names() -> None:
    one = "Russia's Foreign Ministry spoke. The Foreign Ministry said no."
    two = f"{one} The Ministry of Foreign Affairs of China agreed."
    assert actor("Foreign Ministry", one, kind="organization").canonical == (
        "Russian Foreign Ministry"
    )
    assert actor("Foreign Ministry", two, kind="organization").canonical == "Foreign Ministry"


def made(
    canonical: str, kind: ActorType, whom: str | None = None, *, anonymous: bool = False
) -> Actor:
    return Actor(
        name=canonical, canonical=canonical, type=kind, speaks_for=whom, anonymous=anonymous
    )


PRICE = made("Ned Price", "person", "US Department of State")
OFFICIALS = made("State Department officials", "group", "US Department of State", anonymous=True)
DEPARTMENT = made("US Department of State", "organization", "United States")
STATE = made("United States", "state")
PENTAGON = made("US Department of Defense", "organization", "United States")
MINISTER = made("US secretary of state", "person", "United States")


def test_the_unnamed_are_found_under_the_state_and_persons_under_their_names() -> None:
    assert {voice_of(who) for who in (OFFICIALS, DEPARTMENT, STATE, PENTAGON, MINISTER)} == {
        "United States"
    }
    assert voice_of(PRICE) == "Ned Price"
    assert voices_of(PRICE) == ("Ned Price", "US Department of State", "United States")
    assert voices_of(STATE) == ("United States",)


def test_those_who_speak_unnamed_for_one_body_or_its_state_are_one() -> None:
    assert one_voice(OFFICIALS, DEPARTMENT)
    assert one_voice(OFFICIALS, STATE)
    assert one_voice(STATE, PENTAGON)
    assert one_voice(MINISTER, STATE)


def test_two_bodies_of_a_state_are_two_and_so_is_a_person_and_the_body() -> None:
    assert not one_voice(OFFICIALS, PENTAGON)
    assert not one_voice(PRICE, DEPARTMENT)
    assert not one_voice(PRICE, STATE)
    assert not one_voice(made("critics", "group"), made("experts", "group"))
