"""Ten invented stories, each told by five articles, with all that an editor lists of them.

    python -m benchmarks.stories [STORY ...] [--show]

Who said what, positions, commitments, and how the accounts relate were written down with the
stories, before any program read them, by a writer who did not know this one. Stories 01 to 05
were read when rules were made; 06 to 10 are held out. `--show` lists what was missed and what
was found beyond the list, of the stories named.

A passage is found where evidence and gold overlap by half of the shorter; a speaker or holder
is right if a word of its name or role is in the gold's. A relation is found if a finding sets
the one passage against the other and calls it the same; contradiction and dispute count as one,
since whether an outlet speaks for itself or for its source is a reading of the text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import Counts, Figure
from extractor import reconcile
from extractor.engines import Reply
from extractor.engines.rules import RulesEngine
from extractor.evaluation import OVERLAP
from extractor.extraction import read
from extractor.records import Actor, Article, Claim, Commitment, Finding, Record, Span, Stance

STORIES = Path(__file__).parent / "stories_data"
PARTS = {
    "stories": ("01", "02", "03", "04", "05"),
    "stories held out": ("06", "07", "08", "09", "10"),
}
FLAGS = ("contradiction", "dispute", "reversal")
"""What a reader is warned of, and what none of the pairs listed as harmless may be called."""
_LITTLE = frozenset("the a an of for in and to at".split())


class _Place(NamedTuple):
    """A passage of an article, by the article's name in the story."""

    article: str
    span: Span


class Story:
    """One story as the embedded engine reads it, beside its gold."""

    def __init__(self, name: str) -> None:
        lines = (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        self.articles = {row["id"]: _article(row) for row in map(json.loads, lines)}
        gold = (STORIES / f"{name}.gold.json").read_text(encoding="utf-8")
        self.gold: dict[str, list[dict[str, Any]]] = json.loads(gold)
        engine = RulesEngine()
        self._names = {article.id: ref for ref, article in self.articles.items()}
        self.records: list[Record] = [
            record
            for article in self.articles.values()
            for record in read(article, engine, Reply()).records
        ]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What comparing the records found."""
        return reconcile(self.records, list(self.articles.values())).findings

    def place(self, entry: dict[str, Any]) -> _Place:
        """Where the words of a gold entry stand."""
        at = self.articles[entry["article"]].text.index(entry["quote"])
        return _Place(entry["article"], Span(at, at + len(entry["quote"])))

    def holds(self, record: Record, place: _Place) -> bool:
        """Whether a record's evidence is, for the most part, the passage."""
        if self._names[record.article_id] != place.article:
            return False
        (start, end), evidence = place.span, record.evidence
        common = min(end, evidence.end) - max(start, evidence.start)
        return common >= OVERLAP * min(end - start, evidence.end - evidence.start)

    def attributed(self) -> list[Claim]:
        """The claims that are somebody's."""
        return [r for r in self.records if isinstance(r, Claim) and r.attribution.speaker]

    def relates(self, finding: Finding, entry: dict[str, Any]) -> bool:
        """Whether a finding sets the two passages of a gold entry against each other."""
        by_id = {record.id: record for record in self.records}
        sides = [[by_id[name] for name in side] for side in finding.sides]
        one, other = self.place(entry["a"]), self.place(entry["b"])
        return any(
            any(self.holds(record, one) for record in a)
            and any(self.holds(record, other) for record in b)
            for a, b in permutations(sides, 2)
        ) or (len(sides) == 1 and all(self._has(sides[0], place) for place in (one, other)))

    def _has(self, records: Sequence[Record], place: _Place) -> bool:
        return any(self.holds(record, place) for record in records)


def _article(row: dict[str, Any]) -> Article:
    return Article.of(
        f"{row['title']}\n\n{row['text']}",
        ref=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]),
    )


def figures() -> Iterator[Figure]:
    """What the embedded engine finds in the stories, for both parts."""
    for part, names in PARTS.items():
        stories = [Story(name) for name in names]
        yield from _of_speech(part, stories)
        yield from _of_positions(part, stories)
        yield from _of_relations(part, stories)


