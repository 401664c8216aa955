"""Verbs that are part of the claim: X asked Y not to …; X called Y a failure; X rejected Y."""

from __future__ import annotations

from collections.abc import Callable

from extractor.engines.rules.clauses import (
    Clause,
    clause_end,
    relative_end,
    skip_adjuncts,
    stripped,
)
from extractor.engines.rules.content import quote_after, that_after
from extractor.engines.rules.cues import CueHit, verb_group
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    CONJUNCTION,
    CUE,
    CUE_OBJECTS,
    DET,
    FINITE,
    OBJECT,
    PREP,
    SUBORDINATOR,
    TIME,
    WH,
)
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.speech import SPEECH_WORDS, Attribution, quotation_of

REQUEST_WORDS = 15
"""How far behind "asked" its infinitive may stand."""
WANTED_WORDS = 6
"""How far behind "wants" or "asked" the "to" or "whether" may stand that says what."""
_NOT_AN_OBJECT = PREP | CONJUNCTION | AUXILIARY | SUBORDINATOR | WH | TIME | ADVERB
_QUESTIONS = frozenset("how why whether".split())
"""What opens a reported question; other such words open as often what goes with the verb."""
_SILENT = frozenset(
    "comment say answer respond elaborate discuss name identify give provide disclose be speak "
    "talk".split()
)
"""Who refuses to do so says nothing."""
_SUPPOSING = frozenset("if unless whether what which than whom lest".split())
_NO_OBJECT = frozenset("that so more nothing".split())

_Forms = tuple[tuple[Callable[[Document, int, int], bool], str], ...]


