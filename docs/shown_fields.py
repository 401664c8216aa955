"""Tables of the fields of models: names, types and the docstrings under them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

WORDS = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    date: "date",
    NoneType: "null",
    Any: "anything",
}


def field_table(model: type[BaseModel]) -> str:
    """What a reader of a file meets: field, type, meaning. Models link to their own headings."""
    rows = (
        (f"`{name}`", type_words(field.annotation), _meaning(field))
        for name, field in model.model_fields.items()
    )
    return _table(("field", "type", "meaning"), rows)


def settings_table(model: type[BaseModel], *, flags: set[str], suffix: str = "") -> str:
    """What a user may set: name, the option that sets it where `flags` has one, default."""
    rows = (
        (f"`{name}`", _option(name, flags, suffix), _default(field), _meaning(field))
        for name, field in model.model_fields.items()
    )
    return _table(("setting", "option", "default", "meaning"), rows)


def type_words(annotation: Any) -> str:
    """A type in words: `text or null`, `list of [Actor](#actor)`."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        return " or ".join(map(type_words, inner))
    if origin is tuple:
        return f"list of {type_words(inner[0])}"
    if origin is dict:
        return f"object: {type_words(inner[0])} to {type_words(inner[1])}"
    if hasattr(annotation, "__metadata__"):
        return type_words(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return WORDS[annotation]


def _meaning(field: FieldInfo) -> str:
    assert field.description, "every field has a docstring"
    return " ".join(field.description.split()).replace("|", "&#124;")


def _option(name: str, flags: set[str], suffix: str) -> str:
    flag = f"--{name.replace('_', '-')}{suffix}"
    return f"`{flag}`" if flag in flags else ""


def _default(field: FieldInfo) -> str:
    if field.default is PydanticUndefined or field.default is None:
        return ""
    value = str(field.default).lower() if isinstance(field.default, bool) else field.default
    return f"`{value}`"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
