from __future__ import annotations

import pytest
from rules_reading import commitments

from extractor.records import CommitmentType

BINDING = [
    ('"We will build a bridge," Ann Lee said.', "Ann Lee", "promise", "build a bridge"),
    ("Ann Lee said that she would publish the plan.", "Ann Lee", "promise", "publish the plan"),
    ("Ann Lee promised to publish the plan.", "Ann Lee", "promise", "publish the plan"),
    ("Ann Lee vowed on Monday to publish the plan.", "Ann Lee", "promise", "publish the plan"),
    ("Paris agreed to publish the plan.", "Paris", "agreement", "publish the plan"),
    ("Ann Lee plans to publish the plan.", "Ann Lee", "plan", "publish the plan"),
    ("Ann Lee refused to publish the plan.", "Ann Lee", "refusal", "publish the plan"),
    ('"We will not publish the plan," Ann Lee said.', "Ann Lee", "refusal", "publish the plan"),
    ("Paris threatened to publish the plan.", "Paris", "threat", "publish the plan"),
    ("Ann Lee is ready to publish the plan.", "Ann Lee", "promise", "publish the plan"),
    ("Ann Lee confirmed the city's commitment to the plan.", "Ann Lee", "promise", "the plan"),
    ("City Council to publish the plan", "City Council", "plan", "publish the plan"),
    ("Ann Lee waited and promised to publish the plan.", "Ann Lee", "promise", "publish the plan"),
    ("Builders met Ann Lee, who has promised to publish the plan.", "Ann Lee", "promise",
     "publish the plan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "kind", "action"), BINDING)
def test_somebody_binds_himself(text: str, actor: str, kind: CommitmentType, action: str) -> None:
    found = commitments(text)
    assert [(c.actor.name, c.type) for c in found] == [(actor, kind)]
    assert found[0].action.startswith(action)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said that prices will rise in May.",
        "Ann Lee said that it will rain in May.",
        "Ann Lee said the meeting will help everybody.",
        "Ann Lee said that Tom Roe will publish the plan.",
        "Ann Lee declined to comment on the plan.",
        "Ann Lee may agree to publish the plan.",
        "Builders must agree to publish the plan.",
        "The plan includes guarantees that Paris will publish it.",
        "If Ann Lee will publish the plan is not known.",
    ],
)
def test_look_alikes_bind_nobody(text: str) -> None:
    assert commitments(text) == []


def test_a_minister_binds_his_state() -> None:
    (found,) = commitments(
        "France will send an answer, French Foreign Minister Jean Moreau said in May."
    )
    assert found.actor.canonical == "France"


def test_deadline_condition_and_counterparty_are_found() -> None:
    (found,) = commitments(
        '"If the talks succeed, we will send an answer to France next week," Ann Lee said.'
    )
    assert found.deadline is not None
    assert "next week" in found.deadline
    assert found.condition == "If the talks succeed"
    assert found.counterparty is not None
    assert found.counterparty.name == "France"


def test_a_hope_before_a_promise_hedges_it() -> None:
    (found,) = commitments('"After that, I hope, we will send an answer," Ann Lee said.')
    assert found.firmness == "hedged"


@pytest.mark.parametrize(
    "text",
    [
        "The plan was approved. Work will begin in April.",
        "The plan was approved. Production is scheduled to start in June.",
        "Ann Lee denied that the firm plans to sell its ships.",
        "Ann Lee had ruled out such a step.",
    ],
)
def test_more_look_alikes_bind_nobody(text: str) -> None:
    assert commitments(text) == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Norvalis plans to sell ships, according to two people.", "sell ships"),
        ("Ann Lee refused to resign, saying that she was right.", "resign"),
        ("Ann Lee will start work and is expected to finish in May.", "start work"),
    ],
)
def test_an_act_ends_where_its_report_begins(text: str, action: str) -> None:
    assert [found.action for found in commitments(text)] == [action]


def test_he_in_the_middle_of_a_sentence_is_nobody_named_before_it() -> None:
    text = "Tom Roe spoke in May. The front-runner from the north hopes he will close the bridge."
    assert "Tom Roe" not in [found.actor.name for found in commitments(text)]


def test_what_holds_the_promise_itself_is_no_condition() -> None:
    (found,) = commitments("The talks ended after Ann Lee had promised to publish the plan.")
    assert found.condition is None


@pytest.mark.parametrize("bullet", ["<li> ", "• ", "- ", ""])
def test_each_act_of_a_list_under_will_is_a_commitment(bullet: str) -> None:
    items = ("Build a bridge over the river.", "Re-open the old port.", "The town has 9 bridges.")
    text = "\n".join(["The City Council will:", *(bullet + item for item in items)])
    assert [(c.actor.name, c.action) for c in commitments(text)] == [
        ("City Council", "Build a bridge over the river"),
        ("City Council", "Re-open the old port"),
    ]


def test_a_body_binds_itself_as_it() -> None:
    (found,) = commitments("The Norvalis company said it would publish the plan.")
    assert found.action == "publish the plan"
