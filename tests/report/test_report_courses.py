"""What happened to a commitment, in the section on promises."""

from __future__ import annotations

import pytest
from made_runs import promised
from parsed_page import Page

from extractor.report import gathering, render
from extractor.report.view import RunView


def shown(view: RunView) -> Page:
    return Page(render(view))


def words(page: Page) -> str:
    return " ".join(page.by_id("promises").text.split())


def rows(page: Page) -> list[str]:
    return [
        " ".join(element.text.split())
        for element in page.elements
        if element.tag == "li" and element.attributes.get("class") == "promise"
    ]


def test_a_commitment_is_one_row_however_often_it_was_stated() -> None:
    assert len(rows(shown(promised()))) == 1


def test_a_row_has_what_happened_with_day_and_outlet() -> None:
    (row,) = rows(shown(promised()))
    assert "Given 17 January 2022" in row
    assert "18 January 2022: reported again, Post" in row
    assert "15 February 2022: kept, after the deadline, Times" in row
    assert "Outcome kept, after the deadline" in row


def test_what_happened_leads_to_the_finding_else_to_the_record() -> None:
    view = promised()
    links = [a.attributes["href"] for a in shown(view).inside("a", "promises")]
    assert f"#{view.findings[0].id}" in links
    assert f"#{view.timelines[0].statements[1]}" in links


def test_a_lapse_without_a_finding_on_the_page_is_said_all_the_same() -> None:
    found = [row for row in rows(shown(promised(others=1))) if "lapsed" in row]
    assert len(found) == 1
    assert "30 January 2022: lapsed" in found[0]


def test_those_of_which_something_came_are_shown_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_PROMISES", 2)
    page = shown(promised(others=3))
    assert sorted("lapsed" in row or "kept" in row for row in rows(page)) == [True, True]
    assert "2 of 4 commitments" in words(page)


def test_a_run_of_an_earlier_version_shows_its_commitments_one_by_one() -> None:
    found = rows(shown(promised()._replace(timelines=())))
    assert len(found) == 2
    assert all("Outcome kept" in row for row in found)
