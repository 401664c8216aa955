"""The recorded exchanges with a model: recording them, and running from them without a key.

python -m tests.replay replay --out out/geneva-2022-llm
python -m tests.replay record --base-url http://127.0.0.1:8901/v1 --model openai/relay
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import vcr

from extractor.cli import app

EXAMPLE = Path(__file__).parent.parent / "examples" / "geneva-2022"
NAME = "geneva-2022"
MAX_PAIRS = 240
"""Enough for all that the gold relates, and few enough for one cassette."""
LIMITS = ("--max-pairs", str(MAX_PAIRS))
CASSETTES = Path(__file__).parent.parent / "cassettes"
BASE_URL = "http://127.0.0.1:8901/v1"
"""Where the recording endpoint listened; replaying, nothing does."""
MODEL = "openai/relay"

MATCH_ON = ("method", "scheme", "host", "port", "path", "query", "body")
KEPT_REQUEST_HEADERS = ("content-type", "accept")
KEPT_RESPONSE_HEADERS = ("content-type",)


@contextmanager
def cassette(name: str, *, record: bool = False) -> Iterator[Any]:
    """HTTP inside comes from `cassettes/NAME.yaml` (or, with `record`, goes into it)."""
    recorder = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode="all" if record else "none",
        match_on=MATCH_ON,
        before_record_request=_without_secrets,
        before_record_response=_without_headers,
        decode_compressed_response=True,
    )
    with recorder.use_cassette(f"{name}.yaml") as played:
        yield played


def _without_secrets(request: Any) -> Any:
    """Keys, organisations, cookies and client versions go: what is not named here is dropped."""
    request.headers = {
        key: value for key, value in request.headers.items() if key.lower() in KEPT_REQUEST_HEADERS
    }
    request.body = request.body or None  # some transports say "none" with an empty one
    return request


def _without_headers(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {
        key: value
        for key, value in response["headers"].items()
        if key.lower() in KEPT_RESPONSE_HEADERS
    }
    return response


def main() -> None:
    """Run the `extractor` command over the example, inside the cassette."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["replay", "record"])
    parser.add_argument("--out", default="out/geneva-2022-llm")
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--base-url", default=BASE_URL)
    given = parser.parse_args()
    where = ["--model", given.model, "--base-url", given.base_url, "--timeout", "3600"]
    with cassette(NAME, record=given.verb == "record"):
        app(["run", str(EXAMPLE), "--out", given.out, *where, *LIMITS])


if __name__ == "__main__":
    main()
