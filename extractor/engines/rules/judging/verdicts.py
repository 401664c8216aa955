"""Verdicts on two accounts of which each has words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.voices import quoted, voices
from extractor.pairs import Verdict
from extractor.records import Subtype

CONFIDENCE = 0.6


def differ(
    pair: Accounts,
    words: tuple[str, str],
    *,
    relation: Literal["conflict", "opposed", "progress"] = "conflict",
    subtype: Subtype | None = None,
) -> Verdict:
    """What it says of a pair that each tells it in its own `words`, those of the left first."""
    names = voices(pair)
    return Verdict(
        relation=relation,
        subtype=subtype if relation == "conflict" else None,
        difference=f"{names.left} has {quoted(words[0])}, {names.right} {quoted(words[1])}.",
        confidence=CONFIDENCE,
    )


def both_ways(pair: Accounts) -> Iterator[tuple[Account, Account]]:
    """The two accounts in either order: for what one says and the other excludes."""
    yield pair.left, pair.right
    yield pair.right, pair.left


def in_order(pair: Accounts, of: Account, here: str, there: str) -> tuple[str, str]:
    """The words of `of` and of the other account, those of the left one first."""
    return (here, there) if of is pair.left else (there, here)
