"""Across articles: which records contradict, dispute, update or corroborate each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from extractor.engines import Judge
from extractor.pairs import Pair, Side, Verdict, Verdicts
from extractor.reconcile.asking.asking import MemoryStore, VerdictStore
from extractor.reconcile.asking.checking import ask_both_ways
from extractor.reconcile.asking.judged import JudgedPair, JudgedPairs
from extractor.reconcile.copies.sources import Sources
from extractor.reconcile.decide import decide
from extractor.reconcile.findings.accounts import Judged, Matter
from extractor.reconcile.findings.gathering import findings
from extractor.reconcile.promises.commitments import Commitments, commitments
from extractor.reconcile.promises.telling import lapsed
from extractor.reconcile.search.meaning import Embedding, VectorStore
from extractor.reconcile.sides import sides
from extractor.reconcile.timeline import known
from extractor.records import Article, CommitmentTimeline, Finding, Record, Relation
from extractor.results import Usage
from extractor.settings import CompareSettings

DEFAULTS = CompareSettings()

SILENT: frozenset[Verdicts] = frozenset({"compatible", "unrelated"})
"""Verdicts of which nothing follows."""

__all__ = ["Embedding", "JudgedPair", "MemoryStore", "Reconciliation", "Store", "reconcile"]


class Store(VerdictStore, VectorStore, Protocol):
    """Where what was asked for is kept between comparisons."""


class Reconciliation(NamedTuple):
    """What comparing the records of a run brought."""

    findings: tuple[Finding, ...]
    pairs: Sequence[JudgedPair]
    judged: int
    """Pairs that the judge was asked about."""
    reused: int
    """Pairs that were judged in an earlier run."""
    left: int
    """Pairs without a verdict: cut off by `max_pairs`, or failed."""
    usage: Usage
    timelines: tuple[CommitmentTimeline, ...] = ()
    """Each commitment with what happened to it, by the day on which it was made."""
    capped: Mapping[str, int] = MappingProxyType({})
    """For each rule that compares no more than so many records with each other, the pairs that
    it left out, at most; a rule that left out none is not named."""
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
    embedding: Embedding | None = None,
) -> Reconciliation:
    """Find how `records` relate; their order changes nothing.

    Actors are compared by their canonical names. `articles` give the headline, the sentence
    around each quote and the copies of one story; without them the quotes stand alone. At most
    `settings.max_pairs` pairs, the most suspicious ones, are put to the judge. What was promised
    for a day before `settings.as_of`, and of which nothing is reported, has lapsed. With an
    `embedding` records near in meaning are compared, too. Raises EngineStopped.
    """
    from extractor.reconcile.search.proposing import propose  # noqa: PLC0415

    articles = sorted(articles, key=lambda article: article.id)
    sources = Sources(articles)
    placed = sides(records, articles)
    at_once = settings.max_pairs is None and store is None
    proposed = await propose(placed, sources, settings, all_at_once=at_once, embedding=embedding)
    pairs = proposed.pairs
    answers = await ask_both_ways(pairs, judge, max_pairs=settings.max_pairs, store=store)
    judged = _decided(pairs, answers.verdicts, sources)
    made = commitments(placed, list(judged.values()), as_of=settings.as_of)
    lapses = _lapsed(made, placed, settings)
    return Reconciliation(
        findings=findings(list(judged.values()), sources, judge.name, lapsed=lapses),
        pairs=JudgedPairs(pairs, answers.verdicts, _relations(judged, len(pairs))),
        judged=answers.judged,
        reused=answers.reused,
        left=answers.left,
        usage=answers.usage + proposed.usage,
        timelines=made.timelines,
        capped=proposed.capped,
        stories=sources.stories,
    )


def _lapsed(made: Commitments, placed: Iterable[Side], settings: CompareSettings) -> list[Matter]:
    if settings.as_of is None:
        return []
    read_until = max((day for side in placed if (day := known(side))), default=None)
    return [lapsed(one, as_of=settings.as_of, read_until=read_until) for one in made.lapses]


def _decided(
    pairs: Sequence[Pair], verdicts: Sequence[Verdict | None], sources: Sources
) -> dict[int, Judged]:
    """By their places the pairs of which the judge said something that may be reported."""
    found: dict[int, Judged] = {}
    for place, verdict in enumerate(verdicts):
        if verdict is not None and verdict.relation not in SILENT:
            pair = pairs[place]
            found[place] = Judged(pair, verdict, decide(pair, verdict, sources))
    return found


def _relations(judged: Mapping[int, Judged], count: int) -> list[Relation | None]:
    relations: list[Relation | None] = [None] * count
    for place, item in judged.items():
        relations[place] = item.decision.relation if item.decision else None
    return relations
