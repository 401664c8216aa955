"""The words and marks of a text, with what the lexicons know of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.engines.rules.lexis import CONJUNCTION, FLAGS, FUNCTION, SUBJECT, TITLE, WH
from extractor.records import Span

_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev|Hon|Pres|Amb|St|Jr"
_TOKEN = re.compile(
    r"[A-Za-z][a-z]*(?=[\s,])"  # most words, found first
    r"|(?:[A-Za-z]\.){2,}"
    rf"|(?:{_TITLES})\."
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?%?"
    r"|[^\W\d_]+n[’'](?:t|T)\b"
    r"|[’'](?:s|S|ll|re|ve|m|d)\b"
    r"|[^\W_]+(?:[-/&][^\W_]+)*(?:[’'][A-Z][^\W_]+)*"
    r"|''|``|(?P<mark>[^\w\s]|_)(?P=mark)*"
)
_NAMES = {"US": "u.s.", "WHO": "w.h.o.", "IT": "i.t.", "May": "may."}
"""Names that in small letters would be pronouns, or the modal verb."""
CACHED_WORDS = 50_000
"""Words whose reading is remembered."""
_PREFIXES = ("ex-", "co-", "vice-", "then-")
"""Of an "ex-wife" or a "co-author", what follows the hyphen tells the class."""
_APOSTROPHES = str.maketrans("’‘", "''")


class _Known(NamedTuple):
    low: str
    flags: int


@lru_cache(maxsize=CACHED_WORDS)
def _known(word: str) -> _Known:
    """A word in small letters, and what the lexicons know of it."""
    low = _NAMES.get(word) or word.lower()
    if "’" in low:
        low = low.translate(_APOSTROPHES)
    bits = FLAGS.get(low, 0)
    if not bits and "-" in low and low.startswith(_PREFIXES):
        bits = FLAGS.get(low[low.index("-") + 1 :], 0)
    return _Known(low, bits)


class Tokens:
    """Parallel lists over the tokens of a text: offsets, lower-case forms, class bits."""

    __slots__ = ("_having", "ends", "flags", "lows", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_TOKEN.finditer(text))
        # "--" is a dash, "…" may be dots
        known = [_known(match["mark"] if match.lastindex else match.group()) for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.lows = [low for low, _ in known]
        self.flags = [bits for _, bits in known]
        self._having: dict[int, list[int]] = {}
        for index in self.places("'s", 0, len(matches)):
            if not self._is_verb(index):
                self.flags[index] = 0

    def _is_verb(self, index: int) -> bool:
        """True if the "'s" at `index` is "is" or "has", not a possessive."""
        if index == 0:
            return False
        before = index - 1
        return bool(self.flags[before] & (SUBJECT | WH)) or (
            self.lows[before] in ("that", "there", "here")
        )

    def places(self, word: str, first: int, last: int) -> Iterator[int]:
        """Where among tokens [first, last) a word in small letters stands."""
        try:
            while True:
                yield (first := self.lows.index(word, first, last))
                first += 1
        except ValueError:
            return

    def having(self, bits: int, first: int, last: int) -> list[int]:
        """Which of the tokens [first, last) are of one of the classes `bits`."""
        places = self._having.get(bits)
        if places is None:
            places = [index for index, flags in enumerate(self.flags) if flags & bits]
            self._having[bits] = places
        return places[bisect_left(places, first) : bisect_left(places, last)]

    def __len__(self) -> int:
        return len(self.starts)

    def is_capital(self, index: int) -> bool:
        """True for a token that begins with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def is_name(self, index: int) -> bool:
        """True for a capitalised word that is no function word (unless all in capitals)."""
        if not self.is_capital(index):
            return False
        flags = self.flags[index]
        if flags & FUNCTION and not flags & TITLE:
            return self.ends[index] - self.starts[index] > 1 and self.is_acronym(index)
        return not flags & CONJUNCTION

    def is_acronym(self, index: int) -> bool:
        """True for a word of two or more capitals (US, NATO, U.S.)."""
        word = self.text[self.starts[index] : self.ends[index]]
        return len(word) > 1 and word.isupper()

    def is_mark(self, index: int) -> bool:
        """True for punctuation and quotation marks."""
        low = self.lows[index]
        return not low[0].isalnum() and (low[0] != "'" or low == "''")

    def words(self, first: int, last: int) -> str:
        """The text from token `first` up to, without, token `last`."""
        if last <= first:
            return ""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def span(self, first: int, last: int) -> Span:
        """The offsets from token `first` up to, without, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])
