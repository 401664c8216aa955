"""Who holds a position: the actor that a subject means, where it means one."""

from __future__ import annotations

from extractor import lexicons
from extractor.engines.rules.agents import agents, subject, voice_of
from extractor.engines.rules.antecedents import GENDERS, person_meant
from extractor.engines.rules.lexis import (
    AUXILIARY,
    BASE,
    BODY,
    DET,
    DOCUMENT,
    FINITE,
    FLAGS,
    GROUP,
    NEGATION,
    OFFICE,
    PERSON,
    POSSESSIVE,
    SOURCE,
    SUBJECT,
    VENUE,
    WH,
)
from extractor.engines.rules.phrases import Phrase, head, is_named
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.subjects import bare_phrase
from extractor.engines.rules.units import Unit, Units

_GENERIC = lexicons.words("generic_holders")
"""Nouns that name nobody by themselves: "critics", "people", "supporters"."""
OWNER_WORDS = 6
"""How far before "their" the verb of its subject may stand."""
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ing")
"""Endings of nouns for what is done or felt; nobody who takes a side."""
_WRITTEN = DOCUMENT | VENUE
_ACTING = PERSON | GROUP | BODY | OFFICE


def holders(units: Units, unit: Unit, phrase: Phrase) -> tuple[Actor, ...]:
    """Whose position it is that a clause with the subject `phrase` states; nobody if unsure.

    The speakers, where they give the position of their own state; the author of "X's tweet".
    """
    tokens = units.doc.tokens
    word = tokens.lows[phrase.first]
    if phrase.last - phrase.first == 1:
        if word in GENDERS:
            actor = person_meant(units, unit, phrase.first)
            return (actor,) if actor else ()
        if word in ("they", "it"):
            return () if unit.speech == "direct" else _bodies(units, unit, phrase)
    whole = _whole(units, phrase)
    if whole is None:
        return ()
    author = _author(units, unit, whole)
    actors = agents(units, unit, whole) if author is None else author
    return voice_of(unit, whole, actors)


def owner(units: Units, unit: Unit, mark: int) -> tuple[Phrase, tuple[Actor, ...]] | None:
    """Whom the possessive at token `mark` means: the one before "'s", or the one of "his"."""
    tokens = units.doc.tokens
    if tokens.lows[mark] == "'s":
        phrase = bare_phrase(units.doc, mark, unit.first)
        return (phrase, holders(units, unit, phrase)) if phrase else None
    phrase = Phrase(mark, mark + 1)
    if tokens.lows[mark] in ("my", "our"):
        return phrase, unit.speakers
    if tokens.lows[mark] == "their":
        return _several(units, unit, mark)
    actor = person_meant(units, unit, mark)
    return (phrase, (actor,)) if actor else None


def _several(units: Units, unit: Unit, mark: int) -> tuple[Phrase, tuple[Actor, ...]] | None:
    """The subject that "their" takes up: "Lawmakers repeated their criticism"."""
    tokens = units.doc.tokens
    for index in range(mark - 1, max(unit.first, mark - OWNER_WORDS), -1):
        if tokens.is_mark(index):
            return None
        if tokens.flags[index] & (AUXILIARY | FINITE) and not tokens.flags[index] & SOURCE:
            phrase = subject(units, unit, index)
            if phrase is None or units.doc.tokens.flags[phrase.first] & POSSESSIVE:
                return None
            return phrase, tuple(
                a for a in holders(units, unit, phrase) if a.draft.type != "person"
            )
    return None


