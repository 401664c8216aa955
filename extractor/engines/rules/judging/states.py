"""What state somebody is in: at large or in custody, critically hurt or dead, alive or not."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractor import lexicons, wording
from extractor.engines.rules.judging.accounts import Account, Accounts
from extractor.engines.rules.judging.clauses import clauses
from extractor.engines.rules.judging.cues import CACHED_TEXTS
from extractor.engines.rules.judging.events import is_same_news, told_in_order
from extractor.engines.rules.judging.subjects import name_after, name_before
from extractor.engines.rules.judging.voices import quoted, voices
from extractor.pairs import Verdict

_VITAL = re.compile(
    r"(?P<dead>\b(?:dead|died|dies|perished|succumbed"
    r"|(?:was|is|been|being|be|gets|got) (?:killed|assassinated|slain|murdered)"
    r"|(?:killed|assassinated|slain|murdered)"
    r"(?=$|[.,:;!?]| (?:in|by|on|at|near|during|photos?|video)\b))"
    r"\b)|(?P<alive>\b(?:alive|survived|survives)\b)"
)
"""For a text in small letters. Who "killed three people" is not dead."""

_HEDGED = re.compile(
    r"\b(?:believed|feared|reported|reportedly|rumou?red|presumed|thought|may|might|could|if|"
    r"whether|almost|nearly|nobody|threat|want|wanted|how|when|would|will|left|leaves|leaving|"
    r"people|others|\d+)\b"
)
"""What keeps a text from saying of somebody that he is dead, or alive."""

STORY_TERMS = 3
STORY_NAMES = 2
"""Common terms, and names, of two accounts of one story whose people are not named."""

ROLE_WITHIN = 60
"""Characters around the words for a state in which stands who is in it."""

_ROLES = frozenset({"victim", "=suspect", "=shooting"})
_SOMEBODY = re.compile(r"\b(?:man|men|woman|women|pair|brothers|people)\b")
_SOUGHT = frozenset({"=suspect"})
"""Who is at large, or in custody, is a suspect, whatever a text calls him."""

NEGATED_WITHIN = 40
"""Characters before the words for a state in which their negation stands."""

_LEFT = re.compile(
    r"\b(?:resigned|stepped down|quit|fired|dismissed|ousted|removed) "
    r"(?:as|from her post as|from his post as)(?: the| its)? (?P<office>[a-z]+(?: [a-z]+){0,2}?)"
    r"(?= (?:of|to|for|at|in|on|after|over)\b|[,.;]|$)"
)
_FORMER = re.compile(r"\b(?:former|late|then|ex)\b", re.IGNORECASE)
_LEAVING = frozenset({"=resign", "=dismiss", "=appoint"})
"""Terms of an account that does not tell of somebody in office."""

_NEGATED = re.compile(r"\b(?:not|no|never|none|nor|neither)\b|n['’]t\b")


class State(NamedTuple):
    """A state that somebody is said to be in."""

    kind: str
    rank: int
    who: frozenset[str]
    roles: frozenset[str]
    """Those who are not named: "the victims"."""
    words: str


class Gone(NamedTuple):
    """Who is no longer what he was."""

    who: frozenset[str]
    office: frozenset[str]
    words: str


class Life(NamedTuple):
    """Whether somebody is said to live."""

    alive: bool
    who: frozenset[str]
    words: str


def judge_states(pair: Accounts) -> Verdict | None:
    """`conflict` where somebody is dead, and alive in what was said then or later; `progress` where
    he is in another state later."""
    return _lives(pair) or _states(pair) or _offices(pair)


def _lives(pair: Accounts) -> Verdict | None:
    left, right = _life(pair.left.text), _life(pair.right.text)
    if left is None or right is None or left.alive == right.alive or not left.who & right.who:
        return None
    ordered = told_in_order(pair)
    if ordered and _life_of(ordered[0]) == "alive":
        return _verdict(pair, "progress", left.words, right.words)
    return _verdict(pair, "conflict", left.words, right.words)


def _life_of(account: Account) -> str:
    life = _life(account.text)
    return "alive" if life and life.alive else "dead"


def _states(pair: Accounts) -> Verdict | None:
    ordered = told_in_order(pair)
    left, right = _of(pair.left.text), _of(pair.right.text)
    if not left or not right or ordered is None:
        return None
    for a in left:
        for b in right:
            if a.kind == b.kind and a.rank != b.rank and _is_of_one(pair, a, b):
                return _verdict(pair, "progress", a.words, b.words)
    return None


def are_in_one_state(pair: Accounts) -> bool:
    """Whether both have the same people, or those of one role, in the same state."""
    left, right = _of(pair.left.text), _of(pair.right.text)
    return any(
        a.kind == b.kind and a.rank == b.rank and bool(a.who & b.who or a.roles & b.roles)
        for a in left
        for b in right
    )


def _is_of_one(pair: Accounts, a: State, b: State) -> bool:
    """Whether both states are of one person; or of the victims, or the suspects, of one story, and
    the later one is farther on."""
    if a.who & b.who:
        return True
    if a.rank > b.rank or not a.roles & b.roles or not is_same_news(pair):
        return False
    left, right = pair.left, pair.right
    apart = left.names - right.terms and right.names - left.terms
    named = len(left.names & right.names) >= STORY_NAMES
    return len(pair.shared) >= STORY_TERMS and (named or not apart)


def _offices(pair: Accounts) -> Verdict | None:
    """Who held an office, and has left it since."""
    gone = _gone(pair.right.text) if told_in_order(pair) else None
    if gone is None or not gone.who & pair.left.names or not gone.office <= pair.left.terms:
        return None
    if pair.left.terms & _LEAVING or _FORMER.search(pair.left.text):
        return None
    names = voices(pair)
    return Verdict(
        relation="progress",
        difference=f"{names.left} has somebody in an office: {quoted(pair.left.text)}; "
        f"{names.right} has “{gone.words}”.",
        confidence=0.6,
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _gone(text: str) -> Gone | None:
    """Who has left which office, by a text."""
    match = _LEFT.search(text)
    if match is None:
        return None
    office = wording.terms(match["office"])
    who = name_before(text, match.start())
    return Gone(who, office, match[0]) if who and office else None


def _verdict(pair: Accounts, relation: str, here: str, there: str) -> Verdict:
    names = voices(pair)
    return Verdict.model_validate(
        {
            "relation": relation,
            "subtype": "negation" if relation == "conflict" else None,
            "difference": f"{names.left} has “{here}”, {names.right} “{there}”.",
            "confidence": 0.6,
        }
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _life(text: str) -> Life | None:
    """The one person in `text` who is plainly said to be dead, or alive."""
    matches = list(_VITAL.finditer(text.lower()))
    if len(matches) != 1:
        return None
    match = matches[0]
    clause = next((c for c in clauses(text) if text[match.start() : match.end()] in c.text), None)
    told = clause.text.lower() if clause else text.lower()
    if _HEDGED.search(told):
        return None
    negations = list(_NEGATED.finditer(told, 0, told.find(match[0])))
    start = match.start() - (told.find(match[0]) - negations[0].start() if negations else 0)
    alive = (match.lastgroup == "alive") != (len(negations) % 2 == 1)
    return Life(alive, name_before(text, match.start()), text[start : match.end()])


@lru_cache(maxsize=CACHED_TEXTS)
def _of(text: str) -> tuple[State, ...]:
    """For each kind the highest state in `text`."""
    found: dict[str, State] = {}
    small = text.lower()
    for match in _pattern().finditer(small):
        state = _state(text, small, match)
        known = found.get(state.kind)
        if state.rank and (state.who or state.roles) and (not known or known.rank < state.rank):
            found[state.kind] = state
    return tuple(found.values())


def _state(text: str, small: str, match: re.Match[str]) -> State:
    kind, rank, after_negation = _ranks()[match[0]]
    near = max(0, match.start() - NEGATED_WITHIN)
    negation = _NEGATED.search(small, near, match.start())
    who = name_before(text, match.start()) | name_after(text, match.end())
    roles = _roles(text, match.start())
    if kind == "custody" and not roles and _SOMEBODY.search(small, 0, match.start()):
        roles = _SOUGHT
    words = text[negation.start() if negation else match.start() : match.end()]
    return State(kind, after_negation if negation else rank, who, roles, words)


def _roles(text: str, at: int) -> frozenset[str]:
    """The terms for victims and suspects near the offset `at`."""
    near = wording.terms(text[max(0, at - ROLE_WITHIN) : at + ROLE_WITHIN])
    return near & _ROLES


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_ranks(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


@cache
def _ranks() -> dict[str, tuple[str, int, int]]:
    """For each phrase its kind, its rank, and its rank after a negation; 0 for none."""
    return {
        phrase: (row[0], int(row[1]), int(row[3]) if len(row) > 3 else 0)
        for row in lexicons.rows("judge_states")
        for phrase in row[2].split("|")
    }
