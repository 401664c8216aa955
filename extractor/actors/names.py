"""Names of people as news writes them: office, title, name, and where one ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.actors.lexicon import (
    CACHED_PHRASES,
    bare,
    is_body_noun,
    is_given_name,
    is_role,
    office_end,
    state_in,
    state_of,
)
from extractor.records import Actor

CACHED_WORDS = 50_000
"""Words of names whose comparable forms are kept: names of one surname are compared in pairs."""

LONGEST_NAME = 5
"""Words; a longer run of capitals is a heading or the name of a body."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    "de da di du del della der den van von zu al el la le bin ibn ben abu ter dos san".split()
)
_LINKS = frozenset({"of", "for", "and", "the", "to"})
_INITIAL = re.compile(r"[A-Z]\.?")
_ARABIC_ARTICLE = re.compile(r"^[ae]l-(?=\w)", re.IGNORECASE)


class Titled(NamedTuple):
    """A mention of a person, taken apart."""

    name: str
    """Empty where only the office is given."""
    role: str | None


@lru_cache(maxsize=CACHED_PHRASES)
def take_apart(mention: str) -> Titled:
    """Office and name of "Russian Foreign Minister Sergey Lavrov" or "Lavrov, the minister"."""
    head, comma, tail = bare(mention).partition(",")
    words = head.split()
    start = _name_start(words)
    name, after = _name_from(words[start:])
    before = " ".join(words[:start])
    aside = bare(tail) if comma and not _is_suffix(bare(tail)) else ""
    role = before or aside or after or None
    return Titled(name, role)


def _name_start(words: Sequence[str]) -> int:
    """Where the name begins: after the last word that belongs to an office."""
    start = office_end(words)
    for index, word in enumerate(words):
        plain = _ARABIC_ARTICLE.sub("", word)
        common = plain[:1].islower() and word.lower() not in _PARTICLES | _LINKS
        title = is_role(word) and not (index == 0 and len(words) == 2 and is_given_name(word))
        if common or title:
            start = max(start, index + 1)
    while start and start < len(words) and words[start].lower() in _LINKS:
        start = _after_complement(words, start + 1)
    return start


def _after_complement(words: Sequence[str], index: int) -> int:
    """After "the United States" in "President of the United States Joe Biden"."""
    if index < len(words) and words[index].lower() == "the":
        index += 1
    for size in (3, 2):
        if state_of(" ".join(words[index : index + size])):
            return index + size
    return index + 1


def _name_from(words: Sequence[str]) -> tuple[str, str | None]:
    """The name, without "of Russia" after it, and that tail."""
    for index, word in enumerate(words):
        if index and word.lower() in _LINKS:
            return " ".join(words[:index]), " ".join(words[index:])
    return " ".join(words), None


@lru_cache(maxsize=CACHED_WORDS)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: without "Jr." and middle initials."""
    words = [word for word in name.split() if not _is_suffix(word)]
    inner = [word for word in words[1:-1] if not _INITIAL.fullmatch(word)]
    return (*words[:1], *inner, *words[1:][-1:])


def _is_suffix(word: str) -> bool:
    return word.lower().strip(".,") in _SUFFIXES


@lru_cache(maxsize=CACHED_WORDS)
def surname(name: str) -> str:
    """The last word of a name, "Jr." and the Arabic article left aside: "Sisi" of "al-Sisi"."""
    return _ARABIC_ARTICLE.sub("", (tokens(name) or (name,))[-1])


def middle_initials(name: str) -> list[str]:
    """The letters between first name and surname: W for "George W. Bush"."""
    return [word[0] for word in name.split()[1:-1] if _INITIAL.fullmatch(word)]


@lru_cache(maxsize=CACHED_WORDS)
def fold(word: str) -> str:
    """Without accents, case and hyphens, so that spellings of one word compare equal."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if char.isalnum())


_SPELLINGS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ks", "x"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("ou", "u"), ("w", "v"), ("ii", "i"), ("iy", "i"), ("yi", "i"), ("yy", "i"),
    ("ij", "i"), ("ey", "i"), ("ei", "i"), ("y", "i"), ("ie", "e"), ("j", "i"),
)  # fmt: skip


@lru_cache(maxsize=CACHED_WORDS)
def key(word: str) -> str:
    """One form for the common transliterations of a name: Sergey, Sergei; Zelensky, Zelenskyy.

    At the beginning J and Y are one, and I is another: Julia is Yulia, and Jan is not Ian.
    """
    plain = written = fold(word)
    for spelling, common in _SPELLINGS:
        plain = plain.replace(spelling, common)
    if written[:1] in ("j", "y") and plain[:1] == "i":
        plain = f"j{plain[1:]}"
    return re.sub(r"(.)\1+", r"\1", plain)


def is_named_person(actor: Actor) -> bool:
    """Whether an actor is somebody with a name: "Russian foreign minister" is nobody's."""
    return actor.type == "person" and not actor.anonymous and _is_name(actor.canonical)


@lru_cache(maxsize=CACHED_PHRASES)
def _is_name(canonical: str) -> bool:
    return surname(canonical)[:1].isupper()


def is_full_name(words: Sequence[str], *, titled: bool) -> bool:
    """Whether capitalised words are a person's full name, as far as their form shows."""
    if not 2 <= len(words) <= LONGEST_NAME or any(is_body_noun(word) for word in words):
        return False
    if any(word[:1].isdigit() for word in words):
        return False
    return titled or (is_given_name(words[0]) and not state_in(words[0]))
