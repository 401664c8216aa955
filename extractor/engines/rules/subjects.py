"""The subject of a verb: the noun phrase before it, over appositions and relative clauses."""

from __future__ import annotations

from extractor.engines.rules.cues import before_aspect
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    BE,
    CONJUNCTION,
    DET,
    DO,
    DOCUMENT,
    FINITE,
    GROUP,
    HAVE,
    MODAL,
    OBJECT,
    OFFICE,
    PERSON,
    PLURAL,
    POSSESSIVE,
    PREP,
    SOURCE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VENUE,
    WH,
)
from extractor.engines.rules.phrases import (
    APPOSITION_WORDS,
    PHRASE_WORDS,
    Phrase,
    can_speak,
    describes,
    head,
    is_named,
)

BARE_WORDS = 6
"""Longest noun phrase without a preposition in it."""
_OUTSIDE = PREP | CONJUNCTION | AUXILIARY | SUBJECT | DET | SUBORDINATOR | WH
DASHES = frozenset("—–-―")
_PARTING = frozenset(";:“”")
_INNER_PREPOSITIONS = frozenset("of for from with at in on to by about".split())


def phrase_before(doc: Document, verb: int, low: int, *, loose: bool = False) -> Phrase | None:
    """The subject of the verb at token `verb`, looked for back to token `low`."""
    end = _skip_back(doc, before_aspect(doc, verb), low)
    if end <= low:
        return None
    if doc.tokens.lows[end - 1] == ",":
        return _before_apposition(doc, end - 1, low)
    if doc.tokens.lows[end - 1] in DASHES:
        return _before_dashes(doc, end - 1, low)
    return _noun_phrase_ending(doc, end, low, loose=loose)


def _skip_back(doc: Document, end: int, low: int) -> int:
    """Step over adverbs, auxiliaries and times that stand between a subject and its verb."""
    flags, lows = doc.tokens.flags, doc.tokens.lows
    while end > low:
        last = end - 1
        if flags[last] & (ADVERB | HAVE | DO | BE | MODAL) or lows[last].endswith("ly"):
            end = last
        elif (start := time_before(doc, end, low)) < end and start > low:
            end = start
        else:
            return end
    return end


def time_before(doc: Document, end: int, low: int) -> int:
    """Where the time expression that ends before token `end` begins; `end` if there is none."""
    flags, lows = doc.tokens.flags, doc.tokens.lows
    start, seen = end, False
    while start > low and end - start < 7:
        word = lows[start - 1]
        if flags[start - 1] & TIME:
            seen = True
        elif not (word[0].isdigit() or word in ("last", "next", "this", "early", "late", "the")):
            break
        start -= 1
    if not seen:
        return end
    return start - 1 if start > low and lows[start - 1] in ("on", "in", "at", "during") else start


def _before_apposition(doc: Document, comma: int, low: int) -> Phrase | None:
    """The noun phrase before ", a spokesman for the ministry,"; `comma` is the second one.

    Descriptions may follow each other ("X, 59, of Ash, who won,"): a name before them all is
    preferred to the last noun that could speak.
    """
    lows = doc.tokens.lows
    best: Phrase | None = None
    for first in range(comma - 1, max(low, comma - APPOSITION_WORDS), -1):
        if lows[first] in _PARTING or (lows[first] == "," and not describes(doc, first + 1)):
            break
        if lows[first] != "," or doc.quoted[first] >= 0:
            continue
        phrase = _noun_phrase_ending(doc, first, low, loose=True)
        if phrase is None:
            continue
        found = Phrase(phrase.first, phrase.last, (first + 1, comma))
        if _is_headed_by_name(doc, phrase):
            return found
        listed = phrase.first > low and lows[phrase.first - 1] == ","
        if best is None and (not listed or is_named(doc, phrase)):
            best = found
    return best


