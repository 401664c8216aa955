"""PolNeAR (Newell, Margolin, Ruths, LREC 2018): who said, thought or intended what.

Contents are matched one to one by character F1 of at least 0.5; on matched pairs, the share
whose speaker shares a word with the gold source (a pronoun in the gold counts as shared, since
the engine names whom it stands for). The set annotates a quotation as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import Counts, Figure, hull, overlap_f1, records_of, rows
from extractor.records import Claim, Span

LEAST = 0.5
PRONOUNS = frozenset("he she they it i we you who".split())


class _Said(NamedTuple):
    span: Span
    who: str


class _Gold(NamedTuple):
    span: Span
    source: str
    quoted: bool


def figures(data: Path) -> Iterator[Figure]:
    """Content F1, source overlap and recall of quoted speech, for each part of the set."""
    for part in ("dev", "examples"):
        found, wanted, matched = 0, 0, list[tuple[_Said, _Gold]]()
        quoted = 0
        for document in rows(data / "attribution_polnear" / f"{part}.jsonl"):
            said, gold = _predicted(document), _annotated(document)
            found, wanted = found + len(said), wanted + len(gold)
            quoted += sum(entry.quoted for entry in gold)
            matched += _matched(said, gold)
        if not wanted:
            continue
        name = f"attribution_polnear {part}"
        counts = Counts(len(matched), found, wanted)
        anchor = "six humans 0.818; CRF 0.286 and CoreNLP 0.175, exact, test"
        yield Figure(name, "content F1", str(counts), anchor)
        shared = sum(_shares(said.who, gold.source) for said, gold in matched) / len(matched)
        yield Figure(name, "source overlap", f"{shared:.3f}", "humans 0.938")
        hit = sum(gold.quoted for _, gold in matched)
        yield Figure(name, "recall, direct and mixed", f"{hit / quoted:.3f}")
        rest = (len(matched) - hit) / (wanted - quoted)
        yield Figure(name, "recall, indirect", f"{rest:.3f}", "beliefs and decisions are counted")


def _predicted(document: dict[str, Any]) -> list[_Said]:
    """What is attributed; the parts of one quotation (a claim a sentence) joined again."""
    joined: list[_Said] = []
    quoting = ""
    for claim in _attributed(document):
        span = Span(claim.evidence.start, claim.evidence.end)
        speaker = claim.attribution.speaker
        who = f"{speaker.name} {speaker.canonical}" if speaker else ""
        before = joined[-1] if joined else None
        direct = who if claim.attribution.speech == "direct" else ""
        if before and before.span == span:
            continue
        if (
            before
            and direct
            and direct == quoting
            and _is_near(document["text"], before.span, span)
        ):
            joined[-1] = _Said(Span(before.span.start, span.end), who)
        else:
            joined.append(_Said(span, who))
        quoting = direct
    return joined


def _attributed(document: dict[str, Any]) -> list[Claim]:
    found = records_of(document["text"], document["publication_date"])
    return [r for r in found if isinstance(r, Claim) and r.attribution.speaker is not None]


def _is_near(text: str, a: Span, b: Span) -> bool:
    return a.end <= b.start and "\n" not in text[a.end : b.start]


def _annotated(document: dict[str, Any]) -> list[_Gold]:
    return [
        _Gold(
            hull(entry["content"]),
            " ".join(span["text"] for span in entry["source"]),
            entry["quote_type"] != "indirect",
        )
        for entry in document["attributions"]
        if entry["content"]
    ]


def _matched(said: list[_Said], gold: list[_Gold]) -> list[tuple[_Said, _Gold]]:
    scored = (
        (overlap_f1(s.span, g.span), i, j) for i, s in enumerate(said) for j, g in enumerate(gold)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for score, i, j in sorted(scored, reverse=True):
        if score >= LEAST and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((said[i], gold[j]))
    return pairs


def _shares(who: str, source: str) -> bool:
    words = set(source.casefold().split())
    return not words or bool(words & PRONOUNS) or bool(words & set(who.casefold().split()))
