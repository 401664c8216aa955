"""What was asked for to compare records: a judge's verdicts, and vectors of what records say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from extractor.ledger import tables
from extractor.ledger.attempts import add_attempt
from extractor.ledger.rows import Rows, chunks, now
from extractor.pairs import Verdict
from extractor.results import Usage


class Comparisons:
    """The verdicts and vectors of a ledger, kept for good."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def verdicts(self, keys: Iterable[str]) -> dict[str, Verdict | None]:
        """The verdicts kept under those of `keys` that were judged; None where none was given."""
        table = tables.verdicts
        found: dict[str, Verdict | None] = {}
        for some in chunks(keys):
            query = select(table.c.judge_key, table.c.verdict).where(table.c.judge_key.in_(some))
            for row in self._rows.all(query.order_by(table.c.number)):
                given = row.verdict is not None
                found[row.judge_key] = Verdict.model_validate_json(row.verdict) if given else None
        return found

    def save_verdicts(self, verdicts: Mapping[str, Verdict | None], usage: Usage) -> None:
        """Keep the verdicts of one call to a judge and what it took. Committed on return."""
        for key, verdict in verdicts.items():
            answer = None if verdict is None else verdict.model_dump_json()
            self._rows.add(tables.verdicts, judge_key=key, verdict=answer, at=now())
        add_attempt(self._rows, "judge", usage)
        self._rows.commit()

    def vectors(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The vectors kept under those of `keys` that there are."""
        table = tables.vectors
        found: dict[str, bytes] = {}
        for some in chunks(keys):
            query = select(table.c.vector_key, table.c.vector).where(table.c.vector_key.in_(some))
            found |= {row.vector_key: bytes(row.vector) for row in self._rows.all(query)}
        return found

    def save_vectors(self, vectors: Mapping[str, bytes], usage: Usage) -> None:
        """Keep the new vectors of one call and what it took. Committed on return."""
        for key, vector in vectors.items():
            self._rows.add(tables.vectors, vector_key=key, vector=vector, at=now())
        add_attempt(self._rows, "embed", usage)
        self._rows.commit()
