"""How well copies of one story are found, by how they were edited; and what it takes.

    python -m benchmarks.copies [DATA] [--articles N]

Each article at hand is edited in each way, and the edited versions are put among the originals:
recall is the share of them that are found to be a version of their original, precision the share
of right pairs among all that are found to be versions of each other. The originals are the hard
part: they are clusters of reports on one event by different outlets, with the same quotes, names
and background, and other stories of one agency on one matter. DATA is a folder of data sets (see
`benchmarks.quality`); without it the originals are the five example articles. Beside it stands
the usual measure, 0.6 of the shorter text's shingles of eight words.

`rewritten` are the examples as they might come back from a translation, written by hand.

Then N made-up articles of 570 words with planted versions tell seconds and memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, combinations
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.geneva import ARTICLES
from extractor.passages import paragraphs, sentences
from extractor.reconcile.copies.edited import words
from extractor.reconcile.copies.stories import stories
from extractor.records import Article

REWRITTEN = Path(__file__).parent.parent / "tests" / "data" / "translated-back"
CLUSTERS = ("multisource_gva/clusters_dev.jsonl", "multisource_basil/clusters_dev.jsonl")
SINGLE = ("stance_basil/dev_docs.jsonl",)

KNOWN = frozenset(
    {
        frozenset({"377047-D2", "377047-D3"}),
        frozenset({"597176-D1", "597176-D4"}),
        frozenset({"803822-D1", "803822-D2"}),
    }
)
"""Articles in DATA that are versions of one story, by reading: an outlet's two versions, twice,
and a station's story on its sister station's site."""

SEED = 4
MADE_WORDS = 560
"""Words of a made-up article."""
USUAL_RUN, USUAL_SHARE = 8, 0.6


class Edit(NamedTuple):
    """A way in which an outlet makes a story its own."""

    name: str
    work: Callable[[str, str, random.Random], str]
    """From a text, and another one to take words and paragraphs from, to its version."""


class Row(NamedTuple):
    """What was found of one kind of version."""

    name: str
    versions: int
    found: int
    wrong: int
    """Pairs that are no versions of each other and were found to be."""
    usual: int
    """Versions that the usual measure finds."""


def _substituted(share: float) -> Edit:
    def work(text: str, other: str, chance: random.Random) -> str:
        spare = other.split()
        swapped = (chance.choice(spare) if chance.random() < share else w for w in _pieces(text))
        return " ".join(swapped)

    return Edit(f"{share:.0%} of the words exchanged", work)


def _deleted(share: float) -> Edit:
    def work(text: str, other: str, chance: random.Random) -> str:
        return " ".join(word for word in _pieces(text) if chance.random() >= share)

    return Edit(f"{share:.0%} of the words left out", work)


def _pieces(text: str) -> list[str]:
    """Words, and line breaks as words of their own."""
    return text.replace("\n", " \n ").split(" ")


def _dropped(share: float) -> Edit:
    def work(text: str, other: str, chance: random.Random) -> str:
        lines = [text[span.start : span.end] for span in sentences(text)]
        kept = chance.sample(range(len(lines)), max(1, round((1 - share) * len(lines))))
        return "\n".join(lines[place] for place in sorted(kept))

    return Edit(f"{share:.0%} of the sentences left out", work)


def _reordered(text: str, other: str, chance: random.Random) -> str:
    lines = _paragraphs(text)
    return "\n".join(chance.sample(lines, len(lines)))


def _merged(share: float) -> Edit:
    def work(text: str, other: str, chance: random.Random) -> str:
        own = _cut(_Maker(chance).text(), share * len(text.split()) / MADE_WORDS)
        return f"{own}\n{text}" if chance.random() < 0.5 else f"{text}\n{own}"

    return Edit(f"own paragraphs added, {share:.0%} of its length", work)


def _cut(text: str, share: float) -> str:
    pieces = _pieces(text)
    return " ".join(pieces[: round(share * len(pieces))])


def _paragraphs(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


def _headed(text: str, other: str, chance: random.Random) -> str:
    return "\n".join([_paragraphs(other)[0], *_paragraphs(text)[1:]])


def _after(first: Edit, second: Edit) -> Edit:
    def work(text: str, other: str, chance: random.Random) -> str:
        return second.work(first.work(text, other, chance), other, chance)

    return Edit(f"{first.name}, {second.name}", work)


THIRD = Edit("cut to the first third", lambda text, other, chance: _cut(text, 1 / 3))
EDITS = (
    Edit("another headline", _headed),
    *(_substituted(share) for share in (0.05, 0.1, 0.2, 0.3)),
    *(_deleted(share) for share in (0.1, 0.2)),
    *(_dropped(share) for share in (0.3, 0.6)),
    Edit("paragraphs reordered", _reordered),
    *(_merged(share) for share in (0.3, 1.0)),
    THIRD,
    _after(THIRD, _substituted(0.1)),
    _after(_after(Edit("reordered", _reordered), _dropped(0.3)), _substituted(0.1)),
    _after(_merged(0.5), _substituted(0.1)),
)


def originals(data: Path | None) -> dict[str, Article]:
    """The articles at hand by a name."""
    found = {
        path.stem[:3]: Article.of(path.read_text(encoding="utf-8"))
        for path in sorted(ARTICLES.glob("*.txt"))
    }
    for row in _rows(data) if data else ():
        day = date.fromisoformat(row["date"][:10])
        found.setdefault(row["doc_id"], Article.of(row["text"], published=day))
    return found


def _rows(data: Path) -> Iterator[Mapping[str, str]]:
    for name in CLUSTERS + SINGLE:
        with (data / name).open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                yield from row.get("articles", [row])


def measured(edit: Edit, articles: Mapping[str, Article]) -> Row:
    """What is found of versions that `edit` made of all `articles`."""
    chance = random.Random(SEED)
    names = list(articles)
    versions = {}
    for place, name in enumerate(names):
        text, other = articles[name].text, articles[names[place - 1]].text
        made = edit.work(text, other, chance)
        versions[name] = Article.of(made, published=articles[name].published)
    return _counted(edit.name, articles, versions)


def rewritten(articles: Mapping[str, Article]) -> Row:
    """What is found of versions that a translation there and back might have made."""
    versions = {
        path.stem: Article.of(path.read_text(encoding="utf-8"))
        for path in sorted(REWRITTEN.glob("*.txt"))
    }
    return _counted("rewritten as if translated back", articles, versions)


def _counted(name: str, articles: Mapping[str, Article], versions: Mapping[str, Article]) -> Row:
    groups = stories([*articles.values(), *versions.values()])
    found = [key for key, made in versions.items() if _joined(groups.of, articles[key], made)]
    members = [(key, one) for some in (articles, versions) for key, one in some.items()]
    wrong = [
        (a, b)
        for (a, one), (b, other) in combinations(members, 2)
        if a != b and frozenset({a, b}) not in KNOWN and _joined(groups.of, one, other)
    ]
    usual = [key for key, made in versions.items() if _usual(articles[key].text, made.text)]
    return Row(name, len(versions), len(found), len(wrong), len(usual))


def _joined(of: Callable[[str], str], a: Article, b: Article) -> bool:
    return of(a.id) == of(b.id)


def _usual(a: str, b: str) -> bool:
    shorter, longer = sorted((_runs(a), _runs(b)), key=len)
    return len(shorter & longer) >= USUAL_SHARE * len(shorter) > 0


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + USUAL_RUN]) for i in range(len(found) - USUAL_RUN + 1)}


class Corpus(NamedTuple):
    """Made-up articles with planted versions."""

    articles: list[Article]
    planted: list[Sequence[str]]
    """The ids of the versions of each story that has several."""


def corpus(number: int) -> Corpus:
    """At least `number` articles of words as frequent as in English, each with a cast of names;
    every seventh is edited by two more outlets, with every tenth word exchanged."""
    maker = _Maker(random.Random(SEED))
    found = Corpus([], [])
    while len(found.articles) < number:
        text = maker.text()
        made = [
            text,
            *(maker.edited(text) for _ in range(2 if maker.chance.random() < 1 / 7 else 0)),
        ]
        versions = [Article.of(one, publisher=f"Outlet {place}") for place, one in enumerate(made)]
        found.articles.extend(versions)
        if len(versions) > 1:
            found.planted.append([version.id for version in versions])
    return found


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._words = [self._word() for _ in range(50_000)]
        self._frequency = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))
        self._names = [word.capitalize() for word in chance.sample(self._words, 5_000)]

    def _word(self) -> str:
        syllables = self.chance.choice((1, 2, 2, 3, 3, 4))
        pairs = (self.chance.choice("bdfgklmnprst") + self.chance.choice("aeiou") for _ in "1234")
        return "".join(list(pairs)[:syllables])

    def text(self) -> str:
        cast = self.chance.sample(self._names, 12)
        return "\n".join(self._sentence(cast) for _ in range(28))

    def _sentence(self, cast: Sequence[str]) -> str:
        found = self.chance.choices(self._words, cum_weights=self._frequency, k=18)
        found[0] = found[0].capitalize()
        return " ".join([*found, *self.chance.sample(cast, 2)]) + "."

    def edited(self, text: str) -> str:
        lines = (line.split(" ") for line in text.split("\n"))
        return "\n".join(" ".join(map(self._maybe_another, line)) for line in lines)

    def _maybe_another(self, word: str) -> str:
        return self.chance.choice(self._words) if self.chance.random() < 0.1 else word


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table, a line a row."""
    yield f"{'kind of version':64} {'recall':>13} {'precision':>9} {'usual recall':>13}"
    for row in rows:
        precision = row.found / max(1, row.found + row.wrong)
        share = f"{row.found}/{row.versions} {row.found / row.versions:.2f}"
        usual = f"{row.usual}/{row.versions} {row.usual / row.versions:.2f}"
        yield f"{row.name:64} {share:>13} {precision:9.3f} {usual:>13}"


def _scale(number: int) -> str:
    made = corpus(number)
    before = _peak()
    started = process_time()
    groups = stories(made.articles)
    seconds = process_time() - started
    found = sum(len({groups.of(key) for key in ids}) == 1 for ids in made.planted)
    stories_wanted = len(made.articles) - sum(len(ids) - 1 for ids in made.planted)
    got = len({groups.of(article.id) for article in made.articles})
    count = len(made.articles)
    return (
        f"{count:,} articles: {seconds:.1f} s of CPU ({seconds / count * 1000:.2f} ms each), "
        f"{_peak() - before:.0f} MB more ({(_peak() - before) / count * 1024:.1f} KB each); "
        f"{found}/{len(made.planted)} planted stories found, {got:,} stories of {stories_wanted:,}"
    )


def _peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table, and with `--articles` the time and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=0)
    arguments = parser.parse_args()
    articles = originals(arguments.data)
    pairs = len(articles) * (len(articles) - 1) // 2
    print(f"{len(articles)} originals, {pairs:,} pairs of them")
    rows = [*(measured(edit, articles) for edit in EDITS), rewritten(articles)]
    print("\n".join(lines(rows)))
    if arguments.articles:
        print(_scale(arguments.articles))


if __name__ == "__main__":
    main()
