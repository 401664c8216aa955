"""Commitments in a list under "X will:", an act an item, as press releases write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor import lexicons
from extractor.engines.rules.clauses import Clause, stripped
from extractor.engines.rules.document import Document
from extractor.engines.rules.findings import Promise
from extractor.engines.rules.lexis import FUNCTION
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import phrase_before
from extractor.engines.rules.units import Unit, Units
from extractor.records import Span

MOST_ITEMS = 50
"""No list of promises is longer; keeps the walk short."""
_BULLET = re.compile(r"\s*(?:</?\w{1,8}>|[•*·▪◦‣–—-]|\n|\s)*")
_BREAK = re.compile(r"</?li>|\n")
_WILL = frozenset(["will", "shall"])
_NOT_ACTS = lexicons.words("not_acts")


def listed(units: Units) -> Iterator[tuple[Unit, Promise]]:
    """Each item with a verb in front, as what the subject of "will:" binds himself to."""
    tokens = units.doc.tokens
    colons = (at for at, word in enumerate(tokens.lows) if word == ":")
    for colon in colons:
        if colon < 2 or tokens.lows[colon - 1] not in _WILL:
            continue
        sentence = units.doc.sentence_at(tokens.starts[colon])
        actors = _bound(units, colon - 1, units.doc.sentences[sentence].first)
        for first, last in _items(units.doc, tokens.ends[colon]) if actors else ():
            unit = Unit(first, last, (), (), "own_voice", "listed", sentence)
            yield unit, Promise(actors, first, first, last, "plan", "listed")


def _bound(units: Units, will: int, low: int) -> tuple[Actor, ...]:
    phrase = phrase_before(units.doc, will, low, loose=True)
    actors = units.resolver.actors(phrase) if phrase else ()
    return tuple(actor for actor in actors if not actor.draft.anonymous)


def _items(doc: Document, at: int) -> Iterator[Clause]:
    """The tokens of the items behind offset `at`, up to the first that begins with no verb."""
    for _ in range(MOST_ITEMS):
        bullet = _BULLET.match(doc.text, at)
        if bullet is None or not bullet.group().strip(" "):
            return
        found = _BREAK.search(doc.text, bullet.end())
        end = found.start() if found else len(doc.text)
        sentence = doc.sentences[doc.sentence_at(bullet.end())]
        first, last = doc.range(Span(bullet.end(), min(end, sentence.end)))
        item = stripped(doc, Clause(first, last))
        if item.last - item.first < 2 or not _is_act(doc, item.first):
            return
        yield item
        at = end


def _is_act(doc: Document, index: int) -> bool:
    word = doc.tokens.lows[index]
    named = word.endswith(("s", "ing", "ed")) and not word.endswith("ss")
    is_word = word.replace("-", "").isalpha()
    return is_word and not (named or doc.tokens.flags[index] & FUNCTION or word in _NOT_ACTS)
