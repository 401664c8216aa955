"""Stances in what is asked, demanded, agreed on or kept to."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import lexicons
from extractor.engines.rules.agents import (
    action_end,
    action_noun,
    clause_start,
    noun_phrase,
    subject,
)
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.cues import reading
from extractor.engines.rules.evaluations import ENDED, TOLERATED, is_subject
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.holders import holders
from extractor.engines.rules.lexis import (
    ADVERB,
    BASE,
    BE,
    CONJUNCTION,
    CUES,
    DET,
    MODAL,
    NEGATION,
    OBJECT,
    PREP,
    WH,
)
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.stance_verbs import stance_of_infinitive, towards
from extractor.engines.rules.targets import Aim, aimed
from extractor.engines.rules.units import Unit, Units

OWNER_WORDS = 4
"""A demand has its possessor this close before it."""
_DEMANDS = frozenset("demand requirement condition goal aim priority objective request".split())
_AGREEING = frozenset("agree agrees agreed insist insists insisted".split())
_DEMANDING = frozenset("demand insist propose recommend request ask urge".split())
_DUE = frozenset("should must".split())
_LASTING = frozenset("continue remain last happen".split())
"""What "should go on" is welcome itself; what "should be changed" is not, but the change is."""
_PLANS = frozenset(
    "effort efforts attempt attempts plan plans bid decision decisions move moves right rights "
    "ability failure refusal proposal proposals need willingness pressure threat threats".split()
)
"""Nouns that an infinitive goes with: "challenged efforts to build" asks nobody to build."""
_EXPECTED = frozenset("have know boost help improve rise grow fall benefit".split())
"""With these "should" tells what is likely rather than what is due."""
_STOPPING = frozenset("stop cease quit avoid end".split())
_PROTESTS = frozenset("protest protests rally rallies demonstration march strike petition".split())
_CONFIRMING = frozenset(
    "confirmed reaffirmed reiterated restated renewed underlined stressed confirms reaffirms "
    "reiterates emphasized emphasised expressed voiced declared pledged promised offered".split()
)
_BACKING = frozenset("commitment support readiness solidarity sympathy".split())
_NO_ASKED = _PLANS | lexicons.words("ends")
"""Nouns that are not asked to do anything: "demanded an end to subsidies"."""
BACKING_WORDS = 6
"""Words between "confirmed" and "commitment"."""


def _requests(units: Units, unit: Unit) -> Iterator[Finding]:
    """X asked Y (not) to do Z: X is for (against) doing Z."""
    addressed = _addressed(units, unit) if unit.rule.endswith("asked_to") else None
    if addressed is None:
        return
    tokens = units.doc.tokens
    whom, to = addressed
    verb = to + 1 + (tokens.is_mark(to + 1) and to + 2 < unit.last)
    if not tokens.flags[verb] & BASE and not _may_be_verb(units, whom, verb):
        return
    sign = -1 if tokens.flags[to - 1] & NEGATION else 1
    aim = stance_of_infinitive(units, unit, verb) or _requested(units, unit, whom, verb)
    last = max(aim.last, verb + 1)
    yield Finding(unit.speakers, aim.target, sign * aim.sign, unit.first, last, "stance_request")


def _may_be_verb(units: Units, whom: tuple[int, int], verb: int) -> bool:
    """True for a word of no known class behind "Democrats to"; not for "response to tests"."""
    tokens = units.doc.tokens
    if tokens.flags[verb] or not tokens.lows[verb].isalpha() or verb > whom[1] + 2:
        return False
    return not any(tokens.flags[at] & PREP and tokens.lows[at] != "of" for at in range(*whom))


def _addressed(units: Units, unit: Unit) -> tuple[tuple[int, int], int] | None:
    """Who is asked, and the "to" of what he is asked to do."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 3):
        cue = reading(units.doc, index, unit.last, CUES)
        if cue is None or cue.lemma != unit.lemma:
            continue
        first = index + 1 + len(cue.particle)
        pronoun = tokens.flags[first] & OBJECT and not tokens.flags[first] & DET
        _, last = (first, first + 1) if pronoun else noun_phrase(units, first, unit.last) or (0, 0)
        inner = (at for at in range(first + 1, last) if tokens.lows[at] == "to")
        last = next(inner, last)
        if not first < last < unit.last - 1:
            return None
        relative = last < unit.last and tokens.flags[last] & WH
        at_once = relative or tokens.lows[last] == "to"
        end = last if at_once else skip_adjuncts(units.doc, last, unit.last)
        to = next((at for at in range(end, unit.last - 1) if tokens.lows[at] == "to"), None)
        noun = tokens.lows[last - 1]
        if "for" in tokens.lows[first:last]:  # "asked him for a list to look at"
            return None
        if to is None or not (relative or to == end) or noun.endswith("ing") or noun in _NO_ASKED:
            return None
        return (first, last), to
    return None


