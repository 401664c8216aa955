"""How fast a whole run is beside other libraries, and what memory it needs.

    python -m benchmarks.throughput BENCH [--venvs DIR] [--n 2000]
    python -m benchmarks.throughput BENCH --memory 20000

BENCH is a folder with a mock server (`mock_openai.py`), a maker of articles (`make_articles.py`)
and a script for each peer (`peers/*.py`); it is no part of this repository. DIR holds an
environment for each peer (`instr`, `curator`, `langextract`), and may hold `mock` with uvloop and
orjson for the server; peers without one are left out.

The server has one core and the client another. A run here is the command as users have it:
prompt, call, validation, grounding, times, actors, ledger and files, without the comparison and
the report, which the others do not have. Of its wall and CPU time those of a run over one article
are taken off, which is mostly imports; the peers time themselves without their imports. The
server makes an answer of exact sentences of the article, which it looks for between `<article>`
and `</article>`: so the prompt is the usual one with the code in its marks left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.processes import (
    Cost,
    MockServer,
    interpreter,
    measured,
    mock_server,
    own_interpreter,
    resident,
    said,
)
from extractor.resources import folder

CONCURRENCY = 64
LATENCIES = (0.2, 0.0)
"""Seconds that the server takes for an answer: what a model may take, and the client alone."""

CLIENT_CORE, SERVER_CORE = 0, 1

RECORDS_IN_A_LIST = 3
"""Our answers have three lists: nine records, where the peers have one list of eight."""

PEERS_RECORDS = 8

SAMPLES, GROWN, LOOK_SECONDS = 12, 1.1, 0.2
"""Memory is looked at every so many seconds. It is printed so often on the way to the last answer,
and whenever it is so many times what was printed last: what follows the answers counts, too."""


class Peer(NamedTuple):
    """Another library: its environment, and its script in the bench folder."""

    venv: str
    script: str
    options: tuple[str, ...] = ()


PEERS = {
    "instructor": Peer("instr", "instructor_sdk.py", ("--variant", "TOOLS")),
    "curator": Peer("curator", "curator_lib.py"),
    "langextract": Peer("langextract", "langextract_lib.py", ("--variant", "64")),
}


class Row(NamedTuple):
    """One line of the table."""

    name: str
    latency: str
    wall: str
    ideal: str
    cpu: str
    peak: str
    records: str
    lost: str


HEAD = Row("", "latency s", "wall s", "of ideal", "CPU ms/article", "peak MiB", "records", "lost")


class Bench:
    """The bench folder with its server running and its articles made."""

    def __init__(self, folder: Path, server: MockServer, work: Path, count: int) -> None:
        self.folder = folder
        self.server = server
        self.work = work
        self.count = count
        self.articles = self._made(count)
        self._single = self._made(1)
        self._prompt = plain_prompt(work)
        self._runs = 0

    def _made(self, count: int) -> Path:
        path = self.work / f"articles-{count}.jsonl"
        maker: list[str | Path] = [
            own_interpreter(),
            self.folder / "make_articles.py",
            path,
            "--n",
            str(count),
        ]
        subprocess.run(maker, check=True)
        return path

    def own(self, latency: float) -> Row:
        """A run of the command over all articles."""
        self.server.reset(items=RECORDS_IN_A_LIST, latency=latency)
        start, _ = self.run(self._single)
        self.server.reset()
        cost, summary = self.run(self.articles)
        wall = cost.wall - start.wall + latency
        cpu = (cost.cpu - start.cpu) / max(1, self.count - 1)
        return self._row(
            "extractor",
            latency,
            wall=wall,
            cpu=cpu * 1000,
            peak=cost.peak,
            records=sum(summary["records"].values()),
            lost=self.count - summary["articles"].get("done", 0),
        )

    def run(self, articles: Path, **watch: Any) -> tuple[Cost, dict[str, Any]]:
        """What a run over `articles` into a new folder took, and its summary."""
        self._runs += 1
        out = self.work / f"run-{self._runs}"
        errors = self.work / f"run-{self._runs}.txt"
        cost = measured(self._command(articles, out), core=CLIENT_CORE, errors=errors, **watch)
        if cost.code:
            raise SystemExit(f"the run ended with {cost.code}:\n{errors.read_text()}")
        summary: dict[str, Any] = json.loads((out / "summary.json").read_text())
        return cost, summary

    def _command(self, articles: Path, out: Path) -> list[str | Path]:
        model = ["--model", "mock", "--base-url", self.server.url, "--prompt", str(self._prompt)]
        how = ["--no-reconcile", "--no-report", "--concurrency", str(CONCURRENCY)]
        return [own_interpreter(), "-m", "extractor", "run", articles, "--out", out, *model, *how]

    def peer(self, name: str, python: Path, latency: float) -> Row:
        """The same articles through another library."""
        self.server.reset(items=PEERS_RECORDS, latency=latency)
        peer = PEERS[name]
        command: list[str | Path] = [python, self.folder / "peers" / peer.script, *peer.options]
        command += ["--base-url", self.server.url, "--articles", self.articles]
        command += ["--n", str(self.count), "--concurrency", str(CONCURRENCY)]
        report = said([*command, "--core", str(CLIENT_CORE)])
        if "wall_s" not in report:
            return Row(name, f"{latency:g}", report["aborted"], "", "", "", "", "")
        return self._row(
            name,
            latency,
            wall=report["wall_s"],
            cpu=report["cpu_ms_per_article"],
            peak=report["rss_peak_mb"],
            records=report["records"],
            lost=report["lost"],
        )

    def _row(self, name: str, latency: float, **figures: float) -> Row:
        ideal = self.count * latency / CONCURRENCY
        return Row(
            name,
            f"{latency:g}",
            f"{figures['wall']:.2f}",
            f"{ideal / figures['wall']:.0%}" if ideal else "",
            f"{figures['cpu']:.2f}",
            f"{figures['peak']:.0f}",
            f"{figures['records']}",
            f"{figures['lost']}",
        )


def plain_prompt(work: Path) -> Path:
    """The usual template with plain marks around the article: made anew, so that it can't age."""
    usual = (folder("prompts") / "extract-v1.md").read_text(encoding="utf-8")
    plain = work / "plain-marks.md"
    plain.write_text(usual.replace("-{{ code }}", ""), encoding="utf-8")
    return plain


