from __future__ import annotations

import subprocess
import sys


def test_what_only_comparing_needs_is_imported_by_it() -> None:
    """It takes half a second, and every command would wait for it."""
    program = (
        "import sys, extractor.cli; "
        "print(sorted({'scipy', 'sparse_dot_topn'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
