"""Attribution without a verb: according to X; X's claim that; headlines; signed quotations."""

from __future__ import annotations

from extractor.engines.rules.clauses import Clause, clause_end, has_finite_verb, stripped
from extractor.engines.rules.cues import CLAIMED
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.lexis import (
    ADVERB,
    AUXILIARY,
    BASE,
    CUE,
    CUES,
    FINITE,
    POSSESSIVE,
    STATEMENT_NOUNS,
)
from extractor.engines.rules.phrases import Phrase, can_speak, phrase_after
from extractor.engines.rules.speech import (
    Attribution,
    quotation_before,
    quotation_of,
)
from extractor.engines.rules.subjects import DASHES, bare_phrase, phrase_before

SOURCE_WORDS = 6
"""Longest source named after a dash or before a colon."""
HOLDER_WORDS = 4
"""A noun such as "claim" has its possessor or its verb this close before it."""
_LABELS = frozenset(
    "update updated breaking exclusive watch video live photos opinion analysis editorial comment "
    "explainer correction note related interview transcript".split()
) | {"previous story", "editor's note", "fact check", "read more", "live updates", "q&a"}
"""What stands before the colon of a headline without speaking."""
_QUOTES = frozenset(["'", '"', "”", "''"])
_VOICING = frozenset(
    "express expressed expresses expressing voice voiced voices made make makes repeated issued "
    "rejected dismissed denied reiterated have has had".split()
)


