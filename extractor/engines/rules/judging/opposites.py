"""Words that exclude each other, said of one thing: "rose" and "fell", "declined" and "got"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import product, takewhile

from extractor import lexicons, times, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.clauses import Clause, clauses
from extractor.engines.rules.judging.cues import CACHED_TEXTS, cue_matches
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.events import is_long_after
from extractor.engines.rules.judging.figures import agreeing, compares_two
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict

SAME_PROPOSITION = 0.8
"""Overlap, the opposite words left aside, above which two accounts say them of one thing."""

SHARED_TERMS = 3
"""Common terms that a proposition needs to be recognised by."""

LENGTH_RATIO = 0.5
"""A clause more than twice as long may say its word of something else."""

_HEDGED = re.compile(
    r"\b(?:may|might|could|if|unless|whether|until|before|after|should|must|ought to|ha[sd] to|"
    r"have to|needs? to|required to|supposed to)\b",
    re.IGNORECASE,
)
"""What keeps a clause from saying that its word is so."""


_THROUGHOUT = re.compile(
    r"\b(?:throughout|all (?:day|night|morning|afternoon|evening|week)|"
    r"without (?:a break|interruption|a pause))\b"
)


def judge_opposites(pair: Accounts) -> Verdict | None:
    """`conflict` where two accounts, or a clause of each, differ in words that exclude each
    other."""
    if not opposed_terms(pair.left.terms, pair.right.terms):
        return None
    opposite = _of_accounts(pair) or _of_clauses(pair) or _of_the_whole_time(pair)
    if not opposite or _measure_apart(pair) or compares_two(pair):
        return None
    names = voices(pair)
    left, right = (_as_written(account, opposite) for account in pair)
    return Verdict(
        relation="conflict",
        subtype="negation",
        difference=f"{names.left} and {names.right} say the opposite: “{left}”, “{right}”.",
        confidence=0.6,
    )


def opposites(pair: Accounts) -> frozenset[str]:
    """The terms, one of each side, that exclude each other."""
    left, right = pair.left.terms - pair.right.terms, pair.right.terms - pair.left.terms
    return opposed_terms(left, right)


def opposed_terms(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """One term of each of two sets, that exclude each other; empty if there are none."""
    for term in sorted(left & _antonyms().keys()):
        if against := right & _antonyms()[term]:
            return frozenset((term, min(against)))
    return frozenset()


def _of_accounts(pair: Accounts) -> frozenset[str]:
    opposite = opposites(pair) if len(pair.shared) >= SHARED_TERMS else frozenset()
    if not opposite or pair.left.negated != pair.right.negated or pair.cue_on_one_side("duty"):
        return frozenset()
    left, right = pair.left.terms - opposite, pair.right.terms - opposite
    if not _alike_in_length(pair.left.terms, pair.right.terms):
        return frozenset()
    if wording.overlap(left, right) < SAME_PROPOSITION:
        return frozenset()
    one, other = (Clause(a.text, wording.words(a.text), a.terms) for a in pair)
    return opposite if _alike_in_mood(one, other, opposite, negations=False) else frozenset()


def _of_clauses(pair: Accounts) -> frozenset[str]:
    for left, right in product(clauses(pair.left.text), clauses(pair.right.text)):
        opposite = opposed_terms(left.terms - right.terms, right.terms - left.terms)
        if opposite and _of_one_thing(pair, left, right, opposite):
            return opposite
    return frozenset()


def _of_the_whole_time(pair: Accounts) -> frozenset[str]:
    """The opposite words of one subject on the same days, where one has its own of all that time:
    what ran throughout the night did not stop in it."""
    if not any(_THROUGHOUT.search(account.text) for account in pair):
        return frozenset()
    opposite = opposites(pair)
    one, other = (_before(account.text, opposite) for account in pair)
    if not one or one != other or _denied_act(pair, opposite) or is_long_after(pair):
        return frozenset()
    return opposite if compare_days(pair) == "same" else frozenset()


def _denied_act(pair: Accounts, opposite: frozenset[str]) -> bool:
    return any(account.denied & opposite for account in pair)


def _before(text: str, opposite: frozenset[str]) -> tuple[str, ...]:
    """The terms before the opposite word: who or what does it."""
    words = [word.term for word in wording.words(text) if word.term]
    return tuple(takewhile(lambda term: term not in opposite, words))


def _of_one_thing(pair: Accounts, left: Clause, right: Clause, opposite: frozenset[str]) -> bool:
    """One clause says nothing, its opposite word aside, that the other lacks; names may stand
    elsewhere."""
    one, other = left.terms - opposite, right.terms - opposite
    figure = agreeing(pair)
    if len(one & other) + figure < SHARED_TERMS:
        return False
    if _foreign(left, pair.right) and _foreign(right, pair.left):
        return False
    if not figure and not _alike_in_length(one, other):
        return False
    names = pair.left.names | pair.right.names
    found = (
        len(one & (other | names & pair.right.terms)) >= SAME_PROPOSITION * len(one),
        len(other & (one | names & pair.left.terms)) >= SAME_PROPOSITION * len(other),
    )
    return any(found) and _alike_in_mood(left, right, opposite)


def _foreign(clause: Clause, other: Account) -> bool:
    """Whether the clause names somebody that the other account lacks."""
    return any(word.is_name and word.term not in other.terms for word in clause.words)


def _alike_in_mood(
    a: Clause, b: Clause, opposite: frozenset[str], *, negations: bool = True
) -> bool:
    if negations and _is_negated(a.text) != _is_negated(b.text):
        return False
    if bool(_HEDGED.search(a.text)) != bool(_HEDGED.search(b.text)):
        return False
    one, other = (_is_past(clause, opposite) for clause in (a, b))
    return one is None or other is None or one == other


@lru_cache(maxsize=CACHED_TEXTS)
def _is_negated(text: str) -> bool:
    return len(cue_matches("negation", text)) % 2 == 1


def _is_past(clause: Clause, opposite: frozenset[str]) -> bool | None:
    word = next(word for word in clause.words if word.term in opposite)
    return times.is_past(clause.text, word.end)


def _measure_apart(pair: Accounts) -> bool:
    """Whether each gives figures of its own, and none of one kind: a cut in dollars, a rise in per
    cent. Two measures of one matter may well go opposite ways."""
    left, right = ({(figure.value, figure.unit) for figure in side.quantities} for side in pair)
    own = [{unit for _, unit in figures} for figures in (left - right, right - left)]
    return all(own) and not own[0] & own[1]


def _alike_in_length(a: frozenset[str], b: frozenset[str]) -> bool:
    return min(len(a), len(b)) >= LENGTH_RATIO * max(len(a), len(b))


def _as_written(account: Account, opposite: frozenset[str]) -> str:
    word = next((w for w in wording.words(account.text) if w.term in opposite), None)
    return account.text[word.start : word.end] if word else ""


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    """For each term those that exclude it."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in lexicons.rows("judge_antonyms"):
        a, b = _antonym(row[0]), _antonym(row[1])
        found[a] |= {b}
        found[b] |= {a}
    return dict(found)


def _antonym(word: str) -> str:
    return word if word.startswith("=") else wording.stem(word)
