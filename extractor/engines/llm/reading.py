"""What the raw answers about an article mean. Pure: an answer that is stored is read for free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from extractor.drafts import PlacedDraft, RejectedDraft
from extractor.engines import Reading, ReplyPart
from extractor.engines.llm.answers import ExtractionAnswer, Item
from extractor.grounding import ground
from extractor.records import Kind, Span

NOT_IN_TEXT = "quote: not in this part of the article; copy it character for character"


class Flaw(NamedTuple):
    """An item of an answer that can't become a record."""

    number: int
    """Its place in the answer, from 1: claims, then stances, then commitments."""
    kind: Kind
    problem: str
    given: Any

    def told(self) -> dict[str, Any]:
        """The flaw as the model is told of it."""
        return {
            "item": self.number,
            "list": f"{self.kind}s",
            "problem": self.problem,
            "given": self.given,
        }


def flaws(answer: ExtractionAnswer, text: str, window: Span) -> Iterator[Flaw]:
    """The items of an answer that are not valid, or whose quote is not in `window`."""
    for number, (kind, item) in enumerate(answer.items(), 1):
        if item.value is None:
            yield Flaw(number, kind, item.error, item.given)
        elif ground(text, item.value.quote, window) is None:
            yield Flaw(number, kind, NOT_IN_TEXT, item.given)


def read(text: str, parts: Sequence[ReplyPart]) -> Reading:
    """The drafts in the answers, in the order of the text, and the items that are not valid.

    Two answers for one part are an answer and the corrections of its flawed items.
    """
    drafts: list[PlacedDraft] = []
    rejected: list[RejectedDraft] = []
    for (start, end), given in groupby(parts, key=lambda part: (part.start, part.end)):
        window = Span(start, end)
        for kind, item in _settled(text, window, list(given)):
            if item.value is not None:
                drafts.append(PlacedDraft(item.value, window))
            else:
                rejected.append(RejectedDraft(kind, item.error, _as_object(item.given)))
    drafts.sort(key=lambda placed: _place(text, placed))
    return Reading(tuple(drafts), tuple(rejected))


def _settled(
    text: str, window: Span, parts: Sequence[ReplyPart]
) -> Iterator[tuple[Kind, Item[Any]]]:
    """The items of an answer; a flawed one that was corrected gives way to its correction."""
    first, *corrections = [ExtractionAnswer.model_validate_json(part.text) for part in parts]
    if not corrections:
        yield from first.items()
        return
    corrected = [pair for answer in corrections for pair in answer.items()]
    replaced = {_number(item) for _, item in corrected}
    gone = {flaw.number for flaw in flaws(first, text, window) if flaw.number in replaced}
    yield from (pair for number, pair in enumerate(first.items(), 1) if number not in gone)
    yield from corrected


def _number(item: Item[Any]) -> int | None:
    number = item.given.get("item") if isinstance(item.given, dict) else None
    return number if isinstance(number, int) else None


def _as_object(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {"given": given}


def _place(text: str, placed: PlacedDraft) -> int:
    found = ground(text, placed.draft.quote, placed.window)
    return found.start if found else placed.window.end
