"""Asking a second time, the sides swapped, about what a judge flagged.

A language model may answer by the place of a statement (Zheng et al., "Judging LLM-as-a-Judge with
MT-Bench and Chatbot Arena", 2023, who count a verdict only if it holds both ways round). What is
flagged one way and not the other is no flag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.engines import Judge
from extractor.pairs import FLAGS, Pair, Verdict
from extractor.reconcile.asking.asking import CALLS_AT_A_TIME, Answers, VerdictStore, ask
from extractor.records import Span

SWAPPED = "swapped"
"""What the second verdicts are kept as."""


async def ask_both_ways(
    pairs: Sequence[Pair],
    judge: Judge,
    *,
    max_pairs: int | None = None,
    store: VerdictStore | None = None,
) -> Answers:
    """Verdicts for `pairs` as `ask` gives them, of which flags hold in both orders of the sides.

    A flagged pair whose second question got no answer is left without a verdict. Second questions
    do not count towards `max_pairs`: they are asked where a first one was answered.
    """
    if not judge.order_matters:
        return await ask(pairs, judge, max_pairs=max_pairs, store=store)
    found = []
    for start, end in _stretches(len(pairs), CALLS_AT_A_TIME * judge.pairs_per_call, max_pairs):
        left = None if max_pairs is None else max(0, max_pairs - start)
        found.append(await _ask_both_ways(pairs[start:end], judge, left, store))
    return Answers.joined(found)


def _stretches(count: int, size: int, max_pairs: int | None) -> Iterator[Span]:
    """As many pairs as are asked about at a time; then all that will not be asked about."""
    end = count if max_pairs is None else min(count, max_pairs)
    yield from (Span(start, min(start + size, end)) for start in range(0, end, size))
    yield Span(end, count)


async def _ask_both_ways(
    pairs: Sequence[Pair], judge: Judge, max_pairs: int | None, store: VerdictStore | None
) -> Answers:
    answers = await ask(pairs, judge, max_pairs=max_pairs, store=store)
    flagged = [place for place, v in enumerate(answers.verdicts) if v and v.relation in FLAGS]
    swapped = [_swapped(pairs[place]) for place in flagged]
    limit = 0 if max_pairs == 0 else None
    again = await ask(swapped, judge, max_pairs=limit, store=store, kind=SWAPPED)
    verdicts = list(answers.verdicts)
    for place, second in zip(flagged, again.verdicts, strict=True):
        verdicts[place] = _settled(verdicts[place], second)
    return answers._replace(
        verdicts=tuple(verdicts),
        left=answers.left + sum(verdict is None for verdict in again.verdicts),
        usage=answers.usage + again.usage,
    )


def _swapped(pair: Pair) -> Pair:
    return pair._replace(left=pair.right, right=pair.left)


def _settled(first: Verdict | None, second: Verdict | None) -> Verdict | None:
    """What two verdicts on one pair come to: of two flags the milder, the less confident."""
    if first is None or second is None or second.relation not in FLAGS:
        return second
    milder = max(first, second, key=lambda verdict: FLAGS.index(verdict.relation))
    confidence = min(first.confidence, second.confidence)
    return milder.model_copy(update={"confidence": confidence})
