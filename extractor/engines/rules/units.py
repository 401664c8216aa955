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
from extractor.engines.rules.lexis import BASE, CUE, CUES, MODAL, SUBJECT
from extractor.engines.rules.mentions import Cast
from extractor.engines.rules.phrases import Phrase, can_speak, phrase_after
from extractor.engines.rules.reference import Actor, Resolver
from extractor.engines.rules.saying import dates_cue
from extractor.engines.rules.speech import Attribution
from extractor.records import Span, Speech

QUOTE_WORDS = 4
"""A quotation of fewer words is a term in quotation marks, not speech."""
TURNS = 2
"""A name that opens so many paragraphs with a colon is a party to a conversation."""
_BOILERPLATE = re.compile(
    r"\[?(?:related:|previous story:|(?:photos|videos?):)"
    r"|(?:subscribe|sign up|click|read more|read also|see also|follow us|share this|leave a reply"
    r"|your email address|all rights reserved|copyright|©|photo|image|watch:|listen:|advertisement"
    r"|this (?:article|story|post) (?:was|has been|originally)|reporting by|editing by"
    r"|written by|this material may not be)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[lL][iI]>|=”|a[lL][tT]=|A[lL][tT]=")
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
        self._direct: set[int] = set()
        self._labels = Counter(_LABEL.findall(doc.text))
        self.all: list[Unit] = []
        self._attributed()
        self._continued_quotations()
        self._own_voice()
        self.all.sort(key=lambda unit: (unit.first, unit.last))
        self.readable = [*self.all, *self._frames()]
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
        covered = self._covered()
        found = []
        for number in sorted({unit.sentence for unit in self.all if unit.speakers}):
            sentence = self.doc.sentences[number]
            first = sentence.first
            while first < sentence.last:
                last = covered.find(1, first, sentence.last)
                last = sentence.last if last < 0 else last
                if last - first >= CLAIM_WORDS:
                    found.append(Unit(first, last, (), (), "own_voice", "frame", number))
                first = last
                while first < sentence.last and covered[first]:
                    first += 1
        return found

    def _covered(self) -> bytearray:
        """For each token 1 if a unit holds it, else 0."""
        covered = bytearray(len(self.doc.tokens))
        for unit in self.all:
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
        for speaker in speakers:
            self.resolver.spoke(number, speaker)
        found = len(self.all)
        self._add(one.clause, voice, one.rule, lemma=one.lemma, lead=one.lead)
        if one.quotation >= 0:
            self._voices[one.quotation] = voice
        if one.quotation >= 0 or len(self.all) > found:
            self._cued.setdefault(number, voice)

    def _may_have_turns(self, one: Attribution, speaker: Actor) -> bool:
        """True for who can stand before a colon: a person; a paper that asks again and again."""
        label = self.doc.tokens.words(one.source.first, one.source.last)
        return speaker.draft.type == "person" or self._labels[label] >= TURNS

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
        *,
        lemma: str = "",
        lead: Clause | None = None,
    ) -> None:
        for number, piece in self._pieces(clause):
            inside = self.doc.quoted[piece.first] >= 0 and self.doc.quoted[piece.last - 1] >= 0
            inside = inside or rule == "name_colon"
            whole = Clause(piece.first - 1, piece.last) if lead else piece
            if not (asserts(self.doc, whole) or (inside and utters(self.doc, piece, number))):
                continue
            via = voice.via + self._relayed(piece)
            speech: Speech = "direct" if inside else "indirect"
            if inside:
                self._direct.add(number)
            self.all.append(
                Unit(*piece, voice.speakers, via, speech, rule, number, voice.said_on, lemma, lead)
            )
            lead = None

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

    def _relayed(self, piece: Clause) -> tuple[Actor, ...]:
        """Who is named inside the words as their source: "…, as the minister told us, …"."""
        tokens = self.doc.tokens
        for index in range(piece.first + 1, piece.last - 2):
            if tokens.lows[index] != "as" or tokens.lows[index - 1] != ",":
                continue
            phrase = phrase_after(self.doc, index + 1, piece.last, loose=True)
            if phrase and phrase.last < piece.last and tokens.flags[phrase.last] & CUE:
                told = any(cue.kind == "tell" for cue in CUES[tokens.lows[phrase.last]])
                if told or can_speak(self.doc, phrase):  # not "as rates continued to slide"
                    return tuple(self.resolver.actors(phrase))
        return ()

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
                self._add(Clause(first, last), voice, "quote_continued")

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
            if number in spoken or not self._is_statement(sentence):
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
        spoken = set(self._cued)
        for unit in self.all:
            spoken.add(unit.sentence)
        for quotation in self.doc.quotations:
            first, last = self.doc.range(quotation.inner)
            if last - first >= 2 * QUOTE_WORDS:
                spoken.add(self.doc.sentence_at(quotation.start))
                spoken.add(self.doc.sentence_at(quotation.end - 1))
        return spoken

    def _is_statement(self, sentence: Sentence) -> bool:
        doc = self.doc
        text = doc.text[sentence.start : sentence.end]
        if text.rstrip().endswith("?") or _BOILERPLATE.match(text) or _MARKUP.search(text):
            return False
        clause = stripped(doc, Clause(sentence.first, sentence.last))
        if not is_long_enough(doc, clause):
            return False
        if sentence.heading and self._foretells(clause):
            return True
        return has_finite_verb(doc, clause.first, clause.last)

    def _foretells(self, clause: Clause) -> bool:
        """True for the infinitive of a headline: "City to close bridge"."""
        tokens = self.doc.tokens
        mention = self.cast.covering(clause.first)
        if mention is None or mention.last + 1 >= clause.last:
            return False
        return tokens.lows[mention.last] == "to" and bool(tokens.flags[mention.last + 1] & BASE)

    def _continued_report(self, number: int, sentence: Sentence) -> Voice | None:
        """Reported speech that runs on: "X said that A. At the same time, it will not B."""
        before = self._cued.get(number - 1)
        if before is None or self.doc.sentences[number - 1].paragraph != sentence.paragraph:
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
