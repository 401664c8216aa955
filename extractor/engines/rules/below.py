"""Attribution across a line break: what a colon at the end of a paragraph announces."""

from __future__ import annotations

from extractor.engines.rules.clauses import Clause, main_subject, stripped
from extractor.engines.rules.cues import cue_hits
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.lexis import DOCUMENT, STATEMENT_NOUNS
from extractor.engines.rules.phrases import Phrase, is_named
from extractor.engines.rules.speech import Attribution
from extractor.engines.rules.subjects import phrase_before

NOUN_WORDS = 4
"""A noun that announces ("this statement:") stands so close before the colon."""
LABEL_WORDS = 6
"""A party to a conversation is named before a colon this close to the beginning of a paragraph."""
_SPEAKING = ("say", "tell", "quote", "ask")


def quoted_below(doc: Document, number: int) -> list[Attribution]:
    """X said: and, as a paragraph of its own, the quotation; X issued this statement: likewise."""
    sentence = doc.sentences[number]
    colon = sentence.last - 1
    if doc.tokens.lows[colon] != ":" or doc.quoted[colon] >= 0:
        return []
    quotation = _quotation_below(doc, number)
    announced = _announced(doc, sentence, colon) if quotation is not None else None
    if quotation is None or announced is None:
        return []
    source, cue = announced
    clause = stripped(doc, Clause(*doc.range(doc.quotations[quotation].inner)))
    return [Attribution(clause, source, "quote_below", cue, quotation)]


def _quotation_below(doc: Document, number: int) -> int | None:
    """The quotation that the next paragraph begins with."""
    if number + 1 >= len(doc.sentences):
        return None
    below = doc.sentences[number + 1]
    opens = below.paragraph > doc.sentences[number].paragraph and below.last - below.first > 1
    inside = doc.quoted[below.first + 1] if opens else -1
    labelled = ":" in doc.tokens.lows[below.first : below.first + LABEL_WORDS]  # "SMITH: …"
    if labelled:
        return None
    return inside if inside >= 0 and doc.quotations[inside].outer.start <= below.start else None


def _announced(doc: Document, sentence: Sentence, colon: int) -> tuple[Phrase, int] | None:
    """Who speaks, and the cue: the last verb of saying, else a noun such as "statement",
    else the colon itself behind a sentence about somebody."""
    for hit in reversed(list(cue_hits(doc, sentence.first, colon))):
        if hit.kind in _SPEAKING:
            source = phrase_before(doc, hit.token, sentence.first, loose=True)
            source = source or main_subject(doc, sentence.first, hit.token)
            return (source, hit.token) if source else None
    for index in range(max(sentence.first, colon - NOUN_WORDS), colon):
        noun = doc.tokens.lows[index] in STATEMENT_NOUNS or doc.tokens.flags[index] & DOCUMENT
        source = main_subject(doc, sentence.first, index) if noun else None
        if source is not None:
            return source, index
    source = main_subject(doc, sentence.first, colon)
    return (source, colon) if source and is_named(doc, source) else None
