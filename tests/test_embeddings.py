"""Vectors of a model in whole runs, at a real server."""

from __future__ import annotations

import json
import math
import zlib
from pathlib import Path

from commands import EXAMPLE, Command, extractor
from loopback import ChatServer, Request, Response, failure

ALL_DONE, ERROR = 0, 1
VECTORS = "openai/vectors"


def embed(request: Request) -> Response:
    """A vector for each text, the same for the same text."""
    texts = request.body["input"]
    turns = [zlib.crc32(text.encode()) / 2**32 * math.tau for text in texts]
    data = [
        {"index": number, "embedding": [math.cos(turn), math.sin(turn)]}
        for number, turn in enumerate(turns)
    ]
    return Response({"data": data, "usage": {"prompt_tokens": 10 * len(texts)}})


def command(out: Path, server: ChatServer) -> Command:
    return ["run", EXAMPLE, "--out", out, "--embeddings", VECTORS, "--base-url", server.url]


def test_the_embedded_engine_judges_what_is_near_by_a_models_vectors(tmp_path: Path) -> None:
    assert extractor("run", EXAMPLE, "--out", tmp_path / "plain").exit_code == ALL_DONE
    with ChatServer(default=embed) as server:
        assert extractor(*command(tmp_path / "out", server)).exit_code == ALL_DONE
        assert {request.path for request in server.requests} == {"/v1/embeddings"}
        asked = len(server.requests)
        assert extractor(*command(tmp_path / "out", server)).exit_code == ALL_DONE
        assert len(server.requests) == asked
        texts = [text for request in server.requests for text in request.body["input"]]
    assert len(texts) == len(set(texts))
    plain, near = (
        json.loads((tmp_path / name / "summary.json").read_text()) for name in ("plain", "out")
    )
    assert near["pairs_judged"] > plain["pairs_judged"]
    assert near["usage"]["input_tokens"] == 10 * len(texts)


def test_joined_runs_ask_for_no_vector_that_a_run_has(tmp_path: Path) -> None:
    with ChatServer(default=embed) as server:
        assert extractor(*command(tmp_path / "one", server)).exit_code == ALL_DONE
        asked = len(server.requests)
        more = ["--embeddings", VECTORS, "--base-url", server.url]
        result = extractor("reconcile", tmp_path / "one", "--out", tmp_path / "both", *more)
        assert result.exit_code == ALL_DONE
        assert len(server.requests) == asked


def test_without_vectors_the_records_are_written_and_the_reason_is_told(tmp_path: Path) -> None:
    with ChatServer(default=failure(404, "no such model")) as server:
        result = extractor(*command(tmp_path / "out", server))
    assert result.exit_code == ERROR
    assert "does not serve the model vectors" in result.stderr
    assert len((tmp_path / "out" / "records.jsonl").read_text().splitlines()) == 106
