"""Where things stand: on the one page, or articles on pages of their own in a folder."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from extractor.identity import content_id

MAIN = "report.html"
FOLDER = "report"
ARTICLE_PAGES = "article-"
"""How the names of article pages begin: ids of articles do."""

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,100}")


class Places(NamedTuple):
    """Addresses, as the main page has them."""

    apart: bool
    """True if each article has a page of its own."""
    articles: Collection[str]
    """Ids of the articles that are shown anywhere."""

    def article(self, article_id: str) -> str | None:
        """Where the article is shown, if it is."""
        if article_id not in self.articles:
            return None
        page = article_path(article_id) if self.apart else ""
        return f"{page}#{article_id}"

    def record(self, article_id: str, record_id: str) -> str | None:
        """Where a record is shown beside its article's text, if it is."""
        if article_id not in self.articles:
            return None
        page = article_path(article_id) if self.apart else ""
        return f"{page}#{record_id}"


def article_path(article_id: str) -> str:
    """The page of an article, relative to the main page.

    Ids are content hashes, but a library's caller may choose others: one that is no plain
    file name is hashed, so that it cannot lead out of the folder.
    """
    name = article_id if _SAFE.fullmatch(article_id) else content_id("article", article_id)
    return f"{FOLDER}/{name}.html"
