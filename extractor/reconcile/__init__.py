"""Across articles: which records contradict, dispute, update or corroborate each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.engines import Judge
from extractor.pairs import Verdict
from extractor.reconcile.asking import VerdictStore, ask
from extractor.reconcile.candidates import candidates
from extractor.reconcile.copies import Sources
from extractor.reconcile.decide import decide
from extractor.reconcile.entries import entries
from extractor.reconcile.findings import Decided, findings
from extractor.reconcile.sides import sides
from extractor.reconcile.suspicion import by_suspicion
from extractor.records import Article, Finding, Record, Relation
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
    """What the judge said."""
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
    stories: tuple[tuple[str, ...], ...] = ()
    """The ids of the articles that tell one story, for each that more than one tells: a source
    and its copies, the first published first."""


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
    `settings.max_pairs` pairs, the most suspicious ones, are put to the judge. Raises
    EngineStopped.
    """
    articles = sorted(articles, key=lambda article: article.id)
    sources = Sources(articles)
    found = candidates(entries(sides(records, articles), sources))
    ranked = by_suspicion(found.pairs)
    answers = await ask(ranked, judge, max_pairs=settings.max_pairs, store=store)
    judged = [(p, v) for p, v in zip(ranked, answers.verdicts, strict=True) if v is not None]
    decided = [Decided(p, v, d) for p, v in judged if (d := decide(p, v, sources))]
    relations = {item.pair.key: item.decision.relation for item in decided}
    return Reconciliation(
        findings=findings(decided, sources, judge.name),
        pairs=tuple(JudgedPair(p.key, p.rule, v, relations.get(p.key)) for p, v in judged),
        judged=answers.judged,
        reused=answers.reused,
        left=answers.left + found.skipped,
        usage=answers.usage,
        stories=sources.stories,
    )
