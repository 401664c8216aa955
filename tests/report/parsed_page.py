"""A page taken apart with the standard library's parser: what a browser would see in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset(["meta", "link", "br", "img", "hr", "input", "base"])


class Element(NamedTuple):
    """A start tag with its attributes and all text inside it."""

    tag: str
    attributes: dict[str, str]
    pieces: list[str]
    around: tuple[str, ...]
    """Ids of the elements that it is in."""

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Page(HTMLParser):
    """All elements of a page, in order; raises AssertionError where tags are not balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"{self._open[-1].tag} is never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(e.attributes["id"] for e in self._open if "id" in e.attributes)
        element = Element(tag, {key: value or "" for key, value in attrs}, [], around)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, tag: str) -> list[Element]:
        """Every element of this name."""
        return [element for element in self.elements if element.tag == tag]

    def inside(self, tag: str, anchor: str) -> list[Element]:
        """Every element of this name within the element of this id."""
        return [element for element in self.all(tag) if anchor in element.around]

    def by_id(self, anchor: str) -> Element:
        """The one element with this id."""
        (element,) = [e for e in self.elements if e.attributes.get("id") == anchor]
        return element

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [e.attributes[attribute] for e in self.elements if attribute in e.attributes]

    @property
    def policy(self) -> dict[str, str]:
        """The content security policy, by directive."""
        (element,) = [
            e
            for e in self.all("meta")
            if e.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        directives = element.attributes["content"].split("; ")
        return {name: value for name, _, value in (d.partition(" ") for d in directives)}

    @property
    def text(self) -> str:
        """The text of the body, with single spaces."""
        return " ".join(self.all("body")[0].text.split())
