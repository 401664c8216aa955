"""Which records of a finding's sides are shown, and in which order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.records import Finding
from extractor.report.model import RecordView
from extractor.report.shortlist import Shortlist

MOST_ON_A_SIDE = 20
"""Records of a side that are shown at all; the files have the rest."""

MOST_SIDES = 6
"""Sides of a finding that are shown, as many as its sentence names: two rows on a wide screen."""

_TOKEN = re.compile(r"\w+(?:[.,’']\w+)*")


class Seats:
    """Takes records as they come, and keeps for each side of each finding those to be shown.

    They are the ones whose words and source the explanation names most: a side can have
    hundreds, and the explanation is about one of them.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._sides: dict[str, list[Shortlist[RecordView]]] = {}
        self._by_record: defaultdict[str, list[_Seat]] = defaultdict(list)
        for finding in findings:
            shown = finding.sides[:MOST_SIDES]
            self._sides[finding.id] = [Shortlist(MOST_ON_A_SIDE) for _ in shown]
            told = _tokens(finding.explanation)
            for ids, side in zip(shown, self._sides[finding.id], strict=True):
                for record_id in dict.fromkeys(ids):
                    self._by_record[record_id].append(_Seat(side, told))

    def take(self, view: RecordView) -> None:
        """Give a record its place in the findings that rest on it."""
        seats = self._by_record.get(view.record.id, ())
        words = _tokens(_all_words(view)) if seats else set()
        for side, told in seats:
            side.add(lambda: view, rank=-len(told & words))

    def of(self, finding: Finding) -> list[list[RecordView]]:
        """For each side the records that are shown, the one that is told of most first."""
        told = _tokens(finding.explanation)
        sides = self._sides[finding.id]
        return [_ordered(side, ids, told) for side, ids in zip(sides, finding.sides, strict=False)]


class _Seat(NamedTuple):
    side: Shortlist[RecordView]
    told: set[str]
    """The words of the explanation."""


def _ordered(side: Shortlist[RecordView], ids: Sequence[str], told: set[str]) -> list[RecordView]:
    place = {record_id: number for number, record_id in enumerate(ids)}
    views = sorted(side.part.items, key=lambda view: place[view.record.id])
    lead = max(views, key=lambda view: len(told & _tokens(_all_words(view))), default=None)
    return sorted(views, key=lambda view: view is not lead)


def _all_words(view: RecordView) -> str:
    return f"{view.record.evidence.quote} {view.source.speaker} {view.source.channel}"


def _tokens(text: str) -> set[str]:
    return {token.lower() for token in _TOKEN.findall(text)}
