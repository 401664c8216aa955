"""Findings as the report shows them: by relation, each with its sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.records import Finding, Relation
from extractor.report.difference import Words, differing, pieces
from extractor.report.facets import Facets, together
from extractor.report.model import Excerpt, RecordView, Source
from extractor.report.seats import Seats
from extractor.report.versions import Versions, VersionsById
from extractor.report.wording import RELATIONS, SCOPES, Link, RelationWords, count

STAND_OPEN = 20
"""Findings whose quotes stand open: ten minutes of reading. The others open one at a time."""


class Account(NamedTuple):
    """Words of one source, and all that was read from them: a claim, say, and a stance."""

    excerpt: Excerpt
    language: str | None
    source: Source
    readings: tuple[RecordView, ...]
    versions: Versions | None
    """The other articles that tell the story of its article: one source with it."""

    @property
    def story(self) -> str:
        """The same for accounts in articles that tell one story."""
        return self.versions.story if self.versions else self.readings[0].passage.article_id


class SideView(NamedTuple):
    """One side of a finding."""

    title: str
    lead: Account | None
    """The words that the explanation speaks of."""
    others: tuple[Account, ...]
    copied: int
    """How many of the others stand in copies of a story that the side has shown before them."""
    more: int
    """How many records are in the files only."""


class FindingView(NamedTuple):
    """A finding ready to be shown."""

    number: int
    """Its place on the page, from 1."""
    finding: Finding
    label: str
    scope: str
    sides: tuple[SideView, ...]
    """The earlier, or the best supported, first; two at least."""
    more: int
    """How many sides are in the files only."""
    stands_open: bool
    facets: Facets


class Group(NamedTuple):
    """The findings of one relation, the most important first."""

    relation: Relation
    title: str
    """How many there are: `2 disputes`."""
    words: RelationWords
    findings: tuple[FindingView, ...]

    @property
    def number(self) -> int:
        """How many findings it holds."""
        return len(self.findings)


def by_relation(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of a relation together; both relations and findings keep the order given."""
    found = list(findings)
    order = list(dict.fromkeys(finding.relation for finding in found))
    return sorted(found, key=lambda finding: order.index(finding.relation))


def links_by_record(findings: Iterable[Finding]) -> dict[str, list[Link]]:
    """For each record of a finding's sides: the findings that rest on it."""
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        text = f"{RELATIONS[finding.relation].noun.one} {number}"
        for record_id in dict.fromkeys(finding.left + finding.right):
            links[record_id].append(Link(finding.id, text, finding.relation))
    return dict(links)


def groups(findings: Sequence[Finding], seats: Seats, versions: VersionsById) -> tuple[Group, ...]:
    """Findings, ordered by relation, with the records that they rest on."""
    found: defaultdict[Relation, list[FindingView]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        found[finding.relation].append(finding_view(number, finding, seats, versions))
    return tuple(_group(key, views) for key, views in found.items())


def _group(relation: Relation, views: Sequence[FindingView]) -> Group:
    words = RELATIONS[relation]
    return Group(relation, count(len(views), words.noun), words, tuple(views))


def finding_view(
    number: int, finding: Finding, seats: Seats, versions: VersionsById
) -> FindingView:
    """The finding with the words of its sides."""
    shown = seats.of(finding)
    return FindingView(
        number=number,
        finding=finding,
        label=RELATIONS[finding.relation].noun.one,
        scope=SCOPES[finding.scope],
        sides=tuple(_sides(finding, shown, versions)),
        more=len(finding.sides) - len(shown),
        stands_open=number <= STAND_OPEN,
        facets=together(view.facets for side in shown for view in side)._replace(
            relations=frozenset([finding.relation])
        ),
    )


def _sides(
    finding: Finding, shown: Sequence[list[RecordView]], versions: VersionsById
) -> Iterator[SideView]:
    """A side each, and an empty one opposite to a single one: nothing was found to set there."""
    headings = RELATIONS[finding.relation].headings(max(2, len(shown)))
    for place, heading in enumerate(headings):
        views = shown[place] if place < len(shown) else []
        total = len(finding.sides[place]) if place < len(shown) else 0
        others = shown[0] if place else next(iter(shown[1:]), [])
        yield _side(heading, total, _accounts(_marked(finding, views, others), versions))


def _marked(
    finding: Finding, views: Sequence[RecordView], others: Sequence[RecordView]
) -> list[RecordView]:
    """The records of a side with what sets them apart from the first of another side."""
    if not others:
        return list(views)
    other = _words(others[0])
    return [_marked_against(finding, view, other) for view in views]


def _marked_against(finding: Finding, view: RecordView, other: Words) -> RecordView:
    own = _words(view)
    quote = pieces(own.quote, differing(finding, own, other))
    return view._replace(excerpt=view.excerpt._replace(quote=quote))


def _words(view: RecordView) -> Words:
    return Words(view.record.evidence.quote, view.source.speaker)


def _side(title: str, total: int, accounts: Sequence[Account]) -> SideView:
    articles = {view.passage.article_id: one.story for one in accounts for view in one.readings}
    return SideView(
        title=title,
        lead=accounts[0] if accounts else None,
        others=tuple(accounts[1:]),
        copied=len(articles) - len(set(articles.values())),
        more=total - sum(len(account.readings) for account in accounts),
    )


def _accounts(views: Iterable[RecordView], versions: VersionsById) -> list[Account]:
    """The records by the words and the source that they share, in the order of the first."""
    shared: defaultdict[object, list[RecordView]] = defaultdict(list)
    for view in views:
        shared[view.passage, view.source].append(view)
    return [
        Account(
            excerpt=first.excerpt,
            language=first.language,
            source=first.source,
            readings=(first, *others),
            versions=versions.get(first.passage.article_id),
        )
        for first, *others in shared.values()
    ]