def _requested(units: Units, unit: Unit, whom: tuple[int, int], verb: int) -> Aim:
    """What is to be done: "to stop doing Z" asks against Z, "for Y to be done" for its being so."""
    tokens = units.doc.tokens
    last = action_end(units, verb, unit.last)
    while last > verb + 1 and tokens.flags[last - 1] & (CONJUNCTION | PREP):
        last -= 1
    if tokens.lows[verb] in _STOPPING and tokens.lows[verb + 1].endswith("ing"):
        return Aim(tokens.words(verb + 1, last), -1, last)
    protested = next(tokens.places("against", verb + 1, last), last)
    against = any(tokens.lows[at] in _PROTESTS for at in range(verb + 1, protested))
    if against and (aim := aimed(units, unit, protested + 1, -1)):
        return aim
    action = action_noun(units, verb, last)
    passive = tokens.lows[verb] == "be" and tokens.lows[verb + 1].endswith(("ed", "en", "wn"))
    return Aim(f"{tokens.words(*whom)} {action}" if passive else action, 1, last)


def _demands(units: Units, unit: Unit) -> Iterator[Finding]:
    """The key demand of X is Y; X's goal: Y."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 4):
        owner = _owner(units, unit, index) if tokens.lows[index] in _DEMANDS else None
        if owner is None:
            continue
        actor, after = owner
        linked = after < unit.last - 1 and (
            tokens.lows[after] in ("—", "–", "-", ":") or tokens.flags[after] & BE
        )
        aim = aimed(units, unit, after + 1, 1) if linked else None
        if aim is not None:
            start = clause_start(units, unit, index)
            yield Finding((actor,), aim.target, aim.sign, start, aim.last, "stance_demand")


def _owner(units: Units, unit: Unit, noun: int) -> tuple[Actor, int] | None:
    """Whose demand it is, and the token behind it."""
    tokens, cast = units.doc.tokens, units.cast
    if tokens.lows[noun + 1] == "of":
        mention = cast.covering(noun + 2 + bool(tokens.flags[noun + 2] & DET))
        if mention is not None:
            return units.resolver.named(mention), mention.last
    for index in range(noun - 1, max(unit.first, noun - OWNER_WORDS), -1):
        if tokens.lows[index] == "'s" and (mention := cast.covering(index - 1)):
            return units.resolver.named(mention), noun + 1
    return None


def _agreements(units: Units, unit: Unit) -> Iterator[Finding]:
    """X agrees that Y should go on."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 4):
        if tokens.lows[index] not in _AGREEING or tokens.lows[index + 1] != "that":
            continue
        modal = next((i for i in range(index + 2, unit.last) if tokens.lows[i] in _DUE), index)
        phrase = subject(units, unit, index)
        act = _act(units, modal) if modal - index >= 3 else None
        if phrase is not None and act is not None:
            who = unit.speakers or holders(units, unit, phrase)
            aim = _due(units, (index + 2, modal, act), unit.last)
            yield Finding(who, aim.target, aim.sign, phrase.first, unit.last, "stance_agreement")


