"""Pairs of statements that contradict, update, agree with or do not concern each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, rows
from extractor.engines.rules.judging import judge_pair
from extractor.identity import content_id
from extractor.pairs import Pair, Side
from extractor.quantities import find
from extractor.reconcile.copies import Sources
from extractor.reconcile.decide import decide
from extractor.records import Attribution, Claim, Evidence

SETS = ("contradiction", "multisource_gva", "multisource_basil")
MEASURES = {
    "contradictions found": ("contradiction",),
    "consistent and update flagged": ("consistent", "update"),
    "neutral and unrelated flagged": ("neutral", "unrelated"),
}
SAME_DAY = "number_same_as_of_date"
ANCHORS = {
    ("contradiction", "contradictions found"): "Llama-3-70B 10.4% unasked, 43.8% told to look "
    "(WikiContradict)",
    ("multisource_gva", "contradictions found"): "nothing published",
    ("multisource_basil", "contradictions found"): "nothing published",
}
AIM = "aim: at most 5%"


def figures(data: Path) -> Iterator[Figure]:
    """Recall of contradictions and share of false flags, for each set."""
    for name in SETS:
        judged = [(row, _is_flagged(row)) for row in rows(data / name / "pairs_dev.jsonl")]
        counts = Counter((row["label"], flagged) for row, flagged in judged)
        for measure, labels in MEASURES.items():
            hit = sum(counts[label, True] for label in labels)
            total = hit + sum(counts[label, False] for label in labels)
            if total:
                yield Figure(name, measure, _share(hit, total), ANCHORS.get((name, measure), AIM))
        # Two revisions of one day may be an update within it: counted above, and shown apart.
        same_day = [flagged for row, flagged in judged if row.get("subtype") == SAME_DAY]
        if same_day:
            share = _share(sum(same_day), len(same_day))
            yield Figure(name, "… of those, figures as of one day", share)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.1%})"


def _is_flagged(row: dict[str, Any]) -> bool:
    pair = Pair(_side(row["a"], "left"), _side(row["b"], "right"), "given")
    decision = decide(pair, judge_pair(pair), Sources([]))
    return decision is not None and decision.relation in ("contradiction", "dispute")


def _side(given: str | dict[str, Any], place: str) -> Side:
    text = given if isinstance(given, str) else given["text"]
    day = None if isinstance(given, str) else date.fromisoformat(given["date"][:10])
    claim = Claim(
        id=content_id("claim", place, text),
        article_id=place,
        evidence=Evidence(quote=text, start=0, end=len(text)),
        attribution=Attribution(publisher=place, speech="own_voice"),
        said_on=day,
        engine="given",
        statement=text,
        quantities=find(text),
    )
    return Side(claim, text, day, place, in_headline=False)
