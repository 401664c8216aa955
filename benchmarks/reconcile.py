"""How many records can be compared: time, memory and what is found, from thousands to a million.

    python -m benchmarks.reconcile [N …]

Synthetic claims with planted groups (see `benchmarks.synthetic`), the embedded engine as judge,
each number of claims in a process of its own. Recall is the share of the pairs within a group that
are put to the judge, by the harder of the two claims. What a claim itself takes is part of the
memory, and making the claims is not part of the time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple, Self, get_args

from benchmarks.synthetic import Level, Planted, planted_claims
from extractor.engines import Engine, Judgement
from extractor.engines.rules import RulesEngine
from extractor.pairs import FLAGS, Pair
from extractor.reconcile import Reconciliation, reconcile
from extractor.records import Record

LOOK_SECONDS = 0.2

SIZES = (10_000, 100_000, 1_000_000)
LEVELS: tuple[Level, ...] = get_args(Level)
Key = tuple[int, int]


class Moment(NamedTuple):
    """A point of a run."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> Moment:
        """This one."""
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return cls(perf_counter(), process_time() + ended.ru_utime + ended.ru_stime)


class Watched(RulesEngine):
    """The embedded engine; it notes when it was asked about what."""

    def __init__(self) -> None:
        super().__init__()
        self.first: Moment | None = None
        self.last = Moment.now()
        self.asked = array("q")
        """The numbers of the two claims of each pair, one after the other."""

    async def judge(self, pairs: Sequence[Pair]) -> Judgement:
        """A verdict for each pair."""
        self.first = self.first or Moment.now()
        judgement = await super().judge(pairs)
        for pair in pairs:
            self.asked.extend(map(_number, pair.key))
        self.last = Moment.now()
        return judgement


class Measured(NamedTuple):
    """What one number of claims took, and what was found."""

    records: int
    recall: dict[str, float]
    pairs: int
    seconds: dict[str, float]
    cpu: float
    peak: int
    """Bytes."""
    contradictions: tuple[int, int]
    """Found, and planted."""


def measured(count: int) -> Measured:
    """`count` claims compared in this process."""
    planted = planted_claims(count)
    groups = _groups(planted)
    claims = [item.claim for item in planted]
    del planted
    judge = Watched()
    begin = Moment.now()
    found, peak = asyncio.run(_compared(claims, judge))
    end = Moment.now()
    first = judge.first or end
    return Measured(
        records=count,
        recall=dict(_recall(groups, set(_pairs(judge.asked)))),
        pairs=len(judge.asked) // 2,
        seconds={
            "search": first.wall - begin.wall,
            "judging": judge.last.wall - first.wall,
            "findings": end.wall - judge.last.wall,
        },
        cpu=end.cpu - begin.cpu,
        peak=peak,
        contradictions=_contradictions(groups, found),
    )


async def _compared(claims: Sequence[Record], judge: Engine) -> tuple[Reconciliation, int]:
    try:
        with Memory() as memory:
            found = await reconcile(claims, judge=judge)
        return found, memory.peak
    finally:
        await judge.close()


class Memory:
    """Looks, as long as the block lasts, at what this process and its children take together."""

    peak = 0
    """Bytes, at the highest so far."""

    def __enter__(self) -> Self:
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        here = Path(f"/proc/{os.getpid()}")
        while not self._over.wait(LOOK_SECONDS):
            children = (pid for task in (here / "task").iterdir() for pid in _children(task))
            taken = map(_resident, [here, *(Path(f"/proc/{pid}") for pid in children)])
            self.peak = max(self.peak, sum(taken))


def _children(task: Path) -> list[str]:
    with suppress(OSError):  # a thread that has ended
        return (task / "children").read_text(encoding="ascii").split()
    return []


def _resident(process: Path) -> int:
    with suppress(OSError):  # a process that has ended
        return os.sysconf("SC_PAGE_SIZE") * int((process / "statm").read_text().split()[1])
    return 0


def _number(record_id: str) -> int:
    return int(record_id.partition("-")[2], 16)


def _pairs(numbers: Sequence[int]) -> Iterator[Key]:
    yield from zip(numbers[::2], numbers[1::2], strict=True)


def _groups(planted: Iterable[Planted]) -> list[list[tuple[int, Level]]]:
    """The numbers and levels of the claims of each group."""
    groups: dict[int, list[tuple[int, Level]]] = defaultdict(list)
    for item in planted:
        if item.group is not None:
            groups[item.group].append((_number(item.claim.id), item.level))
    return list(groups.values())


def _recall(
    groups: Iterable[list[tuple[int, Level]]], asked: set[Key]
) -> Iterator[tuple[str, float]]:
    hit, total = Counter[str](), Counter[str]()
    for (a, one), (b, other) in _partners(groups):
        level = max(one, other, key=LEVELS.index)
        for name in ("all", level):
            total[name] += 1
            hit[name] += (min(a, b), max(a, b)) in asked
    for name in ("all", *LEVELS[1:]):
        yield name, hit[name] / max(1, total[name])


def _partners(
    groups: Iterable[list[tuple[int, Level]]],
) -> Iterator[tuple[tuple[int, Level], tuple[int, Level]]]:
    for members in groups:
        yield from combinations(members, 2)


def _contradictions(
    groups: Iterable[list[tuple[int, Level]]], found: Reconciliation
) -> tuple[int, int]:
    """How many of the pairs of which one was made to contradict the judge flagged."""
    flagged = {
        tuple(map(_number, pair.key)) for pair in found.pairs if pair.verdict.relation in FLAGS
    }
    made = [
        (min(a, b), max(a, b))
        for (a, one), (b, other) in _partners(groups)
        if (one == "contradiction") != (other == "contradiction")
    ]
    return sum(key in flagged for key in made), len(made)


def in_a_process(count: int) -> Measured:
    """The same, in a process of its own, whose memory holds nothing else."""
    program = [sys.executable, "-m", "benchmarks.reconcile", "--one", str(count)]
    done = subprocess.run(program, check=True, stdout=subprocess.PIPE)
    return Measured(**json.loads(done.stdout))


HEAD = (
    "records", "recall", "by level", "pairs a record", "seconds", "search", "judging", "findings",
    "CPU s", "µs a record", "peak GB", "KB a record", "contradictions",
)  # fmt: skip


def row(size: Measured) -> tuple[Any, ...]:
    """The cells of the table."""
    total = sum(size.seconds.values())
    return (
        f"{size.records:,}",
        f"{size.recall['all']:.3f}",
        " ".join(f"{size.recall[level]:.3f}" for level in LEVELS[1:]),
        f"{size.pairs / size.records:.2f}",
        f"{total:.1f}",
        *(f"{seconds:.1f}" for seconds in size.seconds.values()),
        f"{size.cpu:.1f}",
        f"{total / size.records * 1e6:.0f}",
        f"{size.peak / 1e9:.2f}",
        f"{size.peak / size.records / 1e3:.1f}",
        "{:,} of {:,}".format(*size.contradictions),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measured(arguments.one)._asdict()))
        return
    print(f"levels: {', '.join(LEVELS[1:])}")
    print(" | ".join(HEAD), flush=True)
    for count in arguments.sizes:
        print(" | ".join(row(in_a_process(count))), flush=True)


if __name__ == "__main__":
    main()
