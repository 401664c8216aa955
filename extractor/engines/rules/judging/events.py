"""Whether two accounts tell of one event. Strict: two shootings of one week are two events."""

from __future__ import annotations

from functools import cache

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts

SAME_NEWS_DAYS = 3
"""Days in which an account without a name still tells of the event that the others tell of."""

STORY_DAYS = 30
"""Days in which a story without a name is still the same story."""

COMMON_DETAILS = 3
"""Common terms, that of the event left aside, which tie an account without a name to it."""


def is_one_event(pair: Accounts, *, known: int = 0) -> bool:
    """Names in common, and none on both sides that the other lacks; or the same details of the
    same sort of event in the news of the same days, where one side names nobody. `known` is how
    many details are known to be the same beside the common terms."""
    left, right = pair.left, pair.right
    if left.names & right.names:
        return left.names <= right.terms or right.names <= left.terms
    if left.names and right.names:
        return False
    sorts = pair.shared & events()
    details = len(pair.shared - sorts) + known
    return bool(sorts) and details >= COMMON_DETAILS and is_same_news(pair)


def is_same_news(pair: Accounts) -> bool:
    """Whether both were told within a few days of each other; False if one is undated."""
    one, other = pair.left.said_on, pair.right.said_on
    return one is not None and other is not None and abs((one - other).days) <= SAME_NEWS_DAYS


def is_far_apart(pair: Accounts) -> bool:
    """True for reports of two times that have no name in common: there are many shootings."""
    one, other = pair.left.said_on, pair.right.said_on
    if one is None or other is None or pair.left.names & pair.right.names:
        return False
    return abs((one - other).days) > STORY_DAYS


def told_in_order(pair: Accounts) -> tuple[Account, Account] | None:
    """The earlier and the later account; None where they are of one day, or one is undated."""
    one, other = pair.left.said_on, pair.right.said_on
    if one is None or other is None or one == other:
        return None
    return (pair.left, pair.right) if one < other else (pair.right, pair.left)


@cache
def events() -> frozenset[str]:
    """The terms for what befalls people at one time and place."""
    return frozenset(
        word if word.startswith("=") else wording.stem(word)
        for word in lexicons.words("judge_events")
    )
