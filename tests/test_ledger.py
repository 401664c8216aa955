from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import article, done, finding, finish, reply, task_of

from extractor.errors import ArticleError
from extractor.ledger import Failure, Ledger
from extractor.pairs import Verdict
from extractor.records import Article
from extractor.results import ArticleResult, Lost, Usage

TIMED_OUT = Failure("timed out", "unavailable", Usage(requests=2))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a ledger is: a file, or the URL of a database."""
    if request.param == "sqlite":
        return tmp_path / "out" / "ledger.sqlite"
    url: str = request.getfixturevalue("database")
    return url


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


class TestTheInputs:
    def test_come_out_in_the_order_they_went_in(self, ledger: Ledger) -> None:
        given = [article(n) for n in range(1100)]
        for one in given:
            ledger.add_article(one, task_of(one))
        for one in reversed(given):
            ledger.save_result(task_of(one), done(one))
        assert list(ledger.articles()) == given
        assert list(ledger.results()) == [done(one) for one in given]

    def test_that_could_not_be_read_are_skipped_in_their_place(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.add_skipped(ArticleError("not JSON", ref="feed.jsonl", line=7))
        finish(ledger, article(2))
        skipped = ArticleResult(article_id="feed.jsonl", status="skipped", error="line 7: not JSON")
        assert list(ledger.results()) == [done(article(1)), skipped, done(article(2))]

    def test_may_have_names_of_any_bytes(self, ledger: Ledger) -> None:
        ledger.add_skipped(ArticleError("no text", ref="caf\udce9\0.txt"))
        assert [result.article_id for result in ledger.results()] == ["caf\\udce9\\x00.txt"]

    @pytest.mark.parametrize("committed", [True, False])
    def test_that_are_the_same_article_are_taken_once(
        self, ledger: Ledger, committed: bool
    ) -> None:
        finish(ledger, article(1, "a.txt"))
        if committed:
            ledger.commit()
        known = ledger.add_article(article(1, "b.txt"), task_of(article(1)))
        assert known.same_as == "a.txt"
        second = ArticleResult(article_id="b.txt", status="skipped", error="same as a.txt")
        assert list(ledger.results()) == [done(article(1)), second]

    def test_of_an_earlier_start_are_not_shown(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        finish(ledger, article(2))
        ledger.start()
        ledger.add_article(article(2), task_of(article(2)))
        assert list(ledger.articles()) == [article(2)]
        assert list(ledger.results()) == [done(article(2))]

    def test_of_an_earlier_start_stay_until_the_new_one_is_committed(
        self, place: str | Path, ledger: Ledger
    ) -> None:
        finish(ledger, article(1))
        ledger.commit()
        ledger.start()
        with Ledger.open(place, readonly=True) as reader:
            assert list(reader.articles()) == [article(1)]

    def test_are_known_by_their_text_where_they_moved(self, ledger: Ledger) -> None:
        finish(ledger, article(1, "old/a.txt"))
        ledger.start()
        moved = article(1, "new/a.txt")
        assert ledger.add_article(moved, task_of(moved)).finished
        assert list(ledger.articles()) == [moved]

    def test_that_no_text_can_say_are_refused_alone(self, ledger: Ledger) -> None:
        bad = Article.of("Text.", metadata={"half a sign": "\ud83d"})
        with pytest.raises(ValueError, match="surrogates not allowed"):
            ledger.add_article(bad, task_of(bad))
        assert list(ledger.results()) == []


class TestWork:
    def test_not_yet_done_has_no_result(self, ledger: Ledger) -> None:
        ledger.add_article(article(1), task_of(article(1)))
        assert list(ledger.results()) == []

    def test_answered_is_known_with_its_answer(self, ledger: Ledger) -> None:
        ledger.save_reply(task_of(article(1)), reply("[1]"))
        ledger.commit()
        known = ledger.add_article(article(1), task_of(article(1)))
        assert known == (None, False, reply("[1]"), None)

    def test_is_unknown_under_another_prompt(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.start()
        known = ledger.add_article(article(1), task_of(article(1), prompt="p2"))
        assert known == (None, False, None, None)
        assert list(ledger.results()) == []

    def test_is_read_again_by_other_code(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.start()
        known = ledger.add_article(article(1), task_of(article(1), code="c2"))
        assert known == (None, False, reply("[]"), None)

    def test_that_failed_says_why_and_what_all_attempts_took(self, ledger: Ledger) -> None:
        task = task_of(article(1))
        ledger.add_article(article(1), task)
        ledger.save_failure(task, Failure("timed out", "unavailable", Usage(requests=2)))
        ledger.save_failure(task, Failure("no", "refused", Usage(requests=1), "Sorry"))
        (result,) = ledger.results()
        assert (result.status, result.error, result.failure) == ("failed", "no", "refused")
        assert result.usage == Usage(requests=3)

    def test_that_failed_is_done_once_it_succeeds(self, ledger: Ledger) -> None:
        ledger.save_failure(task_of(article(1)), TIMED_OUT)
        finish(ledger, article(1))
        assert list(ledger.results()) == [done(article(1))]

    def test_that_failed_is_not_known_as_answered(self, ledger: Ledger) -> None:
        ledger.save_failure(task_of(article(1)), TIMED_OUT)
        ledger.commit()
        assert ledger.add_article(article(1), task_of(article(1))) == (
            None,
            False,
            None,
            "unavailable",
        )

    def test_is_paid_for_whether_it_succeeded_or_not(self, ledger: Ledger) -> None:
        ledger.save_failure(task_of(article(1)), TIMED_OUT)
        ledger.save_reply(task_of(article(1)), reply("[]"))
        ledger.comparisons.save_verdicts({}, Usage(requests=4))
        ledger.start()
        assert ledger.usage() == Usage(requests=7, input_tokens=10)

    def test_is_lost_until_something_came_of_it(self, ledger: Ledger) -> None:
        task, worst = task_of(article(1)), Usage(requests=1, output_tokens=50, cost=0.5)
        first = ledger.save_dispatch(task, worst)
        second = ledger.save_dispatch(task, worst)
        third = ledger.save_dispatch(task, worst)
        assert ledger.lost() == Lost(articles=3, tokens=150, cost=1.5)
        ledger.save_failure(task, TIMED_OUT, dispatch=first)
        ledger.save_stop(task, Usage(), dispatch=second)
        assert ledger.lost() == Lost(articles=1, tokens=50, cost=0.5)
        ledger.save_reply(task, reply("[]"), dispatch=third)
        assert ledger.lost() == Lost()

    def test_that_was_stopped_is_pending(self, ledger: Ledger) -> None:
        ledger.add_article(article(1), task_of(article(1)))
        ledger.save_stop(task_of(article(1)), Usage(requests=1))
        assert list(ledger.results()) == []
        assert ledger.usage() == Usage(requests=1)


class TestVerdicts:
    def test_are_found_by_their_keys_and_the_missing_are_left_out(self, ledger: Ledger) -> None:
        verdict = Verdict(relation="conflict", subtype="number")
        ledger.comparisons.save_verdicts({"a": verdict, "b": None}, Usage())
        assert ledger.comparisons.verdicts(["a", "b", "c"]) == {"a": verdict, "b": None}

    def test_are_found_for_any_number_of_keys(self, ledger: Ledger) -> None:
        given = {f"k{n}": Verdict(relation="same") for n in range(1201)}
        ledger.comparisons.save_verdicts(given, Usage())
        assert ledger.comparisons.verdicts(f"k{n}" for n in range(100_000)) == given

    def test_given_later_count(self, ledger: Ledger) -> None:
        ledger.comparisons.save_verdicts({"a": None}, Usage())
        ledger.comparisons.save_verdicts({"a": Verdict(relation="same")}, Usage())
        assert ledger.comparisons.verdicts(["a"]) == {"a": Verdict(relation="same")}

    def test_are_durable_at_once(self, place: str | Path, ledger: Ledger) -> None:
        ledger.comparisons.save_verdicts({"a": None}, Usage())
        with Ledger.open(place, readonly=True) as reader:
            assert reader.comparisons.verdicts(["a"]) == {"a": None}


class TestVectors:
    def test_are_found_by_their_keys_and_counted(self, place: str | Path, ledger: Ledger) -> None:
        given = {f"k{n}": bytes([n % 256, 0, 255]) for n in range(1201)}
        ledger.comparisons.save_vectors(given, Usage(requests=5))
        assert ledger.comparisons.vectors([*given, "other"]) == given
        assert ledger.usage() == Usage(requests=5)
        with Ledger.open(place, readonly=True) as reader:
            assert reader.comparisons.vectors(["k7"]) == {"k7": given["k7"]}


class TestFindings:
    def test_replace_the_former_ones(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.save_findings([finding(1), finding(2)], key="judge-1")
        ledger.save_findings([finding(3)], key="judge-2")
        assert list(ledger.findings()) == [finding(3)]
        assert ledger.findings_key() == "judge-2"

    def test_of_an_unchanged_start_are_still_there(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.save_findings([finding(1)], key="judge-1")
        ledger.start()
        ledger.add_article(article(1), task_of(article(1)))
        assert list(ledger.findings()) == [finding(1)]

    def test_are_gone_when_the_results_have_changed(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.save_findings([finding(1)], key="judge-1")
        finish(ledger, article(2))
        assert list(ledger.findings()) == []
        assert ledger.findings_key() is None

    def test_bring_the_stories_that_several_articles_tell(self, ledger: Ledger) -> None:
        finish(ledger, article(1))
        ledger.save_findings([], stories=[["a", "b"], ["c", "d", "e"]], key="judge-1")
        assert ledger.stories() == (("a", "b"), ("c", "d", "e"))
        finish(ledger, article(2))
        assert ledger.stories() == ()
