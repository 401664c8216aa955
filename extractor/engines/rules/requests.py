"""Stances in what is asked, demanded, agreed on or kept to."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.engines.rules.agents import (
    action_end,
    action_noun,
    clause_start,
    noun_phrase,
    subject,
)
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.cues import reading
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.holders import holders
from extractor.engines.rules.lexis import (
    BASE,
    BE,
    CONJUNCTION,
    CUES,
    DET,
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
_LASTING = frozenset("continue go remain stay stand last proceed happen".split())
"""What "should go on" is welcome itself; what "should be changed" is not, but the change is."""
_PLANS = frozenset(
    "effort efforts attempt attempts plan plans bid decision decisions move moves right rights "
    "ability failure refusal proposal proposals need willingness pressure threat threats".split()
)
"""Nouns that an infinitive goes with: "challenged efforts to build" asks nobody to build."""
_STOPPING = frozenset("stop cease quit avoid end".split())
_CONFIRMING = frozenset(
    "confirmed reaffirmed reiterated restated renewed underlined stressed confirms reaffirms "
    "reiterates emphasized emphasised expressed voiced declared pledged promised offered".split()
)
_BACKING = frozenset("commitment support readiness solidarity sympathy".split())
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
        if to is None or not (relative or to == end) or noun.endswith("ing") or noun in _PLANS:
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
        modals = (i for i in range(index + 2, unit.last) if tokens.lows[i] in ("should", "must"))
        modal = next(modals, index)
        phrase = subject(units, unit, index)
        if phrase is None or modal - index < 3:
            continue
        who = unit.speakers or holders(units, unit, phrase)
        sign = -1 if tokens.flags[modal + 1] & NEGATION else 1
        target = tokens.words(index + 2, modal)
        act = modal + 1 + (sign < 0)
        if tokens.lows[act] not in _LASTING:
            target = f"{target} {action_noun(units, act, action_end(units, act, unit.last))}"
        yield Finding(who, target, sign, phrase.first, unit.last, "stance_agreement")


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
    StanceRule(_BACKING, _commitments_to),
)
