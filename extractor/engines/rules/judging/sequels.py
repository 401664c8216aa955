"""What became of a commitment, told in other words than its own: who has promised to resign and "is
still in office", who agreed to allow inspectors who then "were let in"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.events import told_in_order
from extractor.engines.rules.judging.voices import quoted, voice
from extractor.pairs import Verdict
from extractor.periods import last_day
from extractor.records import Claim, Commitment

SAME_MATTER = 0.6
"""Share of what an action is about, by which another account is known to be about it too."""

MATTER_TERMS = 2
"""Common terms of the matter that it takes where the account does not name who is bound."""

REACH = 40
"""Characters before the words for an outcome in which stands what keeps it from being so."""

_UNREAL = re.compile(
    r"(?:\b(?:not|never|will|would|may|might|could|should|must|to|if|yet|be)|n['’]t)"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)

Told = Literal["done", "undone", "ended"]
"""What was not done may be until its time is over; what was to be kept can only have ended."""


_KINDS: dict[str, Told] = {"done": "done", "undone": "undone", "ended": "ended"}


class _Sign(NamedTuple):
    told: Told
    words: re.Pattern[str]


def judge_sequel(pair: Accounts) -> Verdict | None:
    """`progress` where a later account shows by its words that what was committed to was done, or
    that it was not when its time was over."""
    if not any(isinstance(account.side.record, Commitment) for account in pair):
        return None
    ordered = told_in_order(pair)
    if ordered is None:
        return None
    bound, later = ordered
    commitment = bound.side.record
    if not isinstance(commitment, Commitment) or not isinstance(later.side.record, Claim):
        return None
    if commitment.type == "refusal" or later.side.record.modality != "asserted":
        return None
    told = _told(commitment, later)
    if told is None or (told == "undone" and not _is_over(commitment, later)):
        return None
    return _verdict(bound, later, commitment, told)


def _verdict(bound: Account, later: Account, commitment: Commitment, told: Told) -> Verdict:
    done = {"done": "done", "undone": "not done in time", "ended": "ended"}[told]
    return Verdict(
        relation="progress",
        subtype="kept" if told == "done" else "broken",
        difference=f"{bound.who} committed itself: {quoted(commitment.action)}; {voice(later)} "
        f"shows it {done}: {quoted(later.text)}.",
        confidence=0.55,
    )


def _told(commitment: Commitment, later: Account) -> Told | None:
    verb = next((w.term for w in wording.words(commitment.action) if w.term and not w.is_name), "")
    if verb not in _signs() or not _is_of_matter(commitment, verb, later):
        return None
    found = (s for s in _signs()[verb] if _shows(s.words, later.text))
    return next((sign.told for sign in found), None)


def _shows(words: re.Pattern[str], text: str) -> bool:
    return any(
        not _UNREAL.search(text, max(0, match.start() - REACH), match.start())
        for match in words.finditer(text)
    )


def _is_of_matter(commitment: Commitment, verb: str, later: Account) -> bool:
    """Whether an account tells of what is to be done, and of nobody else's doing."""
    actor = wording.terms(commitment.actor.canonical)
    matter = wording.terms(commitment.action) - {verb}
    if not later.names <= actor | matter:
        return False
    shared = len(matter & later.terms)
    named = bool(actor) and actor <= later.terms
    if shared < SAME_MATTER * len(matter):
        return False
    subject = next((word.term for word in wording.words(later.text) if word.term), "")
    return named or (shared >= MATTER_TERMS and subject in matter)


def _is_over(commitment: Commitment, later: Account) -> bool:
    deadline, day = commitment.deadline, later.said_on
    return deadline is not None and day is not None and last_day(deadline) < day


@cache
def _signs() -> dict[str, tuple[_Sign, ...]]:
    """For the verb of an action the words that show that it was done, or was not."""
    found: dict[str, tuple[_Sign, ...]] = {}
    for verb, told, words in lexicons.rows("judge_sequels"):
        term = verb if verb.startswith("=") else wording.stem(verb)
        phrases = "|".join(map(_phrase, words.split("|")))
        pattern = re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
        found[term] = (*found.get(term, ()), _Sign(_KINDS[told], pattern))
    return found


def _phrase(words: str) -> str:
    """The pattern of a phrase, in which a star stands for up to three words."""
    return re.escape(words).replace(r"\*\ ", r"(?:\w+ ){0,3}")
