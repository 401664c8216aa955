from __future__ import annotations

import os
import subprocess
import sys

import pytest
from commands import ROOT, extractor


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_the_command_for_completions(shell: str) -> None:
    result = extractor("completion", shell)
    assert result.exit_code == 0
    assert f"_EXTRACTOR_COMPLETE={shell}_complete" in result.stdout


def test_the_command_completes_what_a_shell_asks_for() -> None:
    asked = {
        "_EXTRACTOR_COMPLETE": "bash_complete",
        "COMP_WORDS": "extractor export run --to par",
        "COMP_CWORD": "4",
    }
    program = "import sys; sys.argv[0] = 'extractor'; from extractor.cli import main; main()"
    shown = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **asked},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.stdout == "plain,parquet\n"
