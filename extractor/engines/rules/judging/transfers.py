"""Who gives what to whom: a response, a letter, aid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.days import compare_days
from extractor.engines.rules.judging.voices import voices
from extractor.pairs import Verdict
from extractor.wording import Word

DESCRIBED_BY = 3
"""Words before a thing that may describe it."""

SUBJECT_WITHIN = 7
"""Words before a verb in which its subject is looked for."""

SAME_THING = 0.5
"""Overlap, parties left aside, above which two accounts speak of one transfer."""

_BREAKS = frozenset("that which who and but for while when because if of".split())
"""Words between a verb and a thing that end the verb's phrase."""

_COMING = frozenset("is are was were will would to be come comes came coming due expected".split())
"""Words that may stand between a thing and the "from" that names its giver."""

_WITH_ARTICLE = ("United ", "European ", "Netherlands", "Philippines")


class Transfer(NamedTuple):
    """A thing on its way."""

    thing: str
    described: frozenset[str]
    """Terms that say which one it is: "written"."""
    givers: frozenset[str]
    receivers: frozenset[str]
    words: str
    """The thing and its description as written."""


class _Text(NamedTuple):
    text: str
    words: Sequence[Word]
    forms: Sequence[str]
    """The words as they stand, in lower case."""


def judge_transfer(pair: Accounts) -> Verdict | None:
    """`conflict` where giver and receiver change places; `progress` where it comes about."""
    for a in transfers(pair.left.text):
        for b in transfers(pair.right.text):
            if a.thing == b.thing and _same_description(a, b):
                verdict = _progress(pair, a, b) or _swap(pair, a, b)
                if verdict:
                    return verdict
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def transfers(text: str) -> tuple[Transfer, ...]:
    """The transfers that `text` speaks of, each thing once."""
    words = wording.words(text)
    parsed = _Text(text, words, [text[w.start : w.end].lower() for w in words])
    merged: dict[str, Transfer] = {}
    for index in _things(parsed):
        found = _transfer(parsed, index)
        known = merged.get(found.thing)
        merged[found.thing] = _merged(known, found) if known else found
    return tuple(merged.values())


def _merged(a: Transfer, b: Transfer) -> Transfer:
    return a._replace(
        described=a.described | b.described,
        givers=a.givers | b.givers,
        receivers=a.receivers | b.receivers,
        words=max(a.words, b.words, key=len),
    )


def _things(text: _Text) -> Iterator[int]:
    for index, form in enumerate(text.forms):
        if form in _lexicon()["thing"] or form.removesuffix("s") in _lexicon()["thing"]:
            yield index


def _transfer(text: _Text, index: int) -> Transfer:
    before = _description(text, index)
    described = frozenset(w.term for w in before if w.term and not w.is_name)
    owners = frozenset(w.term for w in before if w.is_name and _is_owner(w))
    verb = _verb_before(text, index)
    givers = owners | _after(text, index, "from")
    receivers = _after(text, index, "to")
    if verb is not None and text.forms[verb] in _lexicon()["give"]:
        givers |= _subjects(text, verb)
    elif verb is not None and not owners:
        receivers |= _subjects(text, verb)
    forms = [text.text[w.start : w.end] for w in (*before, text.words[index]) if not w.is_name]
    return Transfer(text.words[index].term, described, givers, receivers - givers, " ".join(forms))


def _is_owner(word: Word) -> bool:
    return word.possessive or wording.state(word.term) is not None


def _description(text: _Text, index: int) -> Sequence[Word]:
    """The adjectives and the owner before a thing: "Washington’s written response"."""
    first = index
    while first > max(0, index - DESCRIBED_BY) and _describes(text, first - 1):
        first -= 1
    return text.words[first:index]


def _describes(text: _Text, index: int) -> bool:
    form = text.forms[index]
    verb = form in _lexicon()["give"] or form in _lexicon()["receive"]
    return bool(text.words[index].term) and not verb


def _verb_before(text: _Text, index: int) -> int | None:
    verbs = _lexicon()["give"] | _lexicon()["receive"]
    for at in range(index - 1, max(-1, index - SUBJECT_WITHIN), -1):
        if text.forms[at] in verbs:
            return at
        if text.forms[at] in _BREAKS:
            return None
    return None


