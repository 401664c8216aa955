"""Vectors of what records say, asked for once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from extractor.engines import Embedder
from extractor.errors import EngineError, EngineStopped
from extractor.identity import content_id
from extractor.reconcile.crew import work_through
from extractor.results import Usage

CALLS_AT_A_TIME = 4
"""Requests in flight; rate limits are the embedder's own care."""


class VectorStore(Protocol):
    """Where vectors are kept between runs."""

    def vectors(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Those of `keys` that there are."""
        ...

    def save_vectors(self, vectors: Mapping[str, bytes], usage: Usage) -> None:
        """Keep new vectors and what they took."""
        ...


class Meanings(NamedTuple):
    """The vector of each text, in order, and what was asked for now took."""

    vectors: tuple[bytes, ...]
    usage: Usage


class _NoStore:
    def vectors(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {}

    def save_vectors(self, vectors: Mapping[str, bytes], usage: Usage) -> None:
        pass


class Embedding(NamedTuple):
    """Who is asked for vectors, and where they are kept."""

    embedder: Embedder
    store: VectorStore | None = None

    async def meanings(self, texts: Sequence[str]) -> Meanings:
        """The vectors of `texts`, of which those that the store lacks are asked for and put there.

        Raises EngineStopped if some can't be had, once the requests in flight have come back.
        """
        store = self.store or _NoStore()
        keys = [content_id("vector", self.embedder.embed_fingerprint, text) for text in texts]
        known = dict(store.vectors(sorted(set(keys))))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        asker = _Asker(self.embedder, store)
        await asker.run(iter(sorted(missing.items())))
        known |= asker.vectors
        return Meanings(tuple(known[key] for key in keys), asker.usage)


class _Asker:
    def __init__(self, embedder: Embedder, store: VectorStore) -> None:
        self.vectors: dict[str, bytes] = {}
        self.usage = Usage()
        self._embedder = embedder
        self._store = store

    async def run(self, missing: Iterator[tuple[str, str]]) -> None:
        """Ask for the vectors of all `missing`, texts by key. Raises EngineStopped."""
        size = self._embedder.texts_per_call
        batches = iter(lambda: dict(islice(missing, size)), {})
        try:
            await work_through(batches, self._embed, at_a_time=CALLS_AT_A_TIME)
        except EngineError as error:
            raise EngineStopped(f"the embeddings that were asked for: {error}") from error

    async def _embed(self, some: Mapping[str, str]) -> None:
        found = await self._embedder.embed(tuple(some.values()))
        vectors = dict(zip(some, found.vectors, strict=True))
        self._store.save_vectors(vectors, found.usage)
        self.vectors |= vectors
        self.usage += found.usage
