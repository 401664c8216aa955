"""What a model is asked to answer: the schemas it is given, and how its answers are read.

Each element of a list is validated alone, so that one bad element costs only itself; the JSON
Schema that the model is given is that of plain lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic import GetCoreSchemaHandler as Handler
from pydantic_core import CoreSchema, core_schema

from extractor.drafts import ClaimDraft, CommitmentDraft, DraftModel, StanceDraft
from extractor.pairs import Verdict, Verdicts
from extractor.records import Kind

M = TypeVar("M", bound=BaseModel)

Difference = Literal["number", "date", "place", "actor", "negation", "attribution", "other"]


class Item(Generic[M]):
    """One element of an answered list: `given`, and its valid `value` or the `error` in it."""

    __slots__ = ("error", "given", "value")

    def __init__(self, given: Any, value: M | None, error: str = "") -> None:
        self.given, self.value, self.error = given, value, error

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Handler) -> CoreSchema:
        (model,) = get_args(source)
        back = core_schema.plain_serializer_function_ser_schema(lambda item: item.given)
        return core_schema.no_info_wrap_validator_function(
            cls._read, handler(model), serialization=back
        )

    @classmethod
    def _read(cls, given: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Item[M]:
        try:
            return cls(given, validate(given))
        except ValidationError as error:
            return cls(given, None, _explained(error))


def _explained(error: ValidationError) -> str:
    """What is wrong, field by field, in one line."""
    return "; ".join(
        ".".join(map(str, detail["loc"])) + f": {detail['msg']}" if detail["loc"] else detail["msg"]
        for detail in error.errors(include_url=False, include_context=False, include_input=False)
    )


def _listed(value: Any) -> Any:
    """Null is a common way to say "none"."""
    return [] if value is None else value


Items = Annotated[list[Item[M]], BeforeValidator(_listed), Field(default_factory=list)]


class Answer(BaseModel):
    """An answer as a whole. Its schema is part of the prompt, so it says nothing twice."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The schema without titles, without null defaults and without constant fields."""
        schema = super().model_json_schema(*args, **kwargs)
        tidy: dict[str, Any] = _tidy(schema) | {"title": schema["title"]}
        return tidy | {"required": list(tidy["properties"])}


def _tidy(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_tidy(element) for element in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _tidy(value) for name, value in schema.items() if not _is_noise(name, value)}


def _is_noise(name: str, value: Any) -> bool:
    if isinstance(value, dict):
        return "const" in value
    return (name == "title" and isinstance(value, str)) or (name == "default" and value is None)


class ExtractionAnswer(Answer):
    """Every claim, stance and commitment in the part of the article that was given."""

    claims: Items[ClaimDraft]
    """Every claim, in the order of the text."""
    stances: Items[StanceDraft]
    """Every stance, in the order of the text."""
    commitments: Items[CommitmentDraft]
    """Every commitment, in the order of the text."""

    def items(self) -> Iterator[tuple[Kind, Item[Any]]]:
        """All elements with their kinds: claims, then stances, then commitments."""
        yield from (("claim", item) for item in self.claims)
        yield from (("stance", item) for item in self.stances)
        yield from (("commitment", item) for item in self.commitments)


class Numbered(DraftModel):
    """A corrected item."""

    item: int
    """Number of the item that this one replaces."""


class NumberedClaim(ClaimDraft, Numbered):
    """A corrected claim."""


class NumberedStance(StanceDraft, Numbered):
    """A corrected stance."""


class NumberedCommitment(CommitmentDraft, Numbered):
    """A corrected commitment."""


class Corrections(Answer):
    """Corrected versions of the items that could not be accepted."""

    claims: Items[NumberedClaim]
    """Corrected claims."""
    stances: Items[NumberedStance]
    """Corrected stances."""
    commitments: Items[NumberedCommitment]
    """Corrected commitments."""


class NumberedVerdict(DraftModel):
    """How the two sides of one pair relate."""

    pair: int
    """Number of the pair."""
    relation: Verdicts
    """same, conflict, opposed, progress, compatible or unrelated."""
    subtype: Difference | None = None
    """What a conflict is about; null for other relations."""
    difference: str
    """What differs or agrees, in one sentence."""
    confidence: float = Field(ge=0, le=1)
    """How sure you are of the relation, from 0 to 1."""

    def verdict(self) -> Verdict:
        """The verdict without its number."""
        return Verdict(
            relation=self.relation,
            subtype=self.subtype if self.relation == "conflict" else None,
            difference=self.difference,
            confidence=self.confidence,
        )


class JudgingAnswer(Answer):
    """One verdict for each pair that was given."""

    verdicts: Items[NumberedVerdict]
    """The verdicts, in the order of the pairs."""
