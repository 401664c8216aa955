"""The whole report, arranged: findings first, then records by article, then what was left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from extractor.records import Status
from extractor.report.findings import Group, by_relation, groups, links_by_record
from extractor.report.left_out import Refused, Undone, refused, undone
from extractor.report.model import Fact
from extractor.report.sections import ArticleView, Section, article_view, sections
from extractor.report.view import NOBODY, RunView, distinct_results, entries
from extractor.report.wording import KINDS, Noun, count, enumeration
from extractor.results import Summary

Item = TypeVar("Item")
Key = TypeVar("Key", bound=str)

ANSWERS = Noun("answer", "answers")
ARTICLES = Noun("article", "articles")
FINDINGS = Noun("finding", "findings")
PAIRS = Noun("pair", "pairs")
REQUESTS = Noun("request", "requests")

STATUSES: tuple[Status, ...] = ("done", "failed", "skipped")

MOST_FINDINGS = 500
MOST_ARTICLES = 500
MOST_LEFT_OUT = 500
"""What one page holds: 500 articles of 16 records make 7 MB, which a browser still shows at
once. The page says how much is in the files only."""

ARTICLES_OPEN = 12
"""Up to so many articles stand open; a longer list is folded, so that it reads as an index."""


class Part(NamedTuple, Generic[Item]):
    """The items that the page holds, and how many more there are."""

    items: tuple[Item, ...]
    more: int


class Page(NamedTuple):
    """All that the template shows."""

    headline: str
    figures: tuple[Fact, ...]
    findings: Part[Group]
    articles: Part[ArticleView]
    articles_open: bool
    refused: Part[Refused]
    undone: Part[Undone]
    compared: bool
    """False where the comparison was left out."""
    pairs_judged: str
    pairs_left: int


def arrange(view: RunView) -> Page:
    """The page for a run."""
    given = list(entries(view))
    findings = by_relation(view.findings[:MOST_FINDINGS])
    links = links_by_record(findings)
    chosen = _choose(sections(given), links.keys())
    articles = [article_view(section, links) for section in chosen.items]
    records = {record.anchor: record for article in articles for record in article.records}
    return Page(
        headline=headline(view.summary),
        figures=figures(view.summary),
        findings=Part(groups(findings, records), len(view.findings) - len(findings)),
        articles=Part(tuple(articles), chosen.more),
        articles_open=len(articles) <= ARTICLES_OPEN,
        refused=_refused(view, {article.article.id for article in articles}),
        undone=_part(undone(given), MOST_LEFT_OUT),
        compared=view.summary.judge != NOBODY,
        pairs_judged=count(view.summary.pairs_judged, PAIRS),
        pairs_left=view.summary.pairs_left,
    )


def headline(summary: Summary) -> str:
    """What was found, in a line: `6 findings in 5 articles`; failed articles are not among them."""
    total = sum(summary.findings.values())
    found = count(total, FINDINGS) if total else "No finding"
    return f"{found} in {count(summary.articles.get('done', 0), ARTICLES)}"


def figures(summary: Summary) -> tuple[Fact, ...]:
    """The run in figures."""
    usage = summary.usage
    articles = [f"{summary.articles[s]:,} {s}" for s in STATUSES if summary.articles.get(s)]
    facts = [
        Fact("Articles", enumeration(articles or ["none"])),
        Fact("Records", enumeration(_counts(summary.records, KINDS) or ["none"])),
        Fact("Not accepted", count(summary.rejected, ANSWERS)),
        Fact("Extracted by", summary.engine),
        Fact("Compared by", summary.judge),
    ]
    if usage.requests:
        tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
        facts.append(Fact("Asked for", f"{count(usage.requests, REQUESTS)}, {tokens}"))
    return tuple(facts)


def _counts(numbers: Mapping[Key, int], nouns: Mapping[Key, Noun]) -> list[str]:
    return [count(numbers[key], noun) for key, noun in nouns.items() if numbers.get(key)]


def _choose(all_sections: Sequence[Section], cited: Collection[str]) -> Part[Section]:
    """The sections that findings lead to, and the first of the others while there is room."""
    wanted = {s.article.id for s in all_sections if any(r.id in cited for r in s.result.records)}
    for section in all_sections:
        if len(wanted) >= MOST_ARTICLES:
            break
        wanted.add(section.article.id)
    items = tuple(section for section in all_sections if section.article.id in wanted)
    return Part(items, len(all_sections) - len(items))


def _refused(view: RunView, on_page: Collection[str]) -> Part[Refused]:
    articles = {article.id: article for article in view.articles}
    rejections = [item for result in distinct_results(view) for item in result.rejected]
    kept = _part(rejections, MOST_LEFT_OUT)
    items = [
        refused(item, articles.get(item.article_id), on_page=item.article_id in on_page)
        for item in kept.items
    ]
    return Part(tuple(items), kept.more)


def _part(items: Sequence[Item], most: int) -> Part[Item]:
    return Part(tuple(items[:most]), max(0, len(items) - most))
