"""What the lexicons say of states, bodies, offices and given names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from extractor import lexicons
from extractor.lexicons.states import states
from extractor.records import ActorType

CACHED_PHRASES = 50_000
"""Phrases whose reading is remembered: news names the same actors again and again."""

_STATE_BODIES = (
    "side|government|administration|authorities|leadership|leaders|regime|state|delegation"
)
_BODY_OF_STATE = re.compile(
    rf"(?P<whose>[\w.'’ -]{{2,40}}?)(?:['’]s)? (?P<body>{_STATE_BODIES})|"
    rf"(?:government|administration|authorities|leadership) of (?:the )?(?P<of>[\w.'’ -]{{2,40}})"
)
_POINTED = re.compile(r"\b((?:[A-Z]\.){2,})")
_NOT_THE_HOLDER = frozenset({"deputy", "vice", "assistant", "former", "acting", "then"})
_BODY_KINDS = frozenset({"body", "media"})


@lru_cache(maxsize=CACHED_PHRASES)
def bare(phrase: str) -> str:
    """The phrase without article, outer marks and a possessive ending; "U.S." as "US"."""
    words = " ".join(phrase.split()).strip("\"'“”‘’«»,;: ")
    words = re.sub(r"^(?:the|an?) (?=\S)", "", words, flags=re.IGNORECASE)
    words = re.sub(r"(?:['’]s|(?<=s)['’])$", "", words)
    return unpointed(words)


def unpointed(text: str) -> str:
    """The text with "US" for "U.S."."""
    return _POINTED.sub(lambda match: match.group().replace(".", ""), text)


def _columns(name: str, count: int) -> Iterator[tuple[str, ...]]:
    return (lexicons.padded(row, count) for row in lexicons.rows(name))


def _pairs(name: str) -> Mapping[str, str]:
    return {row[0]: row[1] for row in _columns(name, 2)}


@cache
def _states() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for state in states():
        for name in (state.name, *state.others, *state.places):
            names.setdefault(bare(name), state.name)
    return names


@cache
def _adjectives() -> Mapping[str, str]:
    return {word: state.name for state in states() for word in state.adjectives}


@cache
def _plain_names() -> Mapping[str, str]:
    return {
        bare(name): state.name
        for state in states()
        for name in (*state.adjectives, state.name, *state.others, *state.seats)
    }


def state_named(phrase: str) -> str | None:
    """The state that a phrase names by name, adjective or seat of government and nothing else;
    its capital is not enough: it may be the city."""
    return _plain_names().get(bare(phrase))


@cache
def _elsewhere() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(lexicons.texts("not_of_the_state"))))
    return re.compile(rf"\b(?:{names})\b")


def without_namesakes(phrase: str) -> str:
    """The phrase without names in which that of a state means another place: New Mexico."""
    return " ".join(_elsewhere().sub(" ", phrase).split())


def state_of(phrase: str) -> str | None:
    """The state that a name, a capital, a seat or "the Russian side" speaks for."""
    name = bare(phrase)
    if found := _states().get(name):
        return found
    match = _BODY_OF_STATE.fullmatch(name)
    if not match:
        return None
    whose = bare(match["whose"] or match["of"])
    # "The Russian state" is Russia; "Washington state" and "Georgia state" are parts of another.
    named = None if match["body"] == "state" else _states().get(whose)
    return _adjectives().get(whose) or named


def state_in(phrase: str) -> str | None:
    """The state that a description names: "Russian" or "Russia's" in "Russian top diplomat"."""
    words = without_namesakes(bare(phrase)).split()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            name = bare(" ".join(words[start : start + size]))
            if found := _adjectives().get(name) or _states().get(name):
                return found
    return None


@cache
def _bodies() -> Mapping[str, str]:
    return {
        bare(name): body
        for body, others, _ in _columns("organizations", 3)
        for name in (body, *lexicons.cells(others))
    }


def body_of(phrase: str) -> str | None:
    """The usual name of a well-known body."""
    return _bodies().get(bare(phrase))


@cache
def bodies_called(noun: str) -> frozenset[str]:
    """The well-known bodies that a noun such as "alliance" may stand for."""
    rows = _columns("organizations", 3)
    return frozenset(body for body, _, nouns in rows if noun.lower() in lexicons.cells(nouns))


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for noun, kind, _ in _columns("roles", 3):
        kinds[noun] = kinds.get(noun, frozenset()) | {kind}
    return kinds


@cache
def _offices() -> Mapping[str, str]:
    titles = {title: office for title, _, office in _columns("titles", 3) if office}
    return titles | {noun: office for noun, _, office in _columns("roles", 3) if office}


def office_called(word: str) -> str | None:
    """The office that one word names, also in the plural or shortened: "Gov.", "ministers"."""
    plain = word.lower().rstrip(".,")
    return _offices().get(plain) or _offices().get(plain.removesuffix("s"))


@cache
def _office_phrases() -> Mapping[str, str]:
    return _pairs("role_names")


def office_phrase(words: str) -> str | None:
    """The office that several words name: "foreign minister" of "secretary of state"."""
    return _office_phrases().get(words.lower())


@cache
def office_names() -> Mapping[str, str]:
    """The office behind each name of one, of one word or several, in small letters."""
    return {**_offices(), **_office_phrases()}


@cache
def _titles() -> frozenset[str]:
    return lexicons.words("titles")


def is_role(word: str) -> bool:
    """Whether a word is a title, or a noun for somebody who holds an office."""
    plain = word.lower().rstrip(".,")
    kinds = _kinds().get(plain) or _kinds().get(plain.removesuffix("s")) or frozenset()
    return plain in _titles() or bool(kinds & {"office", "person"})


def is_body_noun(word: str) -> bool:
    """Whether a word names a sort of body: ministry, party, newspaper."""
    return bool(_kinds().get(word.lower().rstrip(".,"), frozenset()) & _BODY_KINDS)


def office_end(words: Sequence[str]) -> int:
    """The index after the last office of several words ("Secretary of State"), 0 without one."""
    plain = [word.lower() for word in words]
    return max((end for _, end in _phrases(plain)), default=0)


def _phrases(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Offices of several words, the longest first, and where each ends."""
    for size in (4, 3, 2):
        for start in range(len(words) - size + 1):
            if found := office_phrase(" ".join(words[start : start + size])):
                yield found, start + size