def rows(bench: Bench, venvs: Path | None) -> Iterator[Row]:
    """The table, row by row."""
    yield HEAD
    for latency in LATENCIES:
        yield bench.own(latency)
        for name, peer in PEERS.items():
            if python := interpreter(venvs, peer.venv):
                yield bench.peer(name, python, latency)


class Memory:
    """Watches a run's memory, and prints it as the run goes, and whenever it has grown."""

    def __init__(self, server: MockServer, count: int) -> None:
        self._server = server
        self._step = max(1, count // SAMPLES)
        self._due = 0
        self._told = 0.0
        self._looked = 0.0
        print(f"{'answered':>9}  {'MiB':>6}")

    def __call__(self, pid: int) -> None:
        """A line, if it is time for one."""
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        answered, size = self._server.stats()["articles_answered_ok"], resident(pid)
        if answered >= self._due or size > GROWN * self._told:
            self._due = answered - answered % self._step + self._step
            self._told = size
            print(f"{answered:>9}  {size:>6.0f}", flush=True)


def watch_memory(bench: Bench) -> None:
    """Run over all articles and print the memory in use on the way, and the most at the end."""
    bench.server.reset(items=RECORDS_IN_A_LIST, latency=0.0)
    cost, summary = bench.run(bench.articles, watch=Memory(bench.server, bench.count))
    print(f"{'at most':>9}  {cost.peak:>6.0f}")
    print(f"articles: {summary['articles']}; {cost.wall:.0f} s, {cost.cpu:.0f} s of CPU")


def main() -> None:
    """Print the table, or memory over time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("--venvs", type=Path, help="folder with an environment for each peer")
    parser.add_argument("--n", type=int, default=2000, help="articles")
    parser.add_argument("--memory", type=int, metavar="N", help="watch memory over N articles")
    asked = parser.parse_args()
    python = interpreter(asked.venvs, "mock") or own_interpreter()
    with ExitStack() as open_now:
        work = Path(open_now.enter_context(tempfile.TemporaryDirectory()))
        server = open_now.enter_context(mock_server(asked.bench, python=python, core=SERVER_CORE))
        bench = Bench(asked.bench, server, work, asked.memory or asked.n)
        if asked.memory:
            watch_memory(bench)
        else:
            print_table(bench, asked.venvs)


def print_table(bench: Bench, venvs: Path | None) -> None:
    """Each row as soon as it is measured, and what was left out."""
    for row in rows(bench, venvs):
        print("  ".join(cell.rjust(14) for cell in row), flush=True)
    missing = [name for name, peer in PEERS.items() if interpreter(venvs, peer.venv) is None]
    if missing:
        print(f"left out, for want of an environment: {', '.join(missing)}")


if __name__ == "__main__":
    main()
