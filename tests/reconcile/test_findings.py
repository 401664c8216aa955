from __future__ import annotations

from made_records import MONDAY, TUESDAY, claim, commitment, pair, stance, verdict

from extractor.reconcile.copies import Sources
from extractor.reconcile.decide import Decision
from extractor.reconcile.findings import Decided, findings
from extractor.records import Finding, Record, Relation


def item(
    a: Record, b: Record, relation: Relation = "contradiction", confidence: float = 0.7
) -> Decided:
    said = verdict("conflict", confidence=confidence)
    return Decided(pair(a, b), said, Decision(relation))


def found(*items: Decided) -> tuple[Finding, ...]:
    made = findings(items, Sources([]), "test")
    assert findings(items[::-1], Sources([]), "test") == made
    return made


A = claim("a", outlet="Herald")
B = claim("b", outlet="Post", day=TUESDAY)
C = claim("c", outlet="Times", day=TUESDAY)


def test_the_earlier_record_is_on_the_left() -> None:
    (finding,) = found(item(B, A))
    assert (finding.left, finding.right) == ((A.id,), (B.id,))


def test_one_disagreement_among_many_is_one_finding() -> None:
    (finding,) = found(item(A, B), item(A, C))
    assert finding.left == (A.id,)
    assert set(finding.right) == {B.id, C.id}


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


def test_a_judge_without_words_still_gets_a_sentence() -> None:
    (finding,) = found(item(A, B))
    assert finding.explanation == "Herald and Post cannot both be right."


def test_an_id_depends_on_the_relation_and_the_sides_alone() -> None:
    (one,) = found(item(A, B, confidence=0.5))
    (other,) = found(item(B, A, confidence=0.9))
    assert one.id == other.id
    assert one.id != found(item(A, C))[0].id
