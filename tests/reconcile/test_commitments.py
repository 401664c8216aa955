"""Commitments in time: what is one commitment, what happened to it, and when it lapses."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from made_records import MONDAY, TUESDAY, FunctionJudge, claim, commitment, pair, side, verdict

from extractor.pairs import Pair, Verdict
from extractor.reconcile import Reconciliation, reconcile
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import decide
from extractor.reconcile.findings.accounts import Judged
from extractor.reconcile.promises.commitments import commitments
from extractor.records import Commitment, CommitmentTimeline, Finding, Record, TimeSpan
from extractor.settings import CompareSettings

DUE, LATER, AS_OF = date(2022, 1, 30), date(2022, 2, 15), date(2022, 3, 1)

NOT_SO = verdict("conflict", "negation")


def acme(action: str = "close the Arden plant", **fields: Any) -> Commitment:
    return commitment("Acme", action, **fields)


def timelines(
    *pairs: tuple[Record, Record, Verdict],
    others: tuple[Record, ...] = (),
    as_of: date | None = None,
) -> tuple[CommitmentTimeline, ...]:
    """What comes of judging these pairs."""
    judged = [
        Judged(pair(a, b), said, decide(pair(a, b), said, Sources([]))) for a, b, said in pairs
    ]
    records = {record.id: record for a, b, _ in pairs for record in (a, b)}
    sides = [side(record) for record in (*records.values(), *others)]
    found = commitments(sides, judged, as_of=as_of).timelines
    assert commitments(sides[::-1], judged[::-1], as_of=as_of).timelines == found
    return found


def told(timeline: CommitmentTimeline) -> list[tuple[date | None, str]]:
    return [(event.day, event.what) for event in timeline.events]


FIRST = acme(due=DUE)
CLOSED = claim("Acme closed the Arden plant.", outlet="Post", day=DUE)
NOT_CLOSED = claim("Acme did not close the Arden plant.", outlet="Post", day=LATER)


class TestOneCommitment:
    def test_is_all_that_outlets_say_of_one_actor_and_action(self) -> None:
        (timeline,) = timelines(others=(FIRST, acme(due=DUE, outlet="Post", day=TUESDAY)))
        assert told(timeline) == [(MONDAY, "made"), (TUESDAY, "restated")]

    def test_is_what_the_judge_calls_the_same_in_other_words(self) -> None:
        other = acme("shut down its works in Arden", outlet="Post", day=TUESDAY)
        (timeline,) = timelines((FIRST, other, verdict("same")))
        assert timeline.statements == (FIRST.id, other.id)

    def test_is_of_one_actor(self) -> None:
        other = commitment("Bolt", "close the Arden plant", due=DUE)
        assert len(timelines((FIRST, other, verdict("same")))) == 2

    def test_is_none_of_two_that_the_judge_sets_against_each_other(self) -> None:
        keep = acme("keep the Arden plant open", day=TUESDAY)
        between = acme("do something about Arden", outlet="Post", day=TUESDAY)
        found = timelines(
            (FIRST, keep, verdict("opposed")),
            (FIRST, between, verdict("same", confidence=0.9)),
            (keep, between, verdict("same", confidence=0.6)),
        )
        assert sorted(len(timeline.statements) for timeline in found) == [1, 2]

    def test_has_the_words_of_its_first_statement_and_the_last_deadline(self) -> None:
        then = acme("shut Arden", day=LATER, due=AS_OF)
        (timeline,) = timelines((FIRST, then, verdict("progress")))
        assert (timeline.action, timeline.actor.canonical) == ("close the Arden plant", "Acme")
        assert timeline.deadline is not None
        assert timeline.deadline.end == AS_OF

    def test_that_nothing_is_told_of_is_open(self) -> None:
        (timeline,) = timelines(others=(FIRST,))
        assert (timeline.status, told(timeline)) == ("open", [(MONDAY, "made")])

    def test_puts_undated_statements_last(self) -> None:
        (timeline,) = timelines(others=(acme(day=None), acme(outlet="Post")))
        assert told(timeline) == [(MONDAY, "made"), (None, "restated")]


class TestEvents:
    def test_are_the_deed_and_when_it_was_told(self) -> None:
        (timeline,) = timelines((FIRST, CLOSED, verdict("same")))
        assert told(timeline) == [(MONDAY, "made"), (DUE, "kept")]
        assert (timeline.status, timeline.events[-1].late) == ("kept", False)
        assert timeline.events[-1].record_id == CLOSED.id

    def test_say_that_a_deed_came_late(self) -> None:
        late = claim("Acme closed the Arden plant.", outlet="Post", day=LATER)
        (timeline,) = timelines((FIRST, late, verdict("same")))
        assert (timeline.status, timeline.events[-1].late) == ("kept", True)

    def test_are_the_failure_and_the_deed_after_it(self) -> None:
        late = claim("Acme closed the Arden plant.", outlet="Post", day=AS_OF)
        (timeline,) = timelines((FIRST, NOT_CLOSED, NOT_SO), (FIRST, late, verdict("same")))
        assert told(timeline) == [(MONDAY, "made"), (LATER, "broken"), (AS_OF, "kept")]
        assert timeline.status == "kept"

    def test_are_the_renewal_with_its_statement(self) -> None:
        (timeline,) = timelines((FIRST, acme(day=LATER, due=AS_OF), verdict("same")))
        assert told(timeline) == [(MONDAY, "made"), (LATER, "renewed")]
        assert timeline.status == "renewed"

    def test_are_a_renewal_where_one_outlet_has_the_same_words_with_another_deadline(self) -> None:
        (timeline,) = timelines(others=(FIRST, acme(day=LATER, due=AS_OF)), as_of=AS_OF)
        assert told(timeline) == [(MONDAY, "made"), (LATER, "renewed")]

    def test_are_the_turn_of_the_actor_who_then_has_another_commitment(self) -> None:
        keep = acme("keep the Arden plant open", day=LATER)
        first, then = timelines((FIRST, keep, verdict("opposed")))
        assert (first.status, told(first)[-1]) == ("reversed", (LATER, "reversed"))
        assert (then.status, told(then)) == ("open", [(LATER, "made")])

    def test_are_told_once_however_many_statements_they_settle(self) -> None:
        again = acme(due=DUE, outlet="Times")
        (timeline,) = timelines((FIRST, CLOSED, verdict("same")), (again, CLOSED, verdict("same")))
        assert [event.what for event in timeline.events] == ["made", "restated", "kept"]


class TestLapse:
    def status(self, *records: Record, as_of: date | None = AS_OF) -> str:
        return timelines(others=records, as_of=as_of)[0].status

    def test_comes_when_the_deadline_is_over_and_nothing_is_told(self) -> None:
        (timeline,) = timelines(others=(FIRST,), as_of=AS_OF)
        assert told(timeline) == [(MONDAY, "made"), (DUE, "lapsed")]
        assert timeline.status == "lapsed"

    def test_is_never_by_the_clock(self) -> None:
        assert self.status(FIRST, as_of=None) == "open"

    def test_is_not_what_was_first_told_when_its_time_was_over(self) -> None:
        assert self.status(acme(day=LATER, due=DUE)) == "open"
        assert self.status(FIRST, acme(day=LATER, due=DUE, outlet="Post")) == "lapsed"

    def test_is_not_on_the_last_day(self) -> None:
        assert self.status(FIRST, as_of=DUE) == "open"
        assert self.status(FIRST, as_of=DUE + timedelta(days=1)) == "lapsed"

    @pytest.mark.parametrize(
        "fields",
        [
            {"condition": "if the council agrees"},
            {"firmness": "hedged"},
            {"type": "refusal"},
            {"type": "threat"},
            {"due": None},
        ],
        ids=str,
    )
    def test_is_not_of_what_may_end_with_nothing_done(self, fields: dict[str, Any]) -> None:
        given: dict[str, Any] = {"due": DUE}
        assert self.status(acme(**(given | fields))) == "open"

    @pytest.mark.parametrize(
        "span",
        [
            TimeSpan(text="soon", basis="unresolved"),
            TimeSpan(text="from January", start=MONDAY, basis="absolute"),
        ],
        ids=["unresolved", "open"],
    )
    def test_is_not_of_a_deadline_without_an_end(self, span: TimeSpan) -> None:
        assert self.status(acme().model_copy(update={"deadline": span})) == "open"

    def test_is_not_where_another_report_has_a_condition(self) -> None:
        assert self.status(FIRST, acme(due=DUE, outlet="Post", condition="if it pays")) == "open"

    def test_is_by_the_last_deadline_that_was_given(self) -> None:
        again = (FIRST, acme(day=TUESDAY, due=AS_OF), verdict("same"))
        assert timelines(again, as_of=AS_OF)[0].status == "renewed"
        assert timelines(again, as_of=AS_OF + timedelta(days=1))[0].status == "lapsed"

    def test_is_not_where_it_was_promised_again_afterwards(self) -> None:
        then = acme("close Arden after all", day=LATER)
        assert timelines((FIRST, then, verdict("progress")), as_of=AS_OF)[0].status == "renewed"

    @pytest.mark.parametrize(
        ("record", "said", "status"),
        [
            (CLOSED, verdict("same"), "kept"),
            (NOT_CLOSED, NOT_SO, "broken"),
            (acme(type="refusal", day=TUESDAY), verdict("opposed"), "broken"),
            (acme("keep it open", day=TUESDAY), verdict("opposed"), "reversed"),
        ],
        ids=["kept", "not done", "refused", "reversed"],
    )
    def test_is_not_where_something_else_came_of_it(
        self, record: Record, said: Verdict, status: str
    ) -> None:
        assert timelines((FIRST, record, said), as_of=AS_OF)[0].status == status

    def test_is_not_where_somebody_is_told_to_have_done_it(self) -> None:
        somebody = claim("The Arden plant was closed.", outlet="Post", day=LATER)
        assert timelines((FIRST, somebody, verdict("progress")), as_of=AS_OF)[0].status == "open"

    @pytest.mark.parametrize("day", [LATER, None], ids=["later", "undated"])
    def test_is_not_where_a_claim_that_nobody_judged_tells_of_the_deed(
        self, day: date | None
    ) -> None:
        assert self.status(FIRST, claim("The Arden plant was closed.", day=day)) == "open"

    @pytest.mark.parametrize(
        "text",
        ["The Bolt brewery was closed.", "Acme may have closed the Arden plant.", "Arden plants."],
    )
    def test_is_where_claims_tell_of_other_deeds(self, text: str) -> None:
        assert self.status(FIRST, claim(text, day=LATER)) == "lapsed"

    def test_is_where_the_deed_was_told_before_the_promise(self) -> None:
        earlier = claim("The Arden plant was closed.", day=date(2021, 1, 1))
        assert self.status(FIRST, earlier) == "lapsed"

    def test_is_where_it_is_only_told_again_that_it_will_be_done(self) -> None:
        again = claim("Acme will close the Arden plant.", outlet="Post", day=TUESDAY)
        assert timelines((FIRST, again, verdict("same")), as_of=AS_OF)[0].status == "lapsed"


async def reconciled(*records: Record, as_of: date | None = AS_OF) -> Reconciliation:
    settings, given = CompareSettings(as_of=as_of), list(records)
    found = await reconcile(given, judge=FunctionJudge(), settings=settings)
    random.Random(1).shuffle(given)
    assert await reconcile(given, judge=FunctionJudge(), settings=settings) == found
    return found


def outcome_in(found: Reconciliation) -> Finding:
    (finding,) = (f for f in found.findings if f.relation == "commitment_outcome")
    return finding


class TestFindings:
    async def test_a_lapse_is_a_finding_of_one_side(self) -> None:
        news = claim("The price of tea fell.", outlet="Post", day=LATER)
        found = outcome_in(await reconciled(FIRST, news))
        assert (found.subtype, found.sides, found.right) == ("lapsed", ((FIRST.id,),), ())
        assert (found.confidence, found.scope) == (0.5, "between_articles")
        assert found.explanation == (
            "Acme: the promise of 17 January 2022 (“close the Arden plant”, due by 30 January "
            "2022) has lapsed: as of 1 March 2022 none of the records, of which the last is of "
            "15 February 2022, tells that it was done."
        )

    async def test_a_lapse_is_doubted_where_nothing_was_read_since(self) -> None:
        assert outcome_in(await reconciled(FIRST)).confidence == 0.3

    async def test_a_lapse_needs_a_day(self) -> None:
        assert (await reconciled(FIRST, as_of=None)).findings == ()

    async def test_a_deed_after_the_deadline_is_said_to_be_late(self) -> None:
        late = claim("Acme closed the Arden plant.", outlet="Post", day=LATER)
        found = outcome_in(await reconciled(FIRST, late))
        assert (found.subtype, found.left, found.right) == ("kept", (FIRST.id,), (late.id,))
        assert found.explanation == (
            "Acme: the promise of 17 January 2022 (“close the Arden plant”, due by 30 January "
            "2022) was kept, after the deadline: Post on 15 February 2022, “Acme closed the Arden "
            "plant”."
        )

    async def test_a_renewal_names_both_deadlines(self) -> None:
        found = outcome_in(await reconciled(FIRST, acme(outlet="Post", day=LATER, due=AS_OF)))
        assert found.explanation == (
            "Acme: the promise of 17 January 2022 (“close the Arden plant”, due by 30 January "
            "2022) was renewed on 15 February 2022, now due by 1 March 2022."
        )

    async def test_a_failure_quotes_who_tells_of_it(self) -> None:
        found = outcome_in(await reconciled(FIRST, NOT_CLOSED))
        assert found.subtype == "broken"
        assert found.explanation.endswith(
            "was broken: Post on 15 February 2022, “Acme did not close the Arden plant”."
        )

    async def test_a_lapse_comes_before_what_agrees(self) -> None:
        other = acme(due=DUE, outlet="Post", day=TUESDAY)
        found = await reconciled(FIRST, other)
        assert [f.relation for f in found.findings] == ["commitment_outcome", "corroboration"]


def unrelated(_: Pair) -> Verdict:
    return verdict("unrelated")


async def test_records_that_were_never_compared_have_timelines_too() -> None:
    found = await reconcile([FIRST], judge=FunctionJudge(unrelated))
    assert [timeline.statements for timeline in found.timelines] == [(FIRST.id,)]
