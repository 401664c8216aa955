"""What is denied of whom: "Acme will not close the plant" against "Acme is to close the plant"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Account
from extractor.engines.rules.judging.clauses import Clause, clauses
from extractor.engines.rules.judging.cues import CACHED_TEXTS, cue_matches, without_cues

PREDICATE_TERMS = 5
"""Terms after a negation that can belong to what it denies."""

WITHIN = 10
"""Terms after the subject in which the other account has the same predicate."""

WHOLE_PREDICATE = 3
"""Terms of a predicate that is recognised without a named subject."""

SHARED_PREDICATE = 0.6
"""Share of a denied predicate that the other account must assert."""

_UNCERTAIN = re.compile(r"\b(?:may|might|could|if|unless|whether|until|before)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|won['’]t|would|shall|to|plans?|set|expected)\b", re.IGNORECASE)
_YET = re.compile(r"\b(?:yet|still|only|just|necessarily|always|all)\b", re.IGNORECASE)
"""With these a negation denies less than the whole: "not yet", "not only", "not all"."""


_OF_A_NOUN = frozenset("no none nobody neither without".split()) | {"no one"}
"""Negations of a thing, not of what is done."""
_LIGHT = frozenset({"=give", "=receive"})
"""Acts that say little without what is given: "gave it thought", "issued a call"."""

_ANYTHING = ("anyth",)
"""Who "was not offered anything" was not offered a post either."""

_WEAKER = frozenset({"pending", "demand", "hope"})
"""Cues of an account that denies nothing: it waits for what is not yet, or wants it not to be."""


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|by)\b")
_COMMA = re.compile(",")
_MORE = re.compile(r"\b(?:more|better|greater|bigger|worse|other)\b.{0,80}\bthan\b", re.IGNORECASE)
"""There is "no greater man than he": that denies nobody's being."""

_ALLEGED = re.compile(
    r"\b(?:allegations?|accusations?|accused|charges?|claims?) of\b", re.IGNORECASE
)
"""What an account only says that somebody alleges."""

_NOT_THERE = re.compile(
    r"\bthere (?:(?:is|are|was|were|has been|have been|had been) (?:no|(?:never|not) (?:an?|any))"
    r"|(?:is|are|was|were)n['’]t (?:an?|any)) ",
    re.IGNORECASE,
)


class Denial(NamedTuple):
    """A negated predicate."""

    subject: str | None
    """The last name before the negation."""
    predicate: tuple[str, ...]
    """The terms after it."""
    ahead: bool
    """Whether it is of what is to come."""


def denies_predicate(denier: Account, other: Account) -> bool:
    """Whether `denier` negates of a subject what `other` asserts of it."""
    if denier.cues & _WEAKER or other.negated:
        return False
    return any(
        _is_whole(denial, denier, other) or _is_of_subject(denial, other)
        for denial in _denials(denier.text)
        if not other.denied & frozenset(denial.predicate[:1])  # both negate it
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _denials(text: str) -> tuple[Denial, ...]:
    """What `text` denies, each once: a text that repeats itself denies no more than it says."""
    return tuple(dict.fromkeys(denial for part in clauses(text) for denial in _denied_in(part)))


def _denied_in(clause: Clause) -> Iterator[Denial]:
    if _UNCERTAIN.search(clause.text) or _YET.search(clause.text):
        return
    plain = without_cues(clause.text, "concession")
    if plain != clause.text:
        return
    told = [word for word in clause.words if word.term]
    starts = [word.start for word in told]
    actors = [word for word in told if _may_act(word)]
    ends = [word.end for word in actors]
    ahead = _AHEAD.search(clause.text)
    commas = [match.start() for match in _COMMA.finditer(clause.text)]
    for negation in cue_matches("negation", plain):
        if negation.group().lower() in _OF_A_NOUN:
            continue
        before = bisect_right(ends, negation.start())
        after = bisect_left(starts, negation.end())
        comma = bisect_left(commas, starts[after]) if after < len(starts) else len(commas)
        end = commas[comma] if comma < len(commas) else len(clause.text)
        denied = (w.term for w in told[after : after + PREDICATE_TERMS] if w.start < end)
        yield Denial(
            actors[before - 1].term if before else None,
            tuple(dict.fromkeys(denied)),
            ahead is not None and ahead.end() <= negation.end(),
        )


def denies_existence(denier: Account, other: Account) -> bool:
    """Whether `denier` says that there is no such thing as `other` speaks of, of the same owner."""
    match = _NOT_THERE.search(denier.text)
    if match is None or other.negated or not denier.names & other.names:
        return False
    if _UNCERTAIN.search(other.text) or _NOT_THERE.search(other.text):
        return False
    if _ALLEGED.search(other.text) or _MORE.search(denier.text, match.end()):
        return False
    said = denier.text[match.end() :].partition(",")[0]
    thing = [word.term for word in wording.words(said) if word.term][:PREDICATE_TERMS]
    shared = sum(term in other.terms for term in thing)
    return shared >= WHOLE_PREDICATE and thing[0] in other.terms


def _may_act(word: wording.Word) -> bool:
    return word.is_name and not word.possessive


def _is_whole(denial: Denial, denier: Account, other: Account) -> bool:
    """The other side says nothing but the predicate and what the denier says too."""
    predicate = frozenset(denial.predicate)
    if len(predicate) < WHOLE_PREDICATE or not predicate <= other.terms:
        return False
    if not _PASSIVE.search(other.text) and not _is_verb_first(denial.predicate, other.text):
        return False
    return other.terms <= denier.terms and len(other.terms) > len(predicate)


def _is_verb_first(predicate: tuple[str, ...], text: str) -> bool:
    """Whether what is done stands before all else of a predicate: "the poor failed the market" does
    not have the market fail the poor."""
    first: dict[str, int] = {}
    for word in wording.words(text):
        first.setdefault(word.term, word.start)
    return all(first.get(predicate[0], 0) <= first.get(term, len(text)) for term in predicate)


def _is_of_subject(denial: Denial, other: Account) -> bool:
    """The other side asserts most of the predicate, its first term included, of that subject."""
    if denial.subject is None or not denial.predicate:
        return False
    return any(_asserts(clause, denial) for clause in clauses(other.text))


def _asserts(clause: Clause, denial: Denial) -> bool:
    if _UNCERTAIN.search(clause.text) or cue_matches("negation", clause.text):
        return False
    terms = [word.term for word in clause.words if word.term]
    if denial.subject not in terms or denial.ahead != bool(_AHEAD.search(clause.text)):
        return False
    start = terms.index(denial.subject) + 1
    said = frozenset(terms[start : start + WITHIN])
    shared = sum(term in said for term in denial.predicate)
    if denial.predicate[1:2] == _ANYTHING:
        return denial.predicate[0] in said
    alone = len(denial.predicate) == 1 and bool(wording.acts(frozenset(denial.predicate)) - _LIGHT)
    return (
        denial.predicate[0] in said
        and shared >= SHARED_PREDICATE * len(denial.predicate)
        and (shared > 1 or alone)
    )
