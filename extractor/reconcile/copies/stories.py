"""Articles grouped by the story that they are versions of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.copies import edited, retold
from extractor.reconcile.copies.shared import sharing
from extractor.reconcile.groups import Groups
from extractor.records import Article

if TYPE_CHECKING:
    from extractor.reconcile.copies.shared import Hashes

REMEMBERED = 256
"""Articles whose reading is kept for the next comparison: candidates come in order."""

WHOLE = 0.5
"""Share of the longer version in common runs above which the two are one story, whatever else is
in them. Below it the shorter one is a part, and may be one of several stories in a round-up."""


class _Version(NamedTuple):
    """Two articles of which the longer one has most of the shorter one."""

    shorter: str
    longer: str
    length: int
    """Of the longer one, in shingles."""
    whole: bool
    """Whether the shorter one is more than a part."""


def stories(articles: Iterable[Article]) -> Groups[str]:
    """The ids of `articles`, versions of one story in one group; their order changes nothing."""
    ordered = sorted(articles, key=order)
    groups = Groups(article.id for article in ordered)
    _join_edited(ordered, groups)
    _join_retold(ordered, groups)
    return groups


def order(article: Article) -> tuple[date, str]:
    """By the day of publication, the undated last; then by id."""
    return article.published or date.max, article.id


def _join_edited(articles: Sequence[Article], groups: Groups[str]) -> None:
    """Whole versions first; then parts, where what holds them holds parts of no other story.

    The shortest holder comes first: a lead is a part of a brief, and both are of the full story.
    """
    parts = []
    for found in _edited(articles, groups):
        if found.whole:
            groups.join(found.shorter, found.longer)
        else:
            parts.append(found)
    held: dict[str, set[str]] = defaultdict(set)
    for part in sorted(parts, key=lambda part: (part.length, part.longer)):
        held[groups.of(part.longer)].add(part.shorter)
    for holder, shorter in held.items():
        others = {groups.of(part) for part in shorter} - {groups.of(holder)}
        if len(others) == 1:
            groups.join(holder, *others)


def _edited(articles: Sequence[Article], groups: Groups[str]) -> Iterator[_Version]:
    """Pairs of versions that are not in one group yet."""

    @lru_cache(maxsize=REMEMBERED)
    def wording(place: int) -> edited.Wording:
        return edited.wording(articles[place].text)

    for pair in sharing(
        (edited.sample(article.text) for article in articles),
        least=edited.SAMPLED_LEAST,
        share=edited.SAMPLED_SHARE,
    ):
        if groups.of(articles[pair.a].id) == groups.of(articles[pair.b].id):
            continue
        shorter, longer = sorted(pair, key=lambda place: len(wording(place).all))
        if edited.is_copy(wording(shorter), wording(longer)):
            yield _Version(
                shorter=articles[shorter].id,
                longer=articles[longer].id,
                length=len(wording(longer).all),
                whole=edited.copied(wording(longer).all, wording(shorter).all).share > WHOLE,
            )


def _join_retold(articles: Sequence[Article], groups: Groups[str]) -> None:
    @lru_cache(maxsize=REMEMBERED)
    def sample(place: int) -> Hashes:
        return retold.sample(articles[place].text)

    @lru_cache(maxsize=REMEMBERED)
    def telling(place: int) -> retold.Telling:
        return retold.telling(articles[place].text)

    # Neighbours only count some of what two articles share, so the share is asked for after.
    found = sharing(map(sample, range(len(articles))), least=retold.SAMPLED_LEAST, share=0)
    for pair in found:
        a, b = articles[pair.a], articles[pair.b]
        if groups.of(a.id) == groups.of(b.id) or not _are_near(a, b):
            continue
        if retold.may_be_retold(*map(sample, pair)) and retold.is_retold(*map(telling, pair)):
            groups.join(a.id, b.id)


def _are_near(a: Article, b: Article) -> bool:
    """False for articles of days too far apart; a day that is not known may be any."""
    if a.published is None or b.published is None:
        return True
    return abs(a.published - b.published).days <= retold.DAYS
