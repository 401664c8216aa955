from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from replay import CASSETTES, KEPT_REQUEST_HEADERS, KEPT_RESPONSE_HEADERS

SECRET = re.compile(r"bearer|set-cookie|x-api-key|\bsk-[\w-]{8,}", re.IGNORECASE)
MOST_EXCHANGES = 50
"""Replaying looks through all of them for each request."""

cassettes = pytest.mark.parametrize(
    "path", sorted(CASSETTES.glob("*.yaml")), ids=lambda path: path.name
)


def test_there_are_cassettes() -> None:
    assert list(CASSETTES.glob("*.yaml"))


@cassettes
def test_a_cassette_holds_no_secret(path: Path) -> None:
    assert not SECRET.search(path.read_text(encoding="utf-8"))


@cassettes
def test_a_cassette_keeps_no_header_that_is_not_needed(path: Path) -> None:
    for exchange in yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]:
        assert {n.lower() for n in exchange["request"]["headers"]} <= {*KEPT_REQUEST_HEADERS}
        assert {n.lower() for n in exchange["response"]["headers"]} <= {*KEPT_RESPONSE_HEADERS}


@cassettes
def test_a_cassette_is_small_enough_to_play(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(yaml.safe_load(text)["interactions"]) < MOST_EXCHANGES
