"""One account says so, the other says not: negations, opposites and denials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor import times, wording
from extractor.engines.rules.judging.accounts import Account, Accounts, denied_terms, terms_of
from extractor.engines.rules.judging.cues import CACHED_TEXTS, cue_matches
from extractor.engines.rules.judging.events import is_far_apart
from extractor.engines.rules.judging.opposites import opposites
from extractor.engines.rules.judging.predicates import denies_existence, denies_predicate
from extractor.engines.rules.judging.subjects import name_before
from extractor.engines.rules.judging.voices import quoted, voice
from extractor.pairs import Verdict
from extractor.records import Claim

SAME_PROPOSITION = 0.8
"""Overlap above which a negation on one side negates the other side's proposition."""

SHARED_TERMS = 3
"""Common terms that a proposition needs to be recognised by."""

BARE_PROPOSITION = 2
"""Terms, names aside, without which an assertion is too bare to be recognised."""

LENGTH_RATIO = 0.5
"""A clause more than twice as long may deny something else."""

DENIED_OVERLAP = 0.5
"""Overlap of a denial, which is often short, with what it denies."""

DEBUNKED_OVERLAP = 0.4
"""The same for what is called a hoax, which is seldom told in the words of the hoax."""

DENIED_TERMS = 3
DENIED_NAMED = 2
"""Common terms that tie a denial to what it denies; fewer, if they are a name and an act."""

_CLAUSE = re.compile(
    r"[.;:!?]\s|,?\s(?:but|while|whereas|though|although|and)\s"
    r"|,\s(?=\w+\s(?:is|are|was|were|will|has|have)\b)"
)

_REPORTS = re.compile(
    r"\b(?:has |had |have )?(?:says?|said|insist(?:s|ed)?|promis(?:es|ed|ing)|assert(?:s|ed)|"
    r"claim(?:s|ed)|vow(?:s|ed)|told)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|by)\b")
_MAYBE = re.compile(r"\b(?:may|might|could|whether)\b", re.IGNORECASE)
SPOKEN_OF = 0.5
"""Share of what stands right after the word for a denial that the asserter must speak of."""

REACH = 20
"""Characters before a denial in which stands what keeps it from being made."""

_EXPOSED = re.compile(
    r"(?P<what>[^.;:,]{8,80}?) (?:is|are|was|were|(?:is |was |were )?(?:exposed|revealed|shown|"
    r"unmasked) (?:as|to be)|turn(?:s|ed) out to be|prove[sd]? to be) (?:an? |all |completely )*"
    r"(?:fake|hoax|fabricated|fabrication|satire|satirical|untrue)\b",
    re.IGNORECASE,
)
_OBJECT_ENDS = re.compile(r"[.,;:!?]|\band\b")
_NOT_MADE = re.compile(
    r"(?:\b(?:would|could|may|might|can|to)|\b(?:not|neither) \w+(?:,| or| nor)) $", re.IGNORECASE
)

_DENYING_TERMS = frozenset(
    {
        "deny",
        "deni",
        "den",
        "=plan",
        "dismiss",
        "reject",
        "report",
        "claim",
        "rumor",
        "rumour",
        "=hoax",
    }
)


def judge_denial(pair: Accounts) -> Verdict | None:
    """`opposed` where somebody is reported to deny what the other side asserts; `conflict` where
    one outlet asserts what the other calls untrue."""
    for denier, asserter in _denials(pair):
        if not _denies(denier, asserter) or not _speaks_of_it(denier, asserter):
            continue
        conflict = "debunk" in denier.cues and denier.who is None and asserter.who is None
        return Verdict(
            relation="conflict" if conflict else "opposed",
            subtype="negation" if conflict else None,
            difference=f"{voice(denier)} denies what {voice(asserter)} says.",
            confidence=0.6,
        )
    return None


def _denials(pair: Accounts) -> Iterator[tuple[Account, Account]]:
    """Who may deny what whom says: by a word for it, or by what an article reports him to deny."""
    for cue in ("denial", "debunk"):
        sides = pair.cue_on_one_side(cue)
        if sides and (cue == "debunk" or _is_told(sides[0].text)):
            yield sides
    for denier, asserter in ((pair.left, pair.right), (pair.right, pair.left)):
        if _is_reported_denial(denier) and isinstance(asserter.side.record, Claim):
            same = wording.overlap(denier.terms, asserter.terms) >= SAME_PROPOSITION
            if same and not asserter.negated:
                yield denier, asserter


def _is_told(text: str) -> bool:
    """Whether a denial in `text` was made: what "would deny them a seat" denies no statement."""
    denials = cue_matches("denial", text)
    return any(
        not _NOT_MADE.search(text, max(0, match.start() - REACH), match.start())
        for match in denials
    )


def _is_reported_denial(account: Account) -> bool:
    """True for "X denied that": the claim is negated, and its words are not."""
    return isinstance(account.side.record, Claim) and bool(
        account.denied - denied_terms(account.text)
    )


def _denies(denier: Account, asserter: Account) -> bool:
    if "debunk" in denier.cues and (exposed := _EXPOSED.search(denier.text)):
        return _tells_all(asserter, exposed["what"])
    matter = denier.terms - _DENYING_TERMS
    shared = matter & asserter.terms
    if denier.who is not None and denier.who == asserter.who:
        return False
    if asserter.negated:
        return False  # who says no himself is not denied by another no
    named = shared & (denier.names | asserter.names)
    acted = wording.acts(shared)
    enough = len(shared) >= (DENIED_NAMED if named and acted else DENIED_TERMS)
    least = DEBUNKED_OVERLAP if "debunk" in denier.cues else DENIED_OVERLAP
    return enough and wording.overlap(matter, asserter.terms) >= least


