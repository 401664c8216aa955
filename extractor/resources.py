"""Where the prompt templates and JSON Schemas lie: inside a wheel, or beside the package."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

Folder = Literal["prompts", "schemas"]


def folder(name: Folder) -> Traversable:
    """The folder `name`: `extractor/data/NAME` when installed, `NAME/` in a checkout."""
    installed = files("extractor").joinpath("data", name)
    return installed if installed.is_dir() else Path(__file__).parent.parent / name
