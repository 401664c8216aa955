"""Stances by verb or adjective: X supports Y; X is opposed to Y; X hopes to receive Y."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.engines.rules.agents import (
    TARGET_WORDS,
    action_end,
    action_noun,
    clause_start,
    is_negated,
    noun_phrase,
    subject,
)
from extractor.engines.rules.clauses import (
    Clause,
    clause_end,
    has_finite_verb,
    skip_adjuncts,
    stripped,
)
from extractor.engines.rules.cues import is_noun, reading, verb_group
from extractor.engines.rules.findings import Finding, StanceRule
from extractor.engines.rules.governing import governed
from extractor.engines.rules.holders import holders
from extractor.engines.rules.lexis import (
    ADVERB,
    BASE,
    BE,
    DET,
    DO,
    MEDIA,
    OBJECT,
    POSSESSIVE,
    PREP,
    SOURCE,
    readings,
    table,
)
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.targets import Aim, aimed, target_text
from extractor.engines.rules.units import Unit, Units

REACH = 8
"""Words between an attitude ("don't want") and the verb it is about ("rule out")."""
_ROWS = table("stance_cues", 4)
_SIGNS = {cue: 1 if sign == "+" else -1 for cue, sign, _, _ in _ROWS}
_VERBS = readings(
    (cue, frame, irregular) for cue, _, frame, irregular in _ROWS if not cue.startswith("be ")
)
_STATES = {tuple(cue.split()[1:]): sign for cue, sign in _SIGNS.items() if cue.startswith("be ")}
_STATE_STARTS = frozenset(words[0] for words in _STATES)
_OPPOSING = frozenset(["reject", "rule out"])
"""Only these turn into support when denied: who did not mock or oppose a plan may not be for it."""
_EMPTY_WISHES = frozenset(
    "know be say make talk go come do think ask tell hear get try take look use let".split()
)
"""To want to know or to say something is no position towards it."""
_RECEIVING = frozenset("receive get see have".split())


def towards(
    units: Units, unit: Unit, holder: Phrase, after: int, sign: int, rule: str, lemma: str = ""
) -> Iterator[Finding]:
    """The stance of `holder` towards the noun phrase at `after`."""
    who = holders(units, unit, holder)
    aim = aimed(units, unit, after, sign, lemma)
    if who and aim is not None:
        yield Finding(who, aim.target, aim.sign, holder.first, max(aim.last, after), rule)


def _verbs(units: Units, unit: Unit) -> Iterator[Finding]:
    """X supports Y; X did not oppose Y; X called for Y; X vowed to block Y."""
    tokens = units.doc.tokens
    for index in range(unit.first, unit.last - 1):
        if tokens.lows[index] not in _VERBS:
            continue
        cue = reading(units.doc, index, unit.last, _VERBS)
        if cue is None or cue.kind == "clause":
            continue
        if cue.lemma == "like" and not _is_emphatic(units, unit, index):
            continue
        after = index + 1 + len(cue.particle)
        if cue.kind == "whom":
            after = _behind_told(units, unit, index + 1)
        if after >= unit.last or _is_infinitive(units, cue.lemma, after):
            continue
        if cue.particle == ("on",) and tokens.flags[after] & MEDIA:  # "insisted on CNN that"
            continue
        if cue.lemma in ("call for", "demand") and _is_of_somebody(units, after, unit.last):
            continue
        who = governed(units, unit, index, cue.form)
        sign = _SIGNS[cue.lemma]
        if who is None or (who.sign < 0 and sign < 0 and cue.lemma not in _OPPOSING):
            continue
        if who.sign < 0 and cue.lemma == "endorse" and units.doc.tokens.lows[after] in ("a", "any"):
            continue  # "has not endorsed a candidate" yet
        rule = f"stance_{cue.kind}"
        yield from towards(units, unit, who.holder, after, sign * who.sign, rule, cue.lemma)


def _is_of_somebody(units: Units, first: int, last: int) -> bool:
    """True for "called for Y to act" and "demanded that Y act": no thing is the target there."""
    tokens = units.doc.tokens
    wanted = noun_phrase(units, first, last)
    if wanted is None or tokens.lows[first] == "that":
        return True
    if tokens.lows[first - 1] != "for" and not tokens.flags[first] & (DET | POSSESSIVE):
        return True  # "demanded Barr release it"
    end = min(last - 1, wanted[1] + 1)
    if "be" in tokens.lows[first : end + 1]:
        return True
    to = next(tokens.places("to", first, end), last)
    if to >= last - 1:
        return False
    is_verb = tokens.flags[to + 1] & BASE or not tokens.flags[to + 1]
    return bool(is_verb) and _names_somebody(units, first, to)


def _names_somebody(units: Units, first: int, last: int) -> bool:
    tokens = units.doc.tokens
    return any(tokens.flags[at] & SOURCE or tokens.is_name(at) for at in range(first, last))


def _is_emphatic(units: Units, unit: Unit, verb: int) -> bool:
    """True for "did not like": by itself, "like" is hardly ever the verb."""
    flags = units.doc.tokens.flags
    return any(flags[at] & DO for at in range(verb_group(units.doc, verb, unit.first), verb))


def _behind_told(units: Units, unit: Unit, first: int) -> int:
    """Behind "against", in "warned the council against it"; the unit's end if it is not there."""
    told = noun_phrase(units, first, unit.last)
    if told is None:
        return unit.last
    near = units.doc.tokens.places("against", first + 1, min(unit.last, told[1] + 1))
    return next(near, unit.last) + 1


