"""Constructions that exclude each other, and those that only look as if they did."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import claim, judged

from extractor.engines.rules.judging import judge_pair
from extractor.pairs import Pair, Verdict

FLAGS = ("conflict", "opposed")


def in_one_article(left: str, right: str) -> Verdict:
    return judge_pair(Pair(claim(left), claim(right), "test"))


class TestListsThatShareOut:
    LIST = "Emil Rask and Ida Holm were sentenced to 12 months and 30 months, respectively."

    def test_the_figure_of_another_on_the_list_conflicts(self) -> None:
        verdict = judged(self.LIST, "Emil Rask was sentenced to 30 months.")
        assert (verdict.relation, verdict.subtype) == ("conflict", "number")
        assert "12 months" in verdict.difference

    @pytest.mark.parametrize(
        "other",
        [
            "Emil Rask was sentenced to 12 months.",
            "Ida Holm was sentenced to 30 months.",
            # somebody else
            "Olaf Berg was sentenced to 30 months.",
            # another matter
            "Emil Rask had lived in Kelso for 30 months.",
        ],
    )
    def test_his_own_figure_and_other_matters_do_not(self, other: str) -> None:
        assert judged(self.LIST, other).relation not in FLAGS


class TestMembersOfAWhole:
    LIST = "Rask, Holm and Berg together form the board of the harbour fund."

    def test_another_member_in_a_list_as_long_conflicts(self) -> None:
        verdict = judged(
            self.LIST, "Rask, Holm and Lund together form the board of the harbour fund."
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")

    @pytest.mark.parametrize(
        "other",
        [
            "Rask, Holm, Lund and Berg together form the board of the harbour fund.",
            "Rask, Holm and Lund together form the board of the theatre fund.",
            "Rask, Holm and Lund spoke to the board of the harbour fund.",
        ],
    )
    def test_a_longer_list_and_another_whole_do_not(self, other: str) -> None:
        assert judged(self.LIST, other).relation not in FLAGS


class TestRights:
    def test_what_is_required_and_what_is_allowed_without_it_conflict(self) -> None:
        verdict = judged(
            "Foreign anglers are allowed to fish in the lakes of Norland without a permit.",
            "A permit is required for foreign anglers to fish in the lakes of Norland.",
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    @pytest.mark.parametrize(
        "required",
        [
            # for others
            "A permit is required for shops to sell bait in Norland.",
            # elsewhere
            "A permit is required for foreign anglers to fish in the lakes of Solland.",
            # not always
            "A permit is required for foreign anglers to fish in the lakes of Norland only in May.",
            # another thing
            "A boat is needed for foreign anglers to fish in the lakes of Norland.",
            # not required
            "A permit is not required for foreign anglers to fish in the lakes of Norland.",
        ],
    )
    def test_what_is_required_of_others_or_elsewhere_does_not(self, required: str) -> None:
        allowed = "Foreign anglers are allowed to fish in the lakes of Norland without a permit."
        assert judged(allowed, required).relation not in FLAGS

    @pytest.mark.parametrize(
        "other", ["Women can row in the Kelso regatta.", "Women row in the regatta of Kelso."]
    )
    def test_what_is_kept_for_the_ones_leaves_out_the_others(self, other: str) -> None:
        closed = "The regatta of Kelso is a strictly male-only affair for those who row."
        assert judged(closed, other).relation == "conflict"

    @pytest.mark.parametrize(
        "other",
        [
            "Men can row in the Kelso regatta.",
            "Women can row in the Varna regatta.",
            "Women cannot row in the Kelso regatta.",
            "Women may row in the Kelso regatta if the club agrees.",
            "Women watch the Kelso regatta.",
        ],
    )
    def test_the_others_elsewhere_or_at_something_else_do_not(self, other: str) -> None:
        closed = "The regatta of Kelso is a strictly male-only affair for those who row."
        assert judged(closed, other).relation not in FLAGS


class TestSilence:
    SILENT = "Norland Rail would not say at which stations the faulty tickets had been sold."

    def test_to_have_told_what_one_would_not_tell_conflicts(self) -> None:
        other = "Norland Rail published a list of stations at which the faulty tickets were sold."
        assert judged(self.SILENT, other).relation == "conflict"

    @pytest.mark.parametrize(
        "other",
        [
            # another thing
            "Norland Rail published a list of the new fares.",
            # somebody else
            "Kelso Council published a list of stations at which the faulty tickets were sold.",
            # not told
            "Norland Rail never published the stations at which the faulty tickets were sold.",
        ],
    )
    def test_to_have_told_something_else_does_not(self, other: str) -> None:
        assert judged(self.SILENT, other).relation not in FLAGS


class TestConverses:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ann Lee's predecessor, Tom Roe, opened the school.", "Tom Roe succeeded Ann Lee."),
            ("Ann Lee was succeeded by Tom Roe.", "Ann Lee replaced Tom Roe."),
            ("Acme has acquired Borealis.", "Acme was bought by Borealis."),
        ],
    )
    def test_names_that_change_places_conflict(self, one: str, other: str) -> None:
        verdict = judged(one, other)
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ann Lee's predecessor, Tom Roe, opened the school.", "Ann Lee succeeded Tom Roe."),
            ("Ann Lee succeeded Tom Roe.", "Tom Roe succeeded Ida Holm."),
            ("Acme has acquired Borealis.", "Borealis may buy Acme."),
            ("Acme has acquired Borealis.", "Borealis has not acquired Acme."),
            # another match
            ("Varna beat Kelso.", "Kelso beat Varna."),
        ],
    )
    def test_the_same_order_and_what_did_not_happen_do_not(self, one: str, other: str) -> None:
        assert judged(one, other).relation not in FLAGS


class TestWhoDidIt:
    REPORT = (
        "A survey by students turned up 40 leaks in the pipes of Kelso, according to Norland Water."
    )

    def test_the_source_of_a_report_is_not_whose_deed_it_is(self) -> None:
        verdict = judged(self.REPORT, "Norland Water turned up 40 leaks in the pipes of Kelso.")
        assert (verdict.relation, verdict.subtype) == ("conflict", "actor")

    @pytest.mark.parametrize(
        "other",
        [
            "A survey turned up 40 leaks in the pipes of Kelso.",
            "Norland Water mended 40 leaks in the pipes of Kelso.",
            "Norland Water said that a survey had turned up 40 leaks in the pipes of Kelso.",
        ],
    )
    def test_the_deed_of_the_same_or_another_deed_does_not(self, other: str) -> None:
        assert judged(self.REPORT, other).relation not in FLAGS

    def test_what_a_firm_says_of_itself_does_not(self) -> None:
        report = "It turned up 40 leaks in the pipes of Kelso, according to Norland Water."
        other = "Norland Water turned up 40 leaks in the pipes of Kelso."
        assert judged(report, other).relation not in FLAGS


class TestBroughtInAndDoneAwayWith:
    def test_the_same_in_the_same_year_conflicts(self) -> None:
        verdict = judged(
            "In 2011 Norland gave a choice. This replaced the old compulsory test of all goats.",
            "In 2011 Norland introduced a compulsory test of all goats.",
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    @pytest.mark.parametrize(
        "other",
        [
            "In 1996 Norland introduced a compulsory test of all goats.",
            "In 2011 Norland introduced a choice for farmers with goats.",
            "In 2011 Norland wanted to introduce a compulsory test of all goats again.",
        ],
    )
    def test_another_year_or_thing_does_not(self, other: str) -> None:
        ended = "In 2011 Norland replaced the old compulsory test of all goats."
        assert judged(ended, other).relation not in FLAGS


class TestEase:
    HARD = "Building cheap flats for young teachers in Kelso has not been easy and is a challenge."

    def test_the_same_task_called_hard_and_easy_conflicts(self) -> None:
        easy = "Cheap flats for young teachers are easily built in Kelso."
        assert judged(self.HARD, easy).relation == "conflict"

    @pytest.mark.parametrize(
        "other",
        [
            "Cheap flats for young teachers are not easily built in Kelso.",
            "Cheap flats for young teachers could easily be built in Kelso.",
            "Cheap flats for young teachers are easily built in Varna.",
            "Young teachers of Kelso easily learn to swim.",
        ],
    )
    def test_another_task_or_place_or_a_mere_chance_does_not(self, other: str) -> None:
        assert judged(self.HARD, other).relation not in FLAGS


class TestKinds:
    def test_two_kinds_that_exclude_each_other_conflict(self) -> None:
        verdict = judged(
            "Emil Rask was a liberal thinker whose books angered many conservative ministers.",
            "Emil Rask was a conservative politician.",
        )
        assert verdict.relation == "conflict"

    @pytest.mark.parametrize(
        "other",
        [
            # somebody else
            "Ida Rask was a conservative politician.",
            # at another time
            "Emil Rask is a conservative politician.",
            # only near it
            "Emil Rask was a critic of the conservative party.",
            "Emil Rask was a politician who angered conservative ministers.",
        ],
    )
    def test_another_person_or_time_does_not(self, other: str) -> None:
        liberal = "Emil Rask was a liberal thinker whose books angered many ministers."
        assert judged(liberal, other).relation not in FLAGS


class TestDefeats:
    def told(self, left: str, right: str, day: int = 3) -> Verdict:
        first, then = claim(left, day=date(2022, 5, 2)), claim(right, day=date(2022, 5, day))
        return judge_pair(Pair(first, then, "test"))

    def test_victory_over_somebody_who_is_not_beaten_is_opposed(self) -> None:
        verdict = self.told(
            "The president announced victory over the Red Front.",
            "The Red Front was on the run but was not yet defeated.",
        )
        assert verdict.relation == "opposed"

    @pytest.mark.parametrize(
        ("other", "day"),
        [
            ("The Blue Front was on the run but was not yet defeated.", 3),
            ("The Red Front was defeated.", 3),
            ("The Red Front was on the run but was not yet defeated.", 30),
        ],
    )
    def test_others_and_other_times_are_not(self, other: str, day: int) -> None:
        assert (
            self.told("He announced victory over the Red Front.", other, day).relation not in FLAGS
        )

    def test_a_hope_for_victory_is_none(self) -> None:
        verdict = self.told(
            "The president hopes for victory over the Red Front.",
            "The Red Front was not yet defeated.",
        )
        assert verdict.relation not in FLAGS


class TestFakes:
    def test_what_is_exposed_as_a_fake_is_all_that_the_other_tells(self) -> None:
        verdict = judged(
            "Mayor's harbour dance video turns out to be a fake after readers find the actor",
            "Mayor caught in harbour dance, and a clip of it goes round the town",
        )
        assert (verdict.relation, verdict.subtype) == ("conflict", "negation")

    @pytest.mark.parametrize(
        "other",
        [
            "The mayor's harbour plan is on video.",
            "The harbour dance of the mayor was never filmed on video.",
        ],
    )
    def test_another_video_or_a_denial_is_not(self, other: str) -> None:
        fake = "Mayor's harbour dance video turns out to be a fake after readers find the actor"
        assert judged(fake, other).relation not in FLAGS

    def test_what_is_made_up_of_parts_is_not_made_up(self) -> None:
        verdict = judged(
            "The Kelso Water Group, which is made up of firms, spoke of leaks in the pipes.",
            "The Kelso Water Group is looking for leaks in the pipes.",
        )
        assert verdict.relation not in FLAGS

    def test_cutting_so_many_jobs_is_a_layoff(self) -> None:
        verdict = judged("Boss of Acme denies plans to cut 40 jobs", "Chaos at Acme: layoffs near")
        assert verdict.relation == "opposed"


class TestOneArticle:
    def test_figures_of_two_matters_are_not_compared(self) -> None:
        verdict = in_one_article(
            "In the north, teachers earned 3,000 crowns a month and nurses 2,800 crowns.",
            "In the south, teachers earned 3,400 crowns a month and nurses 2,100 crowns.",
        )
        assert verdict.relation not in FLAGS

    def test_no_greater_man_than_he_denies_nobody(self) -> None:
        verdict = in_one_article(
            "In his tribute Rask said there was no great man who did more than Emil Holm.",
            "People paid tribute to the great Emil Holm, a man of Kelso, with flowers.",
        )
        assert verdict.relation not in FLAGS

    def test_a_thing_named_by_two_words_alone_is_not_denied(self) -> None:
        verdict = in_one_article(
            "The speaker of the League said that there are no Kelso judges, only judges.",
            "Of the ten judges of the League six were chosen by the mayor of Kelso.",
        )
        assert verdict.relation not in FLAGS

    def test_who_can_neither_confirm_nor_deny_denies_nothing(self) -> None:
        verdict = in_one_article(
            "A spokesman for Kelso Water said he could not confirm, deny or comment on the leaks.",
            "She took a job at Kelso Water because of the leaks there.",
        )
        assert verdict.relation not in FLAGS

    def test_who_fails_whom_is_no_denial_the_other_way_round(self) -> None:
        verdict = in_one_article(
            "The market hasn't failed the working poor.", "The working poor have failed the market."
        )
        assert verdict.relation not in FLAGS

    def test_allegations_of_a_thing_do_not_say_that_there_is_one(self) -> None:
        verdict = in_one_article(
            "The Harbour League says there is no old racism within the League.",
            "The Harbour League was beset with allegations of old racism within the League.",
        )
        assert verdict.relation != "conflict"


def test_two_who_are_reported_to_say_the_contrary_are_opposed() -> None:
    verdict = judged(
        "Mayor Rask says that Norland will not pay for the new bridge.",
        "For his part Minister Holm has insisted that Norland would pay for the bridge.",
    )
    assert verdict.relation == "opposed"


class TestSameness:
    def test_a_passive_sentence_says_what_the_active_one_does(self) -> None:
        verdict = judged(
            "Nets are also used by many Norland anglers in the north to catch eels in rivers.",
            "Norland anglers use nets to catch eels.",
        )
        assert verdict.relation == "same"

    def test_what_a_thing_is_called_it_is(self) -> None:
        verdict = judged(
            "The prize went to the school and to the Norland railway company NORA.",
            "The Norland railway company is called NORA.",
        )
        assert verdict.relation == "same"

    def test_what_is_of_him_is_not_he(self) -> None:
        verdict = judged(
            "Though he is able to found a large protest movement, his march will be a thorn in Mr "
            "Rask's side.",
            "Mr Rask is able to found a large protest movement.",
        )
        assert verdict.relation != "same"

    def test_another_paper_in_one_sentence_is_not_the_same(self) -> None:
        verdict = judged(
            "The play was named one of the Herald's five most daring works of the year.",
            "The play was named one of the Kelso Post's five most daring works of the year.",
        )
        assert verdict.relation != "same"
