from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor import quantities
from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Side, Verdict
from extractor.records import (
    Actor,
    Attribution,
    Claim,
    Commitment,
    CommitmentType,
    Evidence,
    Position,
    Record,
    Stance,
)

MONDAY, TUESDAY = date(2022, 1, 17), date(2022, 1, 18)


def side(record: Record, *, headline: bool = False) -> Side:
    outlet = record.attribution.publisher
    return Side(record, record.evidence.quote, record.said_on, outlet, headline)


def common(text: str, speaker: str | None, outlet: str, day: date | None) -> dict[str, Any]:
    return {
        "id": f"{outlet}-{text}",
        "article_id": f"article of {outlet}",
        "evidence": Evidence(quote=text, start=0, end=len(text)),
        "attribution": Attribution(
            speaker=Actor(name=speaker, canonical=speaker) if speaker else None,
            publisher=outlet,
            speech="indirect" if speaker else "own_voice",
        ),
        "said_on": day,
        "engine": "test",
    }


def claim(
    text: str,
    *,
    speaker: str | None = None,
    outlet: str = "Herald",
    day: date | None = MONDAY,
    headline: bool = False,
) -> Side:
    base = common(text, speaker, outlet, day)
    made = Claim(**base, statement=text, quantities=quantities.find(text))
    return side(made, headline=headline)


def stance(holder: str, position: Position, target: str) -> Side:
    base = common(f"{holder} {position} {target}", holder, "Herald", MONDAY)
    actor = Actor(name=holder, canonical=holder)
    return side(Stance(**base, holder=actor, target=target, position=position))


def commitment(actor: str, action: str, kind: CommitmentType = "promise") -> Side:
    base = common(f"{actor} {action}", None, "Gazette", MONDAY)
    made = Commitment(**base, actor=Actor(name=actor, canonical=actor), action=action, type=kind)
    return side(made)


def judge(left: Side, right: Side) -> Verdict:
    """The verdict, after making sure that it is the same the other way round."""
    verdict = judge_pair(Pair(left, right, "test"))
    assert judge_pair(Pair(right, left, "test")) == verdict
    return verdict


