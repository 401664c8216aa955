"""The house rules that a reader relies on: who may import whom, and how large a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor"

LAYERS = (
    ("identity", "resources", "lexicons"),
    ("records",),
    ("results",),
    ("errors", "disk", "drafts", "pairs", "settings", "passages"),
    ("quantities", "times", "grounding", "wording", "periods", "phrasing"),
    ("articles",),
    ("prompts", "prices", "budget"),
    ("engines",),
    ("actors", "extraction"),
    ("ledger", "feed", "flow", "signals", "tasks", "runner", "judge"),
    ("reconcile",),
    ("export", "report", "evaluation", "schemas"),
    ("tabular", "selecting"),
    ("api",),
    ("runs", "doctor"),
    ("processes", "estimate", "pipeline", "streaming", "joining"),
    ("openai_batch",),
    ("cli", "__main__"),
)
"""From what things are to what people call; a module imports from its own layer or above it."""

OWNERS: dict[str, str | tuple[str, ...]] = {
    "instructor": "engines/llm",
    "openai": "engines/llm",
    "tenacity": "engines/llm",
    "genai_prices": "prices.py",
    "sqlalchemy": "ledger",
    "trafilatura": "articles",
    "pyarrow": ("articles", "tabular"),
    "duckdb": "tabular",
    "numpy": "reconcile",
    "scipy": "reconcile",
    "sparse_dot_topn": "reconcile",
    "pandas": (),
    "click": "cli",
    "rich": "cli",
}
"""The only places that know a library; whoever uses pandas gives it to us."""

MOST_LINES = 350
MOST_LINES_IN_A_FUNCTION = 50
MOST_PARAMETERS = 7


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> int | None:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return next((i for i, names in enumerate(LAYERS) if name in names), None)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
class TestEveryModule:
    def test_imports_only_from_its_own_layer_or_above(self, path: Path) -> None:
        if path == PACKAGE / "__init__.py":
            return
        own = layer(path)
        assert own is not None, f"{path.name} is in no layer: add it to LAYERS"
        for name in imported(path):
            parts = name.split(".")
            if parts[0] != "extractor" or len(parts) == 1:
                continue
            below = [i for i, names in enumerate(LAYERS) if parts[1] in names]
            assert below == [] or below[0] <= own, f"{path.name} imports {name} from below"

    def test_leaves_each_library_to_its_owner(self, path: Path) -> None:
        place = path.relative_to(PACKAGE).as_posix()
        for name in imported(path):
            owner = OWNERS.get(name.split(".")[0])
            assert owner is None or place.startswith(owner), f"{place} imports {name}"

    def test_is_read_in_one_sitting(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= MOST_LINES, "split it: one file, one job"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                assert lines <= MOST_LINES_IN_A_FUNCTION, f"{node.name} has {lines} lines"
                names = [a.arg for a in node.args.args + node.args.kwonlyargs]
                count = len([n for n in names if n not in ("self", "cls")])
                assert count <= MOST_PARAMETERS, f"{node.name} takes {count} parameters"
