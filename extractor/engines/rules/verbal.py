"""Attribution by a verb: X said that …; "…," X said; "…," said X; Y, X said, …."""

from __future__ import annotations

from extractor.engines.rules.clauses import (
    Clause,
    behind_addressee,
    clause_end,
    find_that,
    has_finite_verb,
    main_clause_at,
    main_subject,
    pauses,
    relative_end,
    skip_adjuncts,
    stripped,
)
from extractor.engines.rules.content import clause_after, quote_after, that_after
from extractor.engines.rules.cues import CLAIMED, CueHit, cue_hits, verb_group
from extractor.engines.rules.document import Document
from extractor.engines.rules.kept import kept_whole, names_a_thing, object_kept
from extractor.engines.rules.lexis import (
    AUXILIARY,
    BASE,
    CONJUNCTION,
    CUE,
    DET,
    DOCUMENT,
    FINITE,
    SUBORDINATOR,
    VENUE,
    WH,
)
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.speech import (
    Attribution,
    is_media,
    is_speech,
    quotation_before,
    quotation_clause,
    quotation_of,
)
from extractor.engines.rules.subjects import phrase_before

_OWN_AGAIN = frozenset("but yet as by while after response".split())
_HOLDING_TRUE = frozenset(
    "believe think know feel understand recognize recognise realize realise remember learn "
    "reckon figure guess conclude".split()
)
"""Who thinks so claims the clause, as who says it; who hopes or fears it does not."""
_SUBORDINATING = frozenset("as while although though when whereas because since after".split())
_BEFORE_PARTICIPLE = frozenset("as by while and after response".split())