def _tells_all(account: Account, words: str) -> bool:
    """Whether an account tells of all that is said to be a fake: "the whale video is a hoax" tells
    what it is before the words for it."""
    fake = terms_of(words)
    return len(fake) >= DENIED_TERMS and fake <= account.terms and not account.negated


def _speaks_of_it(denier: Account, asserter: Account) -> bool:
    """Whether half of what stands right after the word for the denial is in the other account
    too."""
    for denial in cue_matches("denial", denier.text):
        after = _OBJECT_ENDS.split(denier.text[denial.end() :], maxsplit=1)[0]
        thing = terms_of(after) - _DENYING_TERMS
        if thing and len(thing & asserter.terms) < SPOKEN_OF * len(thing):
            return False
    return True


def judge_negation(pair: Accounts) -> Verdict | None:
    """`conflict` where the same proposition is negated on one side only."""
    if pair.cue_on_one_side("duty"):
        return None
    return _one_negates(pair)


def _one_negates(pair: Accounts) -> Verdict | None:
    for denier, other in ((pair.left, pair.right), (pair.right, pair.left)):
        enough = len(pair.shared) >= SHARED_TERMS or _says_no_more(pair)
        recognised = enough and _denies_it(denier, other)
        recognised = recognised and not _MAYBE.search(other.text)
        if not opposites(pair) and (
            recognised or denies_predicate(denier, other) or denies_existence(denier, other)
        ):
            return Verdict(
                relation="opposed" if _is_dispute(denier, other) else "conflict",
                subtype="negation",
                difference=f"{voice(other)} says that it is so, {voice(denier)} that it is not: "
                f"{quoted(denier.side.record.evidence.quote)}.",
                confidence=0.6,
            )
    return None


def _says_no_more(pair: Accounts) -> bool:
    """Whether both have the same words: of "the ship was overloaded" two terms are all there is."""
    same = pair.left.terms == pair.right.terms and len(pair.shared) >= BARE_PROPOSITION
    return same and not is_far_apart(pair)


def _is_dispute(denier: Account, other: Account) -> bool:
    """True where an actor denies what somebody else, or an outlet, says: both may be reported
    right."""
    speaker = denier.side.record.attribution.speaker
    if speaker is not None:
        return denier.who != other.who
    one, then = _reported(denier.text), _reported(other.text)
    return bool(one and then) and not one & then


@lru_cache(maxsize=CACHED_TEXTS)
def _reported(text: str) -> frozenset[str]:
    """The name of whom a text itself reports to say what it tells."""
    match = _REPORTS.search(text)
    return name_before(text, match.start()) if match else frozenset()


def _denies_it(denier: Account, other: Account) -> bool:
    if other.negated:
        return False  # two negations of two things
    without_words = denier.denied - denied_terms(denier.text)
    for clause in _CLAUSE.split(denier.text):
        denied = denied_terms(clause) | without_words & wording.terms(clause)
        hit = denied & other.terms - other.denied
        by_one = any(
            _one_subject(denier.text, other.text, act) and _one_tense(clause, other.text, act)
            for act in hit
        )
        if by_one and _says_all(wording.terms(clause), denier, other):
            return True
    return False


def _one_subject(a: str, b: str, act: str) -> bool:
    one, other = _subject(a, act), _subject(b, act)
    return (one is None or other is None or one == other) and not _change_places(a, b, act)


def _change_places(a: str, b: str, act: str) -> bool:
    """Whether what one has before the act the other has after it alone, in the active voice."""
    if _PASSIVE.search(a) or _PASSIVE.search(b):
        return False
    (doer, done), (other_doer, other_done) = _around(a, act), _around(b, act)
    return not doer & other_doer and bool(done & other_doer) and not done & other_done


@lru_cache(maxsize=CACHED_TEXTS)
def _around(text: str, act: str) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of `text` before `act` and after it."""
    ordered = [word.term for word in wording.words(text) if word.term]
    at = ordered.index(act) if act in ordered else len(ordered)
    return frozenset(ordered[:at]), frozenset(ordered[at + 1 :])


def _one_tense(denial: str, text: str, act: str) -> bool:
    """False if one is of what has been and the other of what is to come."""
    one, other = _is_past(denial, act), _is_past(text, act)
    return one is None or other is None or one == other


@lru_cache(maxsize=CACHED_TEXTS)
def _is_past(text: str, act: str) -> bool | None:
    """Whether `act` is told as past, by its own form or by the words before it."""
    word = next((word for word in wording.words(text) if word.term == act), None)
    return times.is_past(text, word.end) if word else None


def _says_all(clause: frozenset[str], denier: Account, other: Account) -> bool:
    """The clause holds all that the other side asserts; its names may stand elsewhere."""
    asserted = other.terms - other.names
    if (
        not (other.names & other.terms) - denier.called <= denier.terms
        or len(asserted) < BARE_PROPOSITION
    ):
        return False
    if len(asserted) < LENGTH_RATIO * len(clause - denier.names):
        return False
    return len(clause & asserted) >= SAME_PROPOSITION * len(asserted)


def _subject(text: str, act: str) -> str | None:
    """The last name before `act`: who does it, or to whom it is done."""
    last = None
    for word in wording.words(text):
        if word.term == act:
            break
        last = word.term if word.is_name else last
    return last