def _whole(units: Units, phrase: Phrase) -> Phrase | None:
    """`phrase`, if it is a noun phrase that names or describes somebody and nothing more."""
    tokens = units.doc.tokens
    if tokens.flags[phrase.last - 1] & WH:
        return _before_relative(units, phrase)
    if tokens.flags[phrase.first] & DET and tokens.lows[phrase.first + 1] == "of":
        phrase = Phrase(phrase.first + 2, phrase.last, phrase.apposition)  # "some of the same"
    nobody = phrase.last <= phrase.first or tokens.flags[phrase.first] & NEGATION
    if nobody or _is_infinitive(units, phrase.first):
        return None
    if any(_is_verbal(units, at, phrase) for at in range(phrase.first, phrase.last)):
        return None
    top = head(units.doc, phrase)
    bits, word = tokens.flags[top], tokens.lows[top]
    if _is_generic(units, phrase, top) or tokens.lows[top + 1 : top + 2] == ["from"]:
        return None  # "critics"; "opposition from many"
    if is_named(units.doc, Phrase(top, top + 1)) or bits & (SOURCE | SUBJECT):
        return phrase
    return None if word.endswith(_ABSTRACT) else phrase


def _before_relative(units: Units, phrase: Phrase) -> Phrase | None:
    """The name before "who": of others ("voters who like him") the clause only says which."""
    rest = Phrase(phrase.first, phrase.last - 1)
    mention = units.cast.covering(rest.last - 1)
    is_thing = mention is not None and mention.named.type != "person"
    if rest.last <= rest.first or is_thing or not is_named(units.doc, rest):
        return None
    return None if units.doc.tokens.flags[rest.last - 1] & BODY else rest


def _is_infinitive(units: Units, first: int) -> bool:
    """True for what "to" makes a verb: "to mobilize candidates"."""
    tokens = units.doc.tokens
    plain = not tokens.flags[first] and not tokens.is_capital(first)
    return plain and first > 0 and tokens.lows[first - 1] == "to"


def _is_verbal(units: Units, index: int, phrase: Phrase) -> bool:
    """True for a verb within a phrase, which then is more than the subject."""
    tokens = units.doc.tokens
    bits, word = tokens.flags[index], tokens.lows[index]
    if tokens.is_capital(index):
        return False
    following = tokens.flags[index + 1] if index + 1 < phrase.last else 0
    if word == "to" and following & BASE and not following & (SOURCE | DET):
        return True
    if word.endswith("ed") and following & DET:
        return True
    if bits & FINITE and following & (DET | POSSESSIVE) and not bits & SOURCE:
        return True
    return bool(bits & SUBJECT and not bits & DET and index > phrase.first)


def _is_generic(units: Units, phrase: Phrase, top: int) -> bool:
    """True for "critics", "some people", "anyone": nobody in particular."""
    tokens = units.doc.tokens
    if tokens.lows[top] not in _GENERIC:
        return False
    return all(tokens.flags[at] & (DET | NEGATION) for at in range(phrase.first, top))


def _bodies(units: Units, unit: Unit, phrase: Phrase) -> tuple[Actor, ...]:
    """Whom "they" or "it" means, where it is somebody and no text."""
    wanted = (
        ("organization", "state") if units.doc.tokens.lows[phrase.first] == "it" else ("group",)
    )
    actors = agents(units, unit, phrase)
    if not unit.speakers:
        actors = tuple(actor for actor in actors if actor.draft.type in wanted)
    words = [actor.draft.name.rsplit(maxsplit=1)[-1].lower() for actor in actors]
    return actors if not any(_is_text(FLAGS.get(word, 0)) for word in words) else ()


def _is_text(bits: int) -> bool:
    return bool(bits & (SUBJECT | _WRITTEN)) and not bits & _ACTING


def _author(units: Units, unit: Unit, phrase: Phrase) -> tuple[Actor, ...] | None:
    """Who wrote or said the text that `phrase` names; None if it names no text, or no author."""
    tokens = units.doc.tokens
    top = head(units.doc, phrase)
    if not _is_text(tokens.flags[top] & ~SUBJECT) or tokens.is_name(top):
        return None
    for index in range(top - 1, phrase.first - 1, -1):
        if tokens.lows[index] == "'s":
            return agents(units, unit, Phrase(phrase.first, index))
    if tokens.lows[phrase.first] in GENDERS:
        actor = person_meant(units, unit, phrase.first)
        return (actor,) if actor else ()
    mention = units.cast.covering(top - 1)
    if mention is not None and mention.named.type == "person":
        return (units.resolver.named(mention),)
    return None
