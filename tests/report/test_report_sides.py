"""Findings of more than two sides."""

from __future__ import annotations

from made_runs import many_accounts
from parsed_page import Page

from extractor.report import render
from extractor.report.markdown import render_markdown
from extractor.report.seats import MOST_SIDES


def test_each_side_has_its_heading_its_quote_and_its_outlet() -> None:
    shown = Page(render(many_accounts(3)))
    (finding,) = [e for e in shown.elements if e.attributes.get("class", "").startswith("finding")]
    headings = [e.text for e in shown.all("h5")]
    assert headings == ["One account", "Another account", "Another account"]
    for toll, outlet in ((50, "Outlet 0"), (51, "Outlet 1"), (52, "Outlet 2")):
        assert f"The fire killed {toll} miners" in finding.text
        assert outlet in finding.text


def test_each_side_is_marked_where_it_differs() -> None:
    shown = Page(render(many_accounts(3)))
    marked = [b.text for b in shown.all("b") if b.attributes.get("class") == "differs"]
    assert marked == ["50 miners", "51 miners", "52 miners"]


def test_sides_beyond_what_a_screen_holds_are_counted() -> None:
    view = many_accounts(MOST_SIDES + 2)
    assert len(Page(render(view)).all("h5")) == MOST_SIDES
    for text in (Page(render(view)).by_id("findings").text, render_markdown(view)):
        assert "2 more sides in findings.jsonl." in text


def test_markdown_has_each_side() -> None:
    text = render_markdown(many_accounts(3))
    assert text.count("*Another account:*") == 2
    assert "**52 miners**" in text
