"""Sentences on commitments: who, what, by when, and what came of it."""

from __future__ import annotations

from datetime import date

from extractor.errors import shorten
from extractor.pairs import Pair, Side
from extractor.phrasing import day
from extractor.reconcile.decide import Decision
from extractor.reconcile.findings.accounts import Matter, Ruling
from extractor.reconcile.promises.commitments import Lapse
from extractor.reconcile.promises.outcomes import is_late, is_moved, sequel
from extractor.reconcile.timeline import known, valid
from extractor.records import Commitment, CommitmentType, Subtype, TimeSpan

SILENCE = 0.5
"""How sure a lapse is where something was read from after the deadline. Set by judgement: that
nobody tells of a deed is weak evidence, since the article that does may not be among those read."""

NOTHING_READ = 0.3
"""And where nothing was."""

QUOTED = 80
"""Characters of a quote that stands for what it says."""

_CARRIED_OUT: frozenset[CommitmentType] = frozenset({"plan", "threat"})
"""What is not called kept."""


def quoted(text: str) -> str:
    """`text` in quotation marks, cut to what fits a sentence."""
    return f"“{shorten(text.rstrip(' .'), QUOTED)}”"


def outcome_sentence(pair: Pair, outcome: Subtype) -> str:
    """What the later record of `pair` shows of the commitment in the earlier one."""
    found = sequel(pair)
    assert found is not None
    what = _named(found.commitment, found.earlier, valid(found.earlier))
    if outcome == "renewed":
        return f"{what} was renewed{_on(found.later)}{_for_another_day(pair)}."
    told = f"{_outlet(found.later)}{_on(found.later)}, {quoted(found.later.record.evidence.quote)}"
    if outcome == "broken":
        return f"{what} was broken: {told}."
    kept = "carried out" if found.commitment.type in _CARRIED_OUT else "kept"
    late = ", after the deadline" if is_late(valid(found.earlier), found.later) else ""
    return f"{what} was {kept}{late}: {told}."


def lapsed(lapse: Lapse, *, as_of: date, read_until: date | None) -> Matter:
    """The matter of a commitment that lapsed; `read_until` is the last day that records are of."""
    timeline, first = lapse.timeline, lapse.statements[0]
    assert isinstance(first.record, Commitment)
    what = _named(first.record, first, timeline.deadline)
    end = timeline.deadline.end if timeline.deadline else None
    followed = read_until is not None and end is not None and end < read_until
    read = f", of which the last is of {day(read_until)}," if read_until else ""
    return Matter(
        Decision("commitment_outcome", "lapsed"),
        (),
        (lapse.statements,),
        {},
        Ruling(
            f"{what} has lapsed: as of {day(as_of)} none of the records{read} tells that it was "
            f"done.",
            SILENCE if followed else NOTHING_READ,
        ),
    )


def _named(commitment: Commitment, side: Side, deadline: TimeSpan | None) -> str:
    """`Acme: the promise of 17 January 2022 (“close the plant”, due by 30 January 2022)`."""
    made = known(side)
    given = f"the {commitment.type} of {day(made)}" if made else f"the undated {commitment.type}"
    told = deadline is None or deadline.text in commitment.action
    due = f", due by {day(deadline.end)}" if deadline and deadline.end and not told else ""
    return f"{commitment.actor.canonical}: {given} ({quoted(commitment.action)}{due})"


def _on(side: Side) -> str:
    told = known(side)
    return f" on {day(told)}" if told else ""


def _outlet(side: Side) -> str:
    return side.publisher or "an unnamed outlet"


def _for_another_day(pair: Pair) -> str:
    """The later deadline, where it is another one."""
    found = sequel(pair)
    first, then = (valid(found.earlier), valid(found.later)) if found else (None, None)
    if then is None or then.end is None or not (first is None or is_moved(first, then)):
        return ""
    return f", now due by {day(then.end)}"
