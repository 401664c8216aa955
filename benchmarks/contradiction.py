"""Pairs of statements that contradict, update, agree with or do not concern each other.

    python -m benchmarks.contradiction DATA [--model openai/gpt-5-mini] [--base-url URL] [--show]

`--show` lists the pairs that were taken for something else than what they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import Counts, Figure, rows
from extractor import times
from extractor.api import open_engine, run_sync
from extractor.engines import Judge
from extractor.identity import content_id
from extractor.pairs import Pair, Side, Verdict
from extractor.quantities import find
from extractor.reconcile.asking.checking import ask_both_ways
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import decide
from extractor.records import Attribution, Claim, Evidence, TimeSpan
from extractor.settings import RULES, ModelSettings

SETS = ("contradiction", "multisource_gva", "multisource_basil")
MEASURES = {
    "contradictions found": ("contradiction",),
    "consistent and update flagged": ("consistent", "update"),
    "neutral and unrelated flagged": ("neutral", "unrelated"),
}
FLAGGED = ("contradiction", "dispute")
SAME_DAY = "number_same_as_of_date"
ANCHORS = {
    ("contradiction", "contradictions found"): "Llama-3-70B 10.4% unasked, 43.8% told to look "
    "(WikiContradict)",
    ("multisource_gva", "contradictions found"): "nothing published",
    ("multisource_basil", "contradictions found"): "nothing published",
}
AIM = "aim: at most 5%"


class Judged(NamedTuple):
    """One pair, what a reader called it, and what it was taken for."""

    row: dict[str, Any]
    verdict: Verdict | None
    relation: str | None

    @property
    def is_flagged(self) -> bool:
        """Whether a user would be told that the two can't both be right, or are disputed."""
        return self.relation in FLAGGED

    @property
    def label(self) -> str:
        """What the pair was taken for, in the words of its set."""
        wanted: str = self.row["label"]
        if self.is_flagged:
            return wanted if wanted == "stance_conflict" else "contradiction"
        if self.relation is not None and self.relation != "corroboration":
            return "update"
        said = self.verdict.relation if self.verdict else "unrelated"
        if said == "same" or (said == "compatible" and not self._has_neutral_ones):
            return "consistent"
        return "neutral" if "source" in self.row else "unrelated"

    @property
    def _has_neutral_ones(self) -> bool:
        """Whether what does not follow from the other has a label of its own where the pair comes
        from, as in textual entailment; else two statements that are both true are consistent."""
        return self.row.get("source") in ("emergent_headlines", "rte3")


def figures(data: Path, judge: Judge | None = None) -> Iterator[Figure]:
    """Recall of contradictions, share of false flags and macro-F1, for each set."""
    judge = judge or open_engine(ModelSettings())
    for name in SETS:
        judged = judge_all(list(rows(data / name / "pairs_dev.jsonl")), judge)
        yield from _figures(name, judged)


def _figures(name: str, judged: Sequence[Judged]) -> Iterator[Figure]:
    for measure, labels in MEASURES.items():
        flagged = [item.is_flagged for item in judged if item.row["label"] in labels]
        if flagged:
            yield Figure(name, measure, _share(flagged), ANCHORS.get((name, measure), AIM))
    # Two revisions of one day may be an update within it: counted above, and shown apart.
    same_day = [item.is_flagged for item in judged if item.row.get("subtype") == SAME_DAY]
    if same_day:
        yield Figure(name, "… of those, figures as of one day", _share(same_day))
    if judged:
        yield Figure(name, "macro-F1", f"{macro_f1(judged):.3f} of {len(_labels(judged))} labels")


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean of the F1 of each label that the set has."""
    labels = _labels(judged)
    return sum(_counts(judged, label).f1 for label in labels) / len(labels)


def _labels(judged: Sequence[Judged]) -> list[str]:
    return sorted({item.row["label"] for item in judged})


def _counts(judged: Sequence[Judged], label: str) -> Counts:
    right = sum(item.label == label == item.row["label"] for item in judged)
    predicted = sum(item.label == label for item in judged)
    return Counts(right, predicted, sum(item.row["label"] == label for item in judged))


def _share(flagged: Sequence[bool]) -> str:
    return f"{sum(flagged)}/{len(flagged)} ({sum(flagged) / len(flagged):.1%})"


def judge_all(given: Sequence[dict[str, Any]], judge: Judge) -> list[Judged]:
    """What `judge` and the dates make of each pair."""
    pairs = [Pair(_side(row["a"], "left"), _side(row["b"], "right"), "given") for row in given]
    answers = run_sync(ask_both_ways(pairs, judge))
    sources = Sources([])
    return [
        Judged(row, verdict, _relation(pair, verdict, sources))
        for row, pair, verdict in zip(given, pairs, answers.verdicts, strict=True)
    ]


def _relation(pair: Pair, verdict: Verdict | None, sources: Sources) -> str | None:
    decision = decide(pair, verdict, sources) if verdict else None
    return decision.relation if decision else None


def _side(given: str | dict[str, Any], place: str) -> Side:
    text = given if isinstance(given, str) else given["text"]
    outlet = place if isinstance(given, str) else given.get("outlet") or given.get("source")
    day = None if isinstance(given, str) else date.fromisoformat(given["date"][:10])
    claim = Claim(
        id=content_id("claim", place, text),
        article_id=place,
        evidence=Evidence(quote=text, start=0, end=len(text)),
        attribution=Attribution(publisher=outlet, speech="own_voice"),
        said_on=day,
        engine="given",
        statement=text,
        when=_when(text, day),
        quantities=find(text),
    )
    return Side(claim, text, day, outlet, in_headline=False)


def _when(text: str, day: date | None) -> TimeSpan | None:
    """The first time that a text names, if possible one that can be resolved."""
    spans = [times.resolve(text[s.start : s.end], anchor=day) for s in times.find(text)]
    return next((span for span in spans if span.basis != "unresolved"), next(iter(spans), None))


def shown(judged: Sequence[Judged]) -> Iterator[str]:
    """A line for each pair that was taken for something else."""
    for item in judged:
        if item.label != item.row["label"]:
            verdict = item.verdict
            said = f"{verdict.relation}: {verdict.difference}" if verdict else "no verdict"
            yield f"{item.row['id']} {item.row['label']} taken for {item.label} ({said})"


def main() -> None:
    """Print the figures of one judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default=RULES)
    parser.add_argument("--base-url")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    settings = ModelSettings(model=given.model, base_url=given.base_url, timeout=3600)
    for name in SETS:
        engine = open_engine(settings)
        judged = judge_all(list(rows(given.data / name / "pairs_dev.jsonl")), engine)
        for figure in _figures(name, judged):
            print(f"{figure.data:18} {figure.measure:34} {figure.value}")
        if given.show:
            print("\n".join(shown(judged)))


if __name__ == "__main__":
    main()