def _passives(units: Units, unit: Unit) -> Iterator[Finding]:
    """Y was condemned by X."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 2):
        if tokens.lows[index + 1] != "by":
            continue
        cue = reading(units.doc, index, unit.last, _VERBS)
        if cue is None or cue.kind != "verb":
            continue
        group = verb_group(units.doc, index, unit.first)
        holder = phrase_after(units.doc, index + 2, unit.last, loose=True)
        start = clause_start(units, unit, group)
        is_passive = any(tokens.flags[i] & BE for i in range(group, index))
        if not is_passive or holder is None or not 0 < group - start <= TARGET_WORDS:
            continue
        if has_finite_verb(units.doc, start, group):  # "his claim that it fell was rejected by"
            continue
        sign = -_SIGNS[cue.lemma] if is_negated(units, unit, index) else _SIGNS[cue.lemma]
        target = target_text(units, unit, skip_adjuncts(units.doc, start, group), group)
        if target:
            actors = holders(units, unit, holder)
            yield Finding(actors, target, sign, start, holder.last, "stance_passive")


def _is_infinitive(units: Units, lemma: str, after: int) -> bool:
    """True for "agreed to send", which commits rather than takes a side."""
    tokens = units.doc.tokens
    if not lemma.endswith(" to") or tokens.is_capital(after):
        return False
    bits = tokens.flags[after]
    if bits & (DET | POSSESSIVE | OBJECT) or tokens.lows[after].endswith(("s", "ing")):
        return False
    following = tokens.flags[after + 1] if after + 1 < len(tokens) else 0
    goes_on = following & (DET | POSSESSIVE | OBJECT | PREP)
    return bool(bits & BASE) or tokens.lows[after].endswith("ly") or (not bits and bool(goes_on))


def _is_active(units: Units, unit: Unit, index: int, form: str) -> bool:
    """False for a noun, an infinitive and a passive."""
    doc, tokens = units.doc, units.doc.tokens
    if index > unit.first and tokens.lows[index - 1] == "to":
        return False
    if form in ("base", "third") and is_noun(doc, index, unit.first):
        return False
    if form in ("past", "participle") and tokens.lows[index + 1 : index + 2] == ["by"]:
        return False
    group = verb_group(doc, index, unit.first)
    passive = any(tokens.flags[i] & BE for i in range(group, index))
    return not passive or form == "gerund"


def _states(units: Units, unit: Unit) -> Iterator[Finding]:
    """X is opposed to Y; X is in favour of Y."""
    tokens = units.doc.tokens
    for index in range(unit.first + 1, unit.last - 1):
        if tokens.lows[index] not in _STATE_STARTS:
            continue
        group = verb_group(units.doc, index, unit.first)
        if not any(tokens.flags[i] & BE for i in range(group, index)):
            continue
        for words, sign in _STATES.items():
            end = index + len(words)
            if end < unit.last and tuple(tokens.lows[index:end]) == words:
                turned = -sign if is_negated(units, unit, index) else sign
                phrase = subject(units, unit, index)
                if phrase is not None:
                    yield from towards(units, unit, phrase, end, turned, "stance_state")


def _attitudes(units: Units, unit: Unit) -> Iterator[Finding]:
    """X hopes to receive Y; X wants Y to Z; X doesn't want to rule out Y."""
    for index in range(unit.first, unit.last - 2):
        if units.doc.tokens.lows[index] not in _VERBS:
            continue
        cue = reading(units.doc, index, unit.last, _VERBS)
        if cue is None or cue.kind != "clause" or not _is_active(units, unit, index, cue.form):
            continue
        denied = is_negated(units, unit, index)
        phrase = subject(units, unit, index)
        if phrase and units.doc.tokens.lows[phrase.first - 1] in ("which", "whom"):
            continue
        if phrase is None or (denied and cue.lemma in ("expect", "hope")):
            continue
        who = holders(units, unit, phrase)
        for target, sign, last in _wish(units, unit, index, cue.lemma):
            turned = -sign if denied else sign
            yield Finding(who, target, turned, phrase.first, last, "stance_attitude")