def _obligations(units: Units, unit: Unit) -> Iterator[Finding]:
    """X said that Y should be closed; X demanded that Y be closed."""
    tokens = units.doc.tokens
    wished = unit.lemma in _DEMANDING
    for index in range(unit.first + 1, unit.last - 1 if unit.speakers else unit.first):
        subjunctive = wished and tokens.lows[index] == "be" and not tokens.flags[index - 1] & MODAL
        if tokens.lows[index] not in _DUE and not subjunctive:
            continue
        start = clause_start(units, unit, index)
        start += bool(tokens.flags[start] & CONJUNCTION)
        act = _act(units, index)
        if act is None or not _may_be_due(units, unit, start, index):
            return
        aim = _due(units, (start, index, act), unit.last)
        yield Finding(unit.speakers, aim.target, aim.sign, start, unit.last, "stance_obligation")
        return


def _may_be_due(units: Units, unit: Unit, first: int, last: int) -> bool:
    """True if tokens [first, last) are the subject of a duty, and in no relative clause."""
    tokens = units.doc.tokens
    relative = first > unit.first and tokens.flags[first - 1] & WH
    end = last - bool(tokens.flags[last - 1] & NEGATION)
    return not relative and first < end and is_subject(units, unit, first, end)


def _act(units: Units, modal: int) -> int | None:
    """The verb of what should be done; "should be able" and "must have been" hold none."""
    tokens = units.doc.tokens
    act = modal if tokens.lows[modal] == "be" else modal + 1
    while act < len(tokens) - 1 and tokens.flags[act] & (NEGATION | ADVERB):
        act += 1
    if tokens.lows[act] == "be":
        passive = tokens.lows[act + 1 : act + 2]
        done = bool(passive) and passive[0].endswith(("ed", "en", "wn"))
        return act if done and passive[0] not in ENDED | TOLERATED else None
    return act if tokens.flags[act] & BASE and tokens.lows[act] not in _EXPECTED else None


def _due(units: Units, clause: tuple[int, int, int], last: int) -> Aim:
    """What should be: the subject itself in "should go on", its opposite in "must stop", else
    the act. `clause` gives where the subject, its modal and its verb stand."""
    tokens = units.doc.tokens
    first, modal, act = clause
    before = tokens.flags[modal - 1] & NEGATION
    denied = before or any(tokens.flags[at] & NEGATION for at in range(modal + 1, act))
    sign = -1 if denied else 1
    target = tokens.words(first, modal - bool(before))
    ends = act + 1 >= last or tokens.is_mark(act + 1)
    if tokens.lows[act] in _STOPPING and ends:
        return Aim(target, -sign, last)
    lasts = tokens.lows[act] in _LASTING or tokens.lows[act : act + 2] == ["go", "on"]
    if not lasts:
        target = f"{target} {action_noun(units, act, action_end(units, act, last))}"
    return Aim(target, sign, last)


def _commitments_to(units: Units, unit: Unit) -> Iterator[Finding]:
    """X confirmed the commitment to Y."""
    lows = units.doc.tokens.lows
    for index in range(unit.first, unit.last - 3):
        if lows[index] not in _CONFIRMING:
            continue
        for noun in range(index + 1, min(index + BACKING_WORDS, unit.last - 2)):
            if lows[noun] in _BACKING and lows[noun + 1] in ("to", "for", "with"):
                phrase = subject(units, unit, index)
                if phrase is not None:
                    yield from towards(units, unit, phrase, noun + 2, 1, "stance_commitment")


RULES = (
    StanceRule(frozenset(["to"]), _requests),
    StanceRule(_DEMANDS, _demands),
    StanceRule(_AGREEING, _agreements),
    StanceRule(_DUE | {"be"}, _obligations),
    StanceRule(_BACKING, _commitments_to),
)
