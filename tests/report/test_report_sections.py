"""Who stands where, what was promised, and the story in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from made_runs import run_of
from parsed_page import Page
from sample_run import (
    ASKED_NOT_TO,
    BLINKEN,
    CONVEY,
    FINDINGS,
    GENEVA,
    GOOD_THING,
    LAVROV,
    NATO,
    NEXT_WEEK,
    RUSSIA,
    WILL_SUBMIT,
    claim,
    commitment,
    finding,
    stance,
)

from extractor.records import Actor, Article, Claim, Commitment, Stance, TimeSpan
from extractor.report import positions, promises, render, story
from extractor.report.axis import Axis
from extractor.report.model import RecordView, record_view
from extractor.report.places import Places
from extractor.report.shortlist import Part
from extractor.report.wording import Link
from extractor.results import ArticleResult

ARTICLE = Article.of(
    "He spoke of it.", ref="a.txt", publisher="Gazette", published=date(2022, 1, 20)
)
NOWHERE = Places(apart=False, articles=())


@pytest.fixture(scope="module")
def geneva() -> Page:
    return Page(render(GENEVA))


def words(page: Page, anchor: str) -> str:
    return " ".join(page.by_id(anchor).text.split())


def view(record: Claim | Stance | Commitment, *links: Link) -> RecordView:
    return record_view(record, ARTICLE, NOWHERE, links)


def position(holder: Actor, target: str, side: Any, *links: Link) -> RecordView:
    spoke = stance(ARTICLE, "He spoke", holder, holder=holder, target=target, position=side)
    own_id = spoke.model_copy(update={"id": f"stance-{holder.canonical}-{target}-{side}"})
    return view(own_id, *links)


def shown(matrix: positions.Matrix) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """The tallies by topic and actor."""
    return {
        row.title: {
            cell.actor: [(tally.position, tally.number) for tally in cell.tallies]
            for cell in row.cells
            if cell
        }
        for row in matrix.rows
    }


class TestPositions:
    def test_are_counted_by_topic_and_actor(self) -> None:
        views = [
            position(LAVROV, "the talks", "support"),
            position(LAVROV, "the new talks", "support"),
            position(NATO, "talks", "oppose"),
        ]
        (row,) = shown(positions.matrix(views, 3)).values()
        assert row == {"Sergey Lavrov": [("support", 2)], "NATO": [("oppose", 1)]}

    def test_show_both_where_an_actor_is_for_and_against(self) -> None:
        views = [position(NATO, "the talks", side) for side in ("oppose", "support")]
        (row,) = shown(positions.matrix(views, 2)).values()
        assert row == {"NATO": [("support", 1), ("oppose", 1)]}

    def test_put_contested_topics_first(self) -> None:
        views = [
            *(position(who, "the rent cap", "support") for who in (LAVROV, NATO, RUSSIA)),
            position(LAVROV, "the airport runway", "support"),
            position(NATO, "the airport runway", "oppose"),
        ]
        titles = [row.title for row in positions.matrix(views, 5).rows]
        assert titles == ["The airport runway", "The rent cap"]

    def test_mark_who_turned_round(self) -> None:
        turned = Link("finding-1", "reversal 1", "reversal")
        views = [position(NATO, "the talks", "oppose", turned)]
        (cell,) = positions.matrix(views, 1).cells
        assert cell.reversal == turned
        assert cell.label == "NATO: against; turned round. Show the quotes on: The talks"

    def test_bound_the_table_and_say_how_much_it_holds(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(positions, "MOST_ACTORS", 1)
        views = [position(who, "the talks", "support") for who in (LAVROV, NATO)]
        table = positions.matrix(views, 9)
        assert (table.actors, table.stances, table.total) == (("NATO",), 1, 9)

    def test_join_what_a_dispute_sets_against_each_other(self, geneva: Page) -> None:
        (button,) = [
            e.attributes["aria-label"]
            for e in geneva.all("button")
            if e.attributes.get("aria-label", "").startswith("Sergey Lavrov: for.")
        ]
        topic = button.rsplit(": ", 1)[1]
        assert any(
            e.attributes.get("aria-label") == f"United States on: {topic}" for e in geneva.elements
        )

    def test_open_the_quotes_of_a_cell(self, geneva: Page) -> None:
        panels = {e.attributes["id"]: e for e in geneva.elements if "popover" in e.attributes}
        opened = {
            e.attributes["popovertarget"]
            for e in geneva.all("button")
            if "aria-label" in e.attributes
        }
        assert opened == set(panels)
        text = " ".join(panel.text for panel in panels.values())
        assert ASKED_NOT_TO.evidence.quote in text
        assert GOOD_THING.evidence.quote in text

    def test_are_said_to_be_none_where_there_are_none(self) -> None:
        done = ArticleResult(article_id=ARTICLE.id, status="done")
        assert "No stance was found." in Page(render(run_of(ARTICLE, done))).text


def vow(**fields: Any) -> Commitment:
    about = {"actor": RUSSIA, "action": "answer", "type": "promise"}
    return commitment(ARTICLE, "He spoke", BLINKEN, **(about | fields))


class TestPromises:
    def test_are_in_the_order_in_which_they_were_given_undated_last(self) -> None:
        late, early = vow(said_on=date(2022, 1, 21)), vow(said_on=date(2022, 1, 19))
        undated = view(vow(said_on=None))._replace(published=None)
        found = promises.promises(Part((undated, view(late), view(early)), 3), {})
        days = [promise.view.known for promise in found.rows.items]
        assert days == [date(2022, 1, 19), date(2022, 1, 21), None]

    def test_run_from_the_day_they_were_given_to_their_deadline(self) -> None:
        given = vow(said_on=date(2022, 1, 20), deadline=NEXT_WEEK)
        found = promises.promises(Part((view(given),), 1), {})
        assert found.axis == Axis(date(2022, 1, 20), date(2022, 1, 30))
        (row,) = found.rows.items
        assert row.bar == promises.Bar(given=3.0, due_from=40.6, due_until=97.0)

    def test_have_no_bar_where_no_day_is_known(self) -> None:
        undated = view(vow(said_on=None))._replace(published=None)
        (row,) = promises.promises(Part((undated,), 1), {}).rows.items
        assert row.bar is None

    def test_that_can_be_checked_come_first(self) -> None:
        known = promises.outcomes([finding("commitment_outcome", ["c"], [], "", subtype="kept")])
        kept = vow().model_copy(update={"id": "c"})
        due, plain = vow(deadline=NEXT_WEEK), vow()
        vague = vow(deadline=TimeSpan(text="soon", basis="unresolved"))
        ranks = [
            promises.importance(item, known, cited=False) for item in (kept, due, plain, vague)
        ]
        assert ranks == [0, 1, 3, 3]

    def test_show_who_what_when_and_what_came_of_it(self, geneva: Page) -> None:
        text = words(geneva, "promises")
        assert "United States promise, hedged convey its concerns and ideas" in text
        assert "Given 21 January 2022 Deadline “next week”: 24 to 30 January 2022" in text
        assert "Outcome lapsed" in text

    def test_lead_to_the_finding_that_knows_the_outcome(self, geneva: Page) -> None:
        lapsed = next(f for f in FINDINGS if f.subtype == "lapsed")
        links = [a.attributes["href"] for a in geneva.inside("a", "promises")]
        assert f"#{lapsed.id}" in links
        assert f"#{CONVEY.id}" in links
        assert f"#{WILL_SUBMIT.id}" in links


def told(day: int, statement: str, **fields: Any) -> RecordView:
    when = date(2022, 1, day)
    span = TimeSpan(text="then", start=when, end=when, basis="absolute")
    return view(claim(ARTICLE, "He spoke", None, statement=statement, when=span, **fields))


def told_story(views: Sequence[RecordView]) -> story.Story:
    claims = [item.record for item in views if isinstance(item.record, Claim)]
    spoken = Counter(period for item in claims if (period := story.period_of(item)))
    said = Counter(item.said_on for item in claims if item.said_on)
    by_period = {
        period: [item for item in views if story.period_of(_claim(item)) == period]
        for period in story.chosen_periods(spoken)
    }
    parts = {period: Part(tuple(found), len(found)) for period, found in by_period.items()}
    return story.story(said, spoken, parts)


def _claim(item: RecordView) -> Claim:
    assert isinstance(item.record, Claim)
    return item.record


class TestStory:
    def test_lists_the_days_that_claims_speak_of_in_order(self) -> None:
        found = told_story([told(21, "They met."), told(10, "Talks began.")])
        assert [period.title for period in found.periods.items] == [
            "10 January 2022",
            "21 January 2022",
        ]

    def test_says_once_what_many_claims_say(self) -> None:
        same = "The ministers met in Geneva."
        (period,) = told_story(
            [told(21, same), told(21, same), told(21, "Rain fell.")]
        ).periods.items
        assert [(s.lead.gist.content, s.alike) for s in period.strands] == [
            (same, "1 more alike"),
            ("Rain fell.", ""),
        ]

    def test_draws_what_was_said_above_and_what_it_speaks_of_below(self) -> None:
        chart = told_story([told(18, "They will meet."), told(18, "They will talk.")]).chart
        assert chart is not None
        assert [(bar.title, bar.said > 0, bar.spoken_of > 0) for bar in chart.bars] == [
            ("18 January 2022: 0 said, 2 spoken of", False, True),
            ("20 January 2022: 2 said, 0 spoken of", True, False),
        ]

    def test_draws_a_long_time_by_longer_stretches(self) -> None:
        said = Counter({date(2022, 1, 1): 5, date(2023, 1, 1): 5})
        chart = story.story(said, Counter(), {}).chart
        assert chart is not None
        assert chart.unit == "7 days"
        assert len(chart.bars) == 2

    def test_leaves_the_odd_distant_day_out_of_the_chart_and_says_so(self) -> None:
        said = Counter({date(2022, 1, day): 10 for day in (19, 20, 21)})
        long_ago = story.Period(date(1997, 5, 27), date(1997, 5, 27))
        chart = story.story(said, Counter({long_ago: 1}), {}).chart
        assert chart is not None
        assert (chart.axis.first, chart.outside) == (date(2022, 1, 19), 1)

    def test_keeps_its_bars_inside_the_chart(self) -> None:
        said = Counter({date(2022, 1, 1): 5, date(2022, 7, 3): 5})
        chart = story.story(said, Counter(), {}).chart
        assert chart is not None
        assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in chart.bars)

    def test_is_shown_with_the_words_of_the_claims(self, geneva: Page) -> None:
        text = words(geneva, "story")
        assert "17 December 2021 1 claim The Russian Foreign Ministry released draft" in text

    def test_is_said_to_have_no_days_where_there_are_none(self) -> None:
        done = ArticleResult(article_id=ARTICLE.id, status="done")
        assert "No claim speaks of a day" in Page(render(run_of(ARTICLE, done))).text


class TestAxis:
    def test_needs_a_day(self) -> None:
        assert Axis.over([]) is None

    def test_spans_from_margin_to_margin(self) -> None:
        axis = Axis(date(2022, 1, 1), date(2022, 1, 11))
        days = (date(2022, 1, 1), date(2022, 1, 6), date(2022, 1, 11))
        assert [axis.x(day) for day in days] == [3.0, 50.0, 97.0]

    def test_holds_days_outside_at_its_ends(self) -> None:
        axis = Axis(date(2022, 1, 1), date(2022, 1, 11))
        assert axis.x(date(1999, 1, 1)) == 3.0

    def test_of_one_day_has_one_tick(self) -> None:
        axis = Axis(date(2022, 1, 1), date(2022, 1, 1))
        assert [tick.text for tick in axis.ticks] == ["1 Jan"]
