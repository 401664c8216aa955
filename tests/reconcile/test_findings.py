from __future__ import annotations

import time
from datetime import timedelta
from itertools import combinations, pairwise
from typing import Any

from made_records import MONDAY, TUESDAY, claim, commitment, on, pair, stance, verdict

from extractor.pairs import Verdicts
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import Decision
from extractor.reconcile.findings.accounts import Judged
from extractor.reconcile.findings.gathering import findings
from extractor.records import Article, Finding, Record, Relation, Subtype

WEDNESDAY = TUESDAY + timedelta(days=1)


def item(
    a: Record,
    b: Record,
    relation: Relation = "contradiction",
    confidence: float = 0.7,
    subtype: Subtype | None = None,
) -> Judged:
    word: Verdicts = "progress" if relation == "update" else "conflict"
    said = verdict("same" if relation == "corroboration" else word, subtype, confidence)
    return Judged(pair(a, b), said, Decision(relation, subtype))


def alike(a: Record, b: Record, confidence: float = 0.7) -> Judged:
    """Two records that the judge calls the same, of which nothing else is to be said."""
    return Judged(pair(a, b), verdict("same", confidence=confidence), None)


def found(*items: Judged, sources: Sources | None = None) -> tuple[Finding, ...]:
    sources = sources or Sources([])
    made = findings(items, sources, "test")
    turned = [i._replace(pair=i.pair._replace(left=i.pair.right, right=i.pair.left)) for i in items]
    assert findings(turned[::-1], sources, "test") == made
    return made


def parted(finding: Finding) -> set[frozenset[str]]:
    return {frozenset(side) for side in finding.sides}


def ids(*records: Record) -> frozenset[str]:
    return frozenset(record.id for record in records)


A = claim("a", outlet="Herald")
B = claim("b", outlet="Post", day=TUESDAY)
C = claim("c", outlet="Times", day=TUESDAY)


def test_the_earlier_record_is_on_the_left() -> None:
    (finding,) = found(item(B, A))
    assert (finding.left, finding.right) == ((A.id,), (B.id,))


def test_one_disagreement_among_many_is_one_finding() -> None:
    (finding,) = found(item(A, B), item(A, C))
    assert set(finding.left) == {B.id, C.id}
    assert finding.right == (A.id,)


def test_two_records_of_the_same_words_stand_on_one_side() -> None:
    promise = commitment("Ann", "go", outlet="Post", day=TUESDAY)
    (finding,) = found(item(A, B), item(A, promise))
    assert set(finding.right) == {B.id, promise.id}


def test_relations_of_another_sort_are_findings_of_their_own_in_order_of_weight() -> None:
    made = found(item(A, B, "corroboration"), item(A, C, "dispute"))
    assert [finding.relation for finding in made] == ["dispute", "corroboration"]


def test_more_outlets_then_more_confidence_come_first() -> None:
    weak, strong = item(A, B, confidence=0.5), item(A, C, confidence=0.6)
    alone = item(
        stance("Ann", "support", "x", day=MONDAY, article="one"),
        stance("Bo", "oppose", "y", article="two"),
        confidence=0.9,
    )
    made = found(weak, strong, alone)
    assert [finding.confidence for finding in made] == [0.6, 0.9]


def test_the_scope_tells_whether_one_article_is_enough() -> None:
    later = claim("z", start=20)
    assert [f.scope for f in found(item(A, later))] == ["within_article"]
    assert [f.scope for f in found(item(A, B))] == ["between_articles"]


def test_an_article_that_has_both_sides_is_enough_whatever_others_say() -> None:
    later = claim("z", start=20)
    assert [f.scope for f in found(item(A, later), alike(later, B))] == ["within_article"]


def test_a_judge_without_words_still_gets_a_sentence() -> None:
    (finding,) = found(item(A, B))
    assert finding.explanation == "Herald and Post cannot both be right."


def test_an_id_depends_on_the_relation_and_the_sides_alone() -> None:
    (one,) = found(item(A, B, confidence=0.5))
    (other,) = found(item(B, A, confidence=0.9))
    assert one.id == other.id
    assert one.id != found(item(A, C))[0].id


def told(figure: str, outlet: str, **where: Any) -> Record:
    return claim(f"The quake destroyed {figure} houses.", outlet=outlet, **where)


FIFTY, SIXTY, SEVENTY = told("50", "RBC"), told("60", "Reuters"), told("70", "AP")
ALSO_FIFTY, ALSO_SIXTY = told("50", "TASS"), told("60", "Post")


def figures(*pairs: tuple[Record, Record], relation: Relation = "contradiction") -> list[Judged]:
    return [item(a, b, relation, subtype="number") for a, b in pairs]


