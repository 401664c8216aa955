"""Processes that are measured: pinned to a core, watched as they run, accounted for at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

MIB = 1024
"""Kibibytes, as the kernel counts memory."""

PATIENCE = 900.0
"""Seconds after which a peer is given up."""


class Cost(NamedTuple):
    """What a process took, from its start to its end."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, ended children included."""
    peak: float
    """Greatest resident memory, in MiB. Before it begins it is a copy of this process, and the
    kernel counts that: where this one is larger, it is this one's."""
    code: int
    """Its exit code."""


def measured(
    command: Sequence[str | Path],
    *,
    core: int,
    errors: Path,
    watch: Callable[[int], None] = lambda _: None,
) -> Cost:
    """What `command` takes on `core`, its standard error going to a file.

    `watch` is called with its process id again and again while it runs.
    """
    started = time.monotonic()
    with errors.open("wb") as sink:
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=sink,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
    _, status, used = _ended(process.pid, watch)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        wall=time.monotonic() - started,
        cpu=used.ru_utime + used.ru_stime,
        peak=used.ru_maxrss / MIB,
        code=process.returncode,
    )


def _ended(pid: int, watch: Callable[[int], None]) -> tuple[int, int, Any]:
    while not (ended := os.wait4(pid, os.WNOHANG))[0]:
        watch(pid)
        time.sleep(0.01)
    return ended


def resident(pid: int) -> float:
    """Memory of a process now, in MiB."""
    fields = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(f.split()[1]) / MIB for f in fields if f.startswith("VmRSS")), 0.0)


def said(command: Sequence[str | Path]) -> dict[str, Any]:
    """The JSON object that `command` prints last; `aborted` says why there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"aborted": f"not done after {PATIENCE:.0f} s"}
    lines = done.stdout.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {"aborted": f"no report: {done.stderr[-300:]}"}
    report: dict[str, Any] = json.loads(lines[-1])
    return report


class MockServer:
    """The mock server of a bench folder, while it runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        """The base URL for a client."""

    def reset(self, **settings: object) -> None:
        """Begin to count anew, with other settings."""
        self._call("/reset", settings)

    def stats(self) -> Mapping[str, Any]:
        """What it counted since."""
        return self._call("/stats")

    def _call(self, path: str, given: Mapping[str, object] | None = None) -> dict[str, Any]:
        data = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(f"{self.url.removesuffix('/v1')}{path}", data)
        with urllib.request.urlopen(request, timeout=10) as response:
            told: dict[str, Any] = json.load(response)
            return told


@contextmanager
def mock_server(bench: Path, *, python: Path, core: int) -> Iterator[MockServer]:
    """The mock server of `bench`, on `core`, run by `python` (faster if that has uvloop)."""
    command: list[str | Path] = [
        python,
        bench / "mock_openai.py",
        "--port",
        "0",
        "--core",
        str(core),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield MockServer(process.stdout.readline().split()[-1])
        finally:
            process.terminate()


def interpreter(venvs: Path | None, name: str) -> Path | None:
    """The Python of the environment `name`, if there is one."""
    found = venvs / name / "bin" / "python" if venvs else None
    return found if found and found.exists() else None


def own_interpreter() -> Path:
    """The Python that runs this."""
    return Path(sys.executable)
