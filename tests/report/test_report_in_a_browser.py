"""The report as a reader has it: in a real Chromium, from the disk, with the keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import CHROMIUM, Opened, chromium, opened
from made_runs import HOSTILE, hostile_run, many_accounts, many_articles, promised
from playwright.sync_api import Browser
from sample_run import CONVEY, FINDINGS, GENEVA, GOOD_THING, NOT_RECEIVED, WILL_SUBMIT

from extractor.report import findings, pages
from extractor.report import page as report_page
from extractor.report.view import RunView

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)

CORROBORATION = FINDINGS[-1]
CONTRADICTION = FINDINGS[0]


def write(view: RunView, folder: Path) -> Path:
    """The report in `folder`; its main page."""
    for item in pages(view):
        path = folder / item.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(item.parts), encoding="utf-8")
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def geneva(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(GENEVA, tmp_path_factory.mktemp("geneva"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_page, "ONE_FILE", 0)
        return write(many_articles(12), tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module")
def window(browser: Browser, geneva: Path) -> Iterator[Opened]:
    with opened(browser, geneva) as found:
        yield found


@pytest.fixture
def reader(window: Opened, geneva: Path) -> Opened:
    """The report on the talks of Geneva, just opened."""
    window.page.goto("about:blank")
    window.requests.clear()
    window.messages.clear()
    window.page.goto(geneva.as_uri())
    return window


def tab_to(reader: Opened, anchor: str) -> None:
    """Press Tab until the element with this id has the focus."""
    for _ in range(40):
        if reader.active == anchor:
            return
        reader.page.keyboard.press("Tab")
    raise AssertionError(f"{anchor} is not reached with Tab")


def in_view(reader: Opened, anchor: str) -> bool:
    """Whether the top of an element is on the screen and below the bar."""
    place = reader.page.locator(f"#{anchor}").bounding_box()
    return place is not None and 0 <= place["y"] < 800


class TestOpening:
    def test_asks_for_nothing_but_the_page(self, reader: Opened, geneva: Path) -> None:
        assert reader.requests == [geneva.as_uri()]

    def test_says_nothing_on_the_console(self, reader: Opened) -> None:
        assert reader.messages == []

    def test_shows_the_first_finding_with_both_quotes_at_once(self, reader: Opened) -> None:
        for quote in reader.page.locator(f"#{CONTRADICTION.id} blockquote").all():
            place = quote.bounding_box()
            assert place is not None
            assert place["y"] + place["height"] < 900

    def test_without_script_is_complete(self, browser: Browser, geneva: Path) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(geneva.as_uri())
        assert page.locator("#filters").is_hidden()
        assert page.locator("article.finding").count() == len(FINDINGS)
        assert page.locator(f"#{CONTRADICTION.id} blockquote").first.is_visible()
        context.close()


class TestFilters:
    def test_are_worked_with_the_keyboard(self, reader: Opened) -> None:
        tab_to(reader, "by-text")
        reader.page.keyboard.type("ninety")
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        tab_to(reader, "by-actor")
        reader.page.keyboard.type("Sergey")
        shown = reader.page.locator("#shown")
        shown.filter(has_text="0 of 6 findings").wait_for()
        assert reader.page.locator("#active").inner_text() == "(1)"

    def test_search_for_words_anywhere(self, reader: Opened) -> None:
        reader.page.fill("#by-text", "Ukrainian PEOPLE")
        reader.page.locator("#shown").filter(has_text="1 of 6 findings").wait_for()
        assert reader.page.locator(f"#{FINDINGS[2].id}").is_visible()
        assert reader.page.locator(f"#{CONTRADICTION.id}").is_hidden()

    @pytest.mark.parametrize(
        ("name", "label", "count"),
        [
            ("actor", "Jens Stoltenberg", "0 of 6 findings"),
            ("actor", "Washington Post", "1 of 6 findings"),
            ("outlet", "RBC", "5 of 6 findings"),
            ("kind", "Stances", "1 of 6 findings"),
            ("relation", "Disputes", "2 of 6 findings"),
        ],
    )
    def test_choose_by_actor_outlet_kind_and_relation(
        self, reader: Opened, name: str, label: str, count: str
    ) -> None:
        reader.page.locator(".by > summary").click()
        reader.page.locator(f"#by-{name}").select_option(label=label)
        reader.page.locator("#shown").filter(has_text=count).wait_for()

    def test_choose_by_day(self, reader: Opened) -> None:
        reader.page.locator(".by > summary").click()
        reader.page.fill("#by-from", "2022-01-22")
        reader.page.fill("#by-until", "2022-01-22")
        reader.page.locator("#shown").filter(has_text="2 of 6 findings").wait_for()
        assert reader.page.locator(f"#{FINDINGS[1].id}").is_visible()

    def test_leave_an_article_only_with_what_fits(self, reader: Opened) -> None:
        reader.page.locator(".by > summary").click()
        reader.page.locator("#by-kind").select_option(label="Commitments")
        reader.page.locator("#shown").filter(has_text="5 of 17 records").wait_for()
        assert reader.page.locator(f"#{NOT_RECEIVED.article_id}").is_hidden()
        assert reader.page.locator(f"#{CONVEY.article_id}").is_visible()

    def test_are_cleared_with_one_key(self, reader: Opened) -> None:
        reader.page.fill("#by-text", "nothing has these words")
        reader.page.locator("#shown").filter(has_text="0 of 6").wait_for()
        reader.page.locator(".by > summary").click()
        reader.page.get_by_role("button", name="Clear all").press("Enter")
        reader.page.locator(f"#{CONTRADICTION.id}").wait_for()
        assert reader.page.locator("#shown").inner_text() == ""


class TestLinks:
    def test_lead_to_a_finding_that_a_filter_hides(self, reader: Opened) -> None:
        reader.page.fill("#by-text", "publication")
        reader.page.locator(f"#{CORROBORATION.id}").wait_for(state="hidden")
        reader.page.evaluate(f"location.hash = '{CORROBORATION.id}'")
        reader.page.locator(f"#{CORROBORATION.id}").wait_for()
        assert in_view(reader, CORROBORATION.id)
        assert reader.active == CORROBORATION.id

    def test_lead_to_a_record_in_a_closed_article(self, reader: Opened) -> None:
        link = reader.page.locator(f"#{CONTRADICTION.id} a[href='#{WILL_SUBMIT.id}']")
        link.press("Enter")
        reader.page.locator(f"#{WILL_SUBMIT.id}").wait_for()
        assert in_view(reader, WILL_SUBMIT.id)

    def test_lead_there_again_after_it_was_closed(self, reader: Opened) -> None:
        link = reader.page.locator(f"#{CONTRADICTION.id} a[href='#{WILL_SUBMIT.id}']")
        link.click()
        reader.page.locator(f"#{WILL_SUBMIT.article_id} summary").first.click()
        link.click()
        assert reader.page.locator(f"#{WILL_SUBMIT.id}").is_visible()

    def test_lead_from_the_record_to_its_words_and_back(self, reader: Opened) -> None:
        reader.page.evaluate(f"location.hash = '{CONVEY.id}'")
        reader.page.locator(f"#{CONVEY.id} a[href='#text-{CONVEY.id}']").click()
        assert in_view(reader, f"text-{CONVEY.id}")
        reader.page.locator(f".text a[href='#{CONVEY.id}']").click()
        assert in_view(reader, CONVEY.id)

    @pytest.mark.parametrize("anchor", [CORROBORATION.id, CONVEY.id, f"text-{GOOD_THING.id}"])
    def test_survive_in_an_address(self, browser: Browser, geneva: Path, anchor: str) -> None:
        with opened(browser, geneva, f"#{anchor}") as found:
            assert in_view(found, anchor)

    def test_open_a_folded_finding(
        self, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(findings, "STAND_OPEN", 0)
        with opened(browser, write(GENEVA, tmp_path), f"#{CONTRADICTION.id}") as found:
            assert found.page.locator(f"#{CONTRADICTION.id} blockquote").first.is_visible()
            assert found.page.locator(f"#{CORROBORATION.id} blockquote").first.is_hidden()

    def test_open_the_quotes_of_a_cell_and_leave_them_again(self, reader: Opened) -> None:
        cell = reader.page.get_by_role("button", name="Sergey Lavrov: for").first
        cell.press("Enter")
        panel = reader.page.locator(".panel:popover-open")
        assert GOOD_THING.evidence.quote in panel.inner_text()
        panel.locator("a").first.press("Enter")
        reader.page.locator(f"#{GOOD_THING.id}").wait_for()
        panel.wait_for(state="detached")


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, write(hostile_run(" ".join(HOSTILE)), tmp_path)) as found:
        open_all(found)
        found.page.mouse.move(200, 300)
        assert (found.ran, found.messages, len(found.requests)) == (None, [], 1)
        assert found.page.locator("#filters").is_visible()


def test_markup_that_got_through_could_run_nothing(
    browser: Browser, geneva: Path, tmp_path: Path
) -> None:
    """As if escaping had failed: the policy holds all the same."""
    markup = (
        "<main><script>window.ran = 1</script><img src='https://example.org/x.png' "
        "onerror='window.ran = 2'><style>body { display: none }</style>"
        "<iframe srcdoc='<script>parent.ran = 3</script>'></iframe>"
    )
    path = tmp_path / "report.html"
    path.write_text(geneva.read_text("utf-8").replace("<main>", markup), encoding="utf-8")
    with opened(browser, path) as found:
        assert found.ran is None
        assert found.page.locator("h1").is_visible()
        refused = [text for text in found.messages if "Content Security Policy" in text]
        assert any("https://example.org/x.png" in text for text in refused)


class TestAccessibility:
    def test_of_the_page_has_no_violation(self, browser: Browser, geneva: Path) -> None:
        with opened(browser, geneva) as found:
            open_all(found)
            assert violations(found) == []

    def test_of_the_page_in_the_dark_has_contrast(self, browser: Browser, geneva: Path) -> None:
        with opened(browser, geneva, dark=True) as found:
            open_all(found)
            assert violations(found, rules=["color-contrast"]) == []

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_of_an_open_cell_has_no_violation(
        self, browser: Browser, geneva: Path, dark: bool
    ) -> None:
        with opened(browser, geneva, dark=dark) as found:
            found.page.get_by_role("button", name="Sergey Lavrov: for").first.click()
            assert violations(found, ".panel:popover-open") == []

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_of_an_article_page_has_no_violation(
        self, browser: Browser, large: Path, dark: bool
    ) -> None:
        article = next((large.parent / "report").iterdir())
        with opened(browser, article, dark=dark) as found:
            assert violations(found) == []


def open_all(found: Opened) -> None:
    """Open everything that is closed."""
    found.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def violations(
    found: Opened, within: str = "html", *, rules: Sequence[str] | None = None
) -> list[str]:
    """What axe-core finds wrong, with the places; by all of its rules, or some."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    results = Axe().run(found.page, context=within, options=options).response["violations"]
    return [f"{v['id']}: {[node['html'][:200] for node in v['nodes']]}" for v in results]


