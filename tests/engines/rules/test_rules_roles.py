"""Which words around a name are the office of who bears it."""

from __future__ import annotations

import pytest
from rules_reading import claims


def role(text: str) -> str | None:
    (speaker,) = {c.speaker for c in claims(text) if c.speaker and c.speaker.type == "person"}
    return speaker.role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Texas Gov. Rick Perry said that talks would go on.", "Texas Gov."),
        ("On Monday former President Jim Doe said that talks would go on.", "former President"),
        ("The civil rights leader John Lewis said that talks would go on.", "civil rights leader"),
        ("Jim Doe, mayor of Arden, said that talks would go on.", "mayor"),
        ("Jim Doe, a senator from Vermont, said that talks would go on.", "senator from Vermont"),
    ],
)
def test_an_office_has_the_words_that_belong_to_it(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may defeat Mr. Doe. Mr. Jim Doe said that talks would go on.",
        "Woman\n\nJim Doe said that talks would go on.",
        "Jim Doe, not the greatest president, said that talks would go on.",
        "Jim Doe, Treasury Secretary Ann Lee, and others met. Jim Doe said that talks would go on.",
        "They told reporters Jim Doe said that talks would go on.",
    ],
)
def test_other_words_are_no_office(text: str) -> None:
    assert role(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Woman\n\nSenator Jim Doe said that talks would go on.",
        "WASHINGTON -- Senator Jim Doe said that talks would go on.",
        "While Senator Jim Doe said that talks would go on, others waited.",
        "Hours ago nobody would confirm Senator Jim Doe. Jim Doe said that talks would go on.",
    ],
)
def test_an_office_begins_where_it_begins(text: str) -> None:
    assert role(text) == "Senator"
