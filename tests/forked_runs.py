"""Forks runs of the command, as `forks.py` asks for them.

One order a line on standard input, one number a line on standard output:
{"run": ARGUMENTS, "log": PATH, "environment": {…}, "file_limit": BYTES, "commit_every": RESULTS}
gives a process id, and {"wait": PID} its exit code.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from typing import Any

from extractor.cli import main
from extractor.engines.llm.providers import connect, endpoint
from extractor.settings import ModelSettings, RunSettings


def serve() -> None:
    """Take orders until there are no more."""
    import_all()
    gc.freeze()  # else the collector writes to every object, and each fork copies them all
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        elif (pid := os.fork()) != 0:
            print(pid, flush=True)
        else:
            become_a_run(order)


def import_all() -> None:
    """Import what a run imports, also what it imports late, and ask nobody anything."""
    settings = ModelSettings(model="test-model", base_url="http://127.0.0.1:9/v1")
    sdk: Any = connect(endpoint(settings), timeout=1).client
    assert sdk.chat.completions
    assert sdk.models


def become_a_run(order: dict[str, Any]) -> None:
    """Do in this process what the command does; does not return."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, place in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(place, stream)
    os.environ.update(order["environment"])
    if order["file_limit"] is not None:
        limit = order["file_limit"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    RunSettings.model_fields["commit_every"].default = order["commit_every"]
    RunSettings.model_rebuild(force=True)
    sys.argv = ["extractor", *order["run"]]
    main()


if __name__ == "__main__":
    serve()
