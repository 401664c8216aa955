"""Which articles are copies of one story, and which sources are independent of each other.

Copies are found by word shingles (Broder, "On the resemblance and containment of documents",
1997) in an inverted index; a fixed share of the shingles, chosen by their hash, stands for all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from zlib import crc32

from extractor.pairs import Side
from extractor.reconcile.groups import Groups
from extractor.records import Article

SHINGLE_WORDS = 8
"""Words in a shingle: long enough that a shared one was copied, not thought of twice."""

SAMPLED = 4
"""One shingle in so many is kept."""

SAME_STORY = 0.6
"""Share of the shorter article's shingles in the longer, above which they are one story.

Background paragraphs that an agency repeats under every article stay well below it.
"""

EVERY_PAIR = 50
"""Articles with one shingle up to which each is compared with each. Among more, each is compared
with the next: copies of one story have their shingles in the same articles, so the chain holds
them together, and the work stays linear."""

_WORD = re.compile(r"\w+")


class Sources:
    """Who copied from whom."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._stories = _stories(articles)

    def story(self, side: Side) -> str:
        """The same for all articles that are copies of one."""
        return self._stories.of(side.record.article_id)

    def name(self, side: Side) -> str:
        """The outlet, or the story where the outlet is unknown."""
        return side.publisher.casefold() if side.publisher else self.story(side)

    def independent(self, a: Side, b: Side) -> bool:
        """True for two outlets that did not copy one story; an unnamed outlet is its story."""
        return self.story(a) != self.story(b) and self.name(a) != self.name(b)


def normalised(text: str) -> str:
    """`text` as far as a repetition has to agree with it: its words, in order."""
    return " ".join(_WORD.findall(text.lower()))


def _stories(articles: Iterable[Article]) -> Groups[str]:
    shingles = {article.id: _shingles(article.text) for article in articles}
    holders: dict[int, list[str]] = defaultdict(list)
    for key in sorted(shingles):
        for shingle in shingles[key]:
            holders[shingle].append(key)
    groups = Groups(shingles)
    for (a, b), count in _shared(holders.values()).items():
        if count >= SAME_STORY * min(len(shingles[a]), len(shingles[b])):
            groups.join(a, b)
    return groups


def _shared(holders: Iterable[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(pair for keys in holders for pair in _pairs(keys))


def _pairs(keys: list[str]) -> Iterator[tuple[str, str]]:
    return combinations(keys, 2) if len(keys) <= EVERY_PAIR else pairwise(keys)


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    hashes = (
        crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode())
        for i in range(len(words) - SHINGLE_WORDS + 1)
    )
    return frozenset(value for value in hashes if value % SAMPLED == 0)
