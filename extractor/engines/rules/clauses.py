"""Where reported words begin and end."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.cues import CLAIMED, VERB_GROUP, cue_hits, verb_group
from extractor.engines.rules.document import Document
from extractor.engines.rules.finite import is_finite, is_second_predicate
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    CONJUNCTION,
    DET,
    FINITE,
    GROUP,
    OBJECT,
    PERSON,
    PLURAL,
    POSSESSIVE,
    PREP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)
from extractor.engines.rules.phrases import ADJUNCT_WORDS, Phrase, phrase_after
from extractor.engines.rules.subjects import DASHES, phrase_before

_OPENERS = frozenset("if when while once although though unless because there under".split())
REPORTING = frozenset(
    "according saying adding citing noting quoting telling arguing claiming insisting explaining "
    "warning stressing calling describing suggesting".split()
)
"""Words behind a comma that begin a report of somebody."""


_RELATIVES = frozenset("who which whose whom".split())
_CLOSING = frozenset(["”", '"', "''"])
TAG_WORDS = 16
"""Longest "X, the minister, said" behind reported words, up to its verb."""


class Clause(NamedTuple):
    """Tokens [first, last)."""

    first: int
    last: int


def skip_adjuncts(doc: Document, index: int, high: int) -> int:
    """Step over "on Friday", "to reporters", "in a statement", "also" behind a cue."""
    tokens = doc.tokens
    start = index
    while index < high and index - start < ADJUNCT_WORDS:
        bits, word = tokens.flags[index], tokens.lows[index]
        if word == "that" or tokens.is_mark(index):
            break
        if _is_adverbial(bits, word):
            index += 1
        elif bits & PREP and not tokens.is_acronym(index):
            if word == "to" and _is_infinitive(doc, index + 1, high):
                break
            index = _behind_object(doc, index + 1, high)
        elif word in ("last", "this", "next") and tokens.flags[min(index + 1, high - 1)] & TIME:
            index += 2
        else:
            break
    return index


def _is_infinitive(doc: Document, index: int, high: int) -> bool:
    """True for a base form behind "to", or for a word that is plainly no plural or name."""
    if index >= high:
        return False
    bits, word = doc.tokens.flags[index], doc.tokens.lows[index]
    unknown = not bits and word.isalpha() and not word.endswith("s")
    return bool(bits & BASE) or (unknown and not doc.tokens.is_capital(index))


def _is_adverbial(bits: int, word: str) -> bool:
    if bits & TIME and not bits & (SUBJECT | AUXILIARY):
        return True
    return bool(bits & ADVERB and word != "there") or word.endswith("ly")


def _behind_object(doc: Document, index: int, high: int) -> int:
    """Behind the noun phrase that a preposition governs."""
    tokens = doc.tokens
    start = index
    while index < high:
        bits, word = tokens.flags[index], tokens.lows[index]
        opens = bits & (DET | POSSESSIVE | SUBJECT) and index > start
        opens = opens or (index == start + 1 and _is_behind_day(doc, index))
        if opens or bits & (PREP | AUXILIARY | CONJUNCTION) or word == "that":
            break
        if tokens.is_mark(index) and word != "-":
            break
        index += 1
    return index


def _is_behind_day(doc: Document, index: int) -> bool:
    """True for what follows "on Monday" and is no part of it, as "night" or a date would be."""
    tokens = doc.tokens
    if tokens.lows[index - 2 : index - 1] != ["on"] or not tokens.flags[index - 1] & TIME:
        return False
    goes_on = tokens.flags[index] & TIME or tokens.lows[index][0].isdigit()
    return not goes_on and tokens.lows[index] != "'s"


def main_subject(doc: Document, low: int, high: int) -> Phrase | None:
    """The subject of the sentence that begins at `low`, behind "Later that day," and the like."""
    first = skip_adjuncts(doc, low, high)
    first += first < high and doc.tokens.lows[first] == ","
    found = _subject_at(doc, first, high)
    if found is not None:
        return found
    near = range(first, min(high, first + ADJUNCT_WORDS))
    comma = next((at for at in near if doc.tokens.lows[at] == ","), high)
    return _subject_at(doc, comma + 1, high)


def _subject_at(doc: Document, first: int, high: int) -> Phrase | None:
    if first >= high:
        return None
    is_it = doc.tokens.lows[first] == "it"
    return Phrase(first, first + 1) if is_it else phrase_after(doc, first, high)


def find_that(doc: Document, after: int, high: int, *, addressee: bool) -> int | None:
    """The "that" which opens the clause of a cue; behind the person told, if `addressee`."""
    tokens = doc.tokens
    if not addressee:
        index = skip_adjuncts(doc, after, high)
        if tokens.lows[index : index + 1] == [","]:
            index = _behind_insertion(doc, index, high)
        return index if index < high and tokens.lows[index] == "that" else None
    for index in range(after, min(high, after + ADJUNCT_WORDS)):
        bits, word = tokens.flags[index], tokens.lows[index]
        if word == "that":
            return index
        if word in ':;"“”' or bits & AUXILIARY or (bits & FINITE and not bits & BASE):
            return None
    return None


def _behind_insertion(doc: Document, comma: int, high: int) -> int:
    """Behind ", most recently in an interview," if a "that" follows it; else `comma`."""
    lows = doc.tokens.lows
    for index in range(comma + 1, min(high - 1, comma + ADJUNCT_WORDS)):
        if lows[index] == "," and lows[index + 1] == "that":
            return index + 1
    return comma


def behind_addressee(doc: Document, after: int, high: int) -> int:
    """Behind the person told ("reporters", "a news briefing") and the adjuncts that follow."""
    tokens = doc.tokens
    bits = tokens.flags[after] if after < high else 0
    if bits & (OBJECT | PLURAL | GROUP | PERSON) and not bits & DET:
        return skip_adjuncts(doc, after + 1, high)
    return skip_adjuncts(doc, _behind_object(doc, after, high), high)


def begins_clause(doc: Document, index: int, high: int) -> bool:
    """True if a noun phrase with a finite verb, or "if …", begins at token `index`."""
    if index >= high:
        return False
    tokens = doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if word in _OPENERS:
        return has_finite_verb(doc, index + 1, high)
    opens = bits & (DET | POSSESSIVE | SUBJECT | PLURAL) or tokens.is_name(index)
    opens = opens or word[0].isdigit() or word.endswith("s") or word in ("“", '"')
    if not opens and (bits & ~(VERB | BASE) or tokens.is_mark(index)):
        return False
    return _has_main_verb(doc, index, high)


def _has_main_verb(doc: Document, first: int, high: int) -> bool:
    """True if tokens [first, high) hold a finite verb that is not that of a relative clause:
    "the death of a man who was ill" is a noun phrase."""
    flags, lows = doc.tokens.flags, doc.tokens.lows
    relatives = verbs = commas = 0
    for index in range(first, high):
        follows = flags[index + 1] & (AUXILIARY | FINITE) if index + 1 < high else 0
        relatives += lows[index] in _RELATIVES or bool(lows[index] == "that" and follows)
        commas += lows[index] == ","
        if lows[index] == "," and follows and commas == 1:  # "a warning, should it rain"
            return False
        if not verbs and is_second_predicate(doc, index, first):
            return False
        again = index > first and flags[index - 1] & AUXILIARY  # "was" counts for "was killed"
        verbs += not again and is_finite(doc, index, first, high, True)
        if verbs > relatives:
            return True
    return False


def has_finite_verb(doc: Document, first: int, last: int, *, strict: bool = False) -> bool:
    """True if tokens [first, last) hold a verb that can be the verb of a sentence.

    `strict` does not count a past form before a preposition, which may be a participle
    ("issues related to").
    """
    return any(is_finite(doc, index, first, last, strict) for index in range(first, last))


def clause_end(doc: Document, first: int, last: int) -> int:
    """Where reported words that begin at `first` end: at the sentence's end, or before
    ", adding that", ", but X said", ", according to"."""
    tokens = doc.tokens
    inside = doc.quoted[first]
    for index in range(first + 1, last - 1):
        if doc.quoted[index] >= 0 and doc.quoted[index] != inside:
            continue
        if pauses(doc, index) and _new_report(doc, index + 1, last):
            return index
        if tokens.lows[index] == ";" or _second_cue(doc, index, last):
            return index
    return last


def pauses(doc: Document, index: int) -> bool:
    """True for a comma, for a dash, and for the mark that closes a quotation behind a comma."""
    lows = doc.tokens.lows
    word = lows[index]
    return word == "," or word in DASHES or (word in _CLOSING and lows[index - 1] == ",")


def main_clause_at(doc: Document, first: int, last: int) -> int | None:
    """The comma behind which, after an opening clause, the subject and its verb follow."""
    for index in range(first, last - 2):
        lows = doc.tokens.lows
        closing = lows[index] == "," and lows[index + 1] in _CLOSING  # "so swollen,” she left"
        if lows[index] != "," or (doc.quoted[index] >= 0 and not closing):
            continue
        subject = phrase_after(doc, index + 1 + closing, last)
        if subject is not None and _is_verb(doc, max(subject.last, subject.apposition[1]), last):
            return index
    return None


def _is_verb(doc: Document, index: int, last: int) -> bool:
    """True if a verb of its own stands at `index`, behind adverbs and a comma."""
    tokens = doc.tokens
    while index < last and (tokens.flags[index] & ADVERB or tokens.lows[index] == ","):
        index += 1
    return index < last and bool(
        tokens.flags[index] & (AUXILIARY | FINITE) or tokens.lows[index].endswith("ed")
    )


def relative_end(doc: Document, first: int, last: int) -> int:
    """Where a clause such as ", who said that …," ends: before the verb of the main clause."""
    tokens = doc.tokens
    for index in range(first + 1, last - 1):
        bits = tokens.flags[index + 1]
        verb = bits & (AUXILIARY | FINITE) and not bits & (BASE | DET)
        closes = tokens.lows[index] == "," or tokens.lows[index] in DASHES
        if closes and verb and doc.quoted[index] < 0:
            return index
    return last


def _second_cue(doc: Document, index: int, last: int) -> bool:
    """True for "and said", "but has said"."""
    if doc.tokens.lows[index] not in ("and", "but"):
        return False
    for hit in cue_hits(doc, index + 1, min(last, index + VERB_GROUP)):
        between = verb_group(doc, hit.token, index + 1)
        return between == index + 1 and hit.kind in ("say", "tell") and not hit.gerund
    return False


def _new_report(doc: Document, index: int, last: int) -> bool:
    tokens = doc.tokens
    if tokens.lows[index] in REPORTING or _is_tag(doc, index, last):
        return True
    if not tokens.flags[index] & (CONJUNCTION | SUBORDINATOR):
        return False
    stop = min(last, index + 12)
    for hit in cue_hits(doc, index + 1, stop):
        if hit.gerund or hit.kind in CLAIMED:
            continue
        return hit.token == index + 1 or phrase_before(doc, hit.token, index + 1) is not None
    return False


def _is_tag(doc: Document, index: int, last: int) -> bool:
    """True if a closing "X said" or "said X" begins at token `index`."""
    for hit in cue_hits(doc, index, min(last, index + TAG_WORDS)):
        if hit.kind not in ("say", "tell", "think") or hit.gerund:
            continue
        subject = phrase_before(doc, hit.token, index)
        direct = subject is not None and subject.first == index
        inverted = hit.token == index and phrase_after(doc, hit.after, last) is not None
        if direct or inverted:
            end = behind_addressee(doc, hit.after, last) if hit.kind == "tell" else hit.after
            end = skip_adjuncts(doc, end, last)
            return inverted or end >= last or doc.tokens.is_mark(end)
    return False


def stripped(doc: Document, clause: Clause) -> Clause:
    """The clause without the marks at its ends."""
    first, last = clause
    tokens = doc.tokens
    while last > first and tokens.is_mark(last - 1) and tokens.lows[last - 1] not in ")%]":
        last -= 1
    while first < last and tokens.is_mark(first) and tokens.lows[first] not in "($€£[":
        first += 1
    return Clause(first, last)