class VerblessOrders:
    """Reads a sentence for the orders that need no cue verb."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def headline(self, sentence: Sentence) -> list[Attribution]:
        """A headline's "… — Kremlin"."""
        lows = self._doc.tokens.lows
        first, last = sentence.first, sentence.last
        for index in range(last - 2, max(first, last - 1 - SOURCE_WORDS), -1):
            if lows[index] not in DASHES or not self._is_free(index):
                continue
            source = self._named(index + 1, last)
            if source is not None and self._tells(first, index):
                return [Attribution(Clause(first, index), source, "headline_dash", index)]
        return []

    def _tells(self, first: int, last: int) -> bool:
        """True for a verb, or the infinitive that tells what will be: "Talks to resume"."""
        tokens = self._doc.tokens
        if has_finite_verb(self._doc, first, last):
            return True
        to = next(tokens.places("to", first + 1, min(last - 1, first + HOLDER_WORDS)), last)
        return to < last and bool(tokens.flags[to + 1] & BASE)

    def _is_free(self, index: int) -> bool:
        """True for a dash with a space before it; the hyphen of a compound has none."""
        start = self._doc.tokens.starts[index]
        return self._doc.text[start - 1 : start].isspace()

    def colon(self, sentence: Sentence, number: int) -> list[Attribution]:
        """ "Blinken: …" at the beginning of a paragraph, which is then all his; and a headline's
        "“…”: Blinken"."""
        doc, tokens = self._doc, self._doc.tokens
        first = sentence.first
        if number and doc.sentences[number - 1].paragraph == sentence.paragraph:
            return []
        while first < sentence.last - 2 and tokens.is_mark(first):
            first += 1
        for index in range(first + 1, min(sentence.last - 1, first + SOURCE_WORDS)):
            if tokens.lows[index] == ":":
                return self._introduced(first, index, number)
        headline = doc.is_headline(sentence)
        return self._quoted_headline(first, sentence) if headline else []

    def _introduced(self, first: int, colon: int, number: int) -> list[Attribution]:
        """What follows "X:"; labels such as "UPDATE:" say nothing."""
        doc, sentence = self._doc, self._doc.sentences[number]
        source = self._named(first, colon)
        headline = doc.is_headline(sentence)
        end = sentence.last if headline else self._paragraph_end(number)
        if source is None or self._is_label(first, colon):
            return []
        if not has_finite_verb(doc, colon + 1, end):
            return []
        clause = stripped(doc, Clause(colon + 1, end))
        rule = "headline_colon" if headline else "name_colon"
        return [Attribution(clause, source, rule, colon, quotation_of(doc, clause))]

    def _is_label(self, first: int, colon: int) -> bool:
        return " ".join(self._doc.tokens.lows[first:colon]) in _LABELS

    def _quoted_headline(self, first: int, sentence: Sentence) -> list[Attribution]:
        """ "‘We will not go’: minister": what a headline quotes, with its speaker at the end."""
        doc, lows = self._doc, self._doc.tokens.lows
        for index in range(sentence.last - 2, max(first, sentence.last - SOURCE_WORDS), -1):
            if lows[index] != ":" or lows[index - 1] not in _QUOTES:
                continue
            source = self._named(index + 1, sentence.last)
            if source is not None and has_finite_verb(doc, first, index):
                opens = lows[first] in _QUOTES
                clause = stripped(doc, Clause(first + opens, index - 1))
                return [Attribution(clause, source, "headline_quote", index)]
        return []

    def _paragraph_end(self, number: int) -> int:
        """The token behind the paragraph of sentence `number`."""
        sentences = self._doc.sentences
        paragraph = sentences[number].paragraph
        while number + 1 < len(sentences) and sentences[number + 1].paragraph == paragraph:
            number += 1
        return sentences[number].last

    def _named(self, first: int, last: int) -> Phrase | None:
        """Tokens [first, last) as a source, if they are one whole phrase with a name."""
        phrase = phrase_after(self._doc, first, last)
        named = any(self._doc.tokens.is_name(index) for index in range(first, last))
        return phrase if phrase and phrase.last == last and named else None

    def according_to(self, sentence: Sentence) -> list[Attribution]:
        """According to X, …; …, according to X."""
        doc, lows = self._doc, self._doc.tokens.lows
        found = []
        for index in range(sentence.first, sentence.last - 2):
            if lows[index] != "according" or lows[index + 1] != "to" or doc.quoted[index] >= 0:
                continue
            closing = index > sentence.first and lows[index - 1] == ","
            source = phrase_after(doc, index + 2, sentence.last)
            source = source or (self._closing_source(index + 2, sentence) if closing else None)
            clause = self._said_of(index, source, sentence) if source else None
            if source and clause and clause.last > clause.first:
                number = quotation_of(doc, clause)
                lead = self._lead(sentence, index, clause)
                rule = "according_to"
                found.append(Attribution(clause, source, rule, index, number, lead=lead))
        return found

    def _closing_source(self, first: int, sentence: Sentence) -> Phrase | None:
        """A noun of no known class that ends the sentence: "…, according to the coast guard."."""
        source = phrase_after(self._doc, first, sentence.last, loose=True)
        ends = source is not None and sentence.last - source.last <= 1
        return source if ends else None

    def _lead(self, sentence: Sentence, index: int, clause: Clause) -> Clause | None:
        """The subject before ", according to X," whose verb follows."""
        doc = self._doc
        lead = stripped(doc, Clause(sentence.first, index))
        if clause.first < index or lead.last - lead.first < 1:
            return None
        is_noun = phrase_after(doc, lead.first, lead.last, loose=True) is not None
        verb = doc.tokens.flags[clause.first] & (AUXILIARY | FINITE | ADVERB)
        return lead if is_noun and verb else None

    def _said_of(self, index: int, source: Phrase, sentence: Sentence) -> Clause | None:
        """What "according to" at `index` is said of: what follows, else what precedes it."""
        doc = self._doc
        if has_finite_verb(doc, sentence.first, index):
            return stripped(doc, Clause(sentence.first, index))
        rest = max(source.last, source.apposition[1])
        rest += rest < sentence.last and doc.tokens.lows[rest] == ","
        if rest >= sentence.last:
            return None
        return stripped(doc, Clause(rest, clause_end(doc, rest, sentence.last)))

    def noun_that(self, sentence: Sentence) -> list[Attribution]:
        """X's claim that …; his hope that …; X expressed confidence that …."""
        doc, lows = self._doc, self._doc.tokens.lows
        found = []
        for index in range(sentence.first + 1, sentence.last - 4):
            if lows[index] not in STATEMENT_NOUNS or lows[index + 1] != "that":
                continue
            source = self._holder(index, sentence.first) if doc.quoted[index] < 0 else None
            if source is not None:
                end = clause_end(doc, index + 2, sentence.last)
                clause = stripped(doc, Clause(index + 2, end))
                number = quotation_of(doc, clause)
                found.append(Attribution(clause, source, "statement_noun", index, number))
        return found

    def _holder(self, noun: int, low: int) -> Phrase | None:
        """Whose statement it is: the possessor, or the subject of "expressed"."""
        tokens = self._doc.tokens
        for index in range(noun - 1, max(low, noun - HOLDER_WORDS) - 1, -1):
            if tokens.lows[index] in _VOICING:
                return phrase_before(self._doc, index, low)
            if tokens.lows[index] == "'s":
                return bare_phrase(self._doc, index, low)
            if tokens.flags[index] & POSSESSIVE:
                return Phrase(index, index + 1)
        return None

    def signed(self, sentence: Sentence) -> list[Attribution]:
        """ "…" — X: a quotation with its author behind a dash."""
        doc, lows = self._doc, self._doc.tokens.lows
        for index in range(sentence.first + 1, sentence.last - 1):
            if lows[index] not in DASHES or doc.quoted[index] >= 0:
                continue
            number = quotation_before(doc, index, sentence.first - 2)
            end = next((i for i in range(index, sentence.last) if lows[i] == ","), sentence.last)
            source = self._named(index + 1, end) if number >= 0 else None
            if source is not None:
                clause = Clause(*doc.range(doc.quotations[number].inner))
                return [Attribution(clause, source, "quote_signed", index, number)]
        return []


def relayed_by(doc: Document, piece: Clause) -> Phrase | None:
    """Who is named inside the words as their source: "…, as the minister told us, …"."""
    tokens = doc.tokens
    for index in range(piece.first + 1, piece.last - 2):
        if tokens.lows[index] != "as" or tokens.lows[index - 1] != ",":
            continue
        phrase = phrase_after(doc, index + 1, piece.last, loose=True)
        if phrase and phrase.last < piece.last and tokens.flags[phrase.last] & CUE:
            kinds = {cue.kind for cue in CUES[tokens.lows[phrase.last]]} - CLAIMED
            if "tell" in kinds or (kinds and can_speak(doc, phrase)):  # not "as rates slide"
                return phrase
    return None
