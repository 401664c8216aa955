"""Actors for and against one thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS, without_cues
from extractor.engines.rules.judging.voices import quoted
from extractor.pairs import Verdict
from extractor.records import Actor, Claim, Commitment, Stance

SAME_TARGET = 0.75
"""Overlap of two targets, above which they are taken for one."""

SHARED_TERMS = 2
"""Common terms of two targets: "talks" alone could be any talks."""

EXPLICIT = 0.7
IMPLIED = 0.55
"""Confidence where both positions are records of their own, and where one is inferred."""

STORY_DAYS = 14
"""Days in which "the inquiry" is the same one, if two actors call it nothing else."""

_PROPOSITION = re.compile(r"(?:the |an? )?(?:fact|notion|idea|claim|view|suggestion) that\b")
"""How a target begins that is no thing but a whole clause, with many things in it."""

_DEFINITE = re.compile(r"the [a-z]+(?:-[a-z]+)*$", re.IGNORECASE)

ENDINGS = frozenset({"=end", "=ban", "=reject", "=cancel", "=withdraw", "=oppose", "not"})
"""Terms that turn a target round: to want the end of a thing is to be against the thing."""


class Position(NamedTuple):
    """Somebody for (+1) or against (-1) a target."""

    holder: str
    sign: int
    target: frozenset[str]
    words: str
    """How an explanation says it."""
    explicit: bool
    """True for a stance or commitment; false if it was read out of a claim."""
    around: frozenset[str]
    """The names in the sentence, which the target may leave out: whose door is open."""
    named: frozenset[str] = frozenset()
    """The names in what is to be done: a vote for one is no vote for another."""


def judge_positions(pair: Accounts) -> Verdict | None:
    """`opposed` where two positions on one target differ in sign."""
    left, right = position(pair.left), position(pair.right)
    if not left or not right or left.sign == right.sign:
        return None
    if not (_same_target(left, right) or _is_one_thing(pair, left, right)):
        return None
    return Verdict(
        relation="opposed",
        difference=f"{left.words}; {right.words}.",
        confidence=EXPLICIT if left.explicit and right.explicit else IMPLIED,
    )


def position(account: Account) -> Position | None:
    """The position that a record states or, for a claim with a plain cue, implies."""
    record = account.side.record
    if isinstance(record, Stance):
        return _of_stance(account, record)
    if isinstance(record, Commitment):
        return _of_commitment(account, record)
    return _implied(account, record)


def _of_stance(account: Account, record: Stance) -> Position | None:
    if record.position not in ("support", "oppose") or _PROPOSITION.match(record.target):
        return None
    sign, word = (1, "for") if record.position == "support" else (-1, "against")
    terms = wording.terms(record.target)
    words = f"{_is(record.holder)} {word} {record.target.rstrip(' .')}"
    turned = -sign if terms & ENDINGS else sign
    return Position(record.holder.canonical, turned, terms - ENDINGS, words, True, _around(account))


def _of_commitment(account: Account, record: Commitment) -> Position | None:
    """Who will do a thing is for it. A refusal in negative words leaves open what is refused."""
    refuses, denied = record.type == "refusal", "negation" in account.cues
    if refuses and denied:
        return None
    terms = wording.terms(record.action)
    sign = -1 if refuses or denied or terms & ENDINGS else 1
    kept = _kept(record.action)
    if kept:
        sign, terms = -sign, kept
    verb = "refuses" if refuses else "undertakes"
    return Position(
        record.actor.canonical,
        sign,
        terms - ENDINGS,
        f"{record.actor.canonical} {verb}: {quoted(record.action)}",
        explicit=True,
        around=_around(account),
        named=wording.names(record.action),
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _kept(action: str) -> frozenset[str]:
    """The terms of what an action excludes that keeps something as it is; empty for others: to keep
    a plant open is not to close it."""
    for pattern, verb in _keeping():
        match = pattern.search(action)
        if match:
            return wording.terms(f"{verb} {match['object']}{action[match.end() :]}")
    return frozenset()


@cache
def _keeping() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = lexicons.rows("judge_keeping")
    return tuple(
        (re.compile(rf"^(?:{verbs})\b(?P<object>.{{0,80}}?)\b(?:{ends})\b"), verb)
        for verbs, ends, verb in rows
    )


def _implied(account: Account, record: Claim) -> Position | None:
    """What somebody is said to demand, or what the speaker calls good or bad."""
    text = record.statement
    if "demand" in account.cues:
        holder = _name_before_demand(text) or account.who
        sign = -1 if account.negated or account.terms & ENDINGS else 1
    elif ("favour" in account.cues) != ("disfavour" in account.cues):
        holder = account.who
        sign = 1 if ("favour" in account.cues) != account.negated else -1
    else:
        return None
    if holder is None:
        return None
    target = wording.terms(without_cues(text, "demand", "favour", "disfavour")) - ENDINGS
    words = f"{holder}: {quoted(text)}"
    return Position(holder, sign, target, words, False, _around(account))


def _around(account: Account) -> frozenset[str]:
    return account.names | wording.names(account.side.sentence)


def _is(holder: Actor) -> str:
    plural = (holder.type == "group" or holder.anonymous) and holder.canonical.endswith("s")
    return f"{holder.canonical} {'are' if plural else 'is'}"


def _name_before_demand(text: str) -> str | None:
    """Who demands: the first name, unless it only owns something."""
    first = next((word for word in wording.words(text) if word.is_name), None)
    return first.term if first and not first.possessive else None


def _is_one_thing(pair: Accounts, left: Position, right: Position) -> bool:
    """Whether two actors speak of "the inquiry" in one word, in the news of the same days, and
    nobody else is named by whom it could be another."""
    one, other = (account.side.record for account in pair)
    if not isinstance(one, Stance) or not isinstance(other, Stance):
        return False
    if one.target.casefold() != other.target.casefold() or left.holder == right.holder:
        return False
    if not _DEFINITE.match(one.target) or left.target & _anything() or not left.target:
        return False
    elsewhere = left.around - wording.terms(left.holder), right.around - wording.terms(right.holder)
    return _is_of_these_days(pair) and not all(elsewhere)


def _is_of_these_days(pair: Accounts) -> bool:
    one, other = pair.left.said_on, pair.right.said_on
    return one is not None and other is not None and abs((one - other).days) <= STORY_DAYS


@cache
def _anything() -> frozenset[str]:
    """The terms of what every story has: "the decision" of one is not that of the next."""
    return wording.terms(
        "bill law plan deal decision move idea proposal step measure agreement government "
        "president minister company report war vote case project policy result statement"
    )


def _same_target(left: Position, right: Position) -> bool:
    """The same act; and, names aside, nearly all of the shorter target in the longer one."""
    left_acts, right_acts = wording.acts(left.target), wording.acts(right.target)
    if (left_acts or right_acts) and not left_acts & right_acts:
        return False
    if left.holder == right.holder and not (left.explicit and right.explicit):
        return False
    if left.named and right.named and not left.named & right.named:
        return False
    if left.target == right.target and len(left.target) >= SHARED_TERMS:
        return True
    parties = wording.names(left.words) | wording.names(right.words)
    one, other = left.target - parties, right.target - parties
    shared = len(left.target & right.target)
    told_alike = left_acts or left.target == right.target
    enough = shared >= SHARED_TERMS or (told_alike and left.around & right.around)
    return bool(enough) and wording.overlap(one, other) >= SAME_TARGET