def office_of(role: str) -> str | None:
    """The office in a form that its different names share; None if it is no office."""
    words = bare(role).replace("-", " ").split()
    plain = [word.lower().rstrip(".") for word in words if word not in _adjectives()]
    offices = [office for office, _ in _phrases(plain)][:1]
    offices += [_offices()[word] for word in reversed(plain) if word in _offices()]
    if not offices:
        return None
    return " ".join([*sorted(_NOT_THE_HOLDER & set(plain)), offices[0]])


def type_of(phrase: str, given: ActorType) -> ActorType:
    """The type that the words themselves show, else the one given."""
    if state_of(phrase):
        return "state"
    words = bare(phrase).split()
    named = any(word[:1].isupper() for word in words)
    if body_of(phrase) or (named and words and is_body_noun(words[-1])):
        return "organization"
    return given


@cache
def _genders() -> Mapping[str, str]:
    return _pairs("given_names")


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return word.lower() in _genders() or word.lower() in _nicknames()


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for full, others in _columns("nicknames", 2):
        forms = (full, *lexicons.cells(others))
        for form in forms:
            groups[form] = groups.get(form, frozenset()) | {full}
    return groups


def same_given_name(left: str, right: str) -> bool:
    """Whether two given names are listed as forms of one another."""
    names = _nicknames()
    return bool(names.get(left.lower(), frozenset()) & names.get(right.lower(), frozenset()))


@cache
def _known() -> frozenset[str]:
    known = {word for name in _states() for word in name.split()}
    known |= {word for name in _adjectives() for word in name.split()}
    known |= {word for name in _bodies() for word in name.split()}
    lists = [lexicons.words(name) for name in ("given_names", "roles", "outlets", "titles")]
    return frozenset(word.lower() for word in known).union(*lists)


def is_known_word(word: str) -> bool:
    """Whether a lexicon has the word, so that it is no misspelling."""
    return word.lower() in _known()
