"""The best of a stream."""

from __future__ import annotations

from extractor.report.shortlist import Part, Shortlist


def kept(most: int, ranks: list[int]) -> Part[int]:
    """The places, from 0, of what a list of `most` keeps."""
    shortlist: Shortlist[int] = Shortlist(most)
    for place, rank in enumerate(ranks):
        shortlist.add(lambda: place, rank)  # noqa: B023
    return shortlist.part


def test_keeps_all_while_there_is_room() -> None:
    assert kept(3, [1, 0]) == Part((0, 1), 2)


def test_keeps_the_lowest_ranks_in_the_order_in_which_they_came() -> None:
    assert kept(2, [1, 0, 1, 0]).items == (1, 3)


def test_keeps_the_first_of_equals() -> None:
    assert kept(2, [0, 0, 0]).items == (0, 1)


def test_a_better_one_takes_the_place_of_the_last_of_the_worst() -> None:
    assert kept(2, [1, 1, 0]).items == (0, 2)


def test_counts_what_it_does_not_keep() -> None:
    assert kept(1, [0, 0, 0]).more == 2


def test_makes_only_what_it_keeps() -> None:
    made: list[int] = []
    shortlist: Shortlist[None] = Shortlist(1)
    shortlist.add(lambda: made.append(1))
    shortlist.add(lambda: made.append(2))
    assert made == [1]


def test_keeps_nothing_where_there_is_no_room() -> None:
    assert kept(0, [0, 1]) == Part((), 2)
