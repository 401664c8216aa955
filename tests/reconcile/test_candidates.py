from __future__ import annotations

from itertools import count

from made_records import TUESDAY, claim, commitment, side, stance

from extractor.pairs import Pair
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.search.candidates import candidates
from extractor.reconcile.search.entries import entries
from extractor.records import Record


def proposed(*records: Record, headline: Record | None = None) -> tuple[Pair, ...]:
    sides = [side(record, headline=record is headline) for record in records]
    return tuple(candidates(entries(sides, Sources([]))).pairs)


def test_a_headline_meets_the_body_of_its_article() -> None:
    top = claim("Mayor opens bridge", start=0)
    body = claim("The mayor closed the bridge.", start=50)
    (pair,) = proposed(top, body, headline=top)
    assert pair.rule == "headline_body"


def test_opposite_positions_on_a_target_meet() -> None:
    (pair,) = proposed(
        stance("Ann", "support", "the river dam"), stance("Bo", "oppose", "a dam", outlet="Post")
    )
    assert pair.rule == "opposed_positions"


def test_what_is_awaited_meets_later_news_of_it() -> None:
    (pair,) = proposed(
        claim("They have not yet received a written reply."),
        claim("A written reply went out.", outlet="Post", day=TUESDAY),
    )
    assert pair.rule == "pending_matter"


def test_figures_of_one_unit_and_matter_meet() -> None:
    (pair,) = proposed(
        claim("The quake destroyed 120 houses in Arden village."),
        claim("The quake destroyed 310 houses in Arden village.", outlet="Post"),
    )
    assert pair.rule == "same_figure"


def test_likeness_of_words_is_enough_to_meet() -> None:
    (pair,) = proposed(
        claim("The quake shook Arden."), claim("Arden was hit by a quake.", outlet="Post")
    )
    assert pair.rule == "similar_wording"


def test_records_read_from_the_same_words_never_meet() -> None:
    text = "Ann supports the river dam"
    assert proposed(claim(text, speaker="Bo"), stance("Ann", "support", "the river dam")) == ()


def test_one_speaker_is_not_compared_with_himself_in_one_article() -> None:
    assert (
        proposed(
            claim("The river dam is safe.", speaker="Bo"),
            claim("The river dam is old.", speaker="Bo", start=90),
        )
        == ()
    )


def test_a_sentence_that_an_outlet_repeats_is_one_record() -> None:
    text = "The river dam was built in the village of Arden."
    first = claim(text, article="one")
    again = claim(text, article="two", day=TUESDAY)
    other = claim("The river dam stands in the village of Arden.", outlet="Post")
    assert [pair.key for pair in proposed(first, again, other)] == [
        tuple(sorted((first.id, other.id)))
    ]


def test_the_pairs_grow_with_the_records_and_not_with_their_square() -> None:
    number = count()

    def records(size: int) -> list[Record]:
        return [
            claim(f"Crew {n % 40} saw ship {n % 90} near port p{n % 70} q{n}.", article=str(n))
            for n in (next(number) for _ in range(size))
        ]

    small, large = len(proposed(*records(400))), len(proposed(*records(1600)))
    assert large <= 5 * max(small, 400)


def test_what_a_full_bucket_leaves_out_is_counted_by_its_rule() -> None:
    sides = [
        side(stance(f"Person {n}", "support" if n % 2 else "oppose", "dam", article=str(n)))
        for n in range(60)
    ]
    found = candidates(entries(sides, Sources([])))
    assert len(found.pairs) + found.capped["opposed_positions"] == 30 * 30
    assert found.capped.keys() == {"opposed_positions"}


def test_a_full_bucket_pairs_each_record_with_those_of_another_role() -> None:
    """However many of its own role lie between."""
    sides = [side(stance(f"Ann {n}", "support", "the dam", article=str(n))) for n in range(60)]
    late = stance("Bo", "oppose", "the dam", day=TUESDAY, outlet="Post")
    found = candidates(entries([*sides, side(late)], Sources([])))
    assert {pair.rule for pair in found.pairs if late in (pair.left.record, pair.right.record)} == {
        "opposed_positions"
    }


def test_passages_that_are_compared_claim_with_claim_are_not_compared_across_kinds() -> None:
    promise = commitment("Arden council", "open the river bridge in Arden")
    said = claim(promise.evidence.quote, speaker="Ann")
    other = claim("The river bridge in Arden opens.", outlet="Post")
    (pair,) = proposed(promise, said, other)
    assert {pair.left.record.id, pair.right.record.id} == {said.id, other.id}


def test_a_commitment_meets_what_is_told_on_a_later_day_of_the_deed() -> None:
    """And not the claim in the same words, which would tell nothing of the outcome."""
    promise = commitment("Arden council", "open the river bridge in Arden")
    said = claim(promise.evidence.quote, speaker="Ann")
    deed = claim("The river bridge in Arden was opened.", outlet="Post", day=TUESDAY)
    (pair,) = proposed(promise, said, deed)
    assert {pair.left.record.id, pair.right.record.id} == {promise.id, deed.id}


def test_a_commitment_meets_a_claim_where_it_has_no_claim_of_its_own() -> None:
    promise = commitment("Arden council", "open the river bridge in Arden")
    other = claim("The river bridge in Arden opens.", outlet="Post")
    (pair,) = proposed(promise, other)
    assert {pair.left.record.id, pair.right.record.id} == {promise.id, other.id}


def test_a_common_topic_is_not_likeness_enough() -> None:
    a = claim("The quake shook Arden; schools, shops, roads and farms shut for weeks.")
    b = claim("After the quake Arden elected a young mayor from the northern hills.", outlet="Post")
    assert proposed(a, b) == ()
