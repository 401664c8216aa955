from __future__ import annotations

from made_records import MONDAY, claim, commitment, on, side, stance

from extractor.reconcile.search.propositions import Proposition, proposition
from extractor.records import Record


def about(record: Record) -> Proposition:
    return proposition(side(record))


def test_who_does_what_where_and_with_what_figures() -> None:
    found = about(claim("The mayor visited 3 bridges in Arden.", speaker="Ann", when=on(MONDAY)))
    assert found.actor == "Ann"
    assert found.terms == ("mayor", "=visit", "bridg", "arden")
    assert found.units == {"bridge"}
    assert found.time == on(MONDAY)


def test_what_an_outlet_says_itself_is_about_no_actor() -> None:
    found = about(claim("It rained."))
    assert (found.actor, found.called) == (None, frozenset())


def test_whoever_binds_himself_is_a_party_to_what_is_done() -> None:
    found = about(commitment("Arden council", "open the bridge"))
    assert found.called == {"arden", "council"}
    assert found.called <= set(found.terms)


def test_a_promise_is_for_a_thing_and_a_claim_is_neither_for_nor_against() -> None:
    assert about(commitment("Ann", "open the bridge")).position is True
    assert about(stance("Ann", "oppose", "the bridge")).position is False
    assert about(stance("Ann", "neutral", "the bridge")).position is None
    assert about(claim("The bridge is open.")).position is None


def test_what_is_awaited_and_what_is_not_so_is_marked() -> None:
    assert about(claim("They have not yet received a reply.")).pending
    assert not about(claim("They received a reply.")).pending
    assert about(claim("The bridge isn’t open.")).negated
    assert not about(claim("The bridge is open.")).negated
