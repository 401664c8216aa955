"""Which articles are copies of one story, and which sources are independent of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from extractor.articles.datelines import find_dateline
from extractor.pairs import Side
from extractor.reconcile.copies.edited import narration, words
from extractor.reconcile.copies.stories import order, stories
from extractor.reconcile.groups import Groups
from extractor.records import Article

SENTENCE_WORDS = 8
"""Words of narration from which it is no accident that two outlets have the same."""

SAME_SENTENCE = 0.75
"""Share of the longer passage's words that the other has in the same order, from which it is the
same passage: one word in four exchanged, dropped or added. Of the sentences of narration in
clusters of reports on one event, those that two outlets share from here on (17 pairs, read) were
all taken over; sentences that two outlets wrote of one fact share 0.5 at most."""


class Sources:
    """Who copied from whom."""

    def __init__(self, articles: Iterable[Article]) -> None:
        articles = sorted(articles, key=order)
        self._stories = stories(articles)
        self._agencies = self._signed(articles)
        told = _told(articles, self._stories)
        self.stories = tuple(tuple(article.id for article in copies) for copies in told)
        """The ids of the articles that tell one story, for each that more than one tells: the
        first published first, in a story and among stories."""
        self._syndicated = {
            self._stories.of(copies[0].id) for copies in told if _outlets(copies) > 1
        }

    def story(self, side: Side) -> str:
        """The same for all articles that are copies of one."""
        return self._stories.of(side.record.article_id)

    def name(self, side: Side) -> str:
        """Whose account it is, to be counted once.

        The agency that signs the story, in any of its copies; else the story, where several
        outlets carry it or the outlet is unknown; else the outlet.
        """
        story, outlet = self.story(side), _outlet(side)
        agency = self._agencies.get(story)
        return agency or (story if story in self._syndicated or not outlet else outlet)

    def independent(self, a: Side, b: Side) -> bool:
        """True for two outlets that did not copy one story, nor take both theirs from one agency;
        an unnamed outlet is its story."""
        return not self._origins(a) & self._origins(b)

    def _origins(self, side: Side) -> set[str]:
        return {self.story(side), self.name(side), _outlet(side) or self.story(side)}

    def _signed(self, articles: Iterable[Article]) -> dict[str, str]:
        """The agency of each story that one signs: "WASHINGTON (AP) — …"."""
        agencies: dict[str, str] = {}
        for article in articles:
            dateline = find_dateline(article.text)
            if dateline and dateline.agency:
                agencies.setdefault(self._stories.of(article.id), dateline.agency.casefold())
        return agencies


def _outlet(side: Side) -> str | None:
    return side.publisher.casefold() if side.publisher else None


def _told(articles: Iterable[Article], groups: Groups[str]) -> list[list[Article]]:
    """The stories that more than one article tells, in the order of `articles`."""
    told: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        told[groups.of(article.id)].append(article)
    return [copies for copies in told.values() if len(copies) > 1]


def _outlets(copies: Iterable[Article]) -> int:
    return len({article.publisher and article.publisher.casefold() for article in copies})


def normalised(text: str) -> str:
    """`text` as far as a repetition has to agree with it: its words, in order."""
    return " ".join(words(text))


def is_republished(a: Side, b: Side) -> bool:
    """True if two outlets narrate in the same words: the one has the other's sentence.

    What a speaker says is the same for everyone who heard it, so that a quotation alone shows no
    copying: of direct speech the words around it in its sentence are compared, of all other
    evidence the words outside of its quotation marks. Fewer than `SENTENCE_WORDS` show nothing;
    a part of the other's sentence is taken from it as well.
    """
    part, whole = sorted((_narrated(a), _narrated(b)), key=len)
    if len(part) < SENTENCE_WORDS:
        return False
    if f" {' '.join(part)} " in f" {' '.join(whole)} ":
        return True
    return LCSseq.normalized_similarity(part, whole) >= SAME_SENTENCE


def _narrated(side: Side) -> Sequence[str]:
    """The words of a record's evidence that are the outlet's own."""
    evidence = side.record.evidence.quote
    if side.record.attribution.speech == "direct":
        return words(narration(side.sentence).replace(evidence, " "))
    return words(narration(evidence))
