"""A short statement that a sentence of the longer account makes too, among other things."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor import wording
from extractor.engines.rules.judging.accounts import Account, Accounts, denied_terms
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.phrases import with_phrases
from extractor.passages import sentences
from extractor.wording import Word

FEWEST_TERMS = 4
"""Terms of a statement that is recognised among others; one less, if one of them is a name."""

LONGEST_STRETCH = 300
"""Characters of the longer account from the subject to the last word of what is said of it."""

BETWEEN = 3
"""Further terms between somebody and what he is said to be: what stands farther off is another."""

_COPULA = re.compile(r"\b(?:is|are|was|were) (?:an?|the)\b")
_CALLED = re.compile(r"\b(?:is|are|was|were) (?:called|named)\b")
_BY = re.compile(r"\b(?:is|are|was|were|been) (?:\w+ ){1,3}by (?:[^\s,;:.]+ ){0,6}$")
NAMING = frozenset({"cal", "nam"})

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_UNREAL = re.compile(
    r"\b(?:not|never|nor|neither|no|n['’]t|may|might|could|would|should|if|unless|whether|until|"
    r"able|unable|without|plot(?:s|ted|ting)?|plan(?:s|ned|ning)?|tr(?:y|ies|ied|ying)|"
    r"attempt(?:s|ed|ing)?|fail(?:s|ed|ing)?|refus(?:es|ed|ing)|threat(?:en|ens|ened|ening)?|"
    r"claim(?:s|ed|ing)?|alleg(?:es|ed|edly|ing)|accus(?:es|ed|ing)|deni(?:es|ed)|denying|"
    r"instead|rather|fake|hoax|expected|hop(?:es|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)
"""What keeps a stretch of text from saying plainly that a thing is so."""


_SHARED_OUT = re.compile(r"\brespectively\b", re.IGNORECASE)
"""Who of several did what, a set of terms does not tell."""


class _Sentence(NamedTuple):
    text: str
    words: tuple[Word, ...]
    terms: frozenset[str]


def is_contained(pair: Accounts) -> bool:
    """Whether one sentence of the longer account says all of the shorter one, of its subject."""
    shorter, longer = sorted(pair, key=lambda account: (len(account.terms), account.text))
    named = bool(shorter.names & longer.names)
    if len(shorter.terms) + named < FEWEST_TERMS or shorter.terms - longer.terms - NAMING:
        return False
    if shorter.text.rstrip(' "”').endswith("?"):
        return False
    return any(_says(sentence, shorter) for sentence in _sentences(longer.text))


def _says(sentence: _Sentence, account: Account) -> bool:
    """Whether `sentence` names the subject of `account`, and after it the rest, as plainly so."""
    wanted = _wanted(account.text)
    if not wanted <= sentence.terms or denied_terms(sentence.text):
        return False
    if _SHARED_OUT.search(sentence.text):
        return False
    subject = next(word.term for word in wording.words(account.text) if word.term)
    places = [word for word in sentence.words if word.term in wanted]
    first: dict[str, Word] = {}
    for word in places:
        first.setdefault(word.term, word)
    stretch = sentence.text[places[0].start : max(word.end for word in first.values())]
    begins = places[0].term == subject or _is_agent(sentence.text, first.get(subject))
    if not begins or len(stretch) > LONGEST_STRETCH:
        return False
    if _COPULA.search(account.text) and len(wording.terms(stretch)) > len(wanted) + BETWEEN:
        return False
    figures = set(_FIGURE.findall(account.text)) <= set(_FIGURE.findall(sentence.text))
    return figures and _unreal(stretch) <= _unreal(account.text)


def _is_agent(text: str, subject: Word | None) -> bool:
    """Whether a text in the passive voice has its doer after "by"."""
    return subject is not None and bool(_BY.search(text, 0, subject.start))


def _unreal(text: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in _UNREAL.finditer(text))


@lru_cache(maxsize=CACHED_TEXTS)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    found = (text[span.start : span.end] for span in sentences(text))
    return tuple(_Sentence(part, wording.words(part), _all_terms(part)) for part in found)


@lru_cache(maxsize=CACHED_TEXTS)
def _wanted(text: str) -> frozenset[str]:
    """The terms that a sentence must have to say `text`: "is called X" is said by naming it."""
    found = _all_terms(text)
    return found - NAMING if _CALLED.search(text) else found


def _all_terms(text: str) -> frozenset[str]:
    return with_phrases(text, wording.terms(text))
