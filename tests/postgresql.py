"""A PostgreSQL server of the tests' own, from Debian's packages: real, empty, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from privileges import NOBODY

WHERE = "/usr/lib/postgresql"
"""Debian keeps the server's programs apart, by version, and out of PATH."""

SETTINGS = "-c listen_addresses= -c fsync=off -c unix_socket_directories="


def programs() -> Path | None:
    """The folder of the server's programs; None if PostgreSQL is not installed."""
    found = sorted(Path(WHERE).glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the folder of its socket, where `nobody` needs no password."""
    bin_folder = programs()
    assert bin_folder, "PostgreSQL is not installed"
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        # PostgreSQL does not start as root.
        someone: dict[str, Any] = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
        if someone:
            os.chown(name, NOBODY, NOBODY)
        data = f"{name}/data"

        def call(program: str, *given: str) -> None:
            command = [str(bin_folder / program), "-D", data, *given]
            subprocess.run(command, check=True, cwd=name, stdout=subprocess.DEVNULL, **someone)

        call("initdb", "-U", "nobody", "-A", "trust", "-E", "UTF8", "--no-sync")
        call("pg_ctl", "-w", "-o", SETTINGS + name, "-l", f"{name}/log", "start")
        try:
            yield name
        finally:
            call("pg_ctl", "-w", "-m", "immediate", "stop")
