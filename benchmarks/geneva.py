"""How much of the gold standard of the five example articles a run found.

    python -m benchmarks.geneva out/geneva-2022 [--show]

`--show` lists what was missed, and the records that match none of the gold standard, to be
read by a person: some are false, some are true and left out of the gold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from benchmarks.figures import Figure
from extractor import Options, run_folder
from extractor.api import run_sync
from extractor.evaluation import Gold, Score, load_gold, relations_found, score_records
from extractor.records import Article, Finding, Record, subject

ARTICLES = Path(__file__).parent.parent / "examples" / "geneva-2022"
GOLD = Path(__file__).parent.parent / "tests" / "data" / "geneva-2022.gold.json"


class Run(NamedTuple):
    """What a run's folder holds."""

    articles: list[Article]
    records: list[Record]
    findings: list[Finding]


def load_run(folder: Path) -> Run:
    """The articles, records and findings that `extractor run` wrote to `folder`."""
    record: TypeAdapter[Record] = TypeAdapter(Record)
    return Run(
        [
            Article(id=line["id"], ref=line["ref"], text=line["text"])
            for line in _lines(folder / "articles.jsonl")
            if line["text"] is not None
        ],
        [record.validate_python(line) for line in _lines(folder / "records.jsonl")],
        [Finding.model_validate(line) for line in _lines(folder / "findings.jsonl")],
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def figures() -> Iterator[Figure]:
    """What the embedded engine finds of the gold standard."""
    with TemporaryDirectory() as folder:
        run_sync(run_folder([ARTICLES], Path(folder), options=Options()))
        run = load_run(Path(folder))
    gold = load_gold(GOLD)
    score = score_records(gold, run.articles, run.records)
    core = [relation for relation in gold.relations if relation.core]
    said = relations_found(core, run.findings, score).values()
    wrong = relations_found(gold.forbidden, run.findings, score).values()
    hit, total = (sum(counts) for counts in zip(*score.recall.values(), strict=True))
    yield Figure("geneva-2022", "core records found", f"{hit}/{total}")
    yield Figure("geneva-2022", "core relations found", f"{sum(said)}/{len(core)}")
    yield Figure("geneva-2022", "called a contradiction, and none", f"{sum(wrong)}/{len(wrong)}")


def table(gold: Gold, score: Score, findings: list[Finding]) -> Iterator[str]:
    """The figures, a line each."""
    found = sum(hit for hit, _ in score.recall.values())
    total = sum(count for _, count in score.recall.values())
    for kind, (hit, count) in score.recall.items():
        yield f"core {kind}s found    {hit}/{count}"
    yield f"core records found   {found}/{total} ({found / total:.1%})"
    yield f"records outside gold {len(score.unmatched)}/{len(score.found)}"
    related = relations_found(gold.relations, findings, score)
    for relation in gold.relations:
        kind = "core" if relation.core else "    "
        said = "found" if related[relation.id] else "missed"
        yield f"{relation.id} {relation.relation:13} {kind} {said}"
    wrong = [key for key, said in relations_found(gold.forbidden, findings, score).items() if said]
    yield f"called a contradiction, and none: {', '.join(wrong) or 'none of 6'}"


def shown(score: Score) -> Iterator[str]:
    """What a person should read."""
    for entry in score.missed:
        yield f"missed {entry.id} {entry.kind} {'/'.join(entry.who)}: {entry.evidence}"
    for record in score.unmatched:
        actor = subject(record)
        who = actor.canonical if actor else "(outlet)"
        yield f"outside gold: {record.kind} {who} [{record.rule}]: {record.evidence.quote}"


def main() -> None:
    """Print the table for the folder on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    run, gold = load_run(arguments.folder), load_gold(GOLD)
    score = score_records(gold, run.articles, run.records)
    print("\n".join(table(gold, score, run.findings)))
    if arguments.show:
        print("\n".join(shown(score)))


if __name__ == "__main__":
    main()
