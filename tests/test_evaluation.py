from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation import Gold, load_gold, relations_found, score_records
from extractor.records import Actor, Article, Attribution, Claim, Evidence, Finding

TEXT = "Header cut.\n\nThe bridge is closed, Ann Lee said. The bridge is closed."


def gold(tmp_path: Path, **changes: Any) -> Gold:
    record = {
        "id": "c1", "article": "a.txt", "kind": "claim", "who": "Ann Lee", "core": True,
        "evidence": "The bridge is closed", "start": 13, "end": 33,
    }  # fmt: skip
    other = record | {"id": "c2", "who": None, "start": 49, "end": 69}
    path = tmp_path / "gold.json"
    path.write_text(
        json.dumps(
            {
                "aliases": {"Ann Lee": ["Lee", "the mayor"]},
                "records": [record | changes, other],
                "relations": [{"id": "r1", "relation": "dispute", "a": ["c1"], "b": ["c2"]}],
                "not_contradictions": [{"id": "t1", "not_": "contradiction", "a": "c1", "b": "c2"}],
            }
        )
    )
    return load_gold(path)


def claim(start: int, end: int, who: str | None, *, anonymous: bool = False) -> Claim:
    speaker = Actor(name=who, canonical=who, anonymous=anonymous) if who else None
    return Claim(
        id=f"claim-{start}-{end}-{who}",
        article_id=ARTICLE.id,
        evidence=Evidence(quote=TEXT[start:end], start=start, end=end),
        attribution=Attribution(speaker=speaker, speech="indirect"),
        engine="test",
        statement=TEXT[start:end],
    )


ARTICLE = Article.of(TEXT, ref="somewhere/a.txt")


def found(gold: Gold, *records: Claim) -> set[str]:
    score = score_records(gold, [ARTICLE], records)
    return {name for names in score.found.values() for name in names}


@pytest.mark.parametrize(
    ("start", "end", "who", "matched"),
    [
        (13, 33, "Ann Lee", {"c1"}),
        (13, 33, "the mayor", {"c1"}),
        (13, 33, "Bo", set()),
        (13, 33, None, set()),
        (24, 48, "Lee", set()),  # nine characters of twenty are less than half
        (20, 48, "Lee", {"c1"}),
        (49, 69, None, {"c2"}),
    ],
)
def test_a_record_matches_by_kind_span_and_person(
    start: int, end: int, who: str | None, matched: set[str], tmp_path: Path
) -> None:
    assert found(gold(tmp_path), claim(start, end, who)) == matched


def test_an_unnamed_source_matches_by_its_description(tmp_path: Path) -> None:
    wanted = gold(tmp_path, who="US State Department sources")
    assert found(wanted, claim(13, 33, "State Department sources", anonymous=True)) == {"c1"}
    assert found(wanted, claim(13, 33, "State Department sources")) == set()
    assert found(wanted, claim(13, 33, "sources", anonymous=True)) == set()


def test_what_is_missed_and_what_matches_nothing_is_listed(tmp_path: Path) -> None:
    wrong = claim(0, 6, None)
    score = score_records(gold(tmp_path), [ARTICLE], [wrong, claim(49, 69, None)])
    assert [entry.id for entry in score.missed] == ["c1"]
    assert score.unmatched == (wrong,)
    assert score.recall == {"claim": (1, 2)}


def test_a_relation_is_found_whichever_side_comes_first(tmp_path: Path) -> None:
    wanted, one, other = gold(tmp_path), claim(13, 33, "Lee"), claim(49, 69, None)
    score = score_records(wanted, [ARTICLE], [one, other])
    finding = Finding(
        id="f1", relation="dispute", left=(other.id,), right=(one.id,), explanation="",
        confidence=1, scope="within_article", judge="test",
    )  # fmt: skip
    assert relations_found(wanted.relations, [finding], score) == {"r1": True}
    assert relations_found(wanted.forbidden, [finding], score) == {"t1": False}


def test_a_relation_is_found_between_any_two_sides(tmp_path: Path) -> None:
    wanted, one, other = gold(tmp_path), claim(13, 33, "Lee"), claim(49, 69, None)
    score = score_records(wanted, [ARTICLE], [one, other])
    finding = Finding(
        id="f1", relation="dispute", left=("c0",), right=(one.id, other.id), explanation="",
        sides=(("c0",), (one.id,), (other.id,)), confidence=1, scope="within_article", judge="test",
    )  # fmt: skip
    assert relations_found(wanted.relations, [finding], score) == {"r1": True}
    together = finding.model_copy(update={"sides": (("c0",), (one.id, other.id))})
    assert relations_found(wanted.relations, [together], score) == {"r1": False}


def test_evidence_that_is_not_in_the_article_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="c1"):
        found(gold(tmp_path, evidence="The tunnel is closed"))
