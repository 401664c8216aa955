"""The wheel works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, built from this checkout, was installed."""
    dist, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = dist.glob("extractor-*.whl")
    install = [*pip, "install", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return site


def run_installed(site: Path, *arguments: str, cwd: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_carries_prompts_schemas_and_the_type_marker(installed: Path) -> None:
    package = installed / "extractor"
    for folder in ("prompts", "schemas"):
        inside = {path.name for path in (package / "data" / folder).iterdir()}
        assert inside == {path.name for path in (ROOT / folder).iterdir()}
    assert (package / "py.typed").exists()


def test_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run_installed(
        installed, "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path
    )
    assert where.startswith(str(installed))
    articles = str(ROOT / "examples" / "geneva-2022")
    out = run_installed(installed, "-m", "extractor", "run", articles, "--out", "out", cwd=tmp_path)
    assert "5 done" in out
    assert (tmp_path / "out" / "report.html").exists()
