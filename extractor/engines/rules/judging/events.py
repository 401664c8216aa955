"""Whether two accounts tell of one event. Strict: two shootings of one week are two events."""

from __future__ import annotations

from functools import cache

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts

SAME_NEWS_DAYS = 3
"""Days in which an account without a name still tells of the event that the others tell of."""

STORY_DAYS = 30
"""Days in which a story without a name is still the same story."""

FEW_DETAILS = 2
"""Common terms, names and that of the event left aside, which tell that it is the same one."""

COMMON_DETAILS = 3
"""Common terms, that of the event left aside, which tie an account without a name to it."""


def is_one_event(pair: Accounts, *, known: int = 0) -> bool:
    """Names in common, and none on both sides that the other lacks; or the same details of the
    same sort of event in the news of the same days, where one side names nobody. `known` is how
    many details are known to be the same beside the common terms."""
    left, right = pair.left, pair.right
    sorts = pair.shared & events().keys()
    details = len(pair.shared - sorts - (left.names & right.names)) + known
    if left.names & right.names:
        told_apart = left.names - right.terms and right.names - left.terms
        return not told_apart and not is_long_after(pair) and not _may_be_another(pair, details)
    if left.names and right.names:
        return False
    return bool(sorts) and details >= COMMON_DETAILS and is_same_news(pair)


def _may_be_another(pair: Accounts, details: int) -> bool:
    """Whether it is of a sort that a city sees every week, and nothing but the city and the sort
    tells that it is the same."""
    if len(pair.left.names & pair.right.names) > 1 or details >= FEW_DETAILS:
        return False
    often = any(events()[term] == "often" for term in pair.shared & events().keys())
    return often and pair.left.said_on != pair.right.said_on


def is_same_news(pair: Accounts) -> bool:
    """Whether both were told within a few days of each other; False if one is undated."""
    one, other = pair.left.said_on, pair.right.said_on
    return one is not None and other is not None and abs((one - other).days) <= SAME_NEWS_DAYS


def is_far_apart(pair: Accounts) -> bool:
    """True for reports of two times that have no name in common: there are many shootings."""
    return is_long_after(pair) and not pair.left.names & pair.right.names


def is_long_after(pair: Accounts) -> bool:
    """True for reports of two times; False if one is undated."""
    one, other = pair.left.said_on, pair.right.said_on
    return one is not None and other is not None and abs((one - other).days) > STORY_DAYS


def told_in_order(pair: Accounts) -> tuple[Account, Account] | None:
    """The earlier and the later account; None where they are of one day, or one is undated."""
    one, other = pair.left.said_on, pair.right.said_on
    if one is None or other is None or one == other:
        return None
    return (pair.left, pair.right) if one < other else (pair.right, pair.left)


@cache
def events() -> dict[str, str]:
    """The terms for what befalls people at one time and place; "often" where that is seen so often
    that the place does not tell which one it is."""
    return {
        row[0] if row[0].startswith("=") else wording.stem(row[0]): row[-1]
        for row in lexicons.rows("judge_events")
    }
