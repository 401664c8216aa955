"""A commitment beside a later account of the deed, and beside the same commitment again."""

from __future__ import annotations

import re
from typing import Literal

from extractor import times, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.events import told_in_order
from extractor.engines.rules.judging.voices import quoted, voice
from extractor.pairs import Verdict
from extractor.periods import meet
from extractor.records import Claim, Commitment

SAME_MATTER = 0.6
"""Share of what an action is about, by which another account is known to be about it too."""

RESTATED = 0.75
"""The same, for two commitments of one actor, who makes many."""

REACH = 60
"""Characters before a verb in which stands what governs it."""

_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|fail(?:s|ed)? to|refus(?:es|ed) to|declin(?:es|ed) to|unable to)|n['’]t)"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:to|will|would|shall|should|must|may|might|could|can)(?: \w+){0,2} $", re.IGNORECASE
)

_RIGHT_BEFORE = re.compile(r"(?: (?:has|had|have|then|later|finally|also|on \w+|\w+ly))* ")
"""What may stand between the name of who does it and the verb."""

Told = Literal["done", "not done"]


def judge_deed(pair: Accounts) -> Verdict | None:
    """`progress` where a later account has what was committed to done, `conflict` where it has it
    not done; `same` where the same actor commits itself to it again, `progress` for another day."""
    left, right = (account.side.record for account in pair)
    if isinstance(left, Commitment) and isinstance(right, Commitment):
        return _restated(pair, left, right)
    ordered = told_in_order(pair)
    if ordered is None:
        return None
    commitment, claim = ordered[0].side.record, ordered[1].side.record
    if not isinstance(commitment, Commitment) or not isinstance(claim, Claim):
        return None
    return _by_claim(*ordered, commitment)


def _by_claim(bound: Account, later: Account, commitment: Commitment) -> Verdict | None:
    if not _is_by(later, bound):
        return None
    told = _told(later.text, bound, commitment)
    if commitment.type == "refusal":
        return _refused(bound, later, commitment) if told == "done" else None
    if told is None:
        return None
    action = quoted(commitment.action)
    if told == "done":
        return Verdict(
            relation="progress",
            difference=f"{bound.who} committed itself: {action}; {voice(later)} has it done: "
            f"{quoted(later.text)}.",
            confidence=0.6,
        )
    return Verdict(
        relation="conflict",
        subtype="negation",
        difference=f"{bound.who} committed itself: {action}; {voice(later)} has it not done: "
        f"{quoted(later.text)}.",
        confidence=0.6,
    )


def _refused(bound: Account, later: Account, commitment: Commitment) -> Verdict:
    """What was done after all; that it was not done says nothing new."""
    return Verdict(
        relation="conflict",
        subtype="negation",
        difference=f"{bound.who} refused: {quoted(commitment.action)}; {voice(later)} has it done: "
        f"{quoted(later.text)}.",
        confidence=0.6,
    )


def _is_by(later: Account, bound: Account) -> bool:
    """Whether the account names who is bound, or is his own."""
    return later.who == bound.who or (bool(bound.called) and bound.called <= later.terms)


def _told(text: str, bound: Account, commitment: Commitment) -> Told | None:
    """Whether `text` tells that the action was done, or was not; None where it tells neither. An
    action of one word is known by who does it."""
    verb = _verb(commitment)
    matter = wording.terms(commitment.action) - {verb}
    if len(matter & wording.terms(text)) < SAME_MATTER * len(matter):
        return None
    word = next((word for word in wording.words(text) if verb and word.term == verb), None)
    if word is None or not (matter or _is_his_own(text, word, bound)):
        return None
    if _NOT_DONE.search(text, max(0, word.start - REACH), word.start):
        return "not done"
    if (
        _AHEAD.search(text, max(0, word.start - REACH), word.start)
        or times.is_past(text, word.end) is not True
    ):
        return None
    return "done"


def _is_his_own(text: str, verb: wording.Word, bound: Account) -> bool:
    """Whether he who is bound is named right before the verb: "his deputy resigned" tells of
    another."""
    before = [word for word in wording.words(text) if word.is_name and word.end <= verb.start]
    if not before or before[-1].term not in bound.called:
        return False
    return bool(_RIGHT_BEFORE.fullmatch(text, before[-1].end, verb.start))


def _verb(commitment: Commitment) -> str:
    """The term of what is to be done: the first word of an action is its verb."""
    words = wording.words(commitment.action)
    return next((word.term for word in words if word.term and not word.is_name), "")


def _restated(pair: Accounts, left: Commitment, right: Commitment) -> Verdict | None:
    if pair.left.who != pair.right.who or _verb(left) != _verb(right):
        return None
    if (left.type == "refusal") != (right.type == "refusal"):
        return None
    if pair.left.negated != pair.right.negated:
        return None
    one, other = wording.terms(left.action), wording.terms(right.action)
    if wording.overlap(one, other) < RESTATED or wording.similarity(one, other) < SAME_MATTER:
        return None
    if left.deadline and right.deadline and not meet(left.deadline, right.deadline):
        return Verdict(
            relation="progress",
            subtype="date",
            difference=f"{pair.left.who} commits itself for “{left.deadline.text}”, then for "
            f"“{right.deadline.text}”.",
            confidence=0.6,
        )
    return Verdict(
        relation="same",
        difference=f"{pair.left.who} commits itself to it twice: {quoted(right.action)}.",
        confidence=0.6,
    )
