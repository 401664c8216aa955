"""How a side is named in an explanation."""

from __future__ import annotations

from typing import NamedTuple

from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.errors import shorten

QUOTED = 160
"""Characters of an account that an explanation quotes."""


class Voices(NamedTuple):
    """What to call the two sides."""

    left: str
    right: str


def voices(pair: Accounts) -> Voices:
    """Names that tell the two sides of `pair` apart."""
    left, right = voice(pair.left), voice(pair.right)
    if left != right:
        return Voices(left, right)
    one, other = pair.left.said_on, pair.right.said_on
    if one and other and one != other:
        return Voices(f"{left} on {one}", f"{right} on {other}")
    return Voices(f"one report of {left}", f"another of {right}")


def quoted(text: str) -> str:
    """`text` in quotation marks, cut to what fits an explanation."""
    return f"“{shorten(text.rstrip(' .'), QUOTED)}”"


def voice(account: Account) -> str:
    """Whose words they are, and in which outlet."""
    side = account.side
    outlet = side.publisher or "one outlet"
    if account.who:
        return f"{account.who} in {outlet}"
    return f"the headline of {outlet}" if side.in_headline else outlet
