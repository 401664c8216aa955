"""An article's text with its evidence marked, where passages nest and overlap as they like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.passages import paragraphs
from extractor.records import Claim, Commitment, Kind, Span, Stance
from extractor.report.wording import KINDS


class Note(NamedTuple):
    """A number in the text that leads to its record."""

    number: int
    record_id: str
    kind: Kind


class Segment(NamedTuple):
    """A run of text that the same records rest on."""

    text: str
    kinds: tuple[Kind, ...]
    """The kinds of these records; empty for text without evidence."""
    cited: bool
    """True if a finding rests on one of these records."""
    begins: tuple[str, ...]
    """Ids of the records whose evidence begins here."""
    notes: tuple[Note, ...]
    """The records whose evidence ends here."""


Paragraph = tuple[Segment, ...]
"""A paragraph: its segments make up its text."""


class _Marked(NamedTuple):
    span: Span
    note: Note
    cited: bool


def marked_paragraphs(
    text: str, records: Sequence[Claim | Stance | Commitment], cited: Mapping[str, object]
) -> list[Paragraph]:
    """`text` by paragraphs, cut wherever a record's evidence begins or ends.

    Records are numbered from 1 in the order given; `cited` are those that findings rest on.
    """
    marked = [
        _Marked(
            Span(record.evidence.start, record.evidence.end),
            Note(number, record.id, record.kind),
            record.id in cited,
        )
        for number, record in enumerate(records, start=1)
    ]
    within = _by_paragraph(paragraphs(text), marked)
    return [tuple(_segments(text, paragraph, found)) for paragraph, found in within]


def _by_paragraph(
    spans: Sequence[Span], marked: Iterable[_Marked]
) -> list[tuple[Span, list[_Marked]]]:
    """Each paragraph with the evidence that reaches into it."""
    ordered = sorted(marked, key=lambda item: item.span)
    found: list[tuple[Span, list[_Marked]]] = []
    reaching: list[_Marked] = []
    for paragraph in spans:
        while ordered and ordered[0].span.start < paragraph.end:
            reaching.append(ordered.pop(0))
        reaching = [item for item in reaching if item.span.end > paragraph.start]
        found.append((paragraph, list(reaching)))
    return found


def _segments(text: str, paragraph: Span, marked: Sequence[_Marked]) -> Iterable[Segment]:
    starts, ends = _borders(paragraph, marked)
    cuts = sorted({*paragraph, *starts, *ends})
    covering: list[_Marked] = []
    for start, end in pairwise(cuts):
        covering = [item for item in covering if item.span.end > start] + starts[start]
        kinds = {item.note.kind for item in covering}
        yield Segment(
            text=text[start:end],
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            cited=any(item.cited for item in covering),
            begins=tuple(i.note.record_id for i in starts[start] if i.span.start >= start),
            notes=tuple(item.note for item in ends[end] if item.span.end <= end),
        )


def _borders(
    paragraph: Span, marked: Sequence[_Marked]
) -> tuple[defaultdict[int, list[_Marked]], defaultdict[int, list[_Marked]]]:
    """What begins and what ends at each offset of a paragraph; what is cut off, at its edge."""
    starts: defaultdict[int, list[_Marked]] = defaultdict(list)
    ends: defaultdict[int, list[_Marked]] = defaultdict(list)
    for item in marked:
        starts[max(item.span.start, paragraph.start)].append(item)
        ends[min(item.span.end, paragraph.end)].append(item)
    return starts, ends