class TestSides:
    def test_are_three_where_three_figures_are_given(self) -> None:
        (finding,) = found(*figures(*combinations((FIFTY, SIXTY, SEVENTY), 2)))
        assert parted(finding) == {ids(FIFTY), ids(SIXTY), ids(SEVENTY)}

    def test_put_each_record_to_its_own_figure(self) -> None:
        everybody = (FIFTY, SIXTY, SEVENTY, ALSO_FIFTY, ALSO_SIXTY)
        rivals = [
            (a, b)
            for a, b in combinations(everybody, 2)
            if {a, b} not in ({FIFTY, ALSO_FIFTY}, {SIXTY, ALSO_SIXTY})
        ]
        (finding,) = found(*figures(*rivals))
        assert parted(finding) == {ids(FIFTY, ALSO_FIFTY), ids(SIXTY, ALSO_SIXTY), ids(SEVENTY)}

    def test_of_an_opponent_in_common_are_not_one_if_their_figures_differ(self) -> None:
        (finding,) = found(*figures((FIFTY, SIXTY), (FIFTY, SEVENTY)))
        assert parted(finding) == {ids(FIFTY), ids(SIXTY), ids(SEVENTY)}

    def test_of_an_opponent_in_common_are_one_if_nothing_parts_them(self) -> None:
        (finding,) = found(item(A, B), item(A, C))
        assert parted(finding) == {ids(A), ids(B, C)}

    def test_join_those_that_the_judge_calls_the_same(self) -> None:
        other = claim("d", outlet="Wire")
        (finding,) = found(item(A, B), item(C, other), alike(B, C))
        assert parted(finding) == {ids(A, other), ids(B, C)}

    def test_take_in_who_says_the_same_without_having_been_compared(self) -> None:
        (finding,) = found(item(A, B), alike(B, C))
        assert parted(finding) == {ids(A), ids(B, C)}

    def test_leave_out_who_says_the_same_of_another_day(self) -> None:
        b, c = claim("b", outlet="Post", when=on(MONDAY)), claim("c", outlet="AP", when=on(TUESDAY))
        (finding,) = found(item(A, b), alike(b, c))
        assert parted(finding) == {ids(A), ids(b)}

    def test_never_hold_two_that_are_in_conflict_whatever_is_called_the_same(self) -> None:
        between = claim("d", outlet="Wire")
        (finding,) = found(item(A, B), alike(A, between, 0.9), alike(between, B, 0.8))
        assert parted(finding) == {ids(A, between), ids(B)}

    def test_never_hold_two_of_the_same_words_that_are_in_conflict(self) -> None:
        promise = commitment("Ann", "go", outlet="Post", day=TUESDAY)
        (finding,) = found(item(A, B), item(A, promise), item(B, promise))
        assert parted(finding) == {ids(A), ids(B), ids(promise)}

    def test_are_told_apart_by_days_where_days_are_in_question(self) -> None:
        days = [MONDAY + timedelta(days=n) for n in range(3)]
        a, b, c = (claim("it fell", outlet=str(day), when=on(day)) for day in days)
        (finding,) = found(item(a, b, subtype="date"), item(a, c, subtype="date"))
        assert len(finding.sides) == 3

    def test_begin_with_the_one_that_most_independent_sources_support(self) -> None:
        (finding,) = found(*figures((FIFTY, SIXTY), (SIXTY, ALSO_FIFTY), (FIFTY, ALSO_SIXTY)),
                           alike(FIFTY, told("50", "AP", start=1)))  # fmt: skip
        assert finding.sides[0] == finding.left
        assert ids(FIFTY, ALSO_FIFTY) < set(finding.left)
        assert set(finding.right) == ids(SIXTY, ALSO_SIXTY)

    def test_of_an_agreement_are_its_sources(self) -> None:
        again = claim("a again", outlet="Herald", article="next")
        (finding,) = found(
            *(item(a, b, "corroboration") for a, b in ((A, B), (A, C), (again, B))),
        )
        assert parted(finding) == {ids(A, again), ids(B), ids(C)}


class TestSidesInTime:
    first, second, third = (
        told(figure, "AP", day=day, article=figure)
        for figure, day in (("50", MONDAY), ("60", TUESDAY), ("70", WEDNESDAY))
    )

    def test_follow_each_other(self) -> None:
        steps = figures((self.first, self.second), (self.second, self.third), relation="update")
        (finding,) = found(*steps)
        assert finding.sides == ((self.first.id,), (self.second.id,), (self.third.id,))

    def test_hold_who_tells_the_same_state_on_the_next_day(self) -> None:
        also = told("60", "RBC", day=WEDNESDAY)
        last = told("70", "TASS", day=WEDNESDAY + timedelta(days=1))
        steps = figures((self.first, self.second), (also, last), relation="update")
        (finding,) = found(*steps, alike(self.second, also))
        assert finding.sides == ((self.first.id,), (self.second.id, also.id), (last.id,))

    def test_put_what_is_said_again_later_after_what_replaced_it(self) -> None:
        again = told("50", "AP", day=WEDNESDAY, article="again")
        steps = figures((self.first, self.second), (self.second, again), relation="update")
        (finding,) = found(*steps, alike(self.first, again))
        assert finding.sides == ((self.first.id,), (self.second.id,), (again.id,))

    def test_say_when_each_was_told(self) -> None:
        steps = figures((self.first, self.second), (self.second, self.third), relation="update")
        assert found(*steps)[0].explanation == (
            "One after the other: 50 houses (AP, 17 January 2022), 60 houses (AP, 18 January 2022) "
            "and 70 houses (AP, 19 January 2022)."
        )


