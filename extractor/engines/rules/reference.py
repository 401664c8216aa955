"""From a noun phrase to an actor: names, pronouns, roles and what a newspaper calls itself."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from extractor.drafts import ActorDraft
from extractor.engines.rules.clauses import skip_adjuncts
from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    BODY,
    CONJUNCTION,
    DET,
    DOCUMENT,
    GROUP,
    MEDIA,
    OBJECT,
    OFFICE,
    PERSON,
    PLURAL,
    POSSESSIVE,
    PREP,
    SOURCE,
    STATES,
    SUBJECT,
)
from extractor.engines.rules.mentions import Cast
from extractor.engines.rules.named import Mention, Named, office_of, state_in
from extractor.engines.rules.phrases import Phrase, head, phrase_after
from extractor.records import ActorType

PRONOUN_SENTENCES = 6
"""How many sentences back a pronoun may point."""
SUBJECT_SENTENCES = 2
"""How far back the subject of a sentence may be what "they" or "it" means."""
FIRM_SENTENCES = 40
"""How far back "the company" may point: the firm that an article is about speaks early in it."""
_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FIRST_PERSON = frozenset("i we me us my our".split())
_FIRMS = frozenset("company firm corporation manufacturer retailer carmaker".split())
"""What an article calls the firm that it is about."""
_DEFINITE = frozenset("the this that".split())


class Actor(NamedTuple):
    """An actor draft, and the state whose side it is on, where that is known."""

    draft: ActorDraft
    state: str | None = None
    gender: str = ""
    media: bool = False


class Resolver:
    """Resolves phrases in the order of the text; remembers who has spoken."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._said: dict[int, list[Actor]] = defaultdict(list)
        self._actors: dict[tuple[int, str], Actor] = {}

    def spoke(self, sentence: int, actor: Actor) -> None:
        """Note a speaker, so that a later "he" may mean him."""
        self._said[sentence].append(actor)

    def speakers(self, sentence: int) -> list[Actor]:
        """Who has spoken in a sentence, in the order of its words."""
        return self._said.get(sentence, [])

    def actors(self, phrase: Phrase) -> list[Actor]:
        """Everybody that a phrase stands for; several where names are joined by "and"."""
        parts = [self._one(part) for part in self._coordinated(phrase)]
        return [actor for actor in parts if actor is not None]

    def named(self, mention: Mention) -> Actor:
        """The actor that a mention names."""
        words = self._doc.tokens.words(mention.name_first, mention.last)
        return self._actor_of(mention.named, words)

    def _actor_of(self, named: Named, mention: str) -> Actor:
        """`actor_of`, made once for a name and its mention: all that is named is known by now."""
        key = (id(named), mention)
        if key not in self._actors:
            self._actors[key] = actor_of(named, mention)
        return self._actors[key]

    def _coordinated(self, phrase: Phrase) -> list[Phrase]:
        tokens = self._doc.tokens
        joints = [
            i
            for i in range(phrase.first + 1, phrase.last - 1)
            if tokens.flags[i] & CONJUNCTION
            and self._ends_mention(i - 1)
            and self._cast.covering(i + 1 + bool(tokens.flags[i + 1] & DET))
        ]
        if not joints:
            return [phrase]
        first = phrase.first + (tokens.lows[phrase.first] in ("both", "either", "neither"))
        borders = [first, *(i + 1 for i in joints)]
        ends = [*joints, phrase.last]
        return [Phrase(a, b) for a, b in zip(borders, ends, strict=True)]

    def _ends_mention(self, token: int) -> bool:
        mention = self._cast.covering(token)
        return mention is not None and mention.last == token + 1

    def _one(self, phrase: Phrase) -> Actor | None:
        tokens = self._doc.tokens
        top = head(self._doc, phrase)
        pronouns = SUBJECT | OBJECT | POSSESSIVE
        if phrase.last - phrase.first == 1 and tokens.flags[top] & pronouns:
            return self.pronoun(top)
        mention = self._head_mention(phrase, top)
        if mention is not None:
            return self.named(mention)
        return self._apposed(phrase) or self._author(phrase, top) or self._described(phrase, top)

    def _author(self, phrase: Phrase, top: int) -> Actor | None:
        """Who speaks in "Ann Lee's letter" and "her account"."""
        tokens = self._doc.tokens
        if not tokens.flags[top] & DOCUMENT or tokens.flags[top] & (MEDIA | PERSON):
            return None
        if tokens.lows[phrase.first] in ("his", "her", "their") and phrase.first < top:
            return self.pronoun(phrase.first)
        for index in range(top - 1, phrase.first, -1):
            if tokens.lows[index] == "'s":
                mention = self._cast.covering(index - 1)
                return self.named(mention) if mention and mention.last == index else None
        return None

    def _apposed(self, phrase: Phrase) -> Actor | None:
        """The name behind a description: "his counterpart, Antony Blinken,"."""
        first, last = phrase.apposition
        for token in range(first, min(last, first + 2)):
            mention = self._cast.covering(token)
            if mention is not None and mention.named.type == "person":
                return self.named(mention)
        return None

    def _head_mention(self, phrase: Phrase, top: int) -> Mention | None:
        for token in (top, phrase.last - 1):
            mention = self._cast.covering(token)
            if mention and mention.first <= top < mention.last:
                return mention
        return None

    def pronoun(self, token: int) -> Actor | None:
        """Whom the pronoun at `token` means: a speaker or subject shortly before it."""
        word = self._doc.tokens.lows[token]
        if word in _FIRST_PERSON or word == "you":
            return None
        here = self._doc.sentence_at(self._doc.tokens.starts[token])
        if word in _SINGULAR:
            return self._person_before(token, here, _SINGULAR[word])
        for sentence in range(here, max(-1, here - PRONOUN_SENTENCES), -1):
            for actor in reversed(self._said.get(sentence, [])):
                if actor.draft.type != "person" or actor.draft.anonymous:
                    return actor
        return self._body_before(here)

    def _body_before(self, here: int) -> Actor | None:
        """The subject of one of the last sentences, if it is a body, a state or several."""
        for sentence in range(here - 1, max(-1, here - 1 - SUBJECT_SENTENCES), -1):
            _, _, first, last, *_ = self._doc.sentences[sentence]
            phrase = phrase_after(self._doc, skip_adjuncts(self._doc, first, last), last)
            if phrase is None or self._doc.tokens.flags[phrase.first] & (SUBJECT & ~DET):
                continue
            actor = self._one(phrase)
            if actor is not None and actor.draft.type != "person":
                return actor
        return None

    def _person_before(self, token: int, here: int, gender: str) -> Actor | None:
        for sentence in range(here, max(-1, here - PRONOUN_SENTENCES), -1):
            for actor in self._candidates(sentence, token):
                if actor.draft.type == "person" and actor.gender in ("", gender):
                    return actor
        return None

    def _candidates(self, sentence: int, before: int) -> list[Actor]:
        """Speakers of a sentence first, then those it names, subjects before objects.

        Behind a "he" of its own, a sentence names others: "he decried Obama's decision".
        """
        speakers = self._said.get(sentence, [])
        if before < self._doc.sentences[sentence].last:
            return speakers
        lows = self._doc.tokens.lows
        _, _, first, last, *_ = self._doc.sentences[sentence]
        last = next((at for at in range(first, last) if self._is_subject(at)), last)
        seen = [self._cast.covering(token) for token in range(first, last)]
        named = [
            self._actor_of(m.named, m.named.name)
            for m in seen
            if m and lows[m.last : m.last + 1] != ["'s"]
        ]
        return speakers + named

    def _is_subject(self, token: int) -> bool:
        return self._doc.tokens.lows[token] in ("he", "she") and self._doc.quoted[token] < 0

    def _described(self, phrase: Phrase, top: int) -> Actor | None:
        """An actor given by a description alone: "the Russian top diplomat", "US officials"."""
        tokens = self._doc.tokens
        flags = tokens.flags[top]
        counted = tokens.flags[phrase.first + 1] & PREP  # "one of the candidates"
        first = phrase.first + bool(tokens.flags[phrase.first] & DET and not counted)
        text = tokens.words(first, phrase.last)
        definite = tokens.lows[phrase.first] in _DEFINITE
        if not text:
            return None
        if flags & OFFICE and not flags & PLURAL:
            known = self._holder(text, top) if definite or first == phrase.first else None
            if known is not None:
                return known
        if definite and text.lower() in _FIRMS and (firm := self._firm_before(top)):
            return firm
        if flags & MEDIA and definite:
            outlet = self._outlet_before(top)
            if outlet is not None:
                return outlet
        return Actor(self._anonymous(phrase, text, flags), state_in(text))

    def _holder(self, text: str, top: int) -> Actor | None:
        """The last person named so far (else at all) who holds the office described."""
        office, state = office_of(text), state_in(text)
        if office is None:
            return None
        mention = self._cast.holder(office, state, top)
        return self._actor_of(mention, mention.name) if mention else None

    def _firm_before(self, token: int) -> Actor | None:
        """The named body that spoke last, no newspaper: who else can be "the company"?"""
        here = self._doc.sentence_at(self._doc.tokens.starts[token])
        for sentence in range(here, max(-1, here - FIRM_SENTENCES), -1):
            for actor in reversed(self._said.get(sentence, [])):
                named = actor.draft.canonical and actor.draft.type == "organization"
                if named and not actor.media:
                    return actor
        return None

    def _outlet_before(self, token: int) -> Actor | None:
        outlet = self._cast.outlet_before(token)
        return self._actor_of(outlet, outlet.name) if outlet else None

    def _anonymous(self, phrase: Phrase, text: str, flags: int) -> ActorDraft:
        kind: ActorType = "person"
        if text.lower() in STATES:
            return ActorDraft(name=text, canonical=STATES[text.lower()].state, type="state")
        if flags & (BODY | MEDIA | DOCUMENT) and not flags & PERSON:
            kind = "organization"
        elif flags & (GROUP | PLURAL):
            kind = "group"
        unnamed = kind != "organization" and not self._doc.tokens.flags[phrase.first] & POSSESSIVE
        return ActorDraft(name=text, type=kind, anonymous=unnamed and bool(flags & SOURCE))


def actor_of(named: Named, mention: str) -> Actor:
    """The actor draft for something named; its fullest name is the canonical one."""
    state = named.state if named.type == "state" else None
    draft = ActorDraft(
        name=named.name if named.type == "person" else mention,
        canonical=state or named.name,
        type=named.type,
        role=named.role,
    )
    return Actor(draft, named.state, named.gender, named.media)