class TestFigures:
    def test_different_figures_of_one_matter_conflict(self) -> None:
        verdict = judge(
            claim("The quake destroyed 120 houses in the village of Arden."),
            claim("The quake destroyed 310 houses in the village of Arden.", outlet="Post"),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")
        assert "120 houses" in verdict.difference
        assert "310 houses" in verdict.difference

    def test_the_same_duration_in_other_units_is_no_conflict(self) -> None:
        verdict = judge(
            claim("The talks in Geneva with the delegation lasted 1.5 hours."),
            claim("The talks in Geneva with the delegation lasted 90 minutes.", outlet="Post"),
        )
        assert verdict.relation == "same"

    def test_figures_as_of_two_days_are_progress(self) -> None:
        verdict = judge(
            claim("As of 3 May 2019 the ministry has confirmed 50 infections and 2 deaths."),
            claim("As of 4 May 2019 the ministry has confirmed 70 infections and 3 deaths."),
        )
        assert verdict.relation == "progress"

    def test_figures_of_different_matters_do_not_conflict(self) -> None:
        verdict = judge(
            claim("The fire killed 12 people in the hotel."),
            claim("The strike kept 900 people from the stadium.", outlet="Post"),
        )
        assert verdict.relation == "unrelated"

    def test_figures_of_one_firm_conflict_however_it_is_called(self) -> None:
        verdict = judge(
            claim("Norvalis would cut 1,200 jobs by the end of March.", speaker="Norvalis"),
            claim("The company would cut 1,500 jobs by the end of March.", speaker="company",
                  outlet="Post"),
        )  # fmt: skip
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")

    def test_two_firms_may_each_have_a_figure(self) -> None:
        verdict = judge(
            claim("Norvalis would cut 1,200 jobs by the end of March.", speaker="Norvalis"),
            claim("Solantis would cut 1,500 jobs by the end of March.", speaker="Solantis",
                  outlet="Post"),
        )  # fmt: skip
        assert verdict.relation != "conflict"


class TestShares:
    @pytest.mark.parametrize(
        "rest",
        [
            "Clerks of the Kelso port get 23 percent less pay.",
            "Pay for clerks of the Kelso port was cut by 23 percent.",
            "The clerks of the Kelso port lost 23 percent of their full pay.",
        ],
    )
    def test_a_part_and_the_rest_of_a_whole_agree(self, rest: str) -> None:
        paid = claim("Clerks of the Kelso port get 77 percent of their pay.")
        assert judge(paid, claim(rest, outlet="Post")).relation != "conflict"

    @pytest.mark.parametrize("share", [23, 60, 80])
    def test_two_shares_in_the_same_words_conflict(self, share: int) -> None:
        text = "Clerks of the Kelso port get {} percent of their pay."
        verdict = judge(claim(text.format(77)), claim(text.format(share), outlet="Post"))
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")


class TestTolls:
    def test_a_toll_in_other_words_conflicts(self) -> None:
        verdict = judge(
            claim("A quake struck Tarvania on Monday, killing 34 people."),
            claim("The death toll of the quake in Tarvania rose to 112.", outlet="Post"),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")

    def test_at_least_so_many_may_be_more(self) -> None:
        verdict = judge(
            claim("A quake in Tarvania killed at least 34 people."),
            claim("The death toll in Tarvania stood at 36.", outlet="Post"),
        )
        assert verdict.relation != "conflict"

    @pytest.mark.parametrize(
        "other",
        [
            "A flood in Norden killed 12 people.",
            "The quake in Tarvania injured 12 people.",
            "The quake in Tarvania killed 12 soldiers.",
        ],
    )
    def test_another_event_or_part_or_harm_does_not(self, other: str) -> None:
        verdict = judge(claim("A quake in Tarvania killed 34 people."), claim(other, outlet="Post"))
        assert verdict.relation != "conflict"


class TestDays:
    def test_two_dates_for_one_past_event_conflict(self) -> None:
        verdict = judge(
            claim("On December 17, 2021, the ministry released the draft treaty on borders."),
            claim("On December 19, 2021, the ministry released the draft treaty on borders."),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "date")

    def test_the_news_of_two_days_is_of_two_events(self) -> None:
        verdict = judge(
            claim("Shelling hit the northern district of the port city on Sunday.", day=MONDAY),
            claim("Shelling hit the northern district of the port city on Monday.", day=TUESDAY),
        )
        assert verdict.relation != "conflict"

    def test_a_range_agrees_with_the_days_in_it(self) -> None:
        verdict = judge(
            claim("Negotiations on the draft treaty were held from January 10 to January 13."),
            claim("Negotiations on the draft treaty were held on January 12.", outlet="Post"),
        )
        assert verdict.relation != "conflict"

    def test_one_of_several_days_in_a_statement_agrees_with_all_of_them(self) -> None:
        verdict = judge(
            claim("On January 12 the council met in Brussels, and envoys met in Vienna later."),
            claim("Envoys met in Vienna on January 10, the council met in Brussels on January 12."),
        )
        assert verdict.relation != "conflict"


class TestPolarity:
    def test_the_same_proposition_negated_conflicts(self) -> None:
        verdict = judge(
            claim("The committee approved the budget of the port authority."),
            claim("The committee did not approve the budget of the port authority."),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    def test_a_negation_of_something_else_does_not_conflict(self) -> None:
        verdict = judge(
            claim("Officials asked the envoy not to release the written reply to Russia."),
            claim("The envoy will deliver the written reply to Russia.", outlet="Post"),
        )
        assert verdict.relation != "conflict"

    def test_what_should_be_and_what_will_not_be_are_compatible(self) -> None:
        verdict = judge(
            claim("Norway should pay for the harbour repairs."),
            claim("Norway is not going to pay for the harbour repairs.", outlet="Post"),
        )
        assert verdict.relation != "conflict"

    def test_a_negation_in_another_clause_does_not_conflict(self) -> None:
        verdict = judge(
            claim("The losses of the growers are small."),
            claim("One of the growers had small losses and the others did not lose a thing."),
        )
        assert verdict.relation != "conflict"

    def test_what_one_denies_of_itself_another_may_do(self) -> None:
        verdict = judge(
            claim("In the night the envoys of Norway signed the fishing treaty."),
            claim("In the night the envoys of Chile did not sign the fishing treaty."),
        )
        assert verdict.relation != "conflict"

    def test_a_no_that_answers_is_not_counted_as_a_second_negation(self) -> None:
        verdict = judge(
            claim("Carver broke the stadium lease."),
            claim("No, Carver did not break the stadium lease.", outlet="Post"),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    def test_opposite_words_in_the_same_sentence_conflict(self) -> None:
        verdict = judge(
            claim("Exports of grain from the southern ports increased sharply."),
            claim("Exports of grain from the southern ports decreased sharply.", outlet="Post"),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    def test_opposite_words_about_two_measures_do_not(self) -> None:
        verdict = judge(
            claim("The top 1 percent would see an average tax increase of $275,000."),
            claim("The top 1 percent would see an average tax decrease of 4 percent.", outlet="B"),
        )
        assert verdict.relation != "conflict"

    def test_a_policy_that_is_dismissed_is_not_a_statement_denied(self) -> None:
        verdict = judge(
            claim("Lee dismissed the tax policy of Baker as a poor theory."),
            claim("Baker explained the tax policy and its theory.", outlet="Post"),
        )
        assert verdict.relation != "opposed"

    def test_who_denies_it_opposes_who_asserts_it(self) -> None:
        verdict = judge(
            claim("Acme plans to close the Dayton plant."),
            claim("Acme denies plans to close the Dayton plant.", outlet="Post"),
        )
        assert verdict.relation == "opposed"

    def test_the_end_of_a_month_ends_nothing(self) -> None:
        verdict = judge(
            claim("The vaccination campaign begins in Lorient province."),
            claim("The vaccination campaign in Lorient province reached its aim by the end of May.",
                  outlet="Post"),
        )  # fmt: skip
        assert verdict.relation != "conflict"

    def test_a_denial_that_is_only_reported_opposes_what_it_denies(self) -> None:
        denied = claim("The group plans to sell its towage unit.", speaker="Ann Lee")
        record = denied.record.model_copy(update={"negated": True})
        verdict = judge(
            denied._replace(record=record),
            claim("The group is planning to sell its towage unit.", outlet="Post"),
        )
        assert verdict.relation == "opposed"

    def test_to_refuse_a_thing_conflicts_with_its_doing(self) -> None:
        verdict = judge(
            commitment("Viktor Aldan", "concede defeat", "refusal"),
            claim("Prime Minister Viktor Aldan conceded defeat late on Sunday."),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    def test_who_says_no_opposes_the_outlet_that_says_yes(self) -> None:
        verdict = judge(
            claim("The old bridge was closed by the city council."),
            claim("The old bridge was not closed by the city council.", speaker="Ann Lee",
                  outlet="Post"),
        )  # fmt: skip
        assert verdict.relation == "opposed"

    def test_a_sentence_that_goes_on_behind_a_comma_denies_its_first_half_only(self) -> None:
        verdict = judge(
            claim("Man is the objective of the plan.", speaker="Ann Lee"),
            claim("That is not the objective, man is the objective of the plan.",
                  speaker="Ann Lee", outlet="Post"),
        )  # fmt: skip
        assert verdict.relation != "conflict"


class TestNames:
    def test_one_place_put_for_another_in_the_same_sentence_conflicts(self) -> None:
        text = "The envoy signed the protocol on fishing rights and river traffic in {} quietly."
        verdict = judge(claim(text.format("Vienna")), claim(text.format("Lisbon"), outlet="Post"))
        assert (verdict.relation, verdict.subtype) == ("conflict", "place")

    def test_two_subjects_may_do_the_same(self) -> None:
        text = "{} signed the protocol on fishing rights, river traffic and border trade."
        verdict = judge(claim(text.format("Austria")), claim(text.format("Hungary")))
        assert verdict.relation != "conflict"


class TestTransfers:
    def test_a_headline_that_turns_giver_and_receiver_round_conflicts(self) -> None:
        verdict = judge(
            claim("Minister names day for written apology from France", headline=True),
            claim("Spain will send a written apology to France next week."),
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")
        assert "coming from France" in verdict.difference
        assert "coming from Spain" in verdict.difference

    def test_letters_both_ways_on_two_days_do_not_conflict(self) -> None:
        verdict = judge(
            claim("Spain sent a written offer to France.", day=MONDAY),
            claim("France sent a written offer to Spain.", day=TUESDAY, outlet="Post"),
        )
        assert verdict.relation != "conflict"
        assert verdict.relation != "same"

    def test_what_was_awaited_and_is_then_given_is_progress(self) -> None:
        verdict = judge(
            claim("We have not yet received a written response.", day=MONDAY),
            claim("Japan agreed to provide a written response.", day=TUESDAY),
        )
        assert verdict.relation == "progress"

    def test_what_was_promised_before_it_was_missed_is_no_progress(self) -> None:
        verdict = judge(
            claim("Japan agreed to provide a written response.", day=MONDAY),
            claim("We have not yet received a written response.", day=TUESDAY),
        )
        assert verdict.relation != "progress"


class TestPositions:
    def test_support_and_opposition_on_one_target_are_opposed(self) -> None:
        verdict = judge(
            stance("Norway", "support", "whaling in the northern sea"),
            stance("Chile", "oppose", "northern whaling"),
        )
        assert verdict.relation == "opposed"
        assert verdict.difference == (
            "Chile is against northern whaling; Norway is for whaling in the northern sea."
        )

    def test_two_names_for_one_concept_are_one_target(self) -> None:
        verdict = judge(
            stance("Russia", "oppose", "NATO’s eastward expansion"),
            stance("Jens Stoltenberg", "support", "NATO’s open-door policy"),
        )
        assert verdict.relation == "opposed"

    def test_to_be_for_the_end_of_a_thing_is_to_be_against_it(self) -> None:
        verdict = judge(
            stance("Norway", "support", "an end to northern whaling"),
            stance("Chile", "support", "northern whaling"),
        )
        assert verdict.relation == "opposed"

    def test_who_will_do_a_thing_opposes_who_is_against_it(self) -> None:
        verdict = judge(
            commitment("Norway", "deploy missiles in the Arctic"),
            stance("Chile", "oppose", "deployment of missiles in the Arctic"),
        )
        assert verdict.relation == "opposed"

    def test_one_common_word_is_no_target_where_nobody_is_named_in_both(self) -> None:
        verdict = judge(
            stance("Norway", "support", "the talks"), stance("Chile", "oppose", "talks")
        )
        assert verdict.relation != "opposed"

    def test_to_refuse_one_is_not_against_doing_it_for_another(self) -> None:
        promise = commitment("Norway", "vote for candidate Ole Dahl")
        for name, opposes in (("Ole Dahl", True), ("Arne Berg", False)):
            refusal = commitment("Chile", f"vote for candidate {name}", "refusal")
            assert (judge(promise, refusal).relation == "opposed") == opposes

    def test_a_target_is_not_one_with_a_clause_that_holds_its_words(self) -> None:
        clause = "the fact that her rival turned public attention away from the roads, schools "
        clause += "and bridges of the harbour"
        verdict = judge(
            stance("Mara Quill", "oppose", clause), stance("Chile", "support", "public attention")
        )
        assert verdict.relation not in ("opposed", "conflict")

    def test_two_acts_on_one_thing_are_two_targets(self) -> None:
        verdict = judge(
            stance("Norway", "oppose", "the publication of the written response"),
            stance("Chile", "support", "a written response"),
        )
        assert verdict.relation != "opposed"


class TestAgreement:
    @pytest.mark.parametrize("speaker", [None, "Ana Costa"])
    def test_the_same_in_other_words_is_the_same(self, speaker: str | None) -> None:
        verdict = judge(
            claim("Britain will submit a written reply on fishing quotas.", speaker=speaker),
            claim(
                "London agreed to provide written replies on fishing quotas.",
                speaker=speaker,
                outlet="Post",
            ),
        )
        assert verdict.relation == "same"

    def test_a_hope_and_a_fact_are_not_the_same(self) -> None:
        verdict = judge(
            claim("Britain expects a written reply on fishing quotas from Norway."),
            claim("Britain received a written reply on fishing quotas from Norway."),
        )
        assert verdict.relation == "compatible"

    def test_template_syntax_and_markup_in_an_article_are_plain_text(self) -> None:
        verdict = judge(claim("{{ 7*7 }} <b>{% raw"), claim("[unclosed (group +*?", outlet="Post"))
        assert verdict.relation == "unrelated"


class TestWhatIsNotAgreement:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The old town was officially founded by monks in 1542 in the valley of Norden.",
             "The old town was officially founded by monks in 1550 in the valley of Norden."),
            ("Every year the famous choir of boys sings for Anna Roe in the old cathedral.",
             "Every year the famous choir of boys sings for Berta Lee in the old cathedral."),
        ],
    )  # fmt: skip
    def test_one_sentence_with_another_name_or_number(self, one: str, other: str) -> None:
        assert judge(claim(one), claim(other, outlet="Post")).relation != "same"

    def test_two_events_without_a_name_a_season_apart(self) -> None:
        text = "Two men were killed in the shooting, and two women were wounded."
        verdict = judge(claim(text), claim(text, outlet="Post", day=date(2022, 6, 1)))
        assert verdict.relation != "same"

    def test_one_speaker_says_many_things_of_one_event(self) -> None:
        verdict = judge(
            claim("The officers fired and struck the suspect.", speaker="Ann Lee"),
            claim("One person has died and four others, among them officers, were hurt when a "
                  "suspect fired shots at a hotel and at several cars on the road to the lake.",
                  speaker="Ann Lee", outlet="Post"),
        )  # fmt: skip
        assert verdict.relation != "same"
