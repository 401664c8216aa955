"""The order in which two statements are compared: what shows a difference comes first."""

from __future__ import annotations

from collections.abc import Callable

from extractor.engines.rules.judging.accounts import Accounts, read_pair
from extractor.engines.rules.judging.agents import judge_agents
from extractor.engines.rules.judging.agreement import judge_agreement
from extractor.engines.rules.judging.clock import judge_clock
from extractor.engines.rules.judging.converses import judge_converses
from extractor.engines.rules.judging.days import judge_days
from extractor.engines.rules.judging.deeds import judge_deed
from extractor.engines.rules.judging.defeats import judge_defeats
from extractor.engines.rules.judging.ease import judge_ease
from extractor.engines.rules.judging.edits import judge_edit
from extractor.engines.rules.judging.figures import judge_figures
from extractor.engines.rules.judging.introduced import judge_introduced
from extractor.engines.rules.judging.kinds import judge_kinds
from extractor.engines.rules.judging.lists import judge_shares, judge_wholes
from extractor.engines.rules.judging.opposites import judge_opposites
from extractor.engines.rules.judging.penalties import judge_penalties
from extractor.engines.rules.judging.persons import judge_persons
from extractor.engines.rules.judging.polarity import judge_denial, judge_negation
from extractor.engines.rules.judging.positions import judge_positions
from extractor.engines.rules.judging.rights import judge_rights
from extractor.engines.rules.judging.rivals import judge_rivals
from extractor.engines.rules.judging.schedule import judge_schedule
from extractor.engines.rules.judging.sequels import judge_sequel
from extractor.engines.rules.judging.silence import judge_silence
from extractor.engines.rules.judging.states import judge_states
from extractor.engines.rules.judging.substitution import judge_substitution
from extractor.engines.rules.judging.transfers import judge_transfer
from extractor.pairs import Pair, Verdict
from extractor.records import Stance

Comparison = Callable[[Accounts], Verdict | None]

_CONSTRUCTIONS: tuple[tuple[str, Comparison], ...] = (
    ("shared out", judge_shares),
    ("whole", judge_wholes),
    ("needed", judge_rights),
    ("exclusive", judge_rights),
    ("untold", judge_silence),
    ("converse", judge_converses),
    ("beaten", judge_defeats),
    ("source", judge_agents),
    ("introduced", judge_introduced),
    ("easy", judge_ease),
    ("kind", judge_kinds),
    ("penalty", judge_penalties),
    ("rivals", judge_rivals),
)
"""What is compared only where one account has the cue: most pairs have none."""


def judge_constructions(pair: Accounts) -> Verdict | None:
    """What the two show by a construction that seldom occurs."""
    cues = pair.left.cues | pair.right.cues
    found = (compare(pair) for cue, compare in _CONSTRUCTIONS if cue in cues)
    return next((verdict for verdict in found if verdict), None)


_COMPARISONS: tuple[Comparison, ...] = (
    judge_deed,
    judge_sequel,
    judge_transfer,
    judge_denial,
    judge_positions,
    judge_figures,
    judge_persons,
    judge_clock,
    judge_schedule,
    judge_states,
    judge_constructions,
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
