"""The main page, arranged: findings, then the run from four sides, then what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from extractor.phrasing import enumeration
from extractor.records import Finding, Status
from extractor.report.articles import ArticleHead, Context
from extractor.report.courses import findings_by_event
from extractor.report.facets import Filters
from extractor.report.findings import Group, by_relation, groups, links_by_record
from extractor.report.gathering import gather
from extractor.report.left_out import Refused, Undone
from extractor.report.places import Places
from extractor.report.positions import Matrix, matrix
from extractor.report.promises import Promises, outcomes, promises
from extractor.report.shortlist import Part
from extractor.report.story import Story, chosen_periods, story
from extractor.report.survey import survey
from extractor.report.versions import versions
from extractor.report.view import NOBODY, RunView
from extractor.report.wording import KINDS, RELATIONS, Fact, Noun, count
from extractor.results import Summary

Key = TypeVar("Key", bound=str)

ANSWERS = Noun("answer", "answers")
ARTICLES = Noun("article", "articles")
PAIRS = Noun("pair", "pairs")
RECORDS = Noun("record", "records")
REQUESTS = Noun("request", "requests")

STATUSES: tuple[Status, ...] = ("done", "failed", "skipped")

MOST_FINDINGS = 500
"""Findings of the main page, the most important ones: nobody reads more, and 500 of them with up
to twenty records on each side are about 2 MB."""

ONE_FILE = 4_000_000
"""Characters of HTML that the articles may add to the main page. Chromium opens 3.8 MB with 4,000
records in 0.9 s and filters them in 0.3 s; 7.4 MB take it 1.5 s and 0.8 s. Beyond, each article
gets a page of its own: 2,000 articles leave a main page of 3.2 MB, opened in 0.8 s."""

HEADED_BY = 2
"""Relations that the headline names; the most important ones come first."""


class Page(NamedTuple):
    """All that the main page shows, apart from the texts of the articles."""

    headline: str
    figures: tuple[Fact, ...]
    making: tuple[Fact, ...]
    filters: Filters
    groups: tuple[Group, ...]
    findings: int
    """Findings of the run; those of `groups` are the first of them."""
    matrix: Matrix
    promises: Promises
    story: Story
    heads: Part[ArticleHead]
    """The index of articles; empty where their texts are on this page."""
    refused: Part[Refused]
    undone: Part[Undone]
    compared: bool
    """False where the comparison was left out."""
    pairs_judged: str
    pairs_left: int
    context: Context


def arrange(view: RunView, *, one_page: bool = False) -> Page:
    """The main page for a run; `one_page` puts the articles on it whatever their size."""
    findings = by_relation(view.findings[:MOST_FINDINGS])
    links = links_by_record(findings)
    counted = survey(view, links)
    apart = counted.weight > ONE_FILE and not one_page
    places = Places(apart, counted.kept)
    context = Context(links, places, versions(view.stories, counted.versions, places))
    found = gather(view, findings, context, chosen_periods(counted.spoken))
    return Page(
        headline=headline(view.summary),
        figures=figures(view.summary),
        making=making(view.summary),
        filters=Filters.of(counted.actors, counted.outlets, findings),
        groups=groups(findings, found.seats, context.versions),
        findings=sum(view.summary.findings.values()),
        matrix=matrix(found.stances.items, found.stances.total, _one_matter(findings)),
        promises=promises(
            found.commitments, outcomes(findings), found.courses, findings_by_event(findings)
        ),
        story=story(counted.said, counted.spoken, found.claims, context.versions),
        heads=found.heads,
        refused=found.refused,
        undone=found.undone,
        compared=view.summary.judge != NOBODY,
        pairs_judged=count(view.summary.pairs_judged, PAIRS),
        pairs_left=view.summary.pairs_left,
        context=context,
    )


def _one_matter(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """The records of each finding that sets positions against each other."""
    opposed = (f for f in findings if f.relation in ("dispute", "reversal"))
    return [finding.left + finding.right for finding in opposed]


def headline(summary: Summary) -> str:
    """What was found, in a line: `1 contradiction and 2 disputes in 5 articles`.

    Failed articles are not among them.
    """
    named = _counts(summary.findings, {key: words.noun for key, words in RELATIONS.items()})
    found = enumeration(named[:HEADED_BY]) or "No finding"
    return f"{found} in {count(summary.articles.get('done', 0), ARTICLES)}"


def figures(summary: Summary) -> tuple[Fact, ...]:
    """What the findings rest on."""
    articles = [f"{summary.articles[s]:,} {s}" for s in STATUSES if summary.articles.get(s)]
    return (
        Fact("Articles", enumeration(articles or ["none"])),
        Fact("Records", enumeration(_counts(summary.records, KINDS) or ["none"])),
    )


def making(summary: Summary) -> tuple[Fact, ...]:
    """How the run was made, and what it took."""
    usage = summary.usage
    facts = [
        Fact("Extracted by", summary.engine),
        Fact("Compared by", summary.judge),
        Fact("Not accepted", count(summary.rejected, ANSWERS)),
    ]
    if usage.requests:
        tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
        facts.append(Fact("Asked for", f"{count(usage.requests, REQUESTS)}, {tokens}"))
    if usage.cost:
        beside = f", and {usage.unpriced:,} without a known price" if usage.unpriced else ""
        facts.append(Fact("Cost", f"${usage.cost:,.4f}{beside}"))
    return tuple(facts)


def _counts(numbers: Mapping[Key, int], nouns: Mapping[Key, Noun]) -> list[str]:
    return [count(numbers[key], noun) for key, noun in nouns.items() if numbers.get(key)]
