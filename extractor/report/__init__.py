"""A run as HTML to read: self-contained, nothing fetched, article text escaped.

A page brings its style and its script with it, and a content security policy that allows these
and nothing else, so that even an article's own markup, were it ever let through, could do
nothing. It is complete without the script, which only filters and opens what a link leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.report.articles import ArticleView, Context, article_view
from extractor.report.page import Page as MainPage
from extractor.report.page import arrange
from extractor.report.places import MAIN, article_path
from extractor.report.rendering import article_page, main_page
from extractor.report.view import RunView, entries

__all__ = ["Page", "RunView", "document", "pages", "render"]


class Page(NamedTuple):
    """A file of the report."""

    path: str
    """Where it belongs, relative to the run's folder, with forward slashes."""
    parts: Iterable[str]
    """Its text, to be taken once, before the next page is asked for."""


def pages(view: RunView) -> Iterator[Page]:
    """The report on `view`: for a large run a page for each article, and last `report.html`.

    The articles are gone through one at a time and more than once; no more of their texts is
    held than the one that is being written.
    """
    page = arrange(view)
    if page.context.places.apart:
        for article in _articles(view, page.context):
            yield Page(article_path(article.head.id), article_page(view=article, main=f"../{MAIN}"))
    yield Page(MAIN, _main(view, page))


def document(view: RunView) -> Iterator[str]:
    """The report on `view` as one HTML document, whatever its size, in parts."""
    return _main(view, arrange(view, one_page=True))


def render(view: RunView) -> str:
    """The report on `view` as one HTML document, whatever its size."""
    return "".join(document(view))


def _main(view: RunView, page: MainPage) -> Iterator[str]:
    articles = () if page.context.places.apart else _articles(view, page.context)
    return main_page(page=page, articles=articles, filters=page.filters)


def _articles(view: RunView, context: Context) -> Iterator[ArticleView]:
    """The articles whose text is shown."""
    for article, result, _ in entries(view):
        if article and article.id in context.places.articles:
            yield article_view(article, result, context)
