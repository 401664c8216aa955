"""Content hashes: the same content has the same identity on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

ID_HEX = 16
"""Hex digits of an id: 64 bits, one collision expected at four billion items."""

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


def content_id(prefix: str, *parts: object) -> str:
    """An id such as `claim-1f0c…` of `parts` (anything JSON can say; dates as text)."""
    text = f"[{', '.join(map(_json, parts))}]"
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:ID_HEX]}"


def _json(part: object) -> str:
    """`part` as JSON; for all but text an encoder is built anew, so numbers and null do without."""
    if part is None:
        return "null"
    return str(part) if type(part) is int else _JSON.encode(part)


@cache
def source_digest(names: tuple[str, ...]) -> str:
    """A hash of the package's own files below `names` (modules or folders, with their data).

    It stands for "the version of this code" in the keys of stored work, so that a changed
    rule is applied again without anybody having to remember to raise a number.
    """
    digest = hashlib.sha256()
    for name, content in _package_files(names):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:ID_HEX]


def _package_files(names: tuple[str, ...]) -> Iterable[tuple[str, bytes]]:
    root = files("extractor")
    for name in names:
        entry = root.joinpath(*name.split("/"))
        pending = [(name, entry)]
        while pending:
            path, item = pending.pop()
            if item.is_dir():
                below = sorted(item.iterdir(), key=lambda child: child.name)
                pending += [(f"{path}/{c.name}", c) for c in below if c.name != "__pycache__"]
            else:
                yield path, item.read_bytes()