def _is_headed_by_name(doc: Document, phrase: Phrase) -> bool:
    """True for a name that is no place: nothing such as "of" or "in" stands before it."""
    before = doc.tokens.flags[phrase.first - 1] if phrase.first else 0
    top = head(doc, phrase)
    return doc.tokens.is_name(top) and not doc.tokens.flags[top] & TIME and not before & PREP


def _before_dashes(doc: Document, dash: int, low: int) -> Phrase | None:
    """The noun phrase before " – published by the ministry – "; `dash` is the second one."""
    for first in range(dash - 1, max(low, dash - APPOSITION_WORDS), -1):
        if doc.tokens.lows[first] in DASHES:
            phrase = _noun_phrase_ending(doc, first, low)
            return phrase and Phrase(phrase.first, phrase.last, (first + 1, dash))
    return None


def _noun_phrase_ending(doc: Document, end: int, low: int, *, loose: bool = False) -> Phrase | None:
    if doc.tokens.lows[end - 1] in (")", "]"):
        end = _before_bracket(doc, end, low)
    if _is_pronoun(doc, end - 1):
        pronoun = Phrase(end - 1, end)
        return pronoun if can_speak(doc, pronoun) else _before_relative(doc, end, low)
    start = end
    stop = max(low, end - PHRASE_WORDS)
    while start > stop and _continues(doc, start - 1, end, low):
        start -= 1
    start = _trimmed(doc, start, end)
    if start >= end:
        return _before_relative(doc, end, low)
    phrase = Phrase(start, end)
    if start - 1 > low and doc.tokens.lows[start - 1] == "by":
        return _before_relative(doc, start - 1, low) or phrase
    return phrase if can_speak(doc, phrase, loose=loose) else _before_relative(doc, end, low)


def _is_pronoun(doc: Document, index: int) -> bool:
    """True for "he", "them" and "who", which are a whole phrase."""
    flags, word = doc.tokens.flags[index], doc.tokens.lows[index]
    return bool(flags & SUBJECT and not flags & DET) or word in ("him", "them")


def _before_bracket(doc: Document, end: int, low: int) -> int:
    for index in range(end - 2, max(low, end - PHRASE_WORDS), -1):
        if doc.tokens.lows[index] in "([":
            return index
    return end


def _continues(doc: Document, index: int, end: int, low: int) -> bool:
    """True if the token at `index` can belong to the noun phrase that ends at `end`."""
    tokens = doc.tokens
    flags, word = tokens.flags[index], tokens.lows[index]
    if flags & (SUBJECT | OBJECT) and not (flags & POSSESSIVE and index < end - 1):
        return index == end - 1 and bool(flags & SUBJECT)
    if flags & CONJUNCTION:
        return _coordinates(doc, index, end, low)
    if flags & PREP:
        return index < end - 1 and word in _INNER_PREPOSITIONS
    if flags & (AUXILIARY | WH) or (flags & SUBORDINATOR and not flags & DET) or word == "that":
        return word == "'s"
    if tokens.is_mark(index):
        joins = word != "-" or tokens.starts[index] == tokens.ends[index - 1]
        return word in ("-", "&", "’") and joins and index < end - 1
    if flags & FINITE and not flags & (BASE | SOURCE | VENUE) and not tokens.is_capital(index):
        return _is_participle_inside(doc, index, end)
    return True


def is_past_verb(doc: Document, index: int, last: int) -> bool:
    """True for a form in -ed with an object or a figure behind it: "launched a campaign"."""
    tokens = doc.tokens
    if not tokens.lows[index].endswith("ed") or tokens.is_capital(index) or index + 1 >= last:
        return False
    following = tokens.flags[index + 1]
    figure = tokens.lows[index + 1][0].isdigit() or tokens.lows[index + 1] == "only"
    return figure or bool(following & (DET | POSSESSIVE | OBJECT) and not following & ADVERB)


