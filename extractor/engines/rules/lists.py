"""Commitments in a list under "X will:" or "X plans to:", an act an item: press releases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.engines.rules.binding import VERBS
from extractor.engines.rules.clauses import Clause, stripped
from extractor.engines.rules.document import Document
from extractor.engines.rules.findings import Promise
from extractor.engines.rules.lexis import CONJUNCTION, FUNCTION
from extractor.engines.rules.programmes import owner_of
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import phrase_before
from extractor.engines.rules.units import Unit, Units
from extractor.records import Span

MOST_ITEMS = 50
"""No list of promises is longer; keeps the walk short."""
_BULLET = re.compile(r"\s*(?:</?\w{1,8}>|[•*·▪◦‣–—-]|\n|\s)*")
_END = re.compile(r"</(?:list|[uo]l)>", re.IGNORECASE)
_BREAK = re.compile(r"</?li>|\n")
TO_WORDS = 8
"""How far before its "to:" a "will" or "pledged" may stand."""
_BINDING = frozenset(["will", "shall", *VERBS])


def listed(units: Units) -> Iterator[tuple[Unit, Promise]]:
    """Each item with a verb in front, as what the subject of "will:" binds himself to."""
    tokens = units.doc.tokens
    colons = (at for at, word in enumerate(tokens.lows) if word == ":")
    for colon in colons:
        sentence = units.doc.sentence_at(tokens.starts[colon])
        low = units.doc.sentences[sentence].first
        binding = _binding(units.doc, colon, low)
        actors = _bound(units, binding, low) if binding is not None else ()
        for first, last in _items(units.doc, tokens.ends[colon]) if actors else ():
            unit = Unit(first, last, (), (), "own_voice", "listed", sentence)
            yield unit, Promise(actors, first, first, last, "plan", "listed")


def _binding(doc: Document, colon: int, low: int) -> int | None:
    """The "will" of "will:", or what binds in "plans to:", "will take steps to:"."""
    lows = doc.tokens.lows
    if colon - 1 > low and lows[colon - 1] in ("will", "shall"):
        return colon - 1
    if colon - 2 <= low or lows[colon - 1] != "to":
        return None
    reach = range(colon - 2, max(low, colon - TO_WORDS), -1)
    return next((at for at in reach if lows[at] in _BINDING), None)


def _bound(units: Units, binding: int, low: int) -> tuple[Actor, ...]:
    phrase = phrase_before(units.doc, binding, low, loose=True)
    if phrase is None:
        return ()
    owner = owner_of(units, phrase)
    actors = (owner,) if owner else units.resolver.actors(phrase)
    return tuple(actor for actor in actors if not actor.draft.anonymous)


def _items(doc: Document, at: int) -> Iterator[Clause]:
    """The tokens of the items behind offset `at`, up to the first that begins with no verb."""
    for _ in range(MOST_ITEMS):
        bullet = _BULLET.match(doc.text, at)
        if bullet is None or not bullet.group().strip(" ") or _END.search(bullet.group()):
            return
        found = _BREAK.search(doc.text, bullet.end())
        end = found.start() if found else len(doc.text)
        sentence = doc.sentences[doc.sentence_at(bullet.end())]
        first, last = doc.range(Span(bullet.end(), min(end, sentence.end)))
        item = stripped(doc, Clause(first, last))
        if doc.tokens.flags[item.last - 1] & CONJUNCTION:  # "…; and" before the last item
            item = stripped(doc, Clause(item.first, item.last - 1))
        if item.last - item.first < 2 or not _is_act(doc, item.first):
            return
        yield item
        at = end


def _is_act(doc: Document, index: int) -> bool:
    word = doc.tokens.lows[index]
    named = word.endswith(("s", "ing", "ed")) and not word.endswith("ss")
    is_word = word.replace("-", "").isalpha()
    begins = word == "have" or not doc.tokens.flags[index] & FUNCTION
    return is_word and begins and not named
