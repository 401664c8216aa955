"""Across articles: which records contradict, dispute, update or corroborate each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.engines import Judge
from extractor.pairs import Side, Verdict
from extractor.reconcile.accounts import Judged, Matter
from extractor.reconcile.asking import VerdictStore
from extractor.reconcile.candidates import candidates
from extractor.reconcile.checking import ask_both_ways
from extractor.reconcile.commitments import Commitments, commitments
from extractor.reconcile.copies import Sources
from extractor.reconcile.decide import decide
from extractor.reconcile.entries import entries
from extractor.reconcile.findings import findings
from extractor.reconcile.sides import sides
from extractor.reconcile.suspicion import by_suspicion
from extractor.reconcile.telling import lapsed
from extractor.reconcile.timeline import known
from extractor.records import Article, CommitmentTimeline, Finding, Record, Relation
from extractor.results import Usage
from extractor.settings import CompareSettings

DEFAULTS = CompareSettings()

__all__ = ["JudgedPair", "Reconciliation", "VerdictStore", "reconcile"]


class JudgedPair(NamedTuple):
    """One comparison that was made."""

    key: tuple[str, str]
    """The ids of the two records, in order."""
    rule: str
    """The rule that proposed to compare them."""
    verdict: Verdict
    """What the judge said; a conflict or an opposition both ways round."""
    relation: Relation | None
    """What it comes to when dates, actors and sources are looked at; None for nothing."""


class Reconciliation(NamedTuple):
    """What comparing the records of a run brought."""

    findings: tuple[Finding, ...]
    pairs: tuple[JudgedPair, ...]
    judged: int
    """Pairs that the judge was asked about."""
    reused: int
    """Pairs that were judged in an earlier run."""
    left: int
    """Pairs without a verdict: cut off by `max_pairs`, failed, or (at most) kept out of the search
    by a full bucket."""
    usage: Usage
    timelines: tuple[CommitmentTimeline, ...] = ()
    """Each commitment with what happened to it, by the day on which it was made."""


async def reconcile(
    records: Sequence[Record],
    articles: Iterable[Article] = (),
    *,
    judge: Judge,
    settings: CompareSettings = DEFAULTS,
    store: VerdictStore | None = None,
) -> Reconciliation:
    """Find how `records` relate; their order changes nothing.

    Actors are compared by their canonical names. `articles` give the headline, the sentence
    around each quote and the copies of one story; without them the quotes stand alone. At most
    `settings.max_pairs` pairs, the most suspicious ones, are put to the judge. What was promised
    for a day before `settings.as_of`, and of which nothing is reported, has lapsed. Raises
    EngineStopped.
    """
    articles = sorted(articles, key=lambda article: article.id)
    sources = Sources(articles)
    placed = sides(records, articles)
    found = candidates(entries(placed, sources))
    ranked = by_suspicion(found.pairs)
    answers = await ask_both_ways(ranked, judge, max_pairs=settings.max_pairs, store=store)
    judged = [
        Judged(pair, verdict, decide(pair, verdict, sources))
        for pair, verdict in zip(ranked, answers.verdicts, strict=True)
        if verdict is not None
    ]
    made = commitments(placed, judged, as_of=settings.as_of)
    return Reconciliation(
        findings=findings(judged, sources, judge.name, lapsed=_lapsed(made, placed, settings)),
        pairs=tuple(map(_judged_pair, judged)),
        judged=answers.judged,
        reused=answers.reused,
        left=answers.left + found.skipped,
        usage=answers.usage,
        timelines=made.timelines,
    )


def _lapsed(made: Commitments, placed: Iterable[Side], settings: CompareSettings) -> list[Matter]:
    if settings.as_of is None:
        return []
    read_until = max((day for side in placed if (day := known(side))), default=None)
    return [lapsed(one, as_of=settings.as_of, read_until=read_until) for one in made.lapses]


def _judged_pair(item: Judged) -> JudgedPair:
    relation = item.decision.relation if item.decision else None
    return JudgedPair(item.pair.key, item.pair.rule, item.verdict, relation)