def _is_participle_inside(doc: Document, index: int, end: int) -> bool:
    """ "Officials briefed on the talks said": a past form between noun and preposition."""
    word = doc.tokens.lows[index]
    following = doc.tokens.flags[index + 1] if index + 1 < end else 0
    free = bool(following) and not following & PREP
    return free and word.endswith(("ed", "en")) and not is_past_verb(doc, index, end)


def _coordinates(doc: Document, index: int, end: int, low: int) -> bool:
    tokens = doc.tokens
    if tokens.lows[index] not in ("and", "&", "or") or index <= low or index + 1 >= end:
        return False
    left = tokens.flags[index - 1]
    return tokens.is_name(index - 1) or bool(left & (SOURCE | PLURAL) and not left & VENUE)


def _trimmed(doc: Document, start: int, end: int) -> int:
    """Drop what opens a clause but not its subject: "But", "In Geneva", "On Tuesday"."""
    flags, lows = doc.tokens.flags, doc.tokens.lows
    while start < end:
        bits = flags[start]
        opens = bits & (CONJUNCTION | ADVERB) and not bits & (DET | SUBJECT | SOURCE)
        opens = opens or doc.tokens.is_mark(start)
        if bits & PREP and not doc.tokens.is_acronym(start):
            return _trimmed(doc, _after_adjunct(doc, start + 1, end), end)
        if not opens and lows[start] != "'s":
            return start
        start += 1
    return start


def _after_adjunct(doc: Document, start: int, end: int) -> int:
    """Behind "On Tuesday" or "At a press conference": where the next noun phrase begins."""
    flags = doc.tokens.flags
    index = start
    while index < end and (flags[index] & TIME or doc.tokens.lows[index][0].isdigit()):
        index += 1
    if index > start:
        return index
    for index in range(end - 1, start, -1):
        begins = flags[index] & (DET | POSSESSIVE | SUBJECT)
        if begins and not flags[index - 1] & PREP:
            return index
    return start


def bare_phrase(doc: Document, end: int, low: int) -> Phrase | None:
    """The noun phrase that ends before token `end`, without what stands before its article or
    its first word: "Ann Lee" in "a fact-check on Ann Lee's claim"."""
    tokens = doc.tokens
    first = end
    while first > max(low, end - BARE_WORDS) and not tokens.flags[first - 1] & _OUTSIDE:
        if tokens.is_mark(first - 1) or tokens.lows[first - 1] == "that":
            break
        first -= 1
    first -= first > low and bool(tokens.flags[first - 1] & DET)
    phrase = Phrase(first, end)
    return phrase if first < end and can_speak(doc, phrase) else None


def _before_relative(doc: Document, end: int, low: int) -> Phrase | None:
    """The noun before "who attended the meeting" or "released on Monday", where the verb's own
    subject is not found."""
    tokens = doc.tokens
    for index in range(end - 1, max(low, end - APPOSITION_WORDS), -1):
        word, before = tokens.lows[index], tokens.lows[index - 1]
        if word == "who" or (word == "which" and index == end - 1):
            last = index - 1 if before == "," or before in DASHES else index
            found = _noun_phrase_ending(doc, last, low) if last > low else None
            found = found or (bare_phrase(doc, last, low) if last > low else None)
            return found and Phrase(found.first, found.last, (index, end))
        if _is_reduced(doc, index):
            found = _noun_phrase_ending(doc, index, low)
            return found and Phrase(found.first, found.last, (index, end))
        if tokens.is_mark(index) and word not in ("-", ","):
            return None
    return None


def _is_reduced(doc: Document, index: int) -> bool:
    """True for the participle in "a report released on Monday", "a study being published"."""
    tokens = doc.tokens
    before, word = tokens.flags[index - 1], tokens.lows[index]
    passive = word == "being" or (word.endswith("ed") and not tokens.is_capital(index))
    return passive and bool(before & (DOCUMENT | PERSON | GROUP | OFFICE))
