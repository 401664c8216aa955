"""Findings as the report shows them: by relation, each with its two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractor.records import Finding, Relation
from extractor.report.model import Excerpt, Link, RecordView, Source
from extractor.report.wording import RELATIONS, SCOPES, RelationWords, count

SIDE_OPEN = 3
"""Accounts of a side that stand open: enough to compare; what everybody carries would drown it."""

MOST_ON_A_SIDE = 20
"""Records of a side that are shown at all; the files have the rest."""


class Account(NamedTuple):
    """Words of one source, and all that was read from them: a claim, say, and a stance."""

    excerpt: Excerpt
    language: str | None
    source: Source
    readings: tuple[RecordView, ...]


class SideView(NamedTuple):
    """One side of a finding."""

    title: str
    open: tuple[Account, ...]
    folded: tuple[Account, ...]
    more: int
    """How many records are in the files only."""


class FindingView(NamedTuple):
    """A finding ready to be shown."""

    number: int
    """Its place on the page, from 1."""
    finding: Finding
    label: str
    scope: str
    left: SideView
    right: SideView


class Group(NamedTuple):
    """The findings of one relation, the most important first."""

    relation: Relation
    title: str
    """How many there are: `2 disputes`."""
    words: RelationWords
    findings: tuple[FindingView, ...]


def by_relation(findings: Sequence[Finding]) -> list[Finding]:
    """Findings of a relation together; both relations and findings keep the order given."""
    order = list(dict.fromkeys(finding.relation for finding in findings))
    return sorted(findings, key=lambda finding: order.index(finding.relation))


def on_page(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The records of a side that are shown."""
    return ids[:MOST_ON_A_SIDE]


def links_by_record(findings: Iterable[Finding]) -> dict[str, list[Link]]:
    """For each record that is shown in a finding: the findings that rest on it."""
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        text = f"{RELATIONS[finding.relation].noun.one} {number}"
        for record_id in dict.fromkeys(on_page(finding.left) + on_page(finding.right)):
            links[record_id].append(Link(finding.id, text, finding.relation))
    return dict(links)


def groups(findings: Sequence[Finding], records: Mapping[str, RecordView]) -> tuple[Group, ...]:
    """Findings, ordered by relation, with the records that they rest on."""
    found: defaultdict[Relation, list[FindingView]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        found[finding.relation].append(_finding_view(number, finding, records))
    return tuple(_group(key, views) for key, views in found.items())


def _group(relation: Relation, views: Sequence[FindingView]) -> Group:
    words = RELATIONS[relation]
    return Group(relation, count(len(views), words.noun), words, tuple(views))


def _finding_view(number: int, finding: Finding, records: Mapping[str, RecordView]) -> FindingView:
    words = RELATIONS[finding.relation]
    return FindingView(
        number=number,
        finding=finding,
        label=words.noun.one,
        scope=SCOPES[finding.scope],
        left=_side(words.left, finding.left, records),
        right=_side(words.right, finding.right, records),
    )


def _side(title: str, ids: tuple[str, ...], records: Mapping[str, RecordView]) -> SideView:
    shown = on_page(ids)
    found = _accounts(records[record_id] for record_id in shown)
    return SideView(title, found[:SIDE_OPEN], found[SIDE_OPEN:], len(ids) - len(shown))


def _accounts(views: Iterable[RecordView]) -> tuple[Account, ...]:
    """The records by the words and the source that they share, in the order of the first."""
    together: defaultdict[object, list[RecordView]] = defaultdict(list)
    for view in views:
        together[view.passage, view.source].append(view)
    return tuple(
        Account(first.excerpt, first.language, first.source, (first, *others))
        for first, *others in together.values()
    )
