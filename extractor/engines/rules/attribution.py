"""Who said which words: the orders in which English news puts speaker, cue and content.

Each order is a small rule with a name. Quoted and reported speech in news follow few
patterns (Pareti, "A database of attribution relations", LREC 2012; Newell et al.,
"PolNeAR", LREC 2018): speaker-cue-content, content-speaker-cue, content-cue-speaker,
and prepositions such as "according to".
"""

from __future__ import annotations

from extractor.engines.rules.below import quoted_below
from extractor.engines.rules.cues import cue_hits
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.phrases import phrase_after
from extractor.engines.rules.speech import Attribution, holds, is_media
from extractor.engines.rules.subjects import DASHES
from extractor.engines.rules.verbal import VerbOrders
from extractor.engines.rules.verbless import VerblessOrders

_PASSING_ON = frozenset("quoting citing".split())


class Reader:
    """Finds the attributions of one document, sentence by sentence."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._verbal = VerbOrders(doc)
        self._verbless = VerblessOrders(doc)

    def sentence(self, number: int) -> list[Attribution]:
        """The attributions whose cue stands in sentence `number`, outermost only."""
        sentence = self._doc.sentences[number]
        words = frozenset(self._doc.tokens.lows[sentence.first : sentence.last])
        whole = [] if DASHES.isdisjoint(words) else self._verbless.signed(sentence)
        whole = whole or self._verbless.colon(sentence, number)
        whole = whole or quoted_below(self._doc, number)
        if sentence.heading:
            whole = whole or self._verbless.headline(sentence)
        if whole:
            return whole
        found = self._verbless.according_to(sentence) if "according" in words else []
        found += self._verbless.noun_that(sentence) if "that" in words else []
        for hit in cue_hits(self._doc, sentence.first, sentence.last):
            found += self._verbal.read(hit, sentence.first, sentence.last, found)
        if not _PASSING_ON.isdisjoint(words):
            self._pass_on(sentence, found)
        return _one_for_each_cue(self._outermost(found))

    def _pass_on(self, sentence: Sentence, found: list[Attribution]) -> None:
        """ "…," the paper said, quoting an official: the official spoke, through the paper."""
        doc, lows = self._doc, self._doc.tokens.lows
        for index in range(sentence.first + 1, sentence.last - 1):
            if lows[index] not in _PASSING_ON or lows[index - 1] != "," or doc.quoted[index] >= 0:
                continue
            speaker = phrase_after(doc, index + 1, sentence.last)
            if speaker is not None and found:
                found[-1] = found[-1]._replace(source=speaker, via=found[-1].source)

    def _outermost(self, found: list[Attribution]) -> list[Attribution]:
        """The outermost of nested attributions; but what an outlet reports somebody to have
        said is that person's, and the outlet its `via`."""
        kept: list[Attribution] = []
        for one in found:
            around = [other for other in found if other is not one and _is_around(other, one)]
            if any(not is_media(self._doc, other.source) for other in around):
                continue
            if one.deed and any(_tells_it(other, one) for other in found):
                continue
            inner = self._reported(one) if is_media(self._doc, one.source) else []
            kept += inner or [one]
        return kept

    def _reported(self, outer: Attribution) -> list[Attribution]:
        """The first that an outlet reports somebody else to have said."""
        first, last = outer.clause
        for hit in cue_hits(self._doc, first, last, quoted=True):
            for one in self._verbal.read(hit, first, last, []):
                if not is_media(self._doc, one.source):
                    rule = f"{outer.rule}_of_{one.rule}"
                    return [one._replace(via=outer.via or outer.source, rule=rule)]
        return []


def _is_around(outer: Attribution, inner: Attribution) -> bool:
    """True if one attribution is part of what another says; what is said within a deed ("rejected
    the plan after Lee said that …") is said all the same."""
    return holds(outer, inner.cue) and (inner.deed or not outer.deed)


def _tells_it(inner: Attribution, deed: Attribution) -> bool:
    """True for what "expressed concern that …" says, which the deed only wraps."""
    return not inner.deed and inner.source == deed.source and holds(deed, inner.cue)


def _one_for_each_cue(found: list[Attribution]) -> list[Attribution]:
    """Of several readings of one cue, the one that knows who passed the words on."""
    best: dict[int, Attribution] = {}
    for one in found:
        if one.cue not in best or (one.via and not best[one.cue].via):
            best[one.cue] = one
    return sorted(best.values(), key=lambda one: one.clause.first)
