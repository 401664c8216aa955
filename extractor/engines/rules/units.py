"""An article as units of assertion: each a passage, whose words it is, and through whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from extractor import times
from extractor.drafts import ActorDraft
from extractor.engines.rules.asserting import CLAIM_WORDS, asserts, is_long_enough, utters
from extractor.engines.rules.attribution import Reader
from extractor.engines.rules.clauses import Clause, has_finite_verb, skip_adjuncts, stripped
from extractor.engines.rules.document import Document, Sentence
from extractor.engines.rules.lexis import ADVERB, AUXILIARY, FINITE, MODAL, SUBJECT
from extractor.engines.rules.mentions import Cast
from extractor.engines.rules.phrases import Phrase
from extractor.engines.rules.reference import Actor, Resolver
from extractor.engines.rules.saying import dates_cue
from extractor.engines.rules.speech import Attribution
from extractor.engines.rules.statements import is_statement, tells_more, uncovered
from extractor.engines.rules.verbless import relayed_by
from extractor.records import Span, Speech

QUOTE_WORDS = 4
"""A quotation of fewer words is a term in quotation marks, not speech."""
TURNS = 2
"""A name that opens so many paragraphs with a colon is a party to a conversation."""
_LABEL = re.compile(r"^[\"“”]?([^\n:\"“”]{2,40}):", re.MULTILINE)
_ANAPHORS = frozenset("it they this these he she".split())


class Unit(NamedTuple):
    """A passage (tokens [first, last)) that asserts something.

    No speakers: the outlet's own voice. Several: each of them said it.
    """

    first: int
    last: int
    speakers: tuple[Actor, ...]
    via: tuple[Actor, ...]
    speech: Speech
    rule: str
    sentence: int
    said_on: str | None = None
    lemma: str = ""
    lead: Clause | None = None
    deed: bool = False
    subjectless: bool = False


class Voice(NamedTuple):
    """Whose words something is."""

    speakers: tuple[Actor, ...]
    via: tuple[Actor, ...]
    said_on: str | None = None


class Units:
    """One pass over a document: attributions resolved, quotations continued, the rest own voice."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.cast = Cast(doc)
        self.resolver = Resolver(doc, self.cast)
        self.times = times.find(doc.text)
        self._time_starts = [span.start for span in self.times]
        self._voices: dict[int, Voice] = {}
        self._cued: dict[int, Voice] = {}
        self._deeds: set[int] = set()
        self._direct: set[int] = set()
        self._labels = Counter(_LABEL.findall(doc.text))
        turns = (label for label, times in self._labels.items() if times >= TURNS)
        self._transcribed = any(label.isupper() for label in turns)
        self.all: list[Unit] = []
        self._attributed()
        self._continued_quotations()
        self._own_voice()
        self.all.sort(key=lambda unit: (unit.first, unit.last))
        self.readable = [*(unit for unit in self.all if not unit.deed), *self._frames()]
        lows = doc.tokens.lows
        self.words = [frozenset(lows[unit.first : unit.last]) for unit in self.readable]

    def times_in(self, span: Span) -> list[Span]:
        """The time expressions inside `span`."""
        first = bisect_right(self._time_starts, span.start - 1)
        found = []
        for time in self.times[first:]:
            if time.end > span.end:
                break
            found.append(time)
        return found

    def _frames(self) -> list[Unit]:
        """What stands around reported words in their sentences: "X rejected the plan, saying"."""
        covered = self._covered(deeds=False)
        found = []
        for number in sorted({unit.sentence for unit in self.all if unit.speakers}):
            sentence = self.doc.sentences[number]
            found += [
                Unit(*self._bare(frame, sentence), (), (), "own_voice", "frame", number)
                for frame in uncovered(covered, sentence.first, sentence.last)
                if frame.last - frame.first >= CLAIM_WORDS
            ]
        return found

    def _bare(self, frame: Clause, sentence: Sentence) -> Clause:
        """A frame; without the full stop if it is the sentence as a whole."""
        whole = frame == (sentence.first, sentence.last)
        return stripped(self.doc, frame) if whole else frame

    def _covered(self, *, deeds: bool = True) -> bytearray:
        """For each token 1 if a unit (without `deeds`: another one) holds it, else 0."""
        covered = bytearray(len(self.doc.tokens))
        for unit in self.all:
            if unit.deed and not deeds:
                continue
            covered[unit.first : unit.last] = b"\1" * (unit.last - unit.first)
        return covered

    # --- attributed --------------------------------------------------------------------

    def _attributed(self) -> None:
        reader = Reader(self.doc)
        for number in range(len(self.doc.sentences)):
            for attribution in reader.sentence(number):
                self._attribute(attribution, number)

    def _attribute(self, one: Attribution, number: int) -> None:
        speakers = self._speakers(one.source)
        if one.rule == "name_colon" and speakers and not self._may_have_turns(one, speakers[0]):
            return
        if not speakers:
            return
        via = tuple(self.resolver.actors(one.via)) if one.via else self._same_way(one, speakers)
        voice = Voice(speakers, via, self._said_on(one, number))
        if not one.rule.startswith("asked_whether"):  # the next "she" is who answers
            for speaker in speakers:
                self.resolver.spoke(number, speaker)
        found = len(self.all)
        self._add(one.clause, voice, one.rule, one)
        if one.quotation >= 0:
            self._voices[one.quotation] = voice
        if one.quotation >= 0 or len(self.all) > found:
            self._cue(number, voice, one)

    def _cue(self, number: int, voice: Voice, one: Attribution) -> None:
        """Note whose words a sentence holds: who asks is not who answers, and who said something
        in it goes before who is only told to have rejected something."""
        if one.rule.startswith("asked_whether"):
            return
        if number not in self._cued or (number in self._deeds and not one.deed):
            self._cued[number] = voice
            (self._deeds.add if one.deed else self._deeds.discard)(number)

    def _may_have_turns(self, one: Attribution, speaker: Actor) -> bool:
        """True for who can stand before a colon: a person; a paper that asks again and again;
        in a transcript, whose labels are in capitals, each of them."""
        label = self.doc.tokens.words(one.source.first, one.source.last)
        turns = self._labels[label] >= TURNS or (self._transcribed and label.isupper())
        return speaker.draft.type == "person" or turns

    def _same_way(self, one: Attribution, speakers: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """A pronoun goes on speaking through whoever passed its words on before."""
        source = one.source
        if not self.doc.tokens.flags[source.first] & SUBJECT or not self._cued:
            return ()
        before = self._cued[next(reversed(self._cued))]
        return before.via if before.speakers[0].draft.name == speakers[0].draft.name else ()

    def _speakers(self, source: Phrase) -> tuple[Actor, ...]:
        found = tuple(self.resolver.actors(source))
        if found or source.last - source.first > 1:
            return found
        word = self.doc.tokens.words(source.first, source.last)
        if word.lower() in ("he", "she", "they"):
            return (Actor(ActorDraft(name=word, anonymous=True)),)
        return ()

    def _said_on(self, one: Attribution, number: int) -> str | None:
        """The time in the frame of an attribution that dates the saying itself."""
        sentence = self.doc.sentences[number]
        content = self.doc.tokens.span(*one.clause)
        for time in self.times_in(Span(sentence.start, sentence.end)):
            outside = time.end <= content.start or time.start >= content.end
            if outside and dates_cue(self.doc, time, one.cue, sentence):
                return self.doc.text[time.start : time.end]
        return None

    def _add(
        self,
        clause: Clause,
        voice: Voice,
        rule: str,
        said: Attribution | None = None,
    ) -> None:
        lemma, lead, deed, subjectless = said[-4:] if said else ("", None, False, False)
        for number, piece in self._pieces(clause):
            inside = self.doc.quoted[piece.first] >= 0 and self.doc.quoted[piece.last - 1] >= 0
            inside = inside or rule == "name_colon"
            whole = Clause(piece.first - 1, piece.last) if lead else piece
            verbal = (subjectless or rule == "headline_dash") and is_long_enough(self.doc, piece)
            if not (
                verbal or asserts(self.doc, whole) or (inside and utters(self.doc, piece, number))
            ):
                continue
            told = relayed_by(self.doc, piece)
            via = voice.via + (tuple(self.resolver.actors(told)) if told else ())
            speech: Speech = "direct" if inside else "indirect"
            if inside:
                self._direct.add(number)
            unit = Unit(*piece, voice.speakers, via, speech, rule, number, voice.said_on, lemma)
            self.all.append(unit._replace(lead=lead, deed=deed, subjectless=subjectless))
            lead, subjectless = None, False

    def _pieces(self, clause: Clause) -> list[tuple[int, Clause]]:
        """A clause cut at the ends of its sentences."""
        first, last = clause
        starts = self.doc.tokens.starts
        number = self.doc.sentence_at(starts[first])
        pieces = []
        while number < len(self.doc.sentences) and first < last:
            end = min(last, self.doc.sentences[number].last)
            if end > first:
                pieces.append((number, stripped(self.doc, Clause(first, end))))
            first, number = max(first, end), number + 1
        return pieces

    # --- quotations without a cue of their own -------------------------------------------

    def _continued_quotations(self) -> None:
        """A quotation goes on being the words of whoever was quoted before it nearby."""
        covered = self._covered()
        for number, quotation in enumerate(self.doc.quotations):
            first, last = self.doc.range(quotation.inner)
            if number in self._voices or last - first < QUOTE_WORDS:
                continue
            if covered.find(1, first, last) >= 0:
                continue
            voice = self._voice_for(number, first)
            if voice is not None:
                self._voices[number] = voice
                begun = self._begun(number, Clause(first, last))
                self._add(Clause(first, last), voice, "quote_continued", begun)

    def _begun(self, number: int, clause: Clause) -> Attribution | None:
        """The clause with its subject for a lead: "The bridge," X said, "was built in May."."""
        doc, tokens = self.doc, self.doc.tokens
        if number == 0 or number - 1 not in self._voices:
            return None
        start = doc.range(doc.quotations[number - 1].inner)[0]
        lead = stripped(doc, Clause(*doc.range(doc.quotations[number - 1].inner)))
        same = doc.sentence_at(tokens.starts[start]) == doc.sentence_at(tokens.starts[clause.first])
        goes_on = tokens.flags[clause.first] & (AUXILIARY | FINITE | ADVERB)
        if not same or not goes_on or tokens.is_capital(clause.first) or lead.first >= lead.last:
            return None
        if has_finite_verb(doc, *lead):
            return None
        return Attribution(clause, Phrase(*lead), "quote_continued", start, lead=lead)

    def _voice_for(self, number: int, first: int) -> Voice | None:
        sentence = self.doc.sentence_at(self.doc.tokens.starts[first])
        here = self.doc.sentences[sentence]
        if not self._stands_alone(number, here):
            return None
        for back in (0, 1, 2):
            before = self._cued.get(sentence - back)
            near = here.paragraph - self.doc.sentences[max(0, sentence - back)].paragraph
            if before is not None and near <= 1:
                return before
        for other in (number + 1, number - 1):
            if other in self._voices and self._are_near(number, other):
                return self._voices[other]
        return None

    def _are_near(self, one: int, other: int) -> bool:
        """True for quotations in one paragraph or in paragraphs that follow each other."""
        places = [self.doc.sentence_at(self.doc.quotations[n].start) for n in (one, other)]
        first, second = (self.doc.sentences[place].paragraph for place in places)
        return abs(first - second) <= 1

    def _stands_alone(self, number: int, sentence: Sentence) -> bool:
        """True if the quotation opens its sentence, or goes on behind "…," he said, "…"."""
        start = self.doc.quotations[number].outer.start
        before = self.doc.text[max(0, start - 2) : start].rstrip()
        return start <= sentence.start or before.endswith((",", ":"))

    # --- own voice -----------------------------------------------------------------------

    def _own_voice(self) -> None:
        spoken = self._spoken_sentences()
        for number, sentence in enumerate(self.doc.sentences):
            if number in spoken or not is_statement(self.doc, self.cast, sentence):
                continue
            clause = stripped(self.doc, Clause(sentence.first, sentence.last))
            voice = self._continued_report(number, sentence)
            if voice is not None:
                start = skip_adjuncts(self.doc, clause.first, clause.last)
                start += self.doc.tokens.lows[start] == ","
                self._add(Clause(start, clause.last), voice, "report_continued")
                continue
            rule = "own_voice_headline" if sentence.heading else "own_voice"
            self.all.append(Unit(*clause, (), (), "own_voice", rule, number))

    def _spoken_sentences(self) -> set[int]:
        spoken = set(self._cued) - self._deeds
        covered = self._covered()
        for unit in self.all:
            sentence = self.doc.sentences[unit.sentence]
            if not (unit.deed and tells_more(self.doc, sentence, covered)):
                spoken.add(unit.sentence)
        for quotation in self.doc.quotations:
            first, last = self.doc.range(quotation.inner)
            if last - first >= 2 * QUOTE_WORDS:
                spoken.add(self.doc.sentence_at(quotation.start))
                spoken.add(self.doc.sentence_at(quotation.end - 1))
        return spoken

    def _continued_report(self, number: int, sentence: Sentence) -> Voice | None:
        """Reported speech that runs on: "X said that A. At the same time, it will not B."""
        before = self._cued.get(number - 1)
        if before is None or number - 1 in self._deeds:
            return None
        if self.doc.sentences[number - 1].paragraph != sentence.paragraph:
            return None
        if number - 1 in self._direct:
            return None
        tokens = self.doc.tokens
        start = skip_adjuncts(self.doc, sentence.first, sentence.last)
        start += tokens.lows[start : start + 1] == [","]
        if start >= sentence.last:
            return None
        anaphoric = tokens.lows[start] in ("the", *_ANAPHORS)
        modal = any(tokens.flags[i] & MODAL for i in range(start, min(sentence.last, start + 8)))
        return before if anaphoric and modal else None
