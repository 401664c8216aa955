"""Attribution by a verb: X said that …; "…," X said; "…," said X; Y, X said, …."""

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
from extractor.engines.rules.cues import CueHit, verb_group
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    AUXILIARY,
    BASE,
    CONJUNCTION,
    CUE,
    DET,
    DOCUMENT,
    FINITE,
    PREP,
    SUBORDINATOR,
    WH,
)
from extractor.engines.rules.phrases import Phrase, phrase_after
from extractor.engines.rules.speech import (
    SPEECH_WORDS,
    Attribution,
    is_media,
    is_speech,
    quotation_before,
    quotation_clause,
    quotation_of,
)
from extractor.engines.rules.subjects import phrase_before

REQUEST_WORDS = 15
"""How far behind "asked" its infinitive may stand."""
_OWN_AGAIN = frozenset("but yet as by while after response".split())
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
            return self._participle(hit, low, high, before)
        if self._is_after_mark(hit.token, low) and (found := self._inverted(hit, low, high)):
            return found
        loose = hit.kind in ("say", "tell")
        source = phrase_before(self._doc, hit.token, low, loose=loose) or self._it(hit, low)
        if source is None:
            return self._second_verb(hit, low, high, before)
        if is_speech(self._doc, quotation_before(self._doc, source.first, low)):
            return self._postposed(hit, source, source.first, low)
        if hit.kind == "call" and self._is_relative(source, low):
            return []
        if hit.kind in ("ask", "call"):
            return self._kept_whole(hit, source, high)
        return (
            self._content_after(hit, source, high)
            or self._parenthetical(hit, source, low, high)
            or self._postposed(hit, source, source.first, low)
        )

    def _it(self, hit: CueHit, low: int) -> Phrase | None:
        """ "It said that …": a body or a document named before."""
        group = verb_group(self._doc, hit.token, low)
        spoken = hit.kind in ("say", "tell") and group > low
        return (
            Phrase(group - 1, group)
            if spoken and self._doc.tokens.lows[group - 1] == "it"
            else None
        )

    def _is_after_mark(self, token: int, low: int) -> bool:
        tokens = self._doc.tokens
        return token > low and tokens.is_mark(token - 1) and tokens.lows[token - 1] not in ")(-"

    # --- content before the cue ----------------------------------------------------------

    def _inverted(self, hit: CueHit, low: int, high: int) -> list[Attribution]:
        """ "…," said X."""
        if hit.kind in ("call", "show"):
            return []
        source = phrase_after(self._doc, hit.after, high)
        if source is None or self._goes_on_to_say(source, high):
            return []
        return self._postposed(hit, source, hit.token, low, order="_inverted")

    def _goes_on_to_say(self, source: Phrase, high: int) -> bool:
        """True if what follows a cue is no speaker: "…, said that", "…, said she supported"."""
        tokens = self._doc.tokens
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
        if at <= low or doc.tokens.lows[at - 1] not in (",", "—", "–"):
            return []
        clause = stripped(doc, Clause(self._left_start(at, low), at))
        if hit.kind in ("quote", "ask") or not has_finite_verb(doc, clause.first, clause.last):
            return []
        return [Attribution(clause, source, f"clause_said{order}", hit.token, lemma=hit.lemma)]

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

    def _comments(self, index: int) -> bool:
        """True if what follows "…, X said," is the outlet's again: "as …", "who …", "adding"."""
        bits, word = self._doc.tokens.flags[index], self._doc.tokens.lows[index]
        gerund = bits & CUE and word.endswith("ing")
        return bool(bits & (WH | SUBORDINATOR) or gerund) or word in _OWN_AGAIN

    # --- content behind the cue ------------------------------------------------------------

    def _content_after(self, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
        """X said: "…"; X said that …; X said …"""
        for rule, find in (
            ("said_quote", self._quote_after),
            ("said_that", self._that_after),
            ("said_clause", self._clause_after),
        ):
            clause = find(hit, high)
            if clause is not None and clause.last > clause.first:
                via = self._told(hit, clause.first)
                if hit.kind == "think":  # "Moscow expects that": the verb is part of the claim
                    clause, rule = Clause(source.first, clause.last), f"thinks_{rule[5:]}"
                number = quotation_of(self._doc, clause)
                return [Attribution(clause, source, rule, hit.token, number, via, hit.lemma)]
        return self._thinks(hit, source, high)

    def _quote_after(self, hit: CueHit, high: int) -> Clause | None:
        doc, lows = self._doc, self._doc.tokens.lows
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
        if self._goes_on_behind(last + 1, high):
            return stripped(doc, Clause(index, clause_end(doc, index, high)))
        return Clause(first, last)

    def _goes_on_behind(self, index: int, high: int) -> bool:
        """True if reported words go on behind a quotation ("very happy" about the decision)."""
        tokens = self._doc.tokens
        if index >= high or tokens.is_mark(index):
            return False
        ends = CONJUNCTION | (SUBORDINATOR & ~PREP)
        return not tokens.flags[index] & ends or tokens.lows[index] == "about"

    def _that_after(self, hit: CueHit, high: int) -> Clause | None:
        doc = self._doc
        if hit.kind == "quote" and doc.tokens.lows[hit.after : hit.after + 1] != ["that"]:
            return None
        that = find_that(doc, hit.after, high, addressee=hit.kind == "tell")
        if that is None or that + 1 >= high:
            return None
        return stripped(doc, Clause(that + 1, clause_end(doc, that + 1, high)))

    def _clause_after(self, hit: CueHit, high: int) -> Clause | None:
        if hit.kind == "quote":
            return None
        doc, index = self._doc, hit.after
        if hit.kind == "tell":
            index = behind_addressee(doc, index, high)
            if index >= high or doc.tokens.is_mark(index):
                return None
        index = skip_adjuncts(doc, index, high)
        if not begins_clause(doc, index, high):
            return None
        clause = stripped(doc, Clause(index, clause_end(doc, index, high)))
        return clause if has_finite_verb(doc, clause.first, clause.last) else None

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

    # --- verbs that keep their subject in the claim --------------------------------------------

    def _kept_whole(self, hit: CueHit, source: Phrase, high: int) -> list[Attribution]:
        """X asked Y not to …; X called Y a failure: the claim is the clause as a whole."""
        doc = self._doc
        quote = self._quote_after(hit, high) if hit.kind == "ask" else None
        if quote and quote.last - quote.first >= SPEECH_WORDS and quotation_of(doc, quote) >= 0:
            number = quotation_of(doc, quote)
            return [Attribution(quote, source, "said_quote", hit.token, number, lemma=hit.lemma)]
        if that := self._that_after(hit, high):
            return [Attribution(that, source, "said_that", hit.token, lemma=hit.lemma)]
        end = clause_end(doc, hit.after, high) if hit.after < high else hit.after
        fits = self._asks(hit.after, end) if hit.kind == "ask" else self._calls(hit.after, end)
        if not fits:
            return []
        clause = stripped(doc, Clause(source.first, end))
        rule = "asked_to" if hit.kind == "ask" else "called_as"
        return [Attribution(clause, source, rule, hit.token, lemma=hit.lemma)]

    def _is_relative(self, source: Phrase, low: int) -> bool:
        """True for "what X called …", which names a thing and judges none."""
        return source.first > low and bool(self._doc.tokens.flags[source.first - 1] & WH)

    def _asks(self, first: int, last: int) -> bool:
        lows = self._doc.tokens.lows
        return any(lows[index] == "to" for index in range(first, min(last, first + REQUEST_WORDS)))

    def _calls(self, first: int, last: int) -> bool:
        """True if a predicate follows the object: "as …", a second noun phrase, a quotation."""
        tokens = self._doc.tokens
        for index in range(first + 1, last):
            if tokens.lows[index] == "as" or self._doc.quoted[index] >= 0:
                return True
            free = not tokens.flags[index - 1] & PREP and not tokens.is_mark(index - 1)
            if free and tokens.lows[index] in ("a", "an", "another", "the"):
                return True
        return False

    # --- verbs without a subject of their own ----------------------------------------------------

    def _second_verb(
        self, hit: CueHit, low: int, high: int, before: list[Attribution]
    ) -> list[Attribution]:
        """X said … and added that …: the subject of the verb before."""
        group = verb_group(self._doc, hit.token, low)
        if group <= low or not self._doc.tokens.flags[group - 1] & CONJUNCTION:
            return []
        source = before[-1].source if before else self._main_subject(low, group)
        if source is None or hit.kind in ("ask", "call"):
            return []
        return self._content_after(hit, source, high)

    def _participle(
        self, hit: CueHit, low: int, high: int, before: list[Attribution]
    ) -> list[Attribution]:
        """…, adding that …: said by the subject of the sentence."""
        if hit.token == low or hit.kind in ("ask", "call", "think"):
            return []
        tokens = self._doc.tokens
        previous = tokens.lows[hit.token - 1]
        in_text = tokens.flags[hit.token - 1] & DOCUMENT or previous in _BEFORE_PARTICIPLE
        if previous != "," and not in_text:
            return []
        source = before[-1].source if before else self._main_subject(low, hit.token)
        found = self._content_after(hit, source, high) if source else []
        return [one._replace(rule=f"{one.rule}_participle") for one in found]

    def _main_subject(self, low: int, high: int) -> Phrase | None:
        first = skip_adjuncts(self._doc, low, high)
        first += first < high and self._doc.tokens.lows[first] == ","
        return phrase_after(self._doc, first, high) if first < high else None