def _of_speech(part: str, stories: Sequence[Story]) -> Iterator[Figure]:
    right, predicted, wanted, found, named = 0, 0, 0, 0, 0
    for story in stories:
        gold = [(story.place(entry), entry) for entry in story.gold["attributions"]]
        claims = story.attributed()
        wanted, predicted = wanted + len(gold), predicted + len(claims)
        right += sum(any(story.holds(claim, place) for place, _ in gold) for claim in claims)
        for place, entry in gold:
            held = [claim for claim in claims if story.holds(claim, place)]
            found += bool(held)
            named += any(_is(claim.attribution.speaker, entry["speaker"]) for claim in held)
    counts = Counts(found, predicted, wanted)
    measure = f"{counts.recall:.3f} (P {right / predicted:.3f})"
    yield Figure(part, "attributed statements found", measure)
    yield Figure(part, "… with the right speaker", f"{named}/{found} ({named / found:.1%})")


def _is(actor: Actor | None, name: str) -> bool:
    if actor is None:
        return False
    told = _words(f"{actor.name} {actor.canonical} {actor.role or ''}")
    return bool(told & _words(name))


def _words(name: str) -> frozenset[str]:
    plain = name.casefold().replace("’", "'").replace("'s", "")
    return frozenset(word.strip(".,'\"“”") for word in plain.split()) - _LITTLE


def _of_positions(part: str, stories: Sequence[Story]) -> Iterator[Figure]:
    stances = commitments = 0
    for story in stories:
        stances += sum(_has_stance(story, entry) for entry in story.gold["stances"])
        commitments += sum(_has_commitment(story, entry) for entry in story.gold["commitments"])
    wanted = sum(len(story.gold["stances"]) for story in stories)
    yield Figure(part, "positions found", f"{stances}/{wanted}")
    wanted = sum(len(story.gold["commitments"]) for story in stories)
    yield Figure(part, "commitments found", f"{commitments}/{wanted}")


def _has_stance(story: Story, entry: dict[str, Any]) -> bool:
    place = story.place(entry)
    return any(
        isinstance(record, Stance)
        and record.position == entry["position"]
        and story.holds(record, place)
        and _is(record.holder, entry["holder"])
        for record in story.records
    )


def _has_commitment(story: Story, entry: dict[str, Any]) -> bool:
    place = story.place(entry)
    return any(
        isinstance(record, Commitment)
        and story.holds(record, place)
        and _is(record.actor, entry["actor"])
        for record in story.records
    )


def _of_relations(part: str, stories: Sequence[Story]) -> Iterator[Figure]:
    found = wanted = flagged = harmless = 0
    for story in stories:
        wanted += len(story.gold["relations"])
        harmless += len(story.gold["forbidden"])
        found += sum(_is_found(story, entry) for entry in story.gold["relations"])
        flagged += sum(_is_flagged(story, entry) for entry in story.gold["forbidden"])
    yield Figure(part, "relations found", f"{found}/{wanted}")
    yield Figure(part, "harmless pairs flagged", f"{flagged}/{harmless}", "aim: none")


def _is_found(story: Story, entry: dict[str, Any]) -> bool:
    wanted = _kind(entry["relation"])
    return any(_kind(f.relation) == wanted and story.relates(f, entry) for f in story.findings)


def _kind(relation: str) -> str:
    return "contradiction" if relation == "dispute" else relation


def _is_flagged(story: Story, entry: dict[str, Any]) -> bool:
    return any(f.relation in FLAGS and story.relates(f, entry) for f in story.findings)


def shown(name: str) -> Iterator[str]:
    """What was missed of a story, and what was found that its gold does not list."""
    story = Story(name)
    for entry in story.gold["relations"]:
        if not _is_found(story, entry):
            a, b = entry["a"]["quote"], entry["b"]["quote"]
            yield f"{name} missed {entry['relation']}: {a} | {b}"
    for finding in story.findings:
        if not any(story.relates(finding, entry) for entry in story.gold["relations"]):
            yield f"{name} found {finding.relation}: {finding.explanation}"


def main() -> None:
    """Print the figures, or what was missed and found in some stories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=[*PARTS["stories"]])
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.show:
        print("\n".join(line for name in arguments.stories for line in shown(name)))
        return
    for figure in figures():
        print(f"{figure.data:18} {figure.measure:30} {figure.value}")


if __name__ == "__main__":
    main()
