"""What became of a commitment, pair by pair: each line of the rules, on made records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from made_records import MONDAY, TUESDAY, claim, commitment, on, pair, side, stance, verdict

from extractor.pairs import Verdict
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import Decision, decide
from extractor.reconcile.promises.deeds import tells
from extractor.records import Claim, Commitment, Modality, Record, TimeSpan

WEEK_LATER, DUE = MONDAY + timedelta(days=7), MONDAY + timedelta(days=5)

SAME, PROGRESS, OPPOSED = verdict("same"), verdict("progress"), verdict("opposed")
NOT_SO, OTHER_DAY = verdict("conflict", "negation"), verdict("conflict", "date")

KEPT, BROKEN, RENEWED = (
    Decision("commitment_outcome", word) for word in ("kept", "broken", "renewed")
)


def decided(a: Record, b: Record, said: Verdict) -> Decision | None:
    found = decide(pair(a, b), said, Sources([]))
    assert decide(pair(b, a), said, Sources([])) == found
    return found


def span(text: str) -> TimeSpan:
    """Days of January 2022: `20/26`, or `/26` for "by the 26th"."""
    start, end = (date(2022, 1, int(day)) if day else None for day in text.split("/"))
    return TimeSpan(text=text, start=start, end=end, basis="absolute")


def acme(action: str = "close the Arden plant", **fields: Any) -> Commitment:
    return commitment("Acme", action, **fields)


def later(
    text: str, *, modality: Modality = "asserted", negated: bool = False, **where: Any
) -> Claim:
    fields: dict[str, Any] = {"outlet": "Post", "day": WEEK_LATER}
    made = claim(text, **(fields | where))
    return made.model_copy(update={"modality": modality, "negated": negated})


CLOSED, NOT_CLOSED = later("Acme closed the Arden plant."), later("Acme did not close the plant.")


class TestADeed:
    @pytest.mark.parametrize("said", [SAME, PROGRESS, OTHER_DAY])
    def test_told_later_keeps_the_promise(self, said: Verdict) -> None:
        assert decided(acme(), CLOSED, said) == KEPT

    @pytest.mark.parametrize("type", ["agreement", "plan", "threat"])
    def test_keeps_what_else_binds(self, type: Any) -> None:
        assert decided(acme(type=type), CLOSED, SAME) == KEPT

    def test_of_another_actor_keeps_nothing(self) -> None:
        assert decided(acme(), later("Bolt closed the Arden plant."), PROGRESS) == Decision(
            "update"
        )

    def test_told_by_the_actor_need_not_name_it(self) -> None:
        assert (
            decided(acme(), later("We have closed the Arden plant.", speaker="Acme"), SAME) == KEPT
        )

    @pytest.mark.parametrize("modality", ["expected", "possible", "conditional", "hoped"])
    def test_that_is_only_expected_or_hoped_keeps_nothing(self, modality: Modality) -> None:
        told = later("Acme closed the Arden plant.", modality=modality)
        assert decided(acme(), told, PROGRESS) == Decision("update")

    def test_told_on_the_same_day_keeps_nothing(self) -> None:
        told = later("Acme closed the Arden plant.", day=MONDAY)
        assert decided(acme(), told, PROGRESS) is None

    def test_told_by_an_undated_text_keeps_nothing(self) -> None:
        told = later("Acme closed the Arden plant.", day=None)
        assert decided(acme(), told, PROGRESS) is None
        assert decided(acme(day=None), CLOSED, PROGRESS) is None

    def test_of_a_day_before_the_promise_keeps_nothing(self) -> None:
        told = later("Acme closed the Arden plant.", when=on(date(2021, 1, 1)))
        assert decided(acme(), told, PROGRESS) == Decision("update")

    def test_breaks_a_refusal(self) -> None:
        assert decided(acme(type="refusal"), CLOSED, NOT_SO) == BROKEN

    def test_that_was_not_done_stands_by_a_refusal(self) -> None:
        assert decided(acme(type="refusal"), NOT_CLOSED, SAME) == KEPT

    def test_of_another_amount_keeps_nothing(self) -> None:
        fine = acme("pay a fine of $5 million")
        paid, part = later("Acme paid its fine of $5 million."), later("Acme paid $2 million.")
        assert decided(fine, paid, PROGRESS) == KEPT
        assert decided(fine, part, PROGRESS) == Decision("update")

    def test_of_unrelated_matters_keeps_nothing(self) -> None:
        assert decided(acme(), CLOSED, verdict("compatible")) is None


class TestAFailure:
    @pytest.mark.parametrize("said", [NOT_SO, OPPOSED, PROGRESS])
    def test_told_later_breaks_the_promise(self, said: Verdict) -> None:
        assert decided(acme(), NOT_CLOSED, said) == BROKEN

    def test_is_none_before_the_deadline_is_over(self) -> None:
        told = later("Acme did not close the plant.", day=TUESDAY)
        assert decided(acme(due=DUE), told, PROGRESS) == Decision("update")
        assert decided(acme(due=DUE), NOT_CLOSED, PROGRESS) == BROKEN

    def test_that_is_only_not_yet_is_none_until_the_deadline_is_over(self) -> None:
        told = later("Acme has not yet closed the Arden plant.", negated=True)
        assert decided(acme(), told, PROGRESS) == Decision("update")
        assert decided(acme(due=DUE), told, PROGRESS) == BROKEN

    def test_about_a_detail_breaks_nothing(self) -> None:
        said = verdict("conflict", "number")
        assert decided(acme(), NOT_CLOSED, said) == Decision("update")


class TestARefusal:
    refused = acme(type="refusal", outlet="Post", day=WEEK_LATER)

    @pytest.mark.parametrize("said", [NOT_SO, OPPOSED, PROGRESS])
    def test_of_the_same_actor_breaks_its_promise(self, said: Verdict) -> None:
        assert decided(acme(), self.refused, said) == BROKEN

    def test_in_a_claim_of_the_actor_does_too(self) -> None:
        told = later("Acme will not close the Arden plant.", speaker="Acme")
        assert decided(acme(), told, NOT_SO) == BROKEN

    def test_that_others_foresee_does_not(self) -> None:
        told = later("Acme will not close the Arden plant.", speaker="Bo")
        assert decided(acme(), told, OPPOSED) == Decision("dispute")

    def test_of_another_actor_is_a_dispute(self) -> None:
        other = commitment("Bolt", "close the Arden plant", type="refusal", day=WEEK_LATER)
        assert decided(acme(), other, OPPOSED) == Decision("dispute")

    def test_that_is_given_up_is_a_reversal(self) -> None:
        first, then = acme(type="refusal"), acme(outlet="Post", day=WEEK_LATER)
        assert decided(first, then, OPPOSED) == Decision("reversal")


class TestACommitmentOfTheSameActor:
    def test_to_the_contrary_is_a_reversal(self) -> None:
        then = acme("keep the Arden plant open", day=WEEK_LATER)
        assert decided(acme(), then, OPPOSED) == Decision("reversal")
        assert decided(acme(), then, NOT_SO) == Decision("reversal")

    def test_to_the_same_for_another_day_is_a_renewal(self) -> None:
        then = acme(day=WEEK_LATER, due=date(2022, 3, 31))
        assert decided(acme(due=DUE), then, SAME) == RENEWED
        assert decided(acme(due=DUE), then, OTHER_DAY) == RENEWED

    @pytest.mark.parametrize(
        ("first", "then", "renewed"),
        [
            ("/22", "/26", True),
            ("/26", "/22", True),
            ("/22", "/22", False),
            ("20/26", "24/24", False),
            ("18/20", "24/26", True),
            ("/26", "24/24", False),
            ("/22", "24/24", True),
            ("20/", "/26", False),
        ],
    )
    def test_has_another_deadline_where_it_says_more_than_the_first(
        self, first: str, then: str, renewed: bool
    ) -> None:
        a, b = (
            made.model_copy(update={"deadline": span(text)})
            for made, text in ((acme(), first), (acme(outlet="Post", day=TUESDAY), then))
        )
        assert (decided(a, b, SAME) == RENEWED) is renewed

    def test_said_again_days_later_is_a_renewal(self) -> None:
        assert decided(acme(), acme(outlet="Post", day=WEEK_LATER), SAME) == RENEWED

    def test_reported_again_on_the_next_day_is_the_same_one(self) -> None:
        assert decided(acme(), acme(outlet="Post", day=TUESDAY), SAME) == Decision("corroboration")

    def test_as_a_later_state_is_a_renewal(self) -> None:
        assert decided(acme(), acme("shut Arden", day=TUESDAY), PROGRESS) == RENEWED

    def test_undated_renews_nothing(self) -> None:
        assert decided(acme(), acme(outlet="Post", day=None), PROGRESS) is None

    def test_about_another_figure_is_an_update(self) -> None:
        then = acme("close 3 plants", day=WEEK_LATER)
        assert decided(acme(), then, verdict("conflict", "number")) == Decision("update")


def test_a_commitment_told_of_after_its_deed_is_no_sequel() -> None:
    told = later("Acme closed the Arden plant.", day=MONDAY)
    assert decided(acme(day=WEEK_LATER), told, PROGRESS) == Decision("update")


def test_a_stance_shows_no_outcome() -> None:
    against = stance("Acme", "oppose", "closing the Arden plant", day=WEEK_LATER)
    assert decided(acme(), against, OPPOSED) == Decision("reversal")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme closed the Arden plant.", "done"),
        ("Acme has finally closed the plant.", "done"),
        ("The plant was closed by Acme.", "done"),
        ("Acme shut Arden for good, the plant is closed.", "done"),
        ("Acme agreed to close the plant.", None),
        ("Acme will close the plant.", None),
        ("Acme may have closed the plant.", None),
        ("Acme is closing the plant.", None),
        ("Acme did not close the plant.", "undone"),
        ("Acme didn’t close the plant.", "undone"),
        ("Acme never closed the plant.", "undone"),
        ("Acme failed to close the plant.", "undone"),
        ("The plant is not closed.", "undone"),
        ("Acme has not closed the plant yet.", "pending"),
        ("Acme will not close the plant.", "refused"),
        ("Acme won’t close the plant.", "refused"),
        ("Acme refuses to close the plant.", "refused"),
        ("Acme decided not to close the plant.", "refused"),
        ("Unions asked Acme not to close the plant.", None),
        ("Acme ended all work in the Arden plant.", "done"),
        ("Acme said that work in the Arden plant had ended.", None),
        ("Acme would have ended work in the Arden plant.", None),
        ("Acme sold a brewery.", None),
    ],
)
def test_the_verb_of_the_action_tells(text: str, told: str | None) -> None:
    assert tells(side(claim(text)), acme()) == told


def test_a_denial_turns_what_is_told() -> None:
    denied = claim("Acme closed the Arden plant.").model_copy(update={"negated": True})
    assert tells(side(denied), acme()) == "undone"
