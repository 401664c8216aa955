"""The terms of a commitment: by when it is to be done, and on what it depends."""

from __future__ import annotations

from extractor import lexicons, times
from extractor.engines.rules.agents import noun_phrase
from extractor.engines.rules.clauses import has_finite_verb
from extractor.engines.rules.findings import Promise
from extractor.engines.rules.lexis import AUXILIARY, BASE, CUE, DET, FINITE, MODAL, POSSESSIVE
from extractor.engines.rules.units import Unit, Units
from extractor.records import Span

CONDITION_WORDS = 3
"""A shorter clause ("after that") is no condition."""
_EVENTS = lexicons.words("deadline_events")
_LIMITS = frozenset("before until till".split())
_LIMITING = ("by ", "before ", "until ", "till ", "within ", "no later ", "not later ", "ahead of ",
             "prior to ", "through ", "up to ", "next ", "the next ", "tomorrow", "this ", "later ",
             "in the next ", "in the coming ", "the coming ", "soon")  # fmt: skip
"""What begins so is ahead, whatever the verb before it."""
_MODAL_RULES = frozenset(["modal", "we_in_own_voice", "programme"])
"""Where "will" binds, a time before it is that of the act; before "promised", of the promise."""
_LIMITS_BEFORE = (
    ("through",), ("up", "to"), ("after",), ("starting", "from"), ("starting", "on"),
    ("starting", "in"), ("starting",), ("beginning", "on"), ("beginning", "in"), ("beginning",),
    ("from",),
)  # fmt: skip
"""What stands before a time and says which end of it is meant; `times` finds the other limits."""
_PAST = ("last ", "since ", "the last ", "the past ", "past ", "recent", "earlier ", "yesterday")
_NOW = frozenset("now currently nowadays lately".split())
_IF = frozenset(["if", "unless"])
_WHEN = frozenset("after once until".split())
_PHRASES = (
    ("provided",), ("provided", "that"), ("as", "long", "as"), ("so", "long", "as"),
    ("on", "condition"), ("on", "the", "condition"), ("in", "exchange", "for"),
    ("in", "return", "for"), ("in", "the", "event"),
)  # fmt: skip
_NOT_CONDITIONAL = frozenset("even as what than and".split())
_WHETHER = frozenset("see know say ask decide determine wonder check consider tell".split())


def deadline(units: Units, unit: Unit, promise: Promise) -> str | None:
    """The time that opens the clause, or else the first in the act that lies ahead; else the
    event before which it is to be done."""
    act = units.doc.tokens.span(promise.verb, promise.last)
    if promise.rule in _MODAL_RULES and (opening := _opening(units, unit, promise)) is not None:
        return opening
    for time in units.times_in(act):
        if _is_ahead(units, act, time, promise):
            return _with_event(units, time, promise.last)
    return _before_event(units, promise)


def _is_ahead(units: Units, act: Span, time: Span, promise: Promise) -> bool:
    """False for a time that is past, is now, or dates what is only mentioned in the act."""
    words = units.doc.text[time.start : time.end].lower()
    if words.startswith(_PAST) or words.endswith((" ago", "’s", "'s")) or words in _NOW:
        return False
    first, _ = units.doc.range(time)
    named = first > 0 and units.doc.tokens.flags[first - 1] & (DET | POSSESSIVE)
    if words.endswith("century") or (named and words.isdigit()):  # "their 2012 defeat"
        return False
    if words.startswith(_LIMITING):
        return True
    if promise.rule == "commissive_refusal":  # "refused to pay in July" is of a July gone by
        return False
    before = units.doc.text[act.start : time.start]
    return times.is_past(before, len(before)) is not True


def _with_event(units: Units, time: Span, last: int) -> str:
    """The time as written, with what limits it and what it is counted from: "through Friday",
    "within 90 days of the election"."""
    doc = units.doc
    first, behind = doc.range(time)
    time = Span(doc.tokens.starts[_limited_from(units, first)], time.end)
    first, behind = doc.range(time)
    counted = doc.text[time.start : time.end].lower().startswith(("within ", "in "))
    counted = counted or doc.tokens.lows[first][0].isdigit()
    if counted and behind < last - 1 and doc.tokens.lows[behind] in ("of", "after", "before"):
        found = noun_phrase(units, behind + 1, last)
        if found is not None and not units.times_in(doc.tokens.span(*found)):
            return doc.tokens.words(first, found[1])
    return doc.text[time.start : time.end]


