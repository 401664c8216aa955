"""Web pages and pieces of them -> the text that a reader sees.

trafilatura is imported with the first page: it takes a third of a second and 25 MB, which inputs
without HTML need not spend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.articles.building import Place
from extractor.errors import shorten

if TYPE_CHECKING:
    from trafilatura.settings import Document

_PARAGRAPH = re.compile(r"</(?:p|div|[ou]l|h[1-6]|blockquote)\s{0,9}>|<br\s{0,9}/?>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("head iframe noscript object script style svg template title".split())
_ROOT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether paragraphs of `text` are HTML's, as in the rows of feeds and content systems."""
    return _PARAGRAPH.search(text) is not None


def read_page(html: str, place: Place) -> Document | None:
    """The article that trafilatura finds in a page or a piece of one, without comments.

    Raises ArticleError if the page can't be parsed.
    """
    page = _extract(html, place)
    if page is None and not _ROOT.search(html):
        page = _extract(f"<html><body><article>{html}</article></body></html>", place)
    return page


def text_of(markup: str, place: Place) -> str:
    """The text of a piece of HTML that is an article and nothing else, a line for each paragraph.

    Nothing has to be searched for here, so nothing can be missed. Raises ArticleError if there
    is no text in it.
    """
    from trafilatura import load_html  # noqa: PLC0415

    tree = load_html(f"<html><body>{markup}</body></html>")
    lines = "".join(_words(tree)).split("\n") if tree is not None else []
    text = "\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise place.error("holds no article: there is only markup in its text")
    return text


def _words(tree: Any) -> Iterator[str]:
    """The words of a tree in order, with a line end on both sides of every block."""
    for element in tree.iter():
        unseen = not isinstance(element.tag, str) or element.tag in _UNSEEN
        end = "\n" if element.tag in _BLOCKS else ""
        element.text = None if unseen else end + _SPACE.sub(" ", element.text or "")
        element.tail = end + _SPACE.sub(" ", element.tail or "")
        if unseen:
            del element[:]
    yield from tree.itertext()


def _extract(html: str, place: Place) -> Document | None:
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    # The extensive search guesses a date from footers and addresses; a guess is not wanted.
    dates = {"original_date": True, "extensive_search": False}
    try:
        page = bare_extraction(
            html, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
    except Exception as error:  # a page is untrusted, and no page may stop a run
        raise place.error(f"this page can't be parsed: {shorten(str(error))}") from error
    return page if isinstance(page, Document) else None
