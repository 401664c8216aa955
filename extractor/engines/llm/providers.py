"""Where a model is reached: from a name such as `openai/gpt-5-mini` to a client, checked first."""

from __future__ import annotations

import importlib.util
import logging
import os
from typing import Any, NamedTuple

import instructor
from instructor import AsyncInstructor
from openai import AsyncOpenAI, DefaultAioHttpClient

from extractor import prices
from extractor.errors import SettingsError
from extractor.prices import Price
from extractor.settings import ModelSettings

# instructor logs each failed attempt, the answer and a traceback included. Whoever wants to see
# that can set up logging; by default it would land on the user's terminal.
logging.getLogger("instructor").addHandler(logging.NullHandler())

NO_KEY = "none"
"""Sent where a key is not needed: the SDK does not start without one."""


class Provider(NamedTuple):
    """What a provider needs before it can be asked."""

    package: str
    key_variable: str | None = None
    """Environment variable with the key; None if it needs none."""
    default_url: str | None = None
    """Where it is reached if not at the provider's own address."""


PROVIDERS = {
    "openai": Provider("openai", "OPENAI_API_KEY"),
    "anthropic": Provider("anthropic", "ANTHROPIC_API_KEY"),
    "ollama": Provider("openai", default_url="http://localhost:11434/v1"),
}
"""Providers by the name that instructor has for them; all others speak OpenAI's protocol and are
reached by their address."""

_OPENAI_COMPATIBLE = ("openai", "ollama")


class Endpoint(NamedTuple):
    """A model and where it is reached."""

    provider: str
    model: str
    base_url: str | None
    key: str | None

    @property
    def name(self) -> str:
        """PROVIDER/MODEL."""
        return f"{self.provider}/{self.model}"

    @property
    def place(self) -> str:
        """The address, as it appears in messages."""
        return self.base_url or self.provider

    @property
    def key_remedy(self) -> str:
        """What to do about a key that is missing or wrong."""
        variable = PROVIDERS[self.provider].key_variable
        return f"set {variable} to a valid key" if variable else "check the server's settings"

    @property
    def key_told(self) -> str:
        """Whether there is a key and where it is from, without the key."""
        variable = PROVIDERS[self.provider].key_variable
        if self.key in (None, NO_KEY):
            return "none; the server may need none"
        return f"from {variable}" if variable and os.environ.get(variable) == self.key else "given"

    @property
    def limit_field(self) -> str:
        """What the upper limit of an answer is called. OpenAI's newer models refuse the old
        name; compatible servers often know no other."""
        own = self.provider == "openai" and self.base_url is None
        return "max_completion_tokens" if own else "max_tokens"


def endpoint(settings: ModelSettings) -> Endpoint:
    """Where `settings.model` is reached.

    With a `base_url` the prefix `openai/` may be left out, and a name may hold slashes of its own.
    Raises SettingsError for an unknown provider, a missing package or key, or an address that is
    none.
    """
    provider, model = _parted(settings)
    needs = PROVIDERS[provider]
    if importlib.util.find_spec(needs.package) is None:
        raise SettingsError(
            f"the model {settings.model} needs a package: pip install {needs.package}"
        )
    base_url = settings.base_url or needs.default_url
    if base_url and not base_url.startswith(("http://", "https://")):
        raise SettingsError(f"the base URL {base_url} must begin with http:// or https://")
    key = settings.api_key or os.environ.get(needs.key_variable or "")
    if needs.key_variable and not key and not base_url:
        raise SettingsError(
            f"no key for {settings.model}: export {needs.key_variable}=…, or give a base URL "
            f"for a server that needs none"
        )
    return Endpoint(provider, model, base_url, key or (NO_KEY if base_url else None))


def _parted(settings: ModelSettings) -> tuple[str, str]:
    provider, _, model = settings.model.partition("/")
    if settings.base_url and not (provider in _OPENAI_COMPATIBLE and model):
        provider, model = "openai", settings.model
    if provider not in PROVIDERS or not model:
        known = ", ".join(f"{name}/…" for name in PROVIDERS)
        raise SettingsError(
            f"unknown model {settings.model}: give rules, one of {known}, or a model's name "
            f"with the base URL of an OpenAI-compatible endpoint"
        )
    return provider, model


def connect(where: Endpoint, *, timeout: float) -> AsyncInstructor:
    """A client in the provider's default mode. It opens no connection before its first request."""
    options: dict[str, Any] = {"base_url": where.base_url} if where.base_url else {}
    client = instructor.from_provider(where.name, async_client=True, api_key=where.key, **options)
    sdk: Any = client.client
    sdk.timeout = timeout
    sdk.max_retries = 0  # retries have one owner: transport.py
    if isinstance(sdk, AsyncOpenAI):
        # The same client over aiohttp takes two thirds of the time for a request.
        client.client = sdk.with_options(http_client=DefaultAioHttpClient())
    return client


def price(where: Endpoint, settings: ModelSettings, *, batch: bool = False) -> Price | None:
    """What the model there costs: as the user says, else by the price list; None if unknown.

    In a `batch` it costs what the list says, else half. Raises SettingsError where a ceiling on
    cost could not be kept.
    """
    if settings.input_price is not None and settings.output_price is not None:
        said = prices.per_million(settings.input_price, settings.output_price)
        return said.in_batch() if batch else said
    found = prices.listed(
        where.model, provider=where.provider, base_url=where.base_url, batch=batch
    )
    if found is None and settings.max_cost is not None:
        raise SettingsError(
            f"no price is known for {where.name} at {where.place}, so --max-cost can't be kept: "
            f"give --input-price and --output-price, or use --max-tokens"
        )
    return found
