"""The files of a run's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ExtractorError
from extractor.export import RunView, replace_file, write_jsonl, write_run
from extractor.records import Article, Attribution, Claim, Evidence, Finding, Rejection
from extractor.results import ArticleResult, Summary, Usage

TEXT = "Talks “lasted” 90 minutes.\nСтороны\u2028не договорились."
ARTICLE = Article.of(
    TEXT,
    ref="a.txt",
    title="Talks",
    publisher="RBC",
    url="https://example.org/a",
    published=date(2022, 1, 21),
    metadata={"desk": "foreign"},
)


def claim(identity: str, quote: str) -> Claim:
    start = TEXT.index(quote)
    return Claim(
        id=identity,
        article_id=ARTICLE.id,
        evidence=Evidence(quote=quote, start=start, end=start + len(quote)),
        attribution=Attribution(speech="own_voice", publisher="RBC"),
        said_on=date(2022, 1, 21),
        engine="rules",
        statement=quote,
    )


LASTED, DISAGREED = claim("claim-1", "Talks “lasted” 90 minutes."), claim("claim-2", "договорились")
REJECTED = Rejection(
    article_id=ARTICLE.id,
    kind="claim",
    reason="invalid",
    detail="no quote",
    draft={"a": [1, None]},
    engine="rules",
)
FINDING = Finding(
    id="finding-1",
    relation="dispute",
    left=("claim-1",),
    right=("claim-2",),
    explanation="—",
    confidence=0.5,
    scope="within_article",
    judge="rules",
)
SUMMARY = Summary(
    engine="rules",
    judge="rules",
    articles={"done": 1, "skipped": 1},
    records={"claim": 2},
    findings={"dispute": 1},
    rejected=1,
    pairs_judged=1,
    pairs_left=0,
    usage=Usage(),
    seconds=0.25,
)
DONE = ArticleResult(
    article_id=ARTICLE.id,
    status="done",
    records=(LASTED, DISAGREED),
    rejected=(REJECTED,),
    usage=Usage(requests=1),
)
SKIPPED = ArticleResult(article_id="scan.pdf", status="skipped", error="scan.pdf: not text")
VIEW = RunView([ARTICLE], [SKIPPED, DONE], [FINDING], SUMMARY)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_writes_its_files_and_leaves_no_other(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path / "new" / "folder")
    assert sorted(contents(tmp_path / "new" / "folder")) == [
        "actors.jsonl", "articles.jsonl", "commitments.jsonl", "findings.jsonl", "records.jsonl",
        "rejected.jsonl",
        "report.html", "summary.json",
    ]  # fmt: skip


def test_what_is_written_reads_back_as_the_same_models(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    assert [Claim(**line) for line in lines(tmp_path / "records.jsonl")] == [LASTED, DISAGREED]
    assert [Finding(**line) for line in lines(tmp_path / "findings.jsonl")] == [FINDING]
    assert [Rejection(**line) for line in lines(tmp_path / "rejected.jsonl")] == [REJECTED]
    assert Summary(**json.loads((tmp_path / "summary.json").read_bytes())) == SUMMARY


def test_offsets_index_the_text_in_articles_jsonl(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    text = lines(tmp_path / "articles.jsonl")[1]["text"]
    for record in lines(tmp_path / "records.jsonl"):
        evidence = record["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_an_article_has_a_line_with_what_became_of_it(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    assert lines(tmp_path / "articles.jsonl")[1] == {
        "id": ARTICLE.id,
        "ref": "a.txt",
        "status": "done",
        "error": None,
        "usage": Usage(requests=1).model_dump(),
        "title": "Talks",
        "publisher": "RBC",
        "url": "https://example.org/a",
        "published": "2022-01-21",
        "text": TEXT,
        "story": None,
    }


def test_an_article_names_the_first_that_tells_its_story(tmp_path: Path) -> None:
    copy = Article.of(TEXT, ref="b.txt", publisher="Post")
    copied = DONE.model_copy(update={"article_id": copy.id, "records": ()})
    told = ((ARTICLE.id, copy.id),)
    results = [SKIPPED, DONE, copied]
    write_run(RunView([ARTICLE, copy], results, [FINDING], SUMMARY, stories=told), tmp_path)
    found = [line["story"] for line in lines(tmp_path / "articles.jsonl")]
    assert found == [None, ARTICLE.id, ARTICLE.id]


def test_an_input_that_could_not_be_read_has_a_line_with_the_reason(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    line = lines(tmp_path / "articles.jsonl")[0]
    assert (line["id"], line["ref"], line["status"]) == (None, "scan.pdf", "skipped")
    assert line["error"] == "scan.pdf: not text"


def test_letters_stand_as_themselves(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    assert "“lasted”".encode() in (tmp_path / "records.jsonl").read_bytes()


def test_a_text_given_twice_has_its_records_once_and_both_its_refs(tmp_path: Path) -> None:
    again = ArticleResult(article_id="b.txt", status="skipped", error="same as a.txt")
    write_run(RunView([ARTICLE], [DONE, again], [FINDING], SUMMARY), tmp_path)
    assert [line["ref"] for line in lines(tmp_path / "articles.jsonl")] == ["a.txt", "b.txt"]
    assert [line["id"] for line in lines(tmp_path / "records.jsonl")] == ["claim-1", "claim-2"]
    assert len(lines(tmp_path / "rejected.jsonl")) == 1


def test_the_same_view_gives_the_same_bytes(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path / "a")
    slower = SUMMARY.model_copy(update={"seconds": 9.0})
    write_run(VIEW._replace(summary=slower), tmp_path / "b")
    first, second = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert [name for name in first if first[name] != second[name]] == ["summary.json"]


def test_a_file_cut_off_while_written_leaves_the_old_one(tmp_path: Path) -> None:
    def cut_off() -> Iterator[str]:
        yield "half of"
        raise KeyboardInterrupt

    path = tmp_path / "records.jsonl"
    path.write_text("old\n")
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, cut_off())
    assert contents(tmp_path) == {"records.jsonl": b"old\n"}


def test_records_are_taken_one_at_a_time(tmp_path: Path) -> None:
    taken = 0

    def records() -> Iterator[Claim]:
        nonlocal taken
        for taken in range(1, 20_001):
            if taken == 20_000:
                assert (tmp_path / ".records.jsonl.partial").stat().st_size > 0
            yield LASTED

    write_jsonl(tmp_path / "records.jsonl", records())
    assert taken == len(lines(tmp_path / "records.jsonl")) == 20_000


def test_a_disk_that_refuses_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(ExtractorError, match=r"could not be written: .*run the same command again"):
        write_run(VIEW, tmp_path / "out")


def test_a_full_disk_is_explained() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(ExtractorError, match="could not be written"):
        replace_file(full / "records.jsonl", ["x"])


def test_without_a_report_there_is_none_not_even_an_old_one(tmp_path: Path) -> None:
    write_run(VIEW, tmp_path)
    write_run(VIEW, tmp_path, report=False)
    assert "report.html" not in contents(tmp_path)


def test_pages_of_articles_of_an_earlier_run_go(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    old, own = (tmp_path / "report" / name for name in ("article-0.html", "mine.html"))
    for path in (old, own):
        path.write_text("old")
    write_run(VIEW, tmp_path)
    assert (old.exists(), own.exists()) == (False, True)
