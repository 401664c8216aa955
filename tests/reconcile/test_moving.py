from __future__ import annotations

import pytest
from made_records import MONDAY, TUESDAY, claim, pair, verdict

from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import decide
from extractor.records import Claim, Relation, Subtype


def related(subtype: Subtype, monday: str, tuesday: str, **more: object) -> Relation | None:
    """What two accounts in conflict come to, of which the second was told a day later."""
    a = claim(monday, day=MONDAY)
    b: Claim = claim(tuesday, outlet="Post", day=TUESDAY).model_copy(update=more)
    found = {decide(p, verdict("conflict", subtype), Sources([])) for p in (pair(a, b), pair(b, a))}
    (decision,) = found
    return decision.relation if decision else None


@pytest.mark.parametrize(
    ("subtype", "monday", "tuesday"),
    [
        ("place", "The man fired inside the club.", "The man fired from the car park."),
        ("actor", "Police named the dead driver as Ann Lee.", "Police named him as Bo Lee."),
        ("number", "The flood lasted 90 minutes.", "The flood lasted four hours."),
        ("other", "She resigned in protest.", "She retired because of her age."),
    ],
)
def test_what_has_happened_can_not_be_different_a_day_later(
    subtype: Subtype, monday: str, tuesday: str
) -> None:
    assert related(subtype, monday, tuesday) == "contradiction"


@pytest.mark.parametrize(
    ("subtype", "monday", "tuesday"),
    [
        ("number", "The blast killed 6 miners.", "The blast killed 7 miners."),
        ("number", "The blast killed 7 miners.", "The blast killed 6 miners."),
        ("number", "Bread cost 3 dollars.", "Bread cost 2 dollars."),
        ("number", "Turnout fell to 40 percent.", "Turnout fell to 38 percent."),
        ("place", "The talks will be held in Paris.", "The talks will be held in Geneva."),
        ("place", "She is in hospital.", "She was moved to a clinic."),
        ("other", "The road is closed.", "The road was opened."),
    ],
)
def test_a_plan_a_state_a_toll_and_a_price_move_on(
    subtype: Subtype, monday: str, tuesday: str
) -> None:
    assert related(subtype, monday, tuesday) == "update"


def test_what_was_only_expected_may_turn_out_otherwise() -> None:
    found = related("place", "The man fled to Peru.", "The man fled to Chile.", modality="expected")
    assert found == "update"
