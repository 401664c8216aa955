"""The order in which two statements are compared: what shows a difference comes first."""

from __future__ import annotations

from collections.abc import Callable

from extractor.engines.rules.judging.accounts import Accounts, read_pair
from extractor.engines.rules.judging.agreement import judge_agreement
from extractor.engines.rules.judging.clock import judge_clock
from extractor.engines.rules.judging.days import judge_days
from extractor.engines.rules.judging.deeds import judge_deed
from extractor.engines.rules.judging.edits import judge_edit
from extractor.engines.rules.judging.figures import judge_figures
from extractor.engines.rules.judging.opposites import judge_opposites
from extractor.engines.rules.judging.persons import judge_persons
from extractor.engines.rules.judging.polarity import judge_denial, judge_negation
from extractor.engines.rules.judging.positions import judge_positions
from extractor.engines.rules.judging.schedule import judge_schedule
from extractor.engines.rules.judging.states import judge_states
from extractor.engines.rules.judging.substitution import judge_substitution
from extractor.engines.rules.judging.transfers import judge_transfer
from extractor.pairs import Pair, Verdict
from extractor.records import Stance

_COMPARISONS: tuple[Callable[[Accounts], Verdict | None], ...] = (
    judge_deed,
    judge_transfer,
    judge_denial,
    judge_positions,
    judge_figures,
    judge_persons,
    judge_clock,
    judge_schedule,
    judge_states,
    judge_days,
    judge_edit,
    judge_negation,
    judge_opposites,
    judge_substitution,
)


def judge_pair(pair: Pair) -> Verdict:
    """How the two sides of `pair` relate; the order of the sides changes nothing."""
    accounts = read_pair(pair)
    comparisons = (judge_positions,) if _has_stance(accounts) else _COMPARISONS
    for compare in comparisons:
        verdict = compare(accounts)
        if verdict:
            return verdict
    return judge_agreement(accounts)


def _has_stance(pair: Accounts) -> bool:
    """A stance holds a target, not a proposition: only positions can be compared with it."""
    return any(isinstance(account.side.record, Stance) for account in pair)
