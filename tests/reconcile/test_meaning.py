from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import pytest
from made_records import FunctionJudge, claim, verdict

from extractor.engines import Embedding as Answer
from extractor.errors import EngineError, EngineStopped
from extractor.reconcile import Embedding, reconcile
from extractor.reconcile.search.near import NEAREST, nearest_in_meaning
from extractor.results import Usage

SAID = {
    "The dam burst on Monday.": (1.0, 0.0, 0.1),
    "A reservoir wall gave way.": (0.9, 0.1, 0.1),
    "Bread has become dearer.": (0.0, 1.0, 0.0),
}


def packed(*numbers: float) -> bytes:
    return array("f", numbers).tobytes()


class MadeEmbedder:
    """Gives the vectors of SAID, and remembers what it was asked."""

    name = "made/vectors"
    embed_fingerprint = "made-1"
    texts_per_call = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str]) -> Answer:
        self.asked += texts
        return Answer(tuple(packed(*SAID[text]) for text in texts), Usage(requests=1))

    async def close(self) -> None:
        pass


class MemoryStore:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def vectors(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def save_vectors(self, vectors: Mapping[str, bytes], usage: Usage) -> None:
        self.kept |= vectors


CLAIMS = [claim(text, outlet=f"Paper {n}") for n, text in enumerate(SAID)]


async def test_records_without_a_common_word_meet_by_their_meaning() -> None:
    judge = FunctionJudge(lambda _: verdict("compatible"))
    alone = await reconcile(CLAIMS, judge=judge)
    assert not alone.pairs
    found = await reconcile(CLAIMS, judge=judge, embedding=Embedding(MadeEmbedder()))
    assert {pair.rule for pair in found.pairs} == {"similar_meaning"}
    assert tuple(sorted((CLAIMS[0].id, CLAIMS[1].id))) in {pair.key for pair in found.pairs}
    assert found.usage.requests == 2 + (len(found.pairs) + 1) // 2


async def test_each_text_is_asked_for_once() -> None:
    store, embedder = MemoryStore(), MadeEmbedder()
    twice = [*CLAIMS, claim("Bread has become dearer.", outlet="Other")]
    for _ in range(2):
        await reconcile(twice, judge=FunctionJudge(), embedding=Embedding(embedder, store))
    assert sorted(embedder.asked) == sorted(SAID)


async def test_vectors_that_can_not_be_had_stop_the_comparison() -> None:
    class Failing(MadeEmbedder):
        async def embed(self, texts: Sequence[str]) -> Answer:
            raise EngineError("no such model")

    with pytest.raises(EngineStopped, match=r"embeddings.*no such model"):
        await reconcile(CLAIMS, judge=FunctionJudge(), embedding=Embedding(Failing()))


def test_each_entry_meets_the_nearest_before_it() -> None:
    vectors = [packed(1, 0), packed(0, 1), packed(1, 0.1), packed(0, 0)]
    (found,) = nearest_in_meaning(vectors, 0)
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True))[:3] == [
        (0, 1), (0, 2), (1, 2),
    ]  # fmt: skip


def test_only_so_many_are_met_and_only_by_what_is_new() -> None:
    vectors = [packed(1, n) for n in range(20)]
    pairs = [pair for found in nearest_in_meaning(vectors, 15) for pair in zip(*found, strict=True)]
    assert len(pairs) == 5 * NEAREST
    assert {int(right) for _, right in pairs} == set(range(15, 20))
    assert all(left < right for left, right in pairs)
