"""Verbs that keep their subject in the claim: X asked Y not to …; X called Y a failure."""

from __future__ import annotations

from extractor.engines.rules.clauses import Clause, clause_end, stripped
from extractor.engines.rules.content import quote_after, that_after
from extractor.engines.rules.cues import CueHit
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import BASE, DET, FINITE, PREP, WH
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.speech import SPEECH_WORDS, Attribution, quotation_of

REQUEST_WORDS = 15
"""How far behind "asked" its infinitive may stand."""


def kept_whole(doc: Document, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
    """X asked Y not to …; X called Y a failure: the claim is the clause as a whole."""
    quote = quote_after(doc, hit, high) if hit.kind == "ask" else None
    if quote and quote.last - quote.first >= SPEECH_WORDS and quotation_of(doc, quote) >= 0:
        number = quotation_of(doc, quote)
        return [Attribution(quote, source, "said_quote", hit.token, number, lemma=hit.lemma)]
    if that := that_after(doc, hit, high):
        return [Attribution(that, source, "said_that", hit.token, lemma=hit.lemma)]
    end = clause_end(doc, hit.after, high) if hit.after < high else hit.after
    fits, rule = _FORMS[hit.kind]
    if not fits(doc, hit.after, end):
        return []
    clause = stripped(doc, Clause(source.first, _before_second_verb(doc, hit.after, end)))
    return [Attribution(clause, source, rule, hit.token, lemma=hit.lemma)]


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


def _accuses(doc: Document, first: int, last: int) -> bool:
    """True if the reproach follows who is reproached: "of theft", "for the delay"."""
    lows = doc.tokens.lows
    near = range(first + 1, min(last, first + REQUEST_WORDS))
    return any(lows[index] in ("of", "for", "with") for index in near)


_FORMS = {
    "ask": (_asks, "asked_to"),
    "call": (_calls, "called_as"),
    "accuse": (_accuses, "accused_of"),
}
