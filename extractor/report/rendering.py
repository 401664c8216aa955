"""Templates, style and script, and the policy under which a page allows these and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor import phrasing
from extractor.report import wording

PACKAGE = "extractor.report"

MAIN_STYLES = ("base.css", "main.css")
ARTICLE_STYLES = ("base.css",)
SCRIPT = "main.js"

BUFFERED = 200
"""Events of a template that are handed on as one string."""


def main_page(**values: object) -> Iterator[str]:
    """The main page with its style and its script, a part at a time."""
    script = asset(SCRIPT)
    return _page("main.html.j2", asset(*MAIN_STYLES), script, values)


def article_page(**values: object) -> Iterator[str]:
    """The page of one article, which has no script."""
    return _page("article_page.html.j2", asset(*ARTICLE_STYLES), "", values)


def _page(name: str, style: str, script: str, values: dict[str, object]) -> Iterator[str]:
    stream = (
        _environment()
        .get_template(name)
        .stream(style=Markup(style), script=Markup(script), policy=_policy(style, script), **values)
    )
    stream.enable_buffering(BUFFERED)
    return stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = wording
    environment.globals["phrasing"] = phrasing
    return environment


@cache
def asset(*names: str) -> str:
    """The text of files beside the templates, one after the other."""
    folder = files(PACKAGE).joinpath("templates")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def _policy(style: str, script: str) -> str:
    """A content security policy under which `style` and `script` apply and nothing is loaded.

    Scripts may not make markup of text either (Trusted Types), and no form is sent.
    """
    scripts = f"'sha256-{_digest(script)}'" if script else "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src {scripts}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
