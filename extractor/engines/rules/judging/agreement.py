"""Two accounts that say the same, or that at least speak of the same matter."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor import wording
from extractor.engines.rules.judging.accounts import Accounts, time_spans
from extractor.engines.rules.judging.contained import is_contained
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days, is_a_state
from extractor.engines.rules.judging.edits import edits_names
from extractor.engines.rules.judging.events import events, is_far_apart, is_same_news
from extractor.engines.rules.judging.figures import agreeing, differing
from extractor.engines.rules.judging.opposites import opposites
from extractor.engines.rules.judging.states import are_in_one_state
from extractor.engines.rules.judging.substitution import names_exchanged
from extractor.engines.rules.judging.transfers import swapped
from extractor.engines.rules.judging.voices import quoted, voices
from extractor.pairs import Verdict
from extractor.records import Claim, Stance

SAME_SIMILARITY = 0.65
"""Dice's coefficient of the terms, above which two accounts say the same."""

SAME_OVERLAP = 0.9
SAME_BACKGROUND = 0.5
"""Share of the shorter account in the longer, which may add to it, but not far more."""

SAME_TERMS = 4
"""Common terms that it takes to say the same."""

SPOKEN_OVERLAP = 0.6
"""The same speaker says the same with fewer common words: outlets translate and shorten."""

SPOKEN_SIMILARITY = 0.4
"""But one speaker also says many things of one matter, in longer sentences and shorter ones."""

SPOKEN_TERMS = 3
"""Common terms of two reports of one statement."""

RELATED_OVERLAP = 0.3
"""Overlap above which two accounts are of one matter."""

RELATED_TERMS = 2
"""Common terms of one matter."""

SAME_SENTENCE = 0.85
"""Dice's coefficient above which two accounts are one sentence, copied or edited."""

HELP = "=help"
"""What helps to do a thing is not the doing of it."""

_COMPATIBLE = Verdict(relation="compatible", confidence=0.5)
_UNRELATED = Verdict(relation="unrelated", confidence=0.5)
"""Most pairs are one or the other: they share it."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_OPEN = (
    re.compile(r"\?[\"'”’ ]*$"),
    re.compile(r"\brespectively\b", re.IGNORECASE),
    re.compile(r"\b(?:plot|attempt|tr(?:y|i)|fail)(?:es|ed|s|ted|ting|ing)? to\b", re.IGNORECASE),
    re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on\b"),
)
"""A question, a list of who did which, an attempt, an appeal: what only one account has of them,
the other does not say."""

_UNCERTAIN = frozenset({"hoped", "possible", "conditional"})


def judge_agreement(pair: Accounts) -> Verdict:
    """`same`, `compatible` or `unrelated`: nothing else was found to differ."""
    if _agree(pair):
        return Verdict(
            relation="same",
            difference=f"{_witnesses(pair)}: {_shorter(pair)}.",
            confidence=min(0.9, 0.4 + pair.similarity / 2),
        )
    return _COMPATIBLE if _is_related(pair) else _UNRELATED


def _is_related(pair: Accounts) -> bool:
    """Whether both are of one matter: by what they have in common, or as news of the same days
    that names the same day, the same sort of event, or the same state of somebody."""
    if len(pair.shared) >= RELATED_TERMS and pair.overlap >= RELATED_OVERLAP:
        return True
    if not is_same_news(pair):
        return False
    known = bool(pair.shared & events().keys()) or compare_days(pair) == "same"
    return known or are_in_one_state(pair)


def _agree(pair: Accounts) -> bool:
    if pair.left.negated != pair.right.negated or opposites(pair) or not _same_mood(pair):
        return False
    if differing(pair) or swapped(pair):
        return False
    if compare_days(pair) == "different" and not is_a_state(pair):
        return False
    if is_far_apart(pair) or _differ_in_detail(pair) or names_exchanged(pair):
        return False
    if is_contained(pair):
        return not edits_names(pair)
    if _same_acts(pair) and _said_alike(pair) and not _one_is_open(pair):
        return not (_is_of_another(pair) or edits_names(pair))
    return False


def _is_of_another(pair: Accounts) -> bool:
    """Whether one tells of somebody of whom the other only names what is his: "Ann Lee's side"."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        first = next((word for word in wording.words(one.text) if word.term), None)
        if first is None or first.possessive or first.term not in one.names & other.terms:
            continue
        if wording.state(first.term):
            continue  # "Russian ministers" are not Russia
        there = [word for word in wording.words(other.text) if word.term == first.term]
        if all(word.possessive for word in there):
            return True
    return False


def _differ_in_detail(pair: Accounts) -> bool:
    """True for one sentence with another name, or another number, in each: it was changed."""
    if pair.similarity < SAME_SENTENCE:
        return False
    left, right = pair.left, pair.right
    if left.names - right.terms and right.names - left.terms:
        return True
    one, other = _figures(left.text), _figures(right.text)
    return bool(one - other and other - one)


@lru_cache(maxsize=CACHED_TEXTS)
def _figures(text: str) -> frozenset[str]:
    """The figures of a text, those of dates left aside: days are compared as days."""
    spans = time_spans(text)
    found = _FIGURE.finditer(text)
    return frozenset(
        m.group() for m in found if not any(s.start <= m.start() < s.end for s in spans)
    )


def _same_acts(pair: Accounts) -> bool:
    left, right = wording.acts(pair.left.terms), wording.acts(pair.right.terms)
    return bool(left & right) or not (left or right)


def _said_alike(pair: Accounts) -> bool:
    shared = len(pair.shared)
    if pair.one_speaker and shared >= SPOKEN_TERMS:
        return pair.overlap >= SPOKEN_OVERLAP and pair.similarity >= SPOKEN_SIMILARITY
    if HELP in pair.left.terms ^ pair.right.terms:
        return False
    # A figure in common counts as a term, and so does a day.
    if shared + agreeing(pair) + (compare_days(pair) == "same") < SAME_TERMS:
        return False
    if pair.similarity >= SAME_SIMILARITY:
        return True
    return pair.overlap >= SAME_OVERLAP and pair.similarity >= SAME_BACKGROUND


def _same_mood(pair: Accounts) -> bool:
    """What one hopes the other need not say; and support is not neutrality."""
    a, b = pair.left.side.record, pair.right.side.record
    if isinstance(a, Stance) and isinstance(b, Stance):
        return a.position == b.position
    if isinstance(a, Stance) or isinstance(b, Stance):
        return False
    uncertain = [isinstance(r, Claim) and r.modality in _UNCERTAIN for r in (a, b)]
    moods = any(pair.cue_on_one_side(cue) for cue in ("pending", "debunk", "hope", "favour"))
    return uncertain[0] == uncertain[1] and not moods


def _one_is_open(pair: Accounts) -> bool:
    return any(_is_open(pair.left.text, sign) != _is_open(pair.right.text, sign) for sign in _OPEN)


def _is_open(text: str, sign: re.Pattern[str]) -> bool:
    return bool(sign.search(text))


def _witnesses(pair: Accounts) -> str:
    one, other = pair.left.side.publisher, pair.right.side.publisher
    if pair.one_speaker and one and other and one != other:
        return f"{one} and {other} both report {pair.left.who}"
    left, right = voices(pair)
    return f"{left} and {right} agree"


def _shorter(pair: Accounts) -> str:
    quotes = (account.side.record.evidence.quote for account in pair)
    return quoted(min(quotes, key=lambda quote: (len(quote), quote)))