class TestExplanation:
    def test_of_several_sides_gives_the_figure_and_the_outlets_of_each(self) -> None:
        (finding,) = found(
            *figures((FIFTY, SIXTY), (FIFTY, SEVENTY), (SIXTY, SEVENTY), (ALSO_FIFTY, SIXTY))
        )
        assert finding.explanation == (
            "The accounts differ: 50 houses (RBC and TASS), 60 houses (Reuters) and 70 houses (AP)."
        )

    def test_of_several_sides_without_figures_quotes_each(self) -> None:
        (finding,) = found(*(item(a, b) for a, b in combinations((A, B, C), 2)))
        assert finding.explanation.startswith("The accounts differ: “a” (Herald), “")
        assert finding.explanation.count("”") == 3

    def test_of_many_sides_lists_some_and_counts_the_others(self) -> None:
        many = [told(str(50 + n), f"outlet {n}") for n in range(9)]
        (finding,) = found(*figures(*combinations(many, 2)))
        assert finding.explanation.endswith(" and 3 more.")

    def test_of_several_sources_names_them_all(self) -> None:
        (finding,) = found(
            *(item(a, b, "corroboration") for a, b in combinations((A, B, C), 2)),
        )
        assert finding.explanation == "Herald, Post and Times agree: “a”."


class TestConfidence:
    def test_is_that_of_the_surest_pair_between_two_sides(self) -> None:
        (finding,) = found(item(A, B, confidence=0.5), item(A, C, confidence=0.8))
        assert finding.confidence == 0.8

    def test_is_that_of_the_least_sure_of_several_sides(self) -> None:
        sure, unsure = figures((FIFTY, SIXTY), (FIFTY, SEVENTY))
        doubted = unsure._replace(verdict=verdict("conflict", "number", 0.4))
        assert found(sure, doubted)[0].confidence == 0.4


class TestRank:
    def test_puts_sources_on_the_weaker_side_first(self) -> None:
        lone = figures((FIFTY, SIXTY), (FIFTY, ALSO_SIXTY))
        a, b = (told("5", f"one {n}", speaker="Ann") for n in range(2))
        c, d = (told("6", f"two {n}", speaker="Ann") for n in range(2))
        even = figures(*((one, other) for one in (a, b) for other in (c, d)))
        first, second = found(*lone, *even)
        assert ids(a, b, c, d) == set(first.left + first.right)
        assert len(second.right) + len(second.left) == 3

    def test_counts_the_copies_of_one_story_as_one_source(self) -> None:
        text = " ".join(f"word{n}" for n in range(60))
        copies = [Article.of(text, publisher=name) for name in ("One", "Two", "Three")]
        printed = [claim(f"x{n}", outlet=a.publisher, article=a.id) for n, a in enumerate(copies)]
        other = claim("y", outlet="Four")
        rivals, apart = claim("p", outlet="Five"), [claim("q", outlet=n) for n in ("Six", "Seven")]
        first, second = found(
            *(item(other, record, confidence=0.9) for record in printed),
            *(item(rivals, record, confidence=0.1) for record in apart),
            sources=Sources(copies),
        )
        assert (first.confidence, second.confidence) == (0.1, 0.9)

    def test_puts_what_names_the_difference_before_what_does_not(self) -> None:
        vague = item(A, B, confidence=0.9, subtype="other")
        named = item(FIFTY, SIXTY, confidence=0.5, subtype="number")
        assert [f.subtype for f in found(vague, named)] == ["number", "other"]


def test_a_matter_of_thousands_of_pairs_is_arranged_in_no_time() -> None:
    crowd = [told(str(50 + n % 40), f"outlet {n}", article=f"{n}") for n in range(2000)]
    rivals = [
        (a, b) for step in range(1, 4) for a, b in zip(crowd, crowd[step:], strict=False)
    ]  # fmt: skip
    items = figures(*rivals)
    same = [alike(a, b) for a, b in pairwise(crowd[::40])]
    began = time.perf_counter()
    (finding,) = findings([*items, *same], Sources([]), "test")
    assert time.perf_counter() - began < 10
    assert [len(side) for side in finding.sides] == [50] * 40
