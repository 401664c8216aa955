"""What a claim tells of a commitment: that it was done, that it was not, or that it will not be.

The verb of the action is looked for in the claim. In a past form it tells of the deed ("closed",
"has been closed"), after a negation of the past that it was not done ("did not close", "failed
to close"), after a negation of the future that it is refused ("will not close"). After "to",
"will" or "may" it tells of nothing yet: "agreed to close" is the promise again. A deed in other
words is known by all else that the action is about.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor import lexicons, wording
from extractor.pairs import Side
from extractor.records import Actor, Claim, Commitment
from extractor.times import is_past

Telling = Literal["done", "undone", "pending", "refused"]

_UNDONE = re.compile(
    r"(?:\bn(?:ot|ever)(?! to\b)|\b(?:did|has|have|had|was|were)n['’]t|\bfail(?:s|ed)? to|"
    r"\bunable to)(?: \w+){0,2} $",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?:\b(?:will|would|does|do|is|are) not|\bwon['’]t|\b(?:would|does|do|is|are)n['’]t|"
    r"\brefus(?:es|ed|ing) to|\b(?:decided|chose|vowed|promised|agreed|pledged) not to)"
    r"(?: \w+){0,3} $",
    re.IGNORECASE,
)
_IS_NOT = re.compile(r"\b(?:is|are)(?: not|n['’]t) (?:\w+ )?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:\b(?:to|will|would|shall|should|must|may|might|could|can)|['’]ll)"
    r"(?: (?:be|been|have|not|never|soon|also|\w+ly)){0,3} $",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:yet|still|so far|until now|await\w*|waiting)\b", re.IGNORECASE)
_STILL_OPEN = re.compile(
    r"\b(?:not|never|no|without|will|would|shall|should|must|may|might|could|yet|still|so far|"
    r"if|unless|until)\b|n['’]t\b|['’]ll\b",
    re.IGNORECASE,
)
"""With one of these a sentence that lacks the verb tells of nothing that is over."""

REACH = 60
"""Characters before a verb in which what governs it stands."""

MATTER = 0.6
"""Share of an action's terms, without its verb, by which the deed is known in other words."""

_SPACES = re.compile(r"\s+")


def tells(side: Side, commitment: Commitment) -> Telling | None:
    """What the claim of `side` tells of `commitment`; None for nothing, and for other records.

    Only what is asserted tells: what is expected, hoped or possible has not happened.
    """
    claim = side.record
    if not isinstance(claim, Claim) or claim.modality != "asserted":
        return None
    text = _SPACES.sub(" ", claim.statement)
    told = _by_verb(text, commitment) or _by_matter(text, commitment)
    if claim.negated and told == "done":
        told = "undone"
    return "pending" if told == "undone" and _NOT_YET.search(text) else told


def _by_verb(text: str, commitment: Commitment) -> Telling | None:
    readings = (_reading(text, word.start, word.end) for word in _verbs(text, commitment))
    return next(filter(None, readings), None)


def _by_matter(text: str, commitment: Commitment) -> Telling | None:
    """The deed in other words: all that the action is about, in a sentence of the past."""
    verb = _verb(commitment)
    about = matter(commitment)
    here = wording.words(text)
    terms = {word.term for word in here}
    if verb in terms or not about or len(about & terms) < MATTER * len(about):
        return None
    said = {wording.stem(text[word.start : word.end]) for word in here} & _words_of_intent()
    if said or _STILL_OPEN.search(text) or not is_past(text):
        return None
    return "done"


def _verb(commitment: Commitment) -> str:
    """The term of what is to be done: the first word of an action is its verb."""
    return next((w.term for w in wording.words(commitment.action) if w.term and not w.is_name), "")


def _verbs(text: str, commitment: Commitment) -> list[wording.Word]:
    """The verb of the action in `text`, in whatever form."""
    verb = _verb(commitment)
    return [word for word in wording.words(text) if verb and word.term == verb]


def _reading(text: str, start: int, end: int) -> Telling | None:
    before, is_over = text[max(0, start - REACH) : start], _is_past_form(text[start:end])
    if _REFUSED.search(before):
        return "undone" if is_over and _IS_NOT.search(before) else "refused"
    if _UNDONE.search(before):
        return "undone"
    if _AHEAD.search(before):
        return None
    return "done" if is_over else None


def _is_past_form(verb: str) -> bool:
    first = verb.lower().partition(" ")[0]
    return first.endswith("ed") or first in _irregular_pasts()


@cache
def _words_of_intent() -> frozenset[str]:
    """Verbs by which somebody says something or binds himself: what they govern is no deed."""
    rows = (row for name in ("commissive", "cue_verbs") for row in lexicons.rows(name))
    forms = (form for row in rows for form in (row[0], *row[-1].split(",")))
    return frozenset(wording.stem(form) for form in forms)


@cache
def _irregular_pasts() -> frozenset[str]:
    rows = lexicons.rows("verbs")
    return frozenset(form for row in rows if len(row) > 1 for form in row[1].split(","))


def matter(commitment: Commitment) -> frozenset[str]:
    """What the action is about, without its verb."""
    return wording.terms(commitment.action) - {_verb(commitment)}


def is_by(side: Side, actor: Actor) -> bool:
    """Whether the record is said by `actor`, or names it where it is said."""
    speaker = side.record.attribution.speaker
    if speaker is not None and speaker.canonical == actor.canonical:
        return True
    names = {actor.canonical, actor.name}
    if actor.type == "person":
        names |= {name.split()[-1] for name in names if name.split()}
    told = side.record.statement if isinstance(side.record, Claim) else side.record.evidence.quote
    words = (word for text in (told, side.sentence) for word in wording.words(text))
    here = {word.term for word in words if not word.possessive}
    return any(terms <= here for name in names if (terms := wording.terms(name)))
