from __future__ import annotations

from datetime import timedelta

from made_records import MONDAY, TUESDAY, claim, commitment, on, pair, stance, verdict

from extractor.pairs import Verdict
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import Decision, decide
from extractor.records import Record

BEFORE = MONDAY - timedelta(days=30)


def decided(a: Record, b: Record, said: Verdict) -> Decision | None:
    found = decide(pair(a, b), said, Sources([]))
    assert decide(pair(b, a), said, Sources([])) == found
    return found


def relation(a: Record, b: Record, said: Verdict) -> str | None:
    found = decided(a, b, said)
    return found.relation if found else None


class TestConflict:
    said = verdict("conflict", "number")

    def test_of_one_day_is_a_contradiction(self) -> None:
        found = decided(claim("a"), claim("b", outlet="Post"), self.said)
        assert found == Decision("contradiction", "number")

    def test_with_later_information_is_an_update(self) -> None:
        assert relation(claim("a"), claim("b", day=TUESDAY), self.said) == "update"

    def test_on_the_same_day_in_the_past_stays_a_contradiction(self) -> None:
        a, b = claim("a", when=on(BEFORE)), claim("b", when=on(BEFORE), day=TUESDAY)
        assert relation(a, b, self.said) == "contradiction"

    def test_of_two_times_told_on_one_day_is_nothing(self) -> None:
        a, b = claim("a", when=on(BEFORE)), claim("b", when=on(MONDAY), outlet="Post")
        assert relation(a, b, self.said) is None

    def test_of_one_actor_with_himself_is_a_reversal_where_he_denies_it_later(self) -> None:
        a, b = claim("a", speaker="Ann"), claim("b", speaker="Ann", day=TUESDAY)
        assert relation(a, b, verdict("conflict", "negation")) == "reversal"

    def test_with_an_undated_text_is_never_an_update(self) -> None:
        assert relation(claim("a"), claim("b", day=None), self.said) == "contradiction"

    def test_about_the_date_of_a_past_event_is_a_contradiction_on_any_day(self) -> None:
        a = claim("a", when=on(BEFORE))
        b = claim("b", when=on(BEFORE + timedelta(days=1)), day=TUESDAY)
        assert relation(a, b, verdict("conflict", "date")) == "contradiction"

    def test_about_the_date_of_a_coming_event_is_an_update_when_told_later(self) -> None:
        later = TUESDAY + timedelta(days=9)
        a, b = claim("a", when=on(later)), claim("b", when=on(TUESDAY), day=TUESDAY)
        assert relation(a, b, verdict("conflict", "date")) == "update"


class TestMovingFigures:
    said = verdict("conflict", "number")
    event = on(MONDAY)

    def test_told_later_are_an_update_though_they_are_of_one_event(self) -> None:
        a = claim("The quake killed 50 people", when=self.event)
        b = claim("The quake killed 60 people", when=self.event, day=TUESDAY)
        assert relation(a, b, self.said) == "update"

    def test_of_one_day_are_a_contradiction(self) -> None:
        a = claim("The quake killed 50 people", when=self.event)
        b = claim("The quake killed 60 people", when=self.event, outlet="Post")
        assert relation(a, b, self.said) == "contradiction"

    def test_are_never_an_update_in_an_undated_text(self) -> None:
        a = claim("The quake killed 50 people", when=self.event)
        b = claim("The quake killed 60 people", when=self.event, day=None)
        assert relation(a, b, self.said) == "contradiction"

    def test_of_an_event_long_past_are_settled(self) -> None:
        long_ago = on(BEFORE - timedelta(days=9))
        a = claim("The quake killed 50 people", when=long_ago)
        b = claim("The quake killed 60 people", when=long_ago, day=TUESDAY)
        assert relation(a, b, self.said) == "contradiction"

    def test_that_are_not_counted_on_stay_a_contradiction(self) -> None:
        a = claim("The bridge is 50 metres long", when=self.event)
        b = claim("The bridge is 60 metres long", when=self.event, day=TUESDAY)
        assert relation(a, b, self.said) == "contradiction"

    def test_as_of_one_day_are_a_contradiction_whenever_they_are_told(self) -> None:
        time = self.event.model_copy(update={"text": "as of Monday"})
        a = claim("50 were killed as of Monday", when=time)
        b = claim("60 were killed as of Monday", when=time, day=TUESDAY)
        assert relation(a, b, self.said) == "contradiction"


class TestProgress:
    def test_needs_later_information(self) -> None:
        said = verdict("progress")
        assert relation(claim("a"), claim("b", day=TUESDAY), said) == "update"
        assert relation(claim("a"), claim("b"), said) is None
        assert relation(claim("a"), claim("b", day=None), said) is None

    def test_of_a_commitment_is_its_outcome_if_the_judge_names_it(self) -> None:
        a, b = commitment("Ann", "resign"), claim("Ann is a gardener now", day=TUESDAY)
        assert decided(a, b, verdict("progress", "kept")) == Decision("commitment_outcome", "kept")
        assert decided(a, b, verdict("progress")) == Decision("update")


class TestOpposed:
    said = verdict("opposed")

    def test_actors_are_in_dispute_on_any_day(self) -> None:
        a = stance("Ann", "support", "dam")
        assert relation(a, stance("Bo", "oppose", "dam"), self.said) == "dispute"
        assert relation(a, stance("Bo", "oppose", "dam", day=TUESDAY), self.said) == "dispute"

    def test_one_actor_later_is_a_reversal(self) -> None:
        a, b = stance("Ann", "support", "dam"), stance("Ann", "oppose", "dam", day=TUESDAY)
        assert relation(a, b, self.said) == "reversal"

    def test_one_actor_on_one_day_is_a_contradiction(self) -> None:
        a, b = stance("Ann", "support", "dam"), stance("Ann", "oppose", "dam", outlet="Post")
        assert relation(a, b, self.said) == "contradiction"

    def test_a_denial_that_an_outlet_reports_is_a_dispute_not_its_own_contradiction(self) -> None:
        assert relation(claim("a"), claim("b", outlet="Post"), self.said) == "dispute"

    def test_a_surname_alone_is_whoever_else_has_it(self) -> None:
        a, b = stance("Lee", "support", "dam"), stance("Ann Lee", "oppose", "dam", day=TUESDAY)
        assert relation(a, b, self.said) == "reversal"


class TestSame:
    said = verdict("same")

    def test_from_two_outlets_is_corroboration(self) -> None:
        assert relation(claim("a"), claim("b", outlet="Post"), self.said) == "corroboration"

    def test_from_one_outlet_is_nothing(self) -> None:
        assert relation(claim("a"), claim("b", article="another"), self.said) is None

    def test_of_two_times_is_nothing(self) -> None:
        a, b = claim("a", when=on(BEFORE)), claim("b", when=on(MONDAY), outlet="Post")
        assert relation(a, b, self.said) is None

    def test_in_one_sentence_that_two_outlets_print_is_nothing(self) -> None:
        sentence = "The bridge was closed for a week after the flood"
        a, b = claim(sentence), claim(f"{sentence}.", outlet="Post")
        assert relation(a, b, self.said) is None


def test_what_is_compatible_or_unrelated_is_not_reported() -> None:
    a, b = claim("a"), claim("b", outlet="Post")
    assert decided(a, b, verdict("compatible")) is None
    assert decided(a, b, verdict("unrelated")) is None
