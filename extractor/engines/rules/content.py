"""What follows a cue: quoted words, a clause with "that", a clause without it."""

from __future__ import annotations

from extractor.engines.rules.clauses import (
    Clause,
    begins_clause,
    behind_addressee,
    clause_end,
    find_that,
    has_finite_verb,
    skip_adjuncts,
    stripped,
)
from extractor.engines.rules.cues import CueHit
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import AUXILIARY, CONJUNCTION, PREP, SUBORDINATOR

_FOCUSING = frozenset("only even just almost nearly roughly approximately hardly barely".split())
"""Adverbs that go with the noun phrase behind them, not with the cue: "said only four had"."""


def quote_after(doc: Document, hit: CueHit, high: int) -> Clause | None:
    """X said: "…"; what goes on behind a quotation that is part of a clause belongs to it."""
    lows = doc.tokens.lows
    index = hit.after
    if hit.kind == "tell":
        index = behind_addressee(doc, index, high)
    index = skip_adjuncts(doc, index, high)
    if lows[index - 1] == "to":  # "promised to “defend” it" quotes an act, not speech
        return None
    if lows[index : index + 2] == ["to", "say"]:
        index += 2
    while index < high and lows[index] in (",", ":", "—", "–", "-"):
        index += 1
    if index + 1 >= high or doc.quoted[index] >= 0 or doc.quoted[index + 1] < 0:
        return None
    first, last = doc.range(doc.quotations[doc.quoted[index + 1]].inner)
    if first != index + 1 or last - first < 2:
        return None
    if _goes_on_behind(doc, last + 1, high):
        return stripped(doc, Clause(index, clause_end(doc, index, high)))
    return Clause(first, last)


def _goes_on_behind(doc: Document, index: int, high: int) -> bool:
    """True if reported words go on behind a quotation ("very happy" about the decision)."""
    tokens = doc.tokens
    if index >= high or tokens.is_mark(index):
        return False
    ends = CONJUNCTION | (SUBORDINATOR & ~PREP)
    return not tokens.flags[index] & ends or tokens.lows[index] == "about"


def that_after(doc: Document, hit: CueHit, high: int) -> Clause | None:
    """X said that …"""
    if hit.kind == "quote" and doc.tokens.lows[hit.after : hit.after + 1] != ["that"]:
        return None
    that = find_that(doc, hit.after, high, addressee=hit.kind == "tell")
    if that is None or that + 1 >= high:
        return None
    pronoun = doc.tokens.flags[that + 1] & AUXILIARY  # "believe that is likely"
    return stripped(doc, Clause(that + 1 - bool(pronoun), clause_end(doc, that + 1, high)))


def clause_after(doc: Document, hit: CueHit, high: int) -> Clause | None:
    """X said …, with no "that"."""
    if hit.kind == "quote":
        return None
    index = hit.after
    if hit.kind == "tell":
        index = behind_addressee(doc, index, high)
        if index >= high or doc.tokens.is_mark(index):
            return None
    index = skip_adjuncts(doc, index, high)
    if not begins_clause(doc, index, high):
        return None
    start = index - (index > hit.after and doc.tokens.lows[index - 1] in _FOCUSING)
    clause = stripped(doc, Clause(start, clause_end(doc, index, high)))
    return clause if has_finite_verb(doc, clause.first, clause.last) else None