def _limited_from(units: Units, first: int) -> int:
    """Where "through" or "no later than the" before a time begins; `first` if nothing limits it."""
    lows = units.doc.tokens.lows
    for words in _LIMITS_BEFORE:
        if first >= len(words) and tuple(lows[first - len(words) : first]) == words:
            return first - len(words)
    return first


def _opening(units: Units, unit: Unit, promise: Promise) -> str | None:
    """ "By 2030, X will …"; "On Monday X will …"; "X will on Monday …"."""
    doc = units.doc
    start, end = doc.tokens.span(unit.first, promise.verb)
    for time in units.times_in(Span(start, end)):
        first, behind = doc.range(time)
        opens = first - unit.first <= 1
        within = first > promise.first and behind <= promise.verb
        words = doc.text[time.start : time.end].lower()
        past = words.startswith(_PAST) or words.endswith((" ago", "’s", "'s")) or words in _NOW
        if (opens or within) and not past:
            return _with_event(units, time, promise.first)
    return None


def _before_event(units: Units, promise: Promise) -> str | None:
    """ "Before the summit": an event is no day, yet it is by when."""
    tokens = units.doc.tokens
    for index in range(promise.verb + 1, promise.last - 2):
        if tokens.lows[index] not in _LIMITS:
            continue
        if not tokens.flags[index + 1] & (DET | POSSESSIVE):
            continue
        found = noun_phrase(units, index + 1, promise.last)
        if found and not _EVENTS.isdisjoint(tokens.lows[found[0] : found[1]]):
            return tokens.words(index, found[1])
    return None


def condition(units: Units, unit: Unit, promise: Promise) -> str | None:
    """The clause of the unit on which the act depends: "if …", "once …", "in return for …"."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - CONDITION_WORDS + 1):
        if not _opens_condition(units, unit, index):
            continue
        inserted = promise.first < index < promise.verb
        if inserted and tokens.lows[index - 1] != ",":
            continue
        ends = (i for i in range(index, unit.last) if tokens.lows[i] in ",;—")
        end = next(ends, unit.last)
        while end > index and tokens.is_mark(end - 1):
            end -= 1
        if index <= promise.verb < end or not _is_clause(units, index, end):
            continue
        return tokens.words(index, end)
    return None


def _opens_condition(units: Units, unit: Unit, index: int) -> bool:
    tokens = units.doc.tokens
    word = tokens.lows[index]
    before = tokens.lows[index - 1] if index > unit.first else ""
    if word in _IF:
        asks = before in _WHETHER or (before and tokens.flags[index - 1] & CUE and word == "if")
        return before not in _NOT_CONDITIONAL and not asks
    if word in _WHEN:
        return True
    return any(tuple(tokens.lows[index : index + len(words)]) == words for words in _PHRASES)


def _is_clause(units: Units, index: int, end: int) -> bool:
    """False for "after that" and "until the vote": a time is no condition."""
    tokens = units.doc.tokens
    word = tokens.lows[index]
    if end - index < CONDITION_WORDS and not (word in _IF and end - index > 1):  # "if elected"
        return False
    event = not _EVENTS.isdisjoint(tokens.lows[index:end])
    timed = units.times_in(tokens.span(index, end))
    if word in ("until", "once"):
        return not event and not timed
    if word == "after" and (timed or not event):
        return has_finite_verb(units.doc, index + 1, end) and not _is_history(units, index, end)
    return True


def _is_history(units: Units, index: int, end: int) -> bool:
    """True for "after he resigned": the first verb is past."""
    tokens = units.doc.tokens
    verbs = (i for i in range(index + 1, end) if tokens.flags[i] & (FINITE | AUXILIARY))
    first = next(verbs, None)
    return first is not None and not (
        tokens.lows[first].endswith("s") or tokens.flags[first] & (BASE | MODAL)
    )
