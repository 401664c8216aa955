"""A run as its ledger has it, any time after."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import lines
from ledger_samples import article, finding, finish

from extractor.api import run_sync
from extractor.errors import LedgerError, SettingsError
from extractor.ledger import Ledger
from extractor.pipeline import run_folder
from extractor.records import Actor, CommitmentTimeline
from extractor.report.view import NOBODY, records
from extractor.results import Summary, Usage
from extractor.runs import LEDGER, open_run

STORY = "\n".join(
    f"The mayor of town {n} said on Monday that the bridge at mile {n} would be closed."
    for n in range(20)
)


@pytest.fixture
def run_of_copies(tmp_path: Path) -> Path:
    """A run over a story, a copy of it in another outlet, and a story that is alone."""
    texts = {"Herald": STORY, "Post": f"{STORY}\nMore soon.", "Mail": "It rained in town."}
    rows = [
        {"text": text, "publisher": name, "published": f"2022-01-0{day}"}
        for day, (name, text) in enumerate(texts.items(), start=1)
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run_sync(run_folder([source], tmp_path / "run"))
    return tmp_path / "run"


def test_copies_are_kept_and_name_the_first_of_their_story(run_of_copies: Path) -> None:
    herald, post, mail = lines(run_of_copies / "articles.jsonl")
    assert [line["story"] for line in (herald, post, mail)] == [herald["id"], herald["id"], None]
    assert {line["article_id"] for line in lines(run_of_copies / "records.jsonl")} >= {
        herald["id"],
        post["id"],
    }
    assert lines(run_of_copies / "findings.jsonl") == []


def test_copies_are_known_to_a_run_that_is_opened_again(run_of_copies: Path) -> None:
    herald, post, _ = lines(run_of_copies / "articles.jsonl")
    with open_run(run_of_copies) as view:
        assert view.stories == ((herald["id"], post["id"]),)


def test_it_is_what_the_files_show(example_run: Path) -> None:
    with open_run(example_run) as view:
        shown = [record.model_dump(mode="json") for record in records(view)]
        findings = [finding.model_dump(mode="json") for finding in view.findings]
        timelines = [timeline.model_dump(mode="json") for timeline in view.timelines]
        summary = view.summary
    assert shown == lines(example_run / "records.jsonl")
    assert findings == lines(example_run / "findings.jsonl")
    assert timelines == lines(example_run / "commitments.jsonl") != []
    text = (example_run / "summary.json").read_text(encoding="utf-8")
    assert summary == Summary.model_validate_json(text)


def test_a_run_that_was_never_compared_has_no_findings_and_no_judge(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        finish(ledger, article(1))
        finish(ledger, article(2))
    with open_run(tmp_path) as view:
        assert [a.id for a in view.articles] == [article(1).id, article(2).id]
        assert (view.summary.judge, view.findings) == (NOBODY, ())
        assert view.summary.articles == {"done": 2}


def test_findings_of_other_results_are_not_shown(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        finish(ledger, article(1))
        ledger.save_findings([], key="k")
        ledger.save_summary(summary_of_nothing())
        finish(ledger, article(2))
    with open_run(tmp_path) as view:
        assert view.summary.judge == NOBODY


def test_a_finding_of_an_earlier_version_has_the_two_sides_that_it_names(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        ledger.save_findings([finding(1)], key="k")
    with closing(sqlite3.connect(tmp_path / LEDGER)) as database, database:
        database.execute("UPDATE findings SET finding = json_remove(finding, '$.sides')")
    with Ledger.open(tmp_path / LEDGER, readonly=True) as ledger:
        (read,) = ledger.findings()
    assert read.sides == (read.left, read.right) == (("a",), ("b",))


def timeline(n: int) -> CommitmentTimeline:
    return CommitmentTimeline(
        id=f"timeline-{n}", actor=Actor(name="A", canonical="A"), action="go\u2028away",
        type="promise", deadline=None, statements=("a",), events=(), status="open",
    )  # fmt: skip


def test_commitments_in_time_are_kept_with_the_findings(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        finish(ledger, article(1))
        ledger.save_findings([], [timeline(1), timeline(2)], key="k")
        ledger.save_summary(summary_of_nothing())
    with open_run(tmp_path) as view:
        assert view.timelines == (timeline(1), timeline(2))


def test_commitments_of_other_results_are_not_shown(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        ledger.save_findings([], [timeline(1)], key="k")
        finish(ledger, article(1))
        assert list(ledger.timelines()) == []


def test_a_run_of_before_there_were_timelines_is_shown_without(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        ledger.save_findings([finding(1)], [timeline(1)], key="k")
        ledger.save_summary(summary_of_nothing())
    with closing(sqlite3.connect(tmp_path / LEDGER)) as database, database:
        database.execute("DELETE FROM meta WHERE key = 'timelines'")
    with open_run(tmp_path) as view:
        assert (len(view.findings), view.timelines) == (1, ())


def test_a_summary_does_not_outlive_its_findings(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / LEDGER) as ledger:
        ledger.save_findings([], key="k")
        ledger.save_summary(summary_of_nothing())
        assert ledger.summary() == summary_of_nothing()
        ledger.save_findings([], key="k")
        assert ledger.summary() is None


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_a_ledger_is_an_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"has no ledger\.sqlite"), open_run(tmp_path / name):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_an_error(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / LEDGER)) as other:
        other.execute("CREATE TABLE a (b)")
    with pytest.raises(LedgerError), open_run(tmp_path):
        pass


def summary_of_nothing() -> Summary:
    return Summary(
        engine="rules", judge="rules", articles={}, records={}, findings={}, rejected=0,
        pairs_judged=0, pairs_left=0, usage=Usage(), seconds=0,
    )  # fmt: skip
