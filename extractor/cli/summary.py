"""A run in a few lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.cli.words import NO_PRICE, cost, counts, money
from extractor.report.view import NOBODY
from extractor.results import Lost, Summary


def summary_lines(summary: Summary) -> Iterator[str]:
    """What came of a run and what it took, a line for each kind of thing."""
    pairs = f"{summary.pairs_judged} judged by {summary.judge}, {summary.pairs_left} left"
    yield f"articles  {counts(summary.articles)}"
    yield f"records   {counts(summary.records)}"
    yield f"rejected  {summary.rejected}"
    yield f"findings  {counts(summary.findings)}"
    yield f"pairs     {'not compared' if summary.judge == NOBODY else pairs}"
    if summary.pairs_capped:
        yield f"capped    {_capped(summary)}"
    if summary.usage.requests:
        yield f"usage     {_usage(summary)}"
        yield f"cost      {_cost(summary)}"
    if summary.lost.articles:
        yield f"lost      {_lost(summary.lost)}"
    yield f"engine    {summary.engine}, {summary.seconds:.1f} s"


def _capped(summary: Summary) -> str:
    rules = ", ".join(f"{name} {number:,}" for name, number in summary.pairs_capped.items())
    return f"pairs not looked at, at most, where many records have one key: {rules}"


def cost_per_article(summary: Summary) -> float | None:
    """US dollars for each article that is done; None if no price is known, or nothing is done."""
    done, usage = summary.articles.get("done", 0), summary.usage
    return usage.cost / done if done and usage.unpriced < usage.requests else None


def _usage(summary: Summary) -> str:
    usage = summary.usage
    again = f" ({usage.retries} of them again)" if usage.retries else ""
    return (
        f"{usage.requests} requests{again}, {usage.input_tokens} tokens in "
        f"({usage.cached_tokens} cached), {usage.output_tokens} out"
    )


def _cost(summary: Summary) -> str:
    words = cost(summary.usage)
    if words == NO_PRICE:
        return f"{NO_PRICE}: give --input-price and --output-price"
    each = cost_per_article(summary)
    parts = [words] if each is None else [words, f"{money(each)} an article"]
    if summary.usage.retries:
        parts.append(f"{money(summary.usage.retry_cost)} of it for asking again")
    return ", ".join(parts)


def _lost(lost: Lost) -> str:
    articles = "1 article was" if lost.articles == 1 else f"{lost.articles} articles were"
    dollars = f" and {money(lost.cost)}" if lost.cost else ""
    return (
        f"{articles} being asked about when a run was killed: up to {lost.tokens} tokens{dollars} "
        "more may have been billed"
    )