def _subjects(text: _Text, verb: int) -> frozenset[str]:
    """The names next before a verb, joined ones together: "the United States and NATO"."""
    found: set[str] = set()
    for at in range(verb - 1, max(-1, verb - SUBJECT_WITHIN), -1):
        word, following = text.words[at], text.words[at + 1]
        if found and not text.text[word.end : following.start].isspace():
            break
        if word.is_name and not word.possessive:
            found.add(word.term)
        elif found and text.forms[at] not in ("and", "the"):
            break
    return frozenset(found)


def _after(text: _Text, index: int, preposition: str) -> frozenset[str]:
    """The name right after `preposition`, right after the thing."""
    at = index + 1
    while preposition == "from" and at < len(text.forms) and text.forms[at] in _COMING:
        at += 1
    if at >= len(text.forms) or text.forms[at] != preposition:
        return frozenset()
    at += 1
    while at < len(text.forms) and text.forms[at] in ("the", "a", "an", "its", "their"):
        at += 1
    named = at < len(text.words) and text.words[at].is_name
    return frozenset({text.words[at].term}) if named else frozenset()


def _same_description(a: Transfer, b: Transfer) -> bool:
    return not a.described or not b.described or bool(a.described & b.described)


def swapped(pair: Accounts) -> bool:
    """True if the two give one thing different givers, of whom one receives it elsewhere."""
    return any(
        _change_places(a, b) and a.thing == b.thing
        for a in transfers(pair.left.text)
        for b in transfers(pair.right.text)
    )


def _change_places(a: Transfer, b: Transfer) -> bool:
    if not a.givers or not b.givers or a.givers & b.givers:
        return False
    return bool(a.givers & b.receivers or b.givers & a.receivers)


def _swap(pair: Accounts, a: Transfer, b: Transfer) -> Verdict | None:
    if not (_change_places(a, b) and _of_one_moment(pair) and _same_matter(pair, a, b)):
        return None
    left, right = voices(pair)
    return Verdict(
        relation="conflict",
        subtype="actor",
        difference=f"{_upper(left)} has the {a.words} coming from {_list(a.givers)}; "
        f"{right} has it coming from {_list(b.givers)}.",
        confidence=0.8,
    )


def _of_one_moment(pair: Accounts) -> bool:
    """A headline against its article, or accounts of one day: else there may be two transfers."""
    if pair.within_article:
        return pair.left.side.in_headline != pair.right.side.in_headline
    same_day = pair.left.said_on is not None and pair.left.said_on == pair.right.said_on
    return same_day and compare_days(pair) != "different"


def _same_matter(pair: Accounts, a: Transfer, b: Transfer) -> bool:
    parties = a.givers | b.givers | a.receivers | b.receivers
    left, right = pair.left.terms - parties, pair.right.terms - parties
    beside_the_thing = left & right - {a.thing}
    return bool(beside_the_thing) and wording.overlap(left, right) >= SAME_THING


def _progress(pair: Accounts, a: Transfer, b: Transfer) -> Verdict | None:
    sides = pair.cue_on_one_side("pending")
    if not sides or not (a.described & b.described) or (a.givers and b.givers - a.givers):
        return None
    waiting, moving = sides
    awaited, other = (a, b) if moving is pair.right else (b, a)
    if not other.givers or not _gives(moving) or _is_earlier(moving, waiting):
        return None
    left, right = voices(Accounts(waiting, moving))
    return Verdict(
        relation="progress",
        difference=f"{_upper(left)} speaks of no {awaited.words} yet; "
        f"{right} has {_list(other.givers)} giving it.",
        confidence=0.65,
    )


def _gives(account: Account) -> bool:
    """True for news of giving, as against a hope for it or a praise of it."""
    return "=give" in account.terms and not account.cues & {"hope", "favour"}


def _is_earlier(a: Account, b: Account) -> bool:
    return a.said_on is not None and b.said_on is not None and a.said_on < b.said_on


def _list(parties: frozenset[str]) -> str:
    return " and ".join(
        f"the {party}" if party.startswith(_WITH_ARTICLE) else party for party in sorted(parties)
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    rows = lexicons.rows("judge_transfers")
    return {kind: frozenset(words.split("|")) for kind, words in rows}