def _wish(units: Units, unit: Unit, verb: int, lemma: str) -> Iterator[tuple[str, int, int]]:
    """Target, sign and end of what is wanted: a thing, an act, somebody else's act."""
    tokens = units.doc.tokens
    after = verb + 1
    if inner := _inner_stance(units, unit, after):
        yield inner
        return
    end = stripped(units.doc, Clause(verb, clause_end(units.doc, verb, unit.last))).last
    last = action_end(units, after, end)
    if tokens.lows[after] == "to":
        act = tokens.lows[after + 1]
        is_act = tokens.flags[after + 1] & BASE and act not in _EMPTY_WISHES
        if is_act and lemma != "expect":
            yield _wished_thing(units, unit, after + 1, last), 1, last
        return
    for index in range(after + 1, min(last - 1, after + REACH)):
        if tokens.lows[index] == "to" and tokens.flags[index + 1] & BASE:
            if _names_somebody(units, after, index):
                act_of = tokens.words(after, index)
                yield f"{act_of} {action_noun(units, index + 1, last)}", 1, last
            return


def _wished_thing(units: Units, unit: Unit, verb: int, last: int) -> str:
    """What is hoped for: the object of "receive", "see", "get"; else the act itself."""
    tokens = units.doc.tokens
    if tokens.lows[verb] in _RECEIVING:
        start = verb + 1
        while start < last and tokens.flags[start] & ADVERB:
            start += 1
        text = target_text(units, unit, start, last)
        if text:
            return text
    return action_noun(units, verb, last)


def _inner_stance(units: Units, unit: Unit, first: int) -> tuple[str, int, int] | None:
    """ "… want to rule out Y": the stance verb in the infinitive gives the target."""
    tokens = units.doc.tokens
    for index in range(first + 1, min(unit.last - 1, first + REACH)):
        if tokens.lows[index - 1] != "to":
            continue
        aim = stance_of_infinitive(units, unit, index)
        if aim is not None:
            return aim
    return None


def stance_of_infinitive(units: Units, unit: Unit, verb: int) -> Aim | None:
    """The target of the stance verb at token `verb`, in "to reject the bill"."""
    cue = reading(units.doc, verb, unit.last, _VERBS)
    if cue is None or cue.kind == "clause" or cue.form != "base":
        return None
    return aimed(units, unit, verb + 1 + len(cue.particle), _SIGNS[cue.lemma])


_WORDS = frozenset(_VERBS)
RULES = (
    StanceRule(_WORDS, _verbs),
    StanceRule(frozenset(["by"]), _passives),
    StanceRule(_STATE_STARTS, _states),
    StanceRule(frozenset(w for w, cues in _VERBS.items() if cues[-1].kind == "clause"), _attitudes),
)
