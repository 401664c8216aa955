"""A real Chromium to look at pages with: one for all tests, a new profile for each page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
"""Where Debian's Chromium is; Playwright's own is never downloaded."""


class Opened(NamedTuple):
    """A page that was opened from the disk, and what it did meanwhile."""

    page: Page
    requests: list[str]
    """Addresses that were asked for, the page's own among them."""
    messages: list[str]
    """What was written to the console, and errors that nobody caught."""

    @property
    def ran(self) -> object:
        """What a hostile text has set, if it ran."""
        return self.page.evaluate("window.ran")

    @property
    def active(self) -> str:
        """The id, else the words, of what has the focus."""
        found = self.page.evaluate("document.activeElement.id || document.activeElement.innerText")
        return str(found)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, path: Path, fragment: str = "", *, width: int = 1280, dark: bool = False
) -> Iterator[Opened]:
    """The page at `path`, opened from the disk in a window of `width` pixels."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    found = Opened(context.new_page(), [], [])
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda message: found.messages.append(message.text))
    found.page.on("pageerror", lambda error: found.messages.append(str(error)))
    found.page.goto(path.as_uri() + fragment)
    yield found
    context.close()
