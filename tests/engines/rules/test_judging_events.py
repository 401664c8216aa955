"""What two outlets tell of one event: its toll, its hour, its day, and who was in it."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import claim, judged

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Verdict

FRIDAY, SATURDAY, MONDAY = date(2022, 3, 4), date(2022, 3, 5), date(2022, 3, 7)


def told(left: str, right: str, first: date = SATURDAY, second: date = SATURDAY) -> Verdict:
    """The verdict on what two outlets say on two days, the same either way round."""
    one, other = claim(left, day=first), claim(right, outlet="Post", day=second)
    verdict = judge_pair(Pair(one, other, "test"))
    assert judge_pair(Pair(other, one, "test")) == verdict
    return verdict


class TestTolls:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (
                "Emil Rask was among the six people who sustained gunshot wounds.",
                "Ida Rask said that Emil and six others were shot at the Blue Bar in Kelso.",
            ),
            (
                "One man died and three others, including a guard, were injured in Kelso.",
                "One person died and five others, including a guard, were injured in Kelso.",
            ),
            (
                "A man and two women were killed in the Kelso crash.",
                "The Kelso crash killed two people.",
            ),
        ],
    )
    def test_two_tolls_of_one_event_conflict(self, one: str, other: str) -> None:
        verdict = told(one, other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")

    def test_who_is_counted_among_the_hurt_and_beside_them_conflicts(self) -> None:
        verdict = told(
            "The gunman and four people were taken to a Kelso hospital, badly hurt.",
            "In Kelso four people were hurt, including the gunman.",
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            # the same toll in two wordings
            ("A man and a woman were shot in Kelso.", "In Kelso two people were shot."),
            # a part of those who were hurt
            ("Five people were hurt in Kelso.", "In Kelso he shot at three of them, injuring one."),
            # who was shot may have died of it
            ("Two people were shot in Kelso.", "In Kelso three people were shot, one was killed."),
            # two events
            ("Four others were injured in Kelso, a guard too.", "Seven others were hurt in Varna."),
            # without a name, the details of the event have to be the same
            ("Four others were injured, and a guard.", "Two died, seven were injured in Varna."),
        ],
    )  # fmt: skip
    def test_another_part_or_event_does_not(self, one: str, other: str) -> None:
        assert told(one, other).relation != "conflict"

    @pytest.mark.parametrize(
        ("second", "relation"), [(SATURDAY, "conflict"), (MONDAY, "compatible")]
    )
    def test_a_city_sees_another_shooting_two_days_later(self, second: date, relation: str) -> None:
        verdict = told(
            "A shooting in Kelso injured three.", "A Kelso shooting injured five.", second=second
        )
        assert verdict.relation == relation

    def test_people_who_were_shot_at_are_not_counted(self) -> None:
        verdict = told("In Kelso nine people were shot at.", "In Kelso two people were shot.")
        assert verdict.relation != "conflict"


class TestPersons:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Police charged 34-year-old Emil Rask.", "Emil Rask, 36, was charged by police."),
            ("Emil Rask, 41, owns the bar.", "The bar is owned by Emil J. Rask, 44."),
            ("The court heard Liz Berg, 29, on Friday.", "Elizabeth Berg, 27, was heard."),
        ],
    )
    def test_two_ages_of_one_person_conflict(self, one: str, other: str) -> None:
        verdict = told(one, other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")
        assert "Post" in verdict.difference

    @pytest.mark.parametrize(
        ("one", "other", "second"),
        [
            ("Emil Rask, 34, was charged.", "Police charged 34-year-old Emil Rask.", SATURDAY),
            ("Emil Rask, 34, was charged.", "Ida Rask, 36, was charged too.", SATURDAY),
            ("Emil Rask, 34, was charged.", "Emil Rask, 35, was sentenced.", date(2023, 3, 1)),
            (
                "Emil Rask, 34, was charged.",
                "Emil Rask, 12 of whose men fled, was charged.",
                SATURDAY,
            ),
        ],
    )
    def test_the_same_age_or_another_person_or_year_does_not(
        self, one: str, other: str, second: date
    ) -> None:
        assert told(one, other, second=second).relation != "conflict"

    def test_another_given_name_beside_the_same_companion_conflicts(self) -> None:
        verdict = told(
            "Carl Lund and Eva Berg died in the crash.",
            "The crash killed 31-year-old Nora Berg and 33-year-old Carl Lund.",
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")
        assert "Eva Berg" in verdict.difference

    @pytest.mark.parametrize(
        "other",
        [
            "The crash killed Evelyn Berg and Carl Lund.",
            "Carl Lund and Nora Holm died in the crash.",
            "Carl Lund and Nora Berg sold the farm.",
        ],
    )
    def test_another_spelling_or_person_or_matter_does_not(self, other: str) -> None:
        assert told("Carl Lund and Eva Berg died in the crash.", other).relation != "conflict"


class TestTimesOfDay:
    @pytest.mark.parametrize(
        "other",
        [
            "Police said the shooting in Kelso took place about 10:30 p.m.",
            "At 7 p.m. officers responded to reports of a shooting in Kelso.",
            "The Kelso shooting began shortly after midnight.",
        ],
    )
    def test_two_hours_of_one_event_conflict(self, other: str) -> None:
        verdict = told("The shooting in Kelso happened around 9 p.m. near the port.", other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "date")
        assert "9 pm" in verdict.difference

    @pytest.mark.parametrize(
        "other",
        [
            "Police said the shooting in Kelso took place about 9:20 p.m.",
            "Police will speak of the shooting in Kelso at 11 a.m.",
            "The mayor spoke of the shooting in Kelso at 11 p.m.",
            "The shooting in Varna happened about 11 p.m.",
            "The shooting in Kelso happened before 11 p.m.",
        ],
    )
    def test_a_rough_hour_or_another_event_does_not(self, other: str) -> None:
        told_first = "The shooting in Kelso happened around 9 p.m. near the port."
        assert told(told_first, other).relation != "conflict"


class TestDays:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Anna Berg apologised on Friday for her post.", "Ms. Berg apologised Thursday."),
            ("Carl Lund was arrested in Kelso on Monday.", "Police arrested Carl Lund on Tuesday."),
            ("A clerk on Friday signed the harbour lease.", "The harbour lease, signed Thursday."),
        ],
    )  # fmt: skip
    def test_what_is_done_once_has_one_day(self, one: str, other: str) -> None:
        verdict = told(one, other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "date")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("A man was arrested in Kelso on Monday.", "Police arrested a man in Kelso Tuesday."),
            ("Norbank fired Anna Berg on Monday.", "Norbank fired Carl Lund on Tuesday."),
            ("Anna Berg was killed in Kelso on Monday.", "Carl Lund was killed in Kelso Tuesday."),
            ("Anna Berg spoke in Kelso on Monday.", "Anna Berg spoke in Kelso on Tuesday."),
            ("Anna Berg left Kelso on Monday.", "Anna Berg left Varna on Tuesday."),
            ("Anna Berg, who left on Monday, resigned.", "Anna Berg resigned on Tuesday."),
        ],
    )  # fmt: skip
    def test_two_people_or_two_speeches_have_two(self, one: str, other: str) -> None:
        assert told(one, other).relation != "conflict"

    def test_a_plan_for_another_day_is_progress(self) -> None:
        verdict = told(
            "Anna Berg will leave at the end of March.",
            "Minister Anna Berg will be leaving her office on March 12, earlier than planned.",
            second=MONDAY,
        )
        assert verdict.relation == "progress"
        assert "March 12" in verdict.difference

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Anna Berg will speak on Monday.", "Anna Berg will speak on Tuesday."),
            (
                "On Monday Norbank will open a branch in Kelso.",
                "On Tuesday Norbank will open a branch in Varna.",
            ),
            ("Carl Lund will leave on Monday.", "On Tuesday Anna Berg will leave."),
        ],
    )
    def test_plans_for_two_deeds_have_two_days(self, one: str, other: str) -> None:
        assert told(one, other).relation not in ("conflict", "progress")

    def test_two_plans_of_one_day_conflict(self) -> None:
        verdict = told("Anna Berg will leave on March 12.", "Anna Berg will leave on March 30.")
        assert (verdict.relation, verdict.subtype) == ("conflict", "date")

    def test_a_plan_and_what_came_of_it_do_not_conflict(self) -> None:
        verdict = told(
            "Anna Berg will resign on March 12.", "Anna Berg resigned on March 6.", second=MONDAY
        )
        assert verdict.relation != "conflict"

    def test_a_month_told_from_two_days_is_a_rough_one(self) -> None:
        text = "The council of Kelso sold the harbour to a Norland firm last month for a low price."
        verdict = told(text, text, date(2022, 1, 28), date(2022, 3, 2))
        assert verdict.relation != "conflict"

    def test_a_weekday_told_from_two_days_is_not(self) -> None:
        text = "On {} the council of Kelso sold the old harbour to a Norland firm for a low price."
        verdict = told(text.format("10 January 2020"), text.format("12 January 2020"))
        assert verdict.subtype == "date"


class TestStates:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Police said Emil Rask remains at large.", "On Monday officers arrested Emil Rask."),
            ("Ida Berg is in critical condition.", "On Sunday Ida Berg died of her wounds."),
            ("Emil Rask was charged with murder.", "In court Emil Rask pleaded guilty."),
        ],
    )  # fmt: skip
    def test_another_state_of_one_person_later_is_progress(self, before: str, after: str) -> None:
        assert told(before, after, SATURDAY, MONDAY).relation == "progress"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Police said Emil Rask remains at large.", "Officers arrested Carl Lund on Monday."),
            ("Emil Rask is in custody.", "Officers who arrested Emil Rask were praised."),
            ("Ida Berg is in critical condition.", "The father of the boy died, a nurse said."),
        ],
    )
    def test_the_same_state_or_another_person_is_not(self, before: str, after: str) -> None:
        assert told(before, after, SATURDAY, MONDAY).relation != "progress"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                "No suspect in the Kelso shooting is in custody, police said.",
                "Police arrested a suspect in the Kelso shooting.",
            ),
            (
                "The victims of the Kelso shooting have not been identified.",
                "Two victims of the Kelso shooting were identified as Emil and Ida Rask.",
            ),
            (
                "The suspect in the Kelso fire is on the run.",
                "A suspect in the Kelso fire was arrested.",
            ),
        ],
    )
    def test_what_is_known_of_the_people_of_one_story_later_is_progress(
        self, before: str, after: str
    ) -> None:
        assert told(before, after, SATURDAY, MONDAY).relation == "progress"

    @pytest.mark.parametrize(
        ("before", "after", "day"),
        [
            # another story
            (
                "The victims of the Kelso shooting have not been identified.",
                "Two victims of the Varna shooting were identified as Emil and Ida Rask.",
                MONDAY,
            ),
            # weeks later
            (
                "No suspect in the shooting at the bar is in custody.",
                "Police arrested a suspect in the shooting at the bar.",
                date(2022, 4, 7),
            ),
            # nothing but the suspect in common
            ("No suspect is in custody.", "Police arrested a suspect.", MONDAY),
        ],
    )
    def test_another_story_is_not(self, before: str, after: str, day: date) -> None:
        assert told(before, after, SATURDAY, day).relation != "progress"

    @pytest.mark.parametrize(
        "other",
        [
            "Rebel leader Oskar Brandt is not dead.",
            "Oskar Brandt is alive and well, the army says.",
            "Oskar Brandt survived the raid.",
        ],
    )
    def test_nobody_is_dead_and_alive(self, other: str) -> None:
        verdict = judged("Rebel leader Oskar Brandt killed in raid", other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    @pytest.mark.parametrize(
        "other",
        [
            "Oskar Brandt is believed to be alive.",
            "The brother of the rebel is alive, his mother says.",
            "Oskar Brandt killed three people in a raid.",
        ],
    )
    def test_a_guess_or_a_killer_is_neither(self, other: str) -> None:
        verdict = judged("Rebel leader Oskar Brandt killed in raid", other)
        assert verdict.relation not in ("conflict", "opposed")

    def test_who_lived_and_later_died_is_progress(self) -> None:
        verdict = told("Oskar Brandt is alive.", "Oskar Brandt is dead.", SATURDAY, MONDAY)
        assert verdict.relation == "progress"

    def test_who_has_left_an_office_held_it_before(self) -> None:
        verdict = told(
            "Anna Berg, the press director of the port, wrote a letter.",
            "By Monday Ms. Berg had resigned as press director of the port.",
            SATURDAY,
            MONDAY,
        )
        assert verdict.relation == "progress"

    @pytest.mark.parametrize(
        "before",
        [
            "Carl Lund, the press director of the port, wrote a letter.",
            "Anna Berg, the harbour master, wrote a letter.",
            "Anna Berg, former press director of the port, wrote a letter.",
        ],
    )
    def test_another_person_or_office_or_one_long_gone_is_not(self, before: str) -> None:
        after = "By Monday Ms. Berg had resigned as press director of the port."
        assert told(before, after, SATURDAY, MONDAY).relation != "progress"