class VerbOrders:
    """Reads one cue verb at a time, between tokens `low` and `high`."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def read(
        self, hit: CueHit, low: int, high: int, before: list[Attribution]
    ) -> list[Attribution]:
        """The attribution of a cue; `before` are those found in its sentence so far."""
        if hit.gerund:
            fronted = hit.token - low <= 1 and self._fronted(hit, low, high)
            return fronted or self._participle(hit, low, high, before)
        if self._is_after_mark(hit.token, low) and (found := self._inverted(hit, low, high)):
            return found
        loose = hit.kind in ("say", "tell") or self._opens_with_that(hit, high)
        source = phrase_before(self._doc, hit.token, low, loose=loose) or self._it(hit, low)
        if source is None:
            return self._second_verb(hit, low, high, before)
        if is_speech(self._doc, quotation_before(self._doc, source.first, low)):
            return self._postposed(hit, source, source.first, low)
        if hit.kind == "call" and names_a_thing(self._doc, source, low):
            return []
        if hit.kind in CLAIMED:
            end = self._end_of_frame(hit, source, low, high)
            return kept_whole(self._doc, hit, source, end)
        if as_said := self._as_said(hit, source, low, high):
            return as_said
        high = self._end_of_frame(hit, source, low, high)
        return (
            self._content_after(hit, source, high)
            or self._parenthetical(hit, source, low, high)
            or self._postposed(hit, source, source.first, low)
            or object_kept(self._doc, hit, source, high)
        )

    def _opens_with_that(self, hit: CueHit, high: int) -> bool:
        """True if "that" follows: then even a noun that no lexicon knows has spoken."""
        if hit.kind not in ("show", "think"):
            return False
        return find_that(self._doc, hit.after, high, addressee=False) is not None

    def _it(self, hit: CueHit, low: int) -> Phrase | None:
        """ "It said that …", "…, it found": a body or a document named before."""
        group = verb_group(self._doc, hit.token, low)
        closing = hit.kind == "show" and self._doc.tokens.lows[max(low, group - 2)] == ","
        spoken = (hit.kind in ("say", "tell") or closing) and group > low
        return (
            Phrase(group - 1, group)
            if spoken and self._doc.tokens.lows[group - 1] == "it"
            else None
        )

    def _is_after_mark(self, token: int, low: int) -> bool:
        tokens = self._doc.tokens
        return token > low and tokens.is_mark(token - 1) and tokens.lows[token - 1] not in ")(-"

    def _end_of_frame(self, hit: CueHit, source: Phrase, low: int, high: int) -> int:
        """Where what X says must end, in "While X says that …, Y" and "X, who says that …, is"."""
        doc, lows = self._doc, self._doc.tokens.lows
        group = verb_group(doc, hit.token, source.last)
        if group > low and lows[group - 1] in ("who", "which"):
            return relative_end(doc, hit.after, high)
        opening = low <= source.first - 1 <= low + 1 and lows[source.first - 1] in _SUBORDINATING
        main = main_clause_at(doc, hit.after + 1, high) if opening else None
        return high if main is None else main

    # --- content before the cue ----------------------------------------------------------

    def _inverted(self, hit: CueHit, low: int, high: int) -> list[Attribution]:
        """ "…," said X."""
        if hit.kind == "show" or (hit.kind in CLAIMED and hit.kind != "ask"):
            return []
        source = phrase_after(self._doc, hit.after, high)
        if source is None or self._goes_on_to_say(source, high):
            return []
        return self._postposed(hit, source, hit.token, low, order="_inverted")

    def _goes_on_to_say(self, source: Phrase, high: int) -> bool:
        """True if what follows a cue is no speaker: "…, said that", "…, said she supported"."""
        tokens = self._doc.tokens
        if any(tokens.lows[index] == "that" for index in range(source.first, source.last)):
            return True
        if source.last >= high:
            return False
        bits = tokens.flags[source.last]
        verb = bits & (FINITE | AUXILIARY) and not bits & (DET | BASE)
        return tokens.lows[source.last] == "that" or bool(verb)

    def _postposed(
        self, hit: CueHit, source: Phrase, at: int, low: int, *, order: str = ""
    ) -> list[Attribution]:
        """ "…," X said; …, X said: the content stands before token `at`."""
        doc = self._doc
        number = quotation_before(doc, at, low)
        if number >= 0:
            clause, rule = quotation_clause(doc, number, low), f"quote_said{order}"
            return [Attribution(clause, source, rule, hit.token, number, lemma=hit.lemma)]
        if at <= low or doc.tokens.lows[at - 1] not in (",", "—", "–") or not self._closes(hit, at):
            return []
        clause = stripped(doc, Clause(self._left_start(at, low), at))
        if hit.kind in ("quote", "ask") or not has_finite_verb(doc, clause.first, clause.last):
            return []
        return [Attribution(clause, source, f"clause_said{order}", hit.token, lemma=hit.lemma)]

    def _closes(self, hit: CueHit, at: int) -> bool:
        """True if nothing that is said follows the cue: "…, X told reporters on Friday."."""
        doc = self._doc
        high = doc.sentences[doc.sentence_at(doc.tokens.starts[hit.token])].last
        if at == hit.token:  # "…, said X"
            return True
        behind = behind_addressee if hit.kind == "tell" else skip_adjuncts
        after = behind(doc, hit.after, high)
        ends = after >= high or doc.tokens.is_mark(after)
        return ends or bool(doc.tokens.flags[after] & (WH | SUBORDINATOR | CONJUNCTION))

    def _left_start(self, at: int, low: int) -> int:
        """Where the clause before token `at` begins."""
        lows = self._doc.tokens.lows
        for index in range(at - 2, low, -1):
            if lows[index] == ";" and self._doc.quoted[index] < 0:
                return index + 1
        return low

    def _parenthetical(self, hit: CueHit, source: Phrase, low: int, high: int) -> list[Attribution]:
        """Y, X said, is …: what stands behind the cue is the content, what leads it the lead."""
        doc, lows = self._doc, self._doc.tokens.lows
        after = skip_adjuncts(doc, hit.after, high)
        if hit.kind not in ("say", "think") or source.first - 1 <= low or after + 1 >= high:
            return []
        if lows[source.first - 1] != "," or lows[after] != ",":
            return []
        lead = stripped(doc, Clause(self._left_start(source.first, low), source.first))
        clause = stripped(doc, Clause(after + 1, clause_end(doc, after + 1, high)))
        if lead.last <= lead.first or clause.last - clause.first < 2:
            return []
        if self._comments(clause.first) or doc.quoted[lead.last - 1] >= 0:
            return []
        if not has_finite_verb(doc, clause.first - 1, clause.last):
            return []
        rule = "clause_said_middle"
        return [Attribution(clause, source, rule, hit.token, lemma=hit.lemma, lead=lead)]

    def _as_said(self, hit: CueHit, source: Phrase, low: int, high: int) -> list[Attribution]:
        """As X said, …; …, as X put it: the cue has no content of its own behind it."""
        doc, lows = self._doc, self._doc.tokens.lows
        at = source.first - 1
        after = skip_adjuncts(doc, hit.after, high)
        if at < low or lows[at] != "as" or hit.kind not in ("say", "tell"):
            return []
        if hit.kind == "tell":
            after = behind_addressee(doc, hit.after, high)
        closes = after >= high or doc.tokens.is_mark(after)
        if at <= low + 1 and after + 1 < high and lows[after] == ",":
            clause = stripped(doc, Clause(after + 1, clause_end(doc, after + 1, high)))
        elif at > low and closes and pauses(doc, at - 1) and not self._reports(low, at - 1):
            clause = stripped(doc, Clause(self._left_start(at - 1, low), at - 1))
        else:
            return []
        if clause.last <= clause.first or not has_finite_verb(doc, *clause):
            return []
        return [Attribution(clause, source, "as_said", hit.token, lemma=hit.lemma)]

    def _reports(self, low: int, high: int) -> bool:
        """True if somebody is said to have said something among tokens [low, high)."""
        return any(hit.kind not in CLAIMED for hit in cue_hits(self._doc, low, high))

    def _comments(self, index: int) -> bool:
        """True if what follows "…, X said," is the outlet's again: "as …", "who …", "adding"."""
        bits, word = self._doc.tokens.flags[index], self._doc.tokens.lows[index]
        gerund = bits & CUE and word.endswith("ing")
        return bool(bits & (WH | SUBORDINATOR) or gerund) or word in _OWN_AGAIN

    def _said(self, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
        """What a verb that follows another of its speaker says."""
        if hit.kind in CLAIMED:
            return kept_whole(self._doc, hit, source, high)
        found = self._content_after(hit, source, high)
        return found or object_kept(self._doc, hit, source, high)

    # --- content behind the cue ------------------------------------------------------------

    def _content_after(self, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
        """X said: "…"; X said that …; X said …"""
        for rule, find in (
            ("said_quote", quote_after),
            ("said_that", that_after),
            ("said_clause", clause_after),
        ):
            clause = find(self._doc, hit, high)
            if clause is not None and clause.last > clause.first:
                via = self._told(hit, clause.first)
                if hit.kind == "think" and hit.lemma not in _HOLDING_TRUE:
                    # "Moscow expects that": the verb is part of the claim
                    clause, rule = Clause(source.first, clause.last), f"thinks_{rule[5:]}"
                number = quotation_of(self._doc, clause)
                return [Attribution(clause, source, rule, hit.token, number, via, hit.lemma)]
        return self._thinks(hit, source, high)

    def _thinks(self, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
        """X considers it important to …; X hopes to …: the verb belongs to the claim."""
        if hit.kind != "think" or hit.lemma == "agree" or hit.after >= high:
            return []
        if self._doc.tokens.lows[hit.after] not in ("to", "it"):
            return []
        clause = stripped(self._doc, Clause(source.first, clause_end(self._doc, hit.after, high)))
        return [Attribution(clause, source, "thinks", hit.token, lemma=hit.lemma)]

    def _told(self, hit: CueHit, content: int) -> Phrase | None:
        """The outlet that was told: it passed the words on."""
        if hit.kind != "tell":
            return None
        addressee = phrase_after(self._doc, hit.after, content)
        return addressee if addressee and is_media(self._doc, addressee) else None

    # --- verbs without a subject of their own ----------------------------------------------------

    def _second_verb(
        self, hit: CueHit, low: int, high: int, before: list[Attribution]
    ) -> list[Attribution]:
        """X said … and added that …: the subject of the verb before."""
        group = verb_group(self._doc, hit.token, low)
        if group <= low or not self._doc.tokens.flags[group - 1] & CONJUNCTION:
            return []
        source = before[-1].source if before else main_subject(self._doc, low, group)
        if source is None:
            return []
        return self._said(hit, source, high)

    def _fronted(self, hit: CueHit, low: int, high: int) -> list[Attribution]:
        """Saying that …, X left; After saying that …, X left."""
        doc = self._doc
        if hit.kind not in ("say", "tell", "show", "act"):
            return []
        if hit.token > low and doc.tokens.lows[low] not in _BEFORE_PARTICIPLE:
            return []
        comma = main_clause_at(doc, hit.after, high)
        source = phrase_after(doc, comma + 1, high) if comma else None
        found = self._said(hit, source, comma) if source and comma else []
        return [one._replace(rule=f"{one.rule}_fronted") for one in found]

    def _participle(
        self, hit: CueHit, low: int, high: int, before: list[Attribution]
    ) -> list[Attribution]:
        """…, adding that …: said by the subject of the sentence."""
        if hit.token == low or hit.kind == "think":
            return []
        tokens = self._doc.tokens
        previous = tokens.lows[hit.token - 1]
        in_text = tokens.flags[hit.token - 1] & (DOCUMENT | VENUE)
        in_text = in_text or previous in _BEFORE_PARTICIPLE
        if previous != "," and not in_text:
            return []
        source = before[-1].source if before else main_subject(self._doc, low, hit.token)
        found = self._said(hit, source, high) if source else []
        return [one._replace(rule=f"{one.rule}_participle") for one in found]
