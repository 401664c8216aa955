"""Copies that were cut, reordered, merged with other text or lightly edited: by their wording.

The measure is the share of the shorter text that stands in runs of words that the longer one has
too: text reuse by tiles of common words (Wise, "Running Karp-Rabin matching and greedy string
tiling", 1993; used to tell which newspaper reused which agency story by Clough et al., "METER:
measuring text reuse", 2002), found by word shingles (Broder, "On the resemblance and containment
of documents", 1997).

Independent reports of one speech share its quotes, so that a middling share must be there of what
stands outside of quotation marks as well; and since agencies repeat a paragraph of background
below every story on a matter, which may be most of the narration of a piece that otherwise quotes,
the share of the narration alone is not enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from extractor.reconcile.copies.shared import mixed

if TYPE_CHECKING:
    from extractor.reconcile.copies.shared import Hashes

RUN = 4
"""Words of a common run. A word exchanged breaks four shingles of this length, and eight of the
usual eight: with one word in ten exchanged 0.85 of a text still stands in such runs."""

SAMPLED = 4
"""One shingle in so many, chosen by its hash, is looked up in the index of all articles."""

SAMPLED_LEAST = 2
SAMPLED_SHARE = 0.1
"""Common ones that make a pair worth comparing in full. Half of a text in the shortest of runs
has an eighth of its shingles in common."""

COPIED_SHARE = 0.5
"""Least share of the shorter text, and of its narration, in common runs. Of 3,240 pairs of
different articles in clusters of reports on one event none has more than 0.30 of both; versions of
one story with every fifth word exchanged lie around 0.65."""

COPIED_MOSTLY = 0.7
"""Share of the shorter text from which its narration need not be looked at. Reports that quote
one statement at length reach 0.49."""

COPIED_WORDS = 30
"""Least number of words in common runs: a call for witnesses that ends every report has 25."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”«»][^\"“”«»\n]*[\"“”«»]")


class Wording(NamedTuple):
    """The shingles of an article in their order, repeated ones repeated."""

    all: Hashes
    narrated: Hashes
    """Of what stands outside of quotation marks."""


def words(text: str) -> list[str]:
    """The words of `text` in lower case."""
    return _WORD.findall(text.lower())


def narration(text: str) -> str:
    """`text` without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def wording(text: str) -> Wording:
    """What is compared of an article."""
    return Wording(_shingles(text), _shingles(narration(text)))


def sample(text: str) -> Hashes:
    """The shingles of an article that are looked up, each once."""
    import numpy as np  # noqa: PLC0415

    found = _shingles(text)
    return np.unique(found[found % np.uint64(SAMPLED) == 0])


def _shingles(text: str) -> Hashes:
    """A hash for every `RUN` words that follow each other."""
    import numpy as np  # noqa: PLC0415

    hashes = list(map(crc32, " ".join(words(text)).encode().split()))
    number = max(0, len(hashes) - RUN + 1)
    found = np.zeros(number, dtype=np.uint64)
    for place in range(RUN):
        found = mixed(found + np.array(hashes[place : place + number], dtype=np.uint64))
    return found


def is_copy(shorter: Wording, longer: Wording) -> bool:
    """True if the shorter article is, for the most part, in the longer one."""
    share, number = copied(shorter.all, longer.all)
    if number < COPIED_WORDS or share < COPIED_SHARE:
        return False
    narrated = sorted((shorter.narrated, longer.narrated), key=len)
    return share >= COPIED_MOSTLY or copied(*narrated).share >= COPIED_SHARE


class Copied(NamedTuple):
    """How much of a text another one has, too."""

    share: float
    """From 0 to 1; 1 for a text of less than a run."""
    words: int


def copied(text: Hashes, other: Hashes) -> Copied:
    """The words of a text that stand in runs of words that the other one has; by shingles."""
    import numpy as np  # noqa: PLC0415

    if not len(text):
        return Copied(1.0, 0)
    common = np.isin(text, other)
    covered = np.zeros(len(common) + RUN - 1, dtype=bool)
    for place in range(RUN):
        covered[place : place + len(common)] |= common
    return Copied(float(covered.mean()), int(covered.sum()))
