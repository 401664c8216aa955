"""The articles that tell one story: copies, shown as one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from extractor.records import Article
from extractor.report.facets import outlet
from extractor.report.model import name
from extractor.report.places import Places

MOST_VERSIONS = 8
"""Other versions that are named; articles.jsonl has all."""


class Heading(NamedTuple):
    """What an article is named by."""

    outlet: str
    title: str

    @classmethod
    def of(cls, article: Article) -> Heading:
        """The heading of `article`."""
        return cls(outlet(article), name(article))


class Version(NamedTuple):
    """Another article that tells the same story."""

    outlet: str
    title: str
    href: str | None
    """Where its text is shown, if it is."""


class Versions(NamedTuple):
    """The other articles that tell the story of one."""

    story: str
    """The same for all of them."""
    others: tuple[Version, ...]
    """The first published first."""
    more: int
    """How many are not named."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of those that are named, each once."""
        return tuple(dict.fromkeys(version.outlet for version in self.others))


VersionsById = Mapping[str, Versions]
"""By article id, for the articles whose story others tell as well."""

NO_VERSIONS: VersionsById = MappingProxyType({})


def versions(
    stories: Iterable[Sequence[str]], headings: Mapping[str, Heading], places: Places
) -> VersionsById:
    """For each article of `stories` the others of its story, as far as they have a heading."""
    found = {}
    for story in stories:
        known = [article_id for article_id in story if article_id in headings]
        for article_id in known:
            shown = [other for other in known[: MOST_VERSIONS + 1] if other != article_id]
            others = tuple(
                Version(*headings[other], places.article(other)) for other in shown[:MOST_VERSIONS]
            )
            found[article_id] = Versions(story[0], others, len(known) - 1 - len(others))
    return found
