"""The documentation site, built as `make docs` builds it: whole, and readable without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click
import pytest
from browser import CHROMIUM, chromium, opened

import extractor
from extractor.actors import ActorLine, ActorLink
from extractor.cli import app
from extractor.export import ArticleLine
from extractor.records import Claim, Commitment, Finding, Model, Rejection, Stance
from extractor.results import Summary
from extractor.settings import ModelSettings, RunSettings

ROOT = Path(__file__).parent.parent
BY_ADDRESS = "404.html"
"""The one page that a server shows at any address: its links begin at the root."""

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""What a browser fetches by itself, and the attribute that says from where."""

STYLED = re.compile(r"(?:url\(|@import)\s*[\"']?(?P<address>[^\"')]+)")


class Element(NamedTuple):
    """A start tag."""

    name: str
    attributes: dict[str, str]


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.elements: list[Element] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> set[str]:
        """What a link to this page can end in."""
        return {found for element in self.elements if (found := element.attributes.get("id"))}

    def links(self) -> Iterator[str]:
        """Where its links lead."""
        for name, attributes in self.elements:
            if name == "a" and "href" in attributes:
                yield attributes["href"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; its build is strict. (With --quiet it is not: what is not said does not count.)"""
    place = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", place],
        cwd=ROOT,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """All pages by their path."""
    found = (path for path in site.rglob("*.html") if path.name != BY_ADDRESS)
    return {path.relative_to(site).as_posix(): Page(path) for path in found}


def test_every_page_of_the_sources_is_there(pages: dict[str, Page]) -> None:
    docs = ROOT / "docs"
    sources = {path.relative_to(docs).with_suffix(".html") for path in docs.rglob("*.md")}
    assert {path.as_posix() for path in sources} == set(pages)


def test_every_link_within_the_site_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    dead = []
    for page in pages.values():
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            there = pages.get(target.relative_to(site).as_posix())
            if there is None or (parts.fragment and unquote(parts.fragment) not in there.ids):
                dead.append(f"{page.path.name}: {link}")
    assert dead == []


def command_paths(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from command_paths(below, f"{path} {name}")


@pytest.mark.parametrize("path", [path for path, _ in command_paths(app, "extractor")])
def test_every_command_is_explained_with_its_options(path: str, pages: dict[str, Page]) -> None:
    page = pages["reference/commands.html"]
    assert path.replace(" ", "-") in page.ids
    command = dict(command_paths(app, "extractor"))[path]
    flags = {flag for parameter in command.params for flag in parameter.opts if flag[0] == "-"}
    assert {flag for flag in flags if flag not in page.text} == set()


def test_every_public_name_is_explained(pages: dict[str, Page]) -> None:
    explained = {found.rpartition(".")[2] for found in pages["reference/library.html"].ids}
    assert set(extractor.__all__) - explained == set()


@pytest.mark.parametrize(
    "model",
    [Claim, Stance, Commitment, Finding, ArticleLine, ActorLine, ActorLink, Rejection, Summary],
)
def test_every_field_of_a_file_is_explained(model: type[Model], pages: dict[str, Page]) -> None:
    assert model.__name__.lower() in pages["reference/files.html"].ids
    assert _unexplained(model, pages["reference/files.html"]) == []


@pytest.mark.parametrize("model", [ModelSettings, RunSettings, extractor.Columns])
def test_every_setting_is_explained(model: type[Model], pages: dict[str, Page]) -> None:
    assert _unexplained(model, pages["reference/settings.html"]) == []


def _unexplained(model: type[Model], page: Page) -> list[str]:
    """Fields whose docstring the page lacks, as far as it is plain text."""
    fields = model.model_fields.items()
    said = ((name, (field.description or "").split("`")[0]) for name, field in fields)
    return [name for name, words in said if " ".join(words.split()) not in page.text]


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    loaded = [
        element.attributes.get(LOADED[element.name], "")
        for page in pages.values()
        for element in page.elements
        if element.name in LOADED and element.attributes.get("rel") != "canonical"
    ]
    for sheet in site.rglob("*.css"):
        loaded += [found["address"] for found in STYLED.finditer(sheet.read_text("utf-8"))]
    assert loaded
    elsewhere = {address for address in loaded if urlsplit(address).netloc}
    assert elsewhere == set()


@pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)
def test_a_browser_reads_it_from_disk_and_asks_for_nothing_else(
    site: Path, pages: dict[str, Page]
) -> None:
    with chromium() as running:
        for path in pages:
            with opened(running, site / path) as page:
                assert page.messages == []
                assert [url for url in page.requests if not url.startswith(site.as_uri())] == []
