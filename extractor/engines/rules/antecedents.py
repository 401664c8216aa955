"""The one person whom a "he", "his" or "her" can mean; nobody where two can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.engines.rules.agents import subject
from extractor.engines.rules.lexis import AUXILIARY, CONJUNCTION, FINITE, PREP
from extractor.engines.rules.named import Mention
from extractor.engines.rules.reference import Actor
from extractor.engines.rules.units import Unit, Units

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
"""The pronouns for one person."""
_SUBJECTS = {"m": "he", "f": "she"}
BACK = 3
"""How many sentences back the person may be named."""


def person_meant(units: Units, unit: Unit, token: int) -> Actor | None:
    """The person that the pronoun at `token` means: the only one it can mean in its sentence, else
    the only subject there; the same in the sentences before, where its own names nobody."""
    gender = GENDERS.get(units.doc.tokens.lows[token])
    if gender is None:
        return None
    speaks = unit.speech == "direct"
    start = unit.first if speaks else units.doc.sentences[unit.sentence].first
    same = (at for at in range(start, token) if units.doc.tokens.lows[at] == _SUBJECTS[gender])
    token = next(same, token)  # "he … his": both are one
    here = list(_mentions(units, start, token))
    speakers = () if speaks else unit.speakers
    excluded = unit.speakers if speaks else ()
    found = _fitting([*speakers, *map(units.resolver.named, here)], gender, excluded)
    if found:
        first = _subject(units, here, gender, excluded)
        told = first is not None and _name(first) in map(_name, speakers)
        return _single(found) or (first if told or not speakers else None)
    return _before(units, unit.sentence, gender, excluded)


def other_person_meant(units: Units, unit: Unit, token: int) -> Actor | None:
    """The person that an object such as "him" means, who is not the subject of its verb."""
    gender = GENDERS.get(units.doc.tokens.lows[token])
    if gender is None:
        return None
    here = list(_mentions(units, units.doc.sentences[unit.sentence].first, token))
    speaks = unit.speech == "direct"
    phrase = subject(units, unit, token - 1)
    acting = units.cast.covering(phrase.last - 1) if phrase else None
    excluded = unit.speakers if speaks else ()
    excluded += (units.resolver.named(acting),) if acting else ()
    speakers = () if speaks else unit.speakers
    found = _fitting([*speakers, *map(units.resolver.named, here)], gender, excluded)
    return _single(found) if found else _before(units, unit.sentence, gender, excluded)


def _before(units: Units, sentence: int, gender: str, excluded: tuple[Actor, ...]) -> Actor | None:
    """The person of the nearest sentence before that has one: its speaker, its only one, its
    subject."""
    for number in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
        _, _, first, last, *_ = units.doc.sentences[number]
        told = [m for m in _mentions(units, first, last) if units.doc.quoted[m.first] < 0]
        speakers = units.resolver.speakers(number)
        found = _fitting([*speakers, *map(units.resolver.named, told)], gender, excluded)
        if found:
            said = _single(_fitting(speakers, gender, excluded))
            return _single(found) or said or _subject(units, told, gender, excluded)
    return None


def _mentions(units: Units, first: int, last: int) -> Iterator[Mention]:
    """The people named by tokens [first, last), each mention once."""
    token = first
    while token < last:
        mention = units.cast.covering(token)
        if mention is not None and mention.named.type == "person":
            yield mention
        token = mention.last if mention is not None else token + 1


def _fitting(actors: Iterable[Actor], gender: str, excluded: tuple[Actor, ...]) -> list[Actor]:
    """Each person among `actors` once, of that gender or of an unknown one."""
    barred = {_name(actor) for actor in excluded}
    people = {
        _name(actor): actor
        for actor in actors
        if actor.draft.type == "person" and actor.gender in ("", gender)
    }
    fitting = [actor for name, actor in people.items() if name not in barred]
    return [actor for actor in fitting if actor.gender == "f"] or fitting


def _name(actor: Actor) -> str:
    return actor.draft.canonical or actor.draft.name


def _single(actors: list[Actor]) -> Actor | None:
    return actors[0] if len(actors) == 1 else None


def _subject(
    units: Units, mentions: list[Mention], gender: str, excluded: tuple[Actor, ...]
) -> Actor | None:
    subjects = [units.resolver.named(m) for m in mentions if _is_subject(units, m)]
    return _single(_fitting(subjects, gender, excluded))


def _is_subject(units: Units, mention: Mention) -> bool:
    """True for a name with a verb, a comma or a bracket behind it, and no preposition before."""
    tokens = units.doc.tokens
    before = tokens.flags[mention.first - 1] if mention.first else 0
    if mention.last >= len(tokens) or before & (PREP | CONJUNCTION):
        return False
    after = tokens.lows[mention.last]
    verb = tokens.flags[mention.last] & (AUXILIARY | FINITE) and after != "'s"
    return bool(verb) or after in (",", "(") or after.endswith("ed")
