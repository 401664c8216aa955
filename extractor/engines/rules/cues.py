"""Where a verb of saying or thinking is used as one: its reading, tense and surroundings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    BE,
    CUE,
    CUES,
    DET,
    MODAL,
    NEGATION,
    PLURAL,
    POSSESSIVE,
    PREP,
    SOURCE,
    Cue,
)

VERB_GROUP = 5
"""Auxiliaries and adverbs looked at before a verb."""
_GOING_ON = frozenset("continue continues continued began begins proceeded".split())
_GOING = frozenset("go goes went gone".split())
CLAIMED = frozenset("ask call accuse view act want will".split())
"""Classes of cues that are part of what is claimed: "X rejected the plan"."""
_PREPOSITIONS = frozenset("of about for against with".split())
_WILLING = ("want", "will")
"""Classes of cues whose denial tells of a will as well: "does not want to"."""
_QUANTIFIERS = frozenset("some many most few others both all several these those more".split())


class CueHit(NamedTuple):
    """A cue verb at token `token`; what follows it begins at token `after`."""

    token: int
    after: int
    lemma: str
    kind: str
    gerund: bool


def cue_hits(doc: Document, first: int, last: int, *, quoted: bool = False) -> Iterator[CueHit]:
    """The cues among tokens [first, last) that report; inside quotations only if `quoted`."""
    tokens = doc.tokens
    for index in tokens.having(CUE, first, last):
        if doc.quoted[index] >= 0 and not quoted:
            continue
        cue = reading(doc, index, last, CUES)
        apart = _apart(doc, index, last)
        cue = apart or cue
        if cue is not None and reports(doc, index, first, cue):
            after = index + 1 + len(cue.particle) + (apart is not None)
            gerund = cue.form == "gerund" and not is_progressive(doc, index, first)
            yield CueHit(index, after, cue.lemma, cue.kind, gerund)


def _apart(doc: Document, index: int, last: int) -> Cue | None:
    """The cue whose particle stands behind an adverb: "spoke openly of"."""
    lows = doc.tokens.lows
    if index + 2 >= last or not (
        doc.tokens.flags[index + 1] & ADVERB or lows[index + 1].endswith("ly")
    ):
        return None
    fitting = (c for c in CUES[lows[index]] if c.particle == (lows[index + 2],))
    return next((cue for cue in fitting if cue.particle[0] in _PREPOSITIONS), None)


def is_progressive(doc: Document, index: int, first: int) -> bool:
    """True for "is calling" and "has been saying": a gerund with a form of "be" before it."""
    flags = doc.tokens.flags
    return any(flags[at] & BE for at in range(verb_group(doc, index, first), index))


def reading(doc: Document, index: int, last: int, cues: dict[str, tuple[Cue, ...]]) -> Cue | None:
    """The cue whose form and particle stand at token `index`."""
    lows = doc.tokens.lows
    for cue in cues.get(lows[index], ()):
        end = index + 1 + len(cue.particle)
        if end <= last and tuple(lows[index + 1 : end]) == cue.particle:
            return cue
    return None


def reports(doc: Document, index: int, first: int, cue: Cue) -> bool:
    """False for a noun ("the report"), a passive, a modal, a negated or an infinitive verb."""
    tokens = doc.tokens
    if index > first and tokens.lows[index - 1] == "to":
        goes_on = cue.form == "base" and before_aspect(doc, index) < index
        return cue.form == "gerund" or goes_on
    if cue.form == "base" and not doc.titled[index]:
        singular = index > first and _names_one(doc, index - 1, first)
        if tokens.is_capital(index) or singular:
            return False
    if cue.form in ("base", "third") and is_noun(doc, index, first):
        return False
    if cue.form == "participle" and not _has_perfect(doc, index, first):
        return False
    group = verb_group(doc, index, first)
    flags = [tokens.flags[i] for i in range(group, index)]
    blocked = MODAL if cue.kind in _WILLING else MODAL | NEGATION
    if any(bits & blocked for bits in flags) and cue.form != "gerund":
        return False
    passive = any(bits & BE for bits in flags) and cue.form in ("past", "participle")
    return not passive and tokens.lows[index + 1 : index + 2] != ["by"]


def _names_one(doc: Document, index: int, first: int) -> bool:
    """True for a name that no plain present goes with ("Battleground state")."""
    tokens = doc.tokens
    if not tokens.is_name(index) or tokens.flags[index] or tokens.lows[index].endswith("s"):
        return False
    joined = range(max(first, index - VERB_GROUP), index)
    return not any(tokens.lows[at] in ("and", "&") for at in joined)


def before_aspect(doc: Document, index: int) -> int:
    """Where "continues to" or "went on to" before the verb at `index` begins; else `index`."""
    lows = doc.tokens.lows
    if index < 2 or lows[index - 1] != "to":
        return index
    if lows[index - 2] in _GOING_ON:
        return index - 2
    return index - 3 if lows[index - 2] == "on" and lows[index - 3] in _GOING else index


def _has_perfect(doc: Document, index: int, first: int) -> bool:
    lows = doc.tokens.lows
    return any(
        lows[i] in ("has", "have", "had", "having", "'ve", "'d")
        for i in range(verb_group(doc, index, first), index)
    )


def verb_group(doc: Document, index: int, first: int) -> int:
    """Where the auxiliaries and adverbs before the verb at `index` begin."""
    tokens = doc.tokens
    start = index
    while start > max(first, index - VERB_GROUP):
        bits, word = tokens.flags[start - 1], tokens.lows[start - 1]
        if not (bits & (ADVERB | MODAL | NEGATION | BE) or word in _GROUP or word.endswith("ly")):
            break
        start -= 1
    return start


_GROUP = frozenset("has have had having do does did 've 'd".split())


def _is_singular(word: str) -> bool:
    return word.replace("-", "").isalpha() and not word.endswith(("s", "men", "children", "people"))


def is_noun(doc: Document, index: int, first: int) -> bool:
    """True if the form at `index`, which may be noun or verb, follows an article or the like."""
    tokens = doc.tokens
    if index == first:
        return tokens.flags[index] & SOURCE > 0
    bits, word = tokens.flags[index - 1], tokens.lows[index - 1]
    if word in _QUANTIFIERS:
        return False
    if bits & PREP and not tokens.is_acronym(index - 1):
        return True
    if tokens.is_capital(index) and tokens.is_capital(index - 1) and not doc.titled[index]:
        return True
    unknown = not bits and not word.endswith("ly")
    if unknown and _is_singular(word) and not tokens.lows[index].endswith("s"):
        return not tokens.is_capital(index - 1)  # "a vaccination campaign against measles"
    if not bits and _is_singular(word) and _counts_many(doc, index - 1, first):
        return True
    return bool(bits & (DET | POSSESSIVE) or word == "'s") and not bits & PLURAL


def _counts_many(doc: Document, index: int, first: int) -> bool:
    """True for an adjective behind "many" or "these": a plural noun follows, not "comments on"."""
    tokens = doc.tokens
    while index > first and not tokens.flags[index]:
        index -= 1
    return tokens.lows[index] in _QUANTIFIERS
