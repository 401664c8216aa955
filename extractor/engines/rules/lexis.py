"""What the lexicons say of a word: its classes as bits, its readings as a cue, its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from extractor import lexicons
from extractor.engines.rules.inflection import Forms, plural, verb_forms
from extractor.lexicons.states import states

(
    DET, POSSESSIVE, SUBJECT, OBJECT, PREP, MODAL, BE, HAVE, DO, NEGATION, CONJUNCTION,
    SUBORDINATOR, WH, ADVERB, TIME, OFFICE, PERSON, GROUP, BODY, MEDIA, DOCUMENT, VENUE,
    STATE, DEMONYM, TITLE, CUE, VERB, PLURAL, BASE, FINITE,
) = (1 << bit for bit in range(30))  # fmt: skip

SOURCE = OFFICE | PERSON | GROUP | BODY | MEDIA | DOCUMENT | STATE
"""Nouns that can speak."""
AUXILIARY = MODAL | BE | HAVE | DO
FUNCTION = (
    DET | POSSESSIVE | SUBJECT | OBJECT | PREP | AUXILIARY | NEGATION | CONJUNCTION
    | SUBORDINATOR | WH | ADVERB
)  # fmt: skip
"""Closed classes: such a word begins no name, even with a capital."""

_CLASSES = {
    "det": DET, "possessive": POSSESSIVE, "subject": SUBJECT, "object": OBJECT,
    "preposition": PREP, "modal": MODAL, "be": BE, "have": HAVE, "do": DO,
    "negation": NEGATION, "conjunction": CONJUNCTION, "subordinator": SUBORDINATOR,
    "wh": WH, "adverb": ADVERB, "time": TIME,
}  # fmt: skip
_ROLES = {
    "office": OFFICE, "person": PERSON, "group": GROUP, "body": BODY, "media": MEDIA,
    "document": DOCUMENT, "venue": VENUE,
}  # fmt: skip


class Cue(NamedTuple):
    """One reading of a verb form as a cue; `particle` are the words that must follow."""

    lemma: str
    kind: str
    form: str
    particle: tuple[str, ...] = ()


class StateName(NamedTuple):
    """A word that stands for a state, and whether it is the adjective."""

    state: str
    adjective: bool


def table(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a lexicon, each padded to `columns` cells."""
    return [lexicons.padded(row, columns) for row in lexicons.rows(name)]


def _states() -> dict[str, StateName]:
    adjectives: dict[str, StateName] = {}
    names: dict[str, StateName] = {}
    for state in states():
        adjectives.update({word.lower(): StateName(state.name, True) for word in state.adjectives})
        for other in (state.name, *state.others, *state.places):
            names[other.lower()] = StateName(state.name, False)
    return adjectives | names


def readings(rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Cue, ...]]:
    """Surface form of the first word -> cues, those with most particles first.

    Rows are (lemma, kind, irregular forms).
    """
    found: dict[str, list[Cue]] = defaultdict(list)
    for lemma, kind, irregular in rows:
        for form, surface in _surfaces(verb_forms(lemma, irregular)):
            first, *particle = surface.split()
            found[first].append(Cue(lemma, kind, form, tuple(particle)))
    return {
        word: tuple(sorted(cues, key=lambda cue: -len(cue.particle)))
        for word, cues in found.items()
    }


def _surfaces(forms: Forms) -> list[tuple[str, str]]:
    pairs = [("base", forms.base), ("third", forms.third), ("gerund", forms.gerund)]
    if forms.base == forms.past:  # "put", "read": told apart by what stands around, not here
        del pairs[0]
    if forms.past == forms.participle:
        return [*pairs, ("past", forms.past)]
    return [*pairs, ("past", forms.past), ("participle", forms.participle)]


def _mapping(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in table(name, 2)}


STATES = _states()
CUES = readings((lemma, kind, irregular) for lemma, kind, irregular in table("cue_verbs", 3))
PASTS = {
    verb_forms(lemma).gerund.split()[0]: verb_forms(lemma, irregular).past.split()[0]
    for lemma, _, irregular in table("cue_verbs", 3)
}
"""The gerund of a cue verb -> its past form."""
OFFICES = {noun: office for noun, kind, office in table("roles", 3) if office}
"""Office nouns -> the office that they stand for."""
OFFICE_PHRASES = _mapping("role_names")
GENDERS = _mapping("given_names")
TITLES = _mapping("titles")
ADDRESSES = frozenset(
    title for title, gender, office in table("titles", 3) if gender and not office
)
"""Titles that name no office: "Mr" says nothing of what stands before it."""
ROLE_ADJECTIVES = lexicons.words("role_adjectives")
OUTLETS = lexicons.words("outlets")
STATEMENT_NOUNS = lexicons.words("statement_nouns")
CUE_OBJECTS = _mapping("cue_objects")
"""Verbs of saying -> what may follow them instead of a clause, see the lexicon."""


def _flags() -> dict[str, int]:
    flags: dict[str, int] = defaultdict(int)
    for word_class, members in table("function_words", 2):
        for word in members.split():
            flags[word] |= _CLASSES[word_class]
    for noun, kind, _ in table("roles", 3):
        flags[noun] |= _ROLES[kind]
        flags[plural(noun)] |= _ROLES[kind] | PLURAL
    for word, name in STATES.items():
        if not flags[word] & FUNCTION:  # "us" is a pronoun; tokens tell "US" apart
            flags[word] |= DEMONYM if name.adjective else STATE
    for title in TITLES:
        flags[title] |= TITLE
        flags[f"{title}."] |= TITLE
    for outlet in OUTLETS:
        flags[outlet] |= MEDIA
    _add_verbs(flags)
    return dict(flags)


def _add_verbs(flags: dict[str, int]) -> None:
    rows = [(lemma, irregular) for lemma, irregular in table("verbs", 2)]
    rows += [(lemma, irregular) for lemma, _, irregular in table("cue_verbs", 3)]
    for lemma, irregular in rows:
        for form, surface in _surfaces(verb_forms(lemma, irregular)):
            bit = BASE if form == "base" else FINITE if form in ("third", "past") else 0
            flags[surface.split()[0]] |= VERB | bit
    for word in CUES:
        flags[word] |= CUE


FLAGS = _flags()
