"""Copies that came back through another language: other words, the same facts in the same order.

What a translation there and back keeps: its sentences follow the original's, with the names and
figures of each and some half of its other words. Independent reports of one event name the same
people too, but in another order and in sentences about other things. So sentences are aligned in
order, as bilingual text is (Gale and Church, "A program for aligning sentences in bilingual
corpora", 1993; by names and figures, which languages share: Simard, Foster and Isabelle, "Using
cognates to align sentences in bilingual corpora", 1992), and two shares are taken: of the names
and figures, and of the terms, that the alignment joins. Each is taken of the whole text and of
what stands outside of quotation marks (see `edited` for why), and the lower one counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from extractor import passages, wording
from extractor.reconcile.copies.edited import narration
from extractor.reconcile.copies.shared import mixed

if TYPE_CHECKING:
    from extractor.reconcile.copies.shared import Hashes

KEPT = 0.48
"""Least mean of the two shares. Seven articles rewritten as if they had come back have 0.51 or
more. Of 3,240 pairs of different articles in clusters of reports on one event none has more than
0.39, and none of the pairs with one of them cut by a third more than 0.44."""

KEPT_NAMES = 0.45
"""Least share of names and figures; the rewritten articles have 0.52 or more."""

LEAST_SENTENCES = 10
"""Sentences that both must have. The leads of two reports on one event are as alike as a
translation and its original: cut to nine sentences or fewer, independent reports reach 0.56."""

WHOLE = 0.5
"""Least length of the shorter text beside the longer one: what is translated is a whole."""

DAYS = 3
"""Days within which a story comes back."""

ALIKE = 0.3
"""Dice's coefficient of the terms of two sentences from which the one may render the other."""

MOST_SENTENCES = 100
"""Sentences of an article that are aligned, the first ones: longer texts are no news."""

SAMPLED = 4
SAMPLED_LEAST = 4
"""One in so many pairs of names that stand near each other is looked up in the index of all
articles; so many common ones make two articles worth a look."""

SAMPLED_SHARE = 0.15
"""Share of the fewer such pairs that both must have to be aligned, which takes longer. The
rewritten articles share 0.25 or more."""

NEAR = 4
"""A name is paired with the next so many: a translation changes their order in a sentence."""

_WORD = re.compile(r"\w+")


class Sentence(NamedTuple):
    """What a translation keeps of a sentence, and what it keeps in part."""

    text: str
    names: frozenset[str]
    """Names and figures."""

    @property
    def terms(self) -> frozenset[str]:
        """Its words as `wording.terms` has them; only asked for where the names agree."""
        return wording.terms(self.text)


Sentences = Sequence[Sentence]


class Telling(NamedTuple):
    """An article as its sentences."""

    all: Sentences
    narrated: Sentences
    """Without what stands in quotation marks."""


def telling(text: str) -> Telling:
    """What is compared of an article."""
    return Telling(_sentences(text), _sentences(narration(text)))


def sample(text: str) -> Hashes:
    """Pairs of names near each other that are looked up, as hashes, each once."""
    import numpy as np  # noqa: PLC0415

    found = np.array([crc32(name.encode()) for name in _names(text)], dtype=np.uint64)
    pairs = [_paired(found, distance) for distance in range(1, NEAR + 1)]
    hashes = np.concatenate(pairs)
    return np.unique(hashes[hashes % np.uint64(SAMPLED) == 0])


def may_be_retold(a: Hashes, b: Hashes) -> bool:
    """True if two samples have enough in common for their articles to be aligned."""
    import numpy as np  # noqa: PLC0415

    common = len(np.intersect1d(a, b, assume_unique=True))
    return common >= max(SAMPLED_LEAST, SAMPLED_SHARE * min(len(a), len(b)))


def _paired(names: Hashes, distance: int) -> Hashes:
    """A hash for each two different names that are so far apart, in either order."""
    import numpy as np  # noqa: PLC0415

    before, after = names[:-distance], names[distance:]
    different = before != after
    low, high = np.minimum(before, after)[different], np.maximum(before, after)[different]
    return mixed(mixed(low) + high)


def _names(text: str) -> list[str]:
    """Names and figures in order: words with a capital that the text nowhere has without."""
    found = _WORD.findall(text)
    small = {word for word in found if word[0].islower()}
    low = ((word, word.lower()) for word in found if not word[0].islower())
    return [name for word, name in low if name not in small and (len(name) > 1 or word.isdigit())]


def _sentences(text: str) -> Sentences:
    names = frozenset(_names(text))
    spans = passages.sentences(text)[:MOST_SENTENCES]
    return [_sentence(text[span.start : span.end], names) for span in spans]


def _sentence(text: str, names: frozenset[str]) -> Sentence:
    found = (word.lower() for word in _WORD.findall(text) if not word[0].islower())
    return Sentence(text, frozenset(found) & names)


def is_retold(a: Telling, b: Telling) -> bool:
    """True if the one tells, sentence by sentence, what the other tells."""
    if not _are_of_a_kind(a.all, b.all):
        return False
    names = min(kept_names(a.all, b.all), kept_names(a.narrated, b.narrated))
    if names < KEPT_NAMES:
        return False
    terms = min(kept_terms(a.all, b.all), kept_terms(a.narrated, b.narrated))
    return (names + terms) / 2 >= KEPT


def _are_of_a_kind(a: Sentences, b: Sentences) -> bool:
    """A quick look at the lengths, and at the names in any order."""
    shorter, longer = sorted(sum(len(sentence.text) for sentence in told) for told in (a, b))
    if min(len(a), len(b)) < LEAST_SENTENCES or shorter < WHOLE * longer:
        return False
    return wording.overlap(frozenset(_count(a)), frozenset(_count(b))) >= KEPT_NAMES


def kept_names(a: Sentences, b: Sentences) -> float:
    """The share of the names and figures of the poorer text that stand in aligned sentences.

    Each counts as one, spread over the sentences that have it.
    """
    in_a, in_b = _count(a), _count(b)

    def common(one: Sentence, other: Sentence) -> float:
        if one.names.isdisjoint(other.names):
            return 0.0
        return sum(1 / max(in_a[name], in_b[name]) for name in sorted(one.names & other.names))

    return _aligned(a, b, common) / max(1, min(len(in_a), len(in_b)))


def kept_terms(a: Sentences, b: Sentences) -> float:
    """The share of the terms of the shorter text that stand in aligned sentences, each sentence
    with the part of it that the other one has."""
    return _aligned(a, b, _likeness) / max(1, min(_size(a), _size(b)))


def _likeness(one: Sentence, other: Sentence) -> float:
    alike = wording.similarity(one.terms, other.terms)
    return alike * min(len(one.terms), len(other.terms)) if alike >= ALIKE else 0.0


def _count(sentences: Sentences) -> Counter[str]:
    return Counter(chain.from_iterable(sentence.names for sentence in sentences))


def _size(sentences: Sentences) -> int:
    return sum(len(sentence.terms) for sentence in sentences)


def _aligned(a: Sentences, b: Sentences, score: Callable[[Sentence, Sentence], float]) -> float:
    """The most that pairs of sentences in the same order in both texts score together."""
    above = [0.0] * (len(b) + 1)
    for one in a:
        here = [0.0]
        for place, other in enumerate(b):
            here.append(max(above[place + 1], here[place], above[place] + score(one, other)))
        above = here
    return above[-1]
