"""A run as one HTML page to read: no script, nothing fetched, article text escaped.

The page brings its style with it and a content security policy that allows this style and
nothing else, so that even an article's own markup, were it ever let through, could do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.report.page import arrange
from extractor.report.view import RunView

__all__ = ["RunView", "render"]


def render(view: RunView) -> str:
    """The report on `view`, a self-contained HTML document."""
    style = _style()
    template = _environment().get_template("page.html.j2")
    return template.render(page=arrange(view), style=Markup(style), policy=_policy(style))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("extractor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    return files(__name__).joinpath("templates", "style.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """A content security policy under which only `style` applies and nothing is loaded."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
