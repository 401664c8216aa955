"""The five example articles, end to end, against their gold standard. Floors only rise."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from replay import BASE_URL, EXAMPLE, MAX_PAIRS, MODEL, NAME, cassette

from benchmarks.geneva import GOLD, Run, load_run
from extractor import ModelSettings, Options, RunReport, RunSettings, run_folder
from extractor.api import run_sync
from extractor.evaluation import Score, load_gold, relations_found, score_records

PROMISED = {"r1", "r2", "r3", "r5", "r6"}
"""The relations that both engines are to find."""

ONE_OUTLET = {"r9"}
"""Four articles of one outlet agree there: a repetition, which is no corroboration."""


class Outcome(NamedTuple):
    report: RunReport
    run: Run
    score: Score


def outcome(folder: Path, options: Options) -> Outcome:
    report = run_sync(run_folder([EXAMPLE], folder, options=options))
    run = load_run(folder)
    return Outcome(report, run, score_records(load_gold(GOLD), run.articles, run.records))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return outcome(tmp_path_factory.mktemp("rules"), Options())


@pytest.fixture(scope="module")
def llm(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    options = Options(
        model=ModelSettings(model=MODEL, base_url=BASE_URL),
        run=RunSettings(max_pairs=MAX_PAIRS),
    )
    with cassette(NAME) as played:
        found = outcome(tmp_path_factory.mktemp("llm"), options)
    assert played.all_played, "the cassette holds exchanges that no request asked for"
    return found


@pytest.fixture(params=["rules", "llm"])
def either(request: pytest.FixtureRequest) -> Outcome:
    found: Outcome = request.getfixturevalue(request.param)
    return found


def found_relations(outcome: Outcome) -> set[str]:
    relations = load_gold(GOLD).relations
    said = relations_found(relations, outcome.run.findings, outcome.score)
    return {name for name, is_found in said.items() if is_found}


class TestTheEmbeddedEngine:
    def test_finds_the_core_records(self, rules: Outcome) -> None:
        assert rules.score.recall == {"claim": (47, 47), "stance": (12, 12), "commitment": (7, 7)}

    def test_finds_the_relations_that_its_words_allow(self, rules: Outcome) -> None:
        assert found_relations(rules) >= {*PROMISED, "r7"}


@pytest.mark.block_network
class TestALanguageModel:
    def test_finds_nine_tenths_of_the_core_records(self, llm: Outcome) -> None:
        found = sum(hit for hit, _ in llm.score.recall.values())
        assert found >= 62
        assert found >= 0.9 * sum(count for _, count in llm.score.recall.values())

    def test_finds_every_core_relation_between_independent_sources(self, llm: Outcome) -> None:
        core = {relation.id for relation in load_gold(GOLD).relations if relation.core}
        assert found_relations(llm) >= core - ONE_OUTLET

    def test_spends_its_budget_and_says_what_it_left(self, llm: Outcome) -> None:
        assert llm.report.summary.pairs_judged == MAX_PAIRS
        assert llm.report.summary.pairs_left > 0
        assert llm.report.summary.usage.requests == 27


@pytest.mark.block_network
class TestEitherEngine:
    def test_calls_nothing_that_agrees_a_contradiction(self, either: Outcome) -> None:
        wrong = relations_found(load_gold(GOLD).forbidden, either.run.findings, either.score)
        assert not any(wrong.values())

    def test_finds_the_headline_against_its_own_body_and_no_other_contradiction(
        self, either: Outcome
    ) -> None:
        (finding,) = [f for f in either.run.findings if f.relation == "contradiction"]
        assert (finding.subtype, finding.scope) == ("actor", "within_article")

    def test_finishes_every_article_and_rejects_nothing(self, either: Outcome) -> None:
        assert either.report.summary.articles == {"done": 5}
        assert either.report.summary.rejected == 0

    def test_gives_every_record_its_own_id(self, either: Outcome) -> None:
        ids = [record.id for record in either.run.records]
        assert len(ids) == len(set(ids))
