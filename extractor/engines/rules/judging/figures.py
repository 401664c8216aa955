"""Figures of one thing that differ."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from extractor import lexicons, quantities, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.days import compare_days, is_a_state
from extractor.engines.rules.judging.events import is_far_apart, is_long_after
from extractor.engines.rules.judging.tolls import (
    Difference,
    counted_otherwise,
    differing_tolls,
)
from extractor.engines.rules.judging.verdicts import differ
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.records import Quantity

SAME_MATTER = 0.8
"""Overlap above which two accounts are taken to count the same thing."""

SHARED_TERMS = 3
"""Fewer common terms than this do not show that two figures count the same thing; in one article,
which goes from one matter of a kind to the next, it takes one more."""

NEAR = 40
"""Characters around a figure in which the words lie that say what is counted."""


OWNER = 24
"""Characters before a figure in which the name stands of whom it is told."""

_LESS = re.compile(r"\b(?:less|fewer|lower|off|without)\b", re.IGNORECASE)
WHOLE = 100.0
SAME_WORDS = 0.9
"""Similarity from which on two shares are told of one thing, not of it and of the rest."""

FEW_FIGURES = 2
"""Figures of a sentence that tell its matter from another's, if one article has none again."""

CURRENCIES = frozenset("USD EUR GBP JPY RUB INR CHF CNY CAD AUD".split())

PERSON = "person"

RELATIVE = frozenset({"other"})
"""How many "others" there are depends on who was named before them."""


def judge_figures(pair: Accounts) -> Verdict | None:
    """`conflict` (or `progress`, if the days differ) where a figure of one matter differs."""
    found = differing_tolls(pair) or _differing_in_one_matter(pair)
    if found is None:
        return _counted_otherwise(pair)
    words = found.left.text, found.right.text
    left, right = voices(pair)
    difference = f"{left} gives {words[0]}, {right} {words[1]}."
    if compare_days(pair) == "different":
        return Verdict(relation="progress", difference=difference, confidence=0.7)
    return Verdict(relation="conflict", subtype="number", difference=difference, confidence=0.75)


def _counted_otherwise(pair: Accounts) -> Verdict | None:
    """Who is among those that are counted does not change with the count."""
    words = counted_otherwise(pair)
    return differ(pair, words, subtype="actor") if words else None


def _differing_in_one_matter(pair: Accounts) -> Difference | None:
    if pair.matter_overlap < SAME_MATTER or pair.two_subjects or is_far_apart(pair):
        return None
    found = differing(pair)
    if found is None or compares_two(pair):
        return None
    if is_long_after(pair) and compare_days(pair) == "different" and not is_a_state(pair):
        return None  # each report has an event of its own days
    money = found.left.unit in CURRENCIES  # names a matter, as the counted noun of others does
    days = compare_days(pair)
    dated = days == "same" or (days == "different" and is_a_state(pair))
    owned = _owner(pair.left, found.left) & _owner(pair.right, found.right)
    known = len(pair.shared) + money + dated + bool(owned)
    return found if known >= SHARED_TERMS + pair.within_article else None


def _owner(account: Account, quantity: Quantity) -> frozenset[str]:
    """Whose figure it is: the name right before it ("Acme's 19 plants", "Acme has 19 plants")."""
    start = account.text.find(quantity.text)
    before = wording.words(account.text[max(0, start - OWNER) : start])[-2:]
    return frozenset(word.term for word in before if word.term) & account.names


def differing(pair: Accounts) -> Difference | None:
    """The first figures of one unit and one context that differ."""
    left, right = _by_unit(pair.left), _by_unit(pair.right)
    for unit in sorted(left.keys() & right.keys() - RELATIVE):
        if len(left[unit]) != len(right[unit]):
            continue
        for a, b in zip(left[unit], right[unit], strict=True):
            if _is_rest(pair, a, b):
                continue
            if quantities.relate(a, b) == "different" and _count_the_same(pair, a, b):
                return Difference(a, b)
    return _differing_counts_of_people(pair)


def compares_two(pair: Accounts) -> bool:
    """Whether one article gives several figures twice, and not one of them again: it compares two
    matters."""
    left, right = pair.left.quantities, pair.right.quantities
    if not pair.within_article or min(len(left), len(right)) < FEW_FIGURES:
        return False
    return not agreeing(pair)


def _is_rest(pair: Accounts, a: Quantity, b: Quantity) -> bool:
    """Whether two shares make the whole, told in other words: 77% paid is 23% not paid."""
    whole = a.unit == b.unit == "percent" and a.value + b.value == WHOLE
    if not whole:
        return False
    less = [bool(_LESS.search(account.text)) for account in pair]
    return pair.similarity < SAME_WORDS or less[0] != less[1]


def _differing_counts_of_people(pair: Accounts) -> Difference | None:
    """ "A contingent of troops with 900 people" counts the troops: people of a kind that it names.

    Only where each side gives one count of people.
    """
    counts = [[q for q in account.quantities if _is_of_people(q)] for account in pair]
    if len(counts[0]) != 1 or len(counts[1]) != 1:
        return None
    left, right = counts[0][0], counts[1][0]
    if (left.unit == PERSON) == (right.unit == PERSON):
        return None
    general = pair.left if left.unit == PERSON else pair.right
    kind = right if left.unit == PERSON else left
    if not wording.terms(f"{kind.unit}s") <= general.terms:
        return None
    other = kind.model_copy(update={"unit": PERSON})
    both = (left, other) if kind is right else (other, right)
    return Difference(left, right) if quantities.relate(*both) == "different" else None


def _is_of_people(quantity: Quantity) -> bool:
    return quantity.unit == PERSON or quantity.unit in _people()


@cache
def _people() -> frozenset[str]:
    """Nouns for people of some kind."""
    kinds = frozenset(row[0] for row in lexicons.rows("roles") if row[1] in ("person", "office"))
    return kinds | {"troop"}


def agreeing(pair: Accounts) -> bool:
    """True if some figure is the same on both sides."""
    return any(
        quantities.relate(a, b) == "equal"
        for a in pair.left.quantities
        for b in pair.right.quantities
    )


def _by_unit(account: Account) -> dict[str, list[Quantity]]:
    grouped: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in account.quantities:
        grouped[quantity.unit or ""].append(quantity)
    return grouped


def _count_the_same(pair: Accounts, a: Quantity, b: Quantity) -> bool:
    return bool(_context(pair.left.text, a) & _context(pair.right.text, b))


def _context(text: str, quantity: Quantity) -> frozenset[str]:
    start = text.find(quantity.text)
    end = start + len(quantity.text)
    around = f"{text[max(0, start - NEAR) : start]} {text[start:end]} {text[end : end + NEAR]}"
    return wording.terms(around)