def kept_whole(doc: Document, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
    """X asked Y not to …; X called Y a failure: the claim is the clause as a whole."""
    quote = quote_after(doc, hit, high) if hit.kind == "ask" else None
    if quote and quote.last - quote.first >= SPEECH_WORDS and quotation_of(doc, quote) >= 0:
        number = quotation_of(doc, quote)
        return [Attribution(quote, source, "said_quote", hit.token, number, lemma=hit.lemma)]
    that = that_after(doc, hit, high) if hit.kind in _WITH_THAT else None
    if that is not None:
        return [Attribution(that, source, "said_that", hit.token, lemma=hit.lemma)]
    return _whole(doc, hit, source, high, (*_FORMS[hit.kind], *_objects(hit)))


def object_kept(doc: Document, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
    """X announced a deal; X explained why …; X promised to …: a verb of saying without a clause."""
    return _whole(doc, hit, source, high, _objects(hit))


def _objects(hit: CueHit) -> _Forms:
    return _OF_SAYING.get(CUE_OBJECTS.get(hit.lemma, ""), ())


def _whole(
    doc: Document, hit: CueHit, source: Phrase, high: int, forms: _Forms
) -> list[Attribution]:
    """The clause with its verb, if what follows the verb has one of the forms."""
    group = verb_group(doc, hit.token, max(0, hit.token - REQUEST_WORDS))
    second = hit.gerund or bool(doc.tokens.flags[group - 1] & CONJUNCTION)
    apart = source.last != group
    end = _end(doc, hit.after, high)
    near = _end(doc, hit.after, relative_end(doc, hit.after, high)) if apart else end
    for fits, rule in forms:
        deed = second or rule in _DEEDS
        if not fits(doc, hit.after, near if deed else end):
            continue
        if not deed:
            clause = Clause(source.first, _before_second_verb(doc, hit.after, end))
        elif apart or _opens_clause(doc, source.first):
            last = _before_second_verb(doc, hit.after, near)
            last = _before_new_clause(doc, hit.after, last)
            last = _before_main_clause(doc, source.first, hit.after, last)
            clause = Clause(group if apart else source.first, last)
        else:
            return []
        found = Attribution(stripped(doc, clause), source, rule, hit.token, lemma=hit.lemma)
        return [found._replace(deed=deed, subjectless=deed and apart)]
    return []


def _end(doc: Document, after: int, high: int) -> int:
    return clause_end(doc, after, high) if after < high else after


def _before_main_clause(doc: Document, subject: int, first: int, last: int) -> int:
    """Where the comma stands behind "After X rejected the plan, …"."""
    tokens = doc.tokens
    if subject == 0 or not tokens.flags[subject - 1] & SUBORDINATOR:
        return last
    free = (at for at in tokens.places(",", first, last) if doc.quoted[at] < 0)
    return next(free, last)


def _before_new_clause(doc: Document, first: int, last: int) -> int:
    """Where ", and Y wants …", ", while …", ", who …" or ", comparing …" begins."""
    tokens = doc.tokens
    for index in range(first + 1, last - 2):
        if tokens.lows[index] != "," or doc.quoted[index] >= 0:
            continue
        bits, word = tokens.flags[index + 1], tokens.lows[index + 1]
        if bits & CUE and word.endswith("ing"):
            return index
        if bits & (CONJUNCTION | WH | SUBORDINATOR) and not bits & (DET | PREP):
            subject = phrase_after(doc, index + 2, last)
            verb = (subject.last if subject else index + 2) if index + 2 < last else last
            if verb < last and tokens.flags[verb] & (AUXILIARY | FINITE):
                return index
    return last


def _opens_clause(doc: Document, first: int) -> bool:
    """True for a subject that opens its clause; not for one behind the noun that its verb is
    about ("the term some want to ban"), nor for what is only supposed ("if he rejects it")."""
    tokens = doc.tokens
    if first == 0 or tokens.is_mark(first - 1):
        return True
    if tokens.lows[first - 1] in _SUPPOSING:
        return False
    bits = tokens.flags[first - 1]
    if tokens.lows[first - 1] == "that":  # "said that", not "the bridge that"
        return first > 1 and bool(tokens.flags[first - 2] & CUE)
    return bool(bits & (CONJUNCTION | SUBORDINATOR | ADVERB | TIME | FINITE | CUE | PREP))


def names_a_thing(doc: Document, source: Phrase, low: int) -> bool:
    """True for "what X called …", which names a thing and judges none."""
    return source.first > low and bool(doc.tokens.flags[source.first - 1] & WH)


def _before_second_verb(doc: Document, first: int, last: int) -> int:
    """Where "and likened it to …" begins: a second verb of the subject, in the past."""
    tokens = doc.tokens
    for index in range(first + 1, last - 1):
        if tokens.flags[index] & WH:  # "X, who was born and raised in Y, of …"
            return last
        if tokens.lows[index] not in ("and", "but") or doc.quoted[index] >= 0:
            continue
        bits, word = tokens.flags[index + 1], tokens.lows[index + 1]
        if bits & FINITE and not bits & (BASE | DET) and word.endswith(("ed", "id", "t")):
            return index
    return last


def _asks(doc: Document, first: int, last: int) -> bool:
    lows = doc.tokens.lows
    return any(lows[index] == "to" for index in range(first, min(last, first + REQUEST_WORDS)))


def _calls(doc: Document, first: int, last: int) -> bool:
    """True if a predicate follows the object: "as …", a second noun phrase, a quotation."""
    tokens = doc.tokens
    for index in range(first + 1, last):
        if tokens.lows[index] == "as" or doc.quoted[index] >= 0:
            return True
        free = not tokens.flags[index - 1] & PREP and not tokens.is_mark(index - 1)
        if free and tokens.lows[index] in ("a", "an", "another", "the"):
            return True
    return False


def _views(doc: Document, first: int, last: int) -> bool:
    """True for "sees the deal as a failure": object and "as", with no mark between them."""
    tokens = doc.tokens
    for index in range(first, min(last, first + REQUEST_WORDS)):
        if tokens.lows[index] == "as":
            return index > first
        if tokens.is_mark(index) and tokens.lows[index] not in "-&":
            return False
    return False


def _accuses(doc: Document, first: int, last: int) -> bool:
    """True if the reproach follows who is reproached: "of theft", "for the delay"."""
    lows = doc.tokens.lows
    near = range(first + 1, min(last, first + REQUEST_WORDS))
    return any(lows[index] in ("of", "for", "with") for index in near)


def _has_object(doc: Document, first: int, last: int) -> bool:
    """True for a noun phrase with more in it than a pronoun."""
    tokens = doc.tokens
    first += first < last and tokens.lows[first].endswith("ly")  # "jointly owned drones"
    if first + 1 >= last or tokens.lows[first] in _NO_OBJECT:
        return False
    if tokens.is_mark(first):
        return doc.quoted[first + 1] >= 0
    bits = tokens.flags[first]
    if bits & DET or tokens.is_name(first):
        return True
    if "anonymity" in tokens.lows[first : min(last, first + WANTED_WORDS)]:
        return False
    if bits & OBJECT and tokens.lows[first] != "her":
        return tokens.lows[first + 1] == "for"  # "criticized him for the delay"
    return not bits & _NOT_AN_OBJECT


def _questions(doc: Document, first: int, last: int) -> bool:
    """True for "how …", "whether …" right behind the verb."""
    first = skip_adjuncts(doc, first, last)
    return first + 2 < last and doc.tokens.lows[first] in _QUESTIONS


def _asks_whether(doc: Document, first: int, last: int) -> bool:
    """True for "asked (the minister) whether …"."""
    tokens = doc.tokens
    for index in range(first, min(last, first + WANTED_WORDS)):
        if tokens.is_mark(index):
            return False
        if tokens.lows[index] in _QUESTIONS or tokens.lows[index] in ("if", "what"):
            return True
    return False


def _wills(doc: Document, first: int, last: int) -> bool:
    """True for "to" and a verb; not for "refused to comment"."""
    tokens = doc.tokens
    if first + 2 >= last or tokens.lows[first] != "to" or tokens.is_capital(first + 1):
        return False
    bits, word = tokens.flags[first + 1], tokens.lows[first + 1]
    if word == "do" and tokens.is_mark(min(first + 2, last - 1)):  # "as he threatened to do"
        return False
    return word not in _SILENT and (bool(bits & BASE) or word in ("be", "have", "do") or not bits)


def _wants(doc: Document, first: int, last: int) -> bool:
    """True for "wants to leave", "wants the minister to leave", "wants reforms"."""
    return _wills(doc, first, last) or _has_object(doc, first, last)


_DEEDS = frozenset("object_said question_said asked_whether viewed_as wants intends".split())
"""Rules that find what somebody does by words; to others it may be a deed like any other."""
_OBJECT: _Forms = ((_has_object, "object_said"), (_questions, "question_said"))
_WITH_THAT = ("ask", "call", "accuse")
_FORMS: dict[str, _Forms] = {
    "ask": ((_asks, "asked_to"), (_asks_whether, "asked_whether")),
    "call": ((_calls, "called_as"),),
    "accuse": ((_accuses, "accused_of"),),
    "view": ((_views, "viewed_as"),),
    "act": _OBJECT,
    "want": ((_wants, "wants"),),
    "will": ((_wills, "intends"),),
}
_OF_SAYING: dict[str, _Forms] = {
    "object": _OBJECT,
    "question": ((_questions, "question_said"),),
    "will": ((_wills, "intends"), *_OBJECT),
}