def test_a_printed_page_shows_everything(browser: Browser, geneva: Path) -> None:
    with opened(browser, geneva) as found:
        found.page.emulate_media(media="print")
        hidden = found.page.locator("mark, blockquote, .record").evaluate_all(
            "all => all.filter(one => !one.checkVisibility()).map(one => one.outerHTML)"
        )
        assert hidden == []
        assert found.page.locator(".bar").is_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, geneva: Path, width: int) -> None:
    with opened(browser, geneva, width=width) as found:
        open_all(found)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "abreast"), [(390, 1), (1280, 3)])
def test_three_accounts_stand_abreast_where_there_is_room(
    browser: Browser, tmp_path: Path, width: int, abreast: int
) -> None:
    with opened(browser, write(many_accounts(3), tmp_path), width=width) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        tops = [side.bounding_box() for side in found.page.locator(".side").all()]
        assert len({place["y"] for place in tops if place}) == 4 - abreast
        assert violations(found) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_course_of_promises_fits_and_can_be_read_by_all(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    with opened(browser, write(promised(others=2), tmp_path), width=width) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(found) == []


class TestLargeRun:
    def test_leads_to_the_page_of_an_article_and_back(self, browser: Browser, large: Path) -> None:
        with opened(browser, large) as found:
            link = found.page.locator(".finding a.to").first
            record = str(link.get_attribute("href")).partition("#")[2]
            link.click()
            assert in_view(found, record)
            found.page.locator(f"#{record} a.tag").click()
            assert in_view(found, str(found.page.url.partition("#")[2]))
            assert found.messages == []

    def test_is_not_wider_than_the_window(self, browser: Browser, large: Path) -> None:
        with opened(browser, next((large.parent / "report").iterdir()), width=390) as found:
            assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
