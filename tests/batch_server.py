"""A server on loopback with OpenAI's files and batches beside its chat: real HTTP, no model.

A batch is answered as soon as it is made, line by line as `outcome` says, its answers in another
order than its requests; while `held` is set, it stays in progress until `end` is called.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from loopback import ChatServer, Request, Response, Step, answer, failure

EMPTY: dict[str, list[object]] = {"claims": [], "stances": [], "commitments": []}


class Unanswered(NamedTuple):
    """A request that the batch did not come to; without a code it is in no file at all."""

    code: str | None = "batch_expired"


Outcome = Callable[[Request], Step | Unanswered]


def always(step: Step | Unanswered) -> Outcome:
    """The same for every request."""
    return lambda _: step


class BatchServer(ChatServer):
    """Answers requests in batches by `outcome`; chat by its script, as ever."""

    def __init__(self, outcome: Outcome | None = None, **chat: Any) -> None:
        super().__init__(**chat)
        self.outcome = outcome or always(answer(EMPTY))
        self.held = False
        self.uploads: list[bytes] = []
        """Every uploaded file, in order."""
        self.batches: dict[str, dict[str, Any]] = {}
        """The batches by their ids."""
        self.page_size = 100
        self.calls: Counter[str] = Counter()
        """Requests by method and kind of path: `POST /files`, `GET /batches`, …"""
        self._files: dict[str, bytes] = {}
        self._faults: list[tuple[str, Response, bool]] = []

    def fail(self, call: str, response: Response, *, afterwards: bool = False) -> None:
        """Answer the next `call` with `response`, instead of the work or after it was done."""
        self._faults.append((call, response, afterwards))

    def asked(self) -> Counter[str]:
        """How many times each custom id was in a batch that was made."""
        return Counter(line["custom_id"] for line in self.lines())

    def lines(self) -> Iterator[dict[str, Any]]:
        """All requests in batches that were made."""
        for batch in self.batches.values():
            yield from map(json.loads, self._files[batch["input_file_id"]].splitlines())

    def end(self, state: str = "completed") -> None:
        """Have every batch in progress end so."""
        for batch in self.batches.values():
            if batch["status"] == "in_progress":
                self._end(batch, state)

    def respond(self, request: Request) -> Response:
        """What is answered to `request`."""
        _, _, rest = request.path.partition("?")[0].partition("/v1/")
        kind, *names = rest.split("/")
        if kind not in ("files", "batches"):
            return super().respond(request)
        call = f"{request.method} /{kind}"
        with self._lock:
            self.calls[call] += 1
            fault = next((found for found in self._faults if found[0] == call), None)
            if fault is not None:
                self._faults.remove(fault)
            if fault is not None and not fault[2]:
                return fault[1]
            done = self._work(call, names, request)
            return fault[1] if fault is not None else done

    def _work(self, call: str, names: list[str], request: Request) -> Response:
        if call == "POST /files":
            self.uploads.append(_file_in(request))
            return Response({"id": self._kept(self.uploads[-1]), "object": "file"})
        if call == "GET /files":
            return Response(self._files[names[0]])
        if call == "POST /batches":
            return Response(self._make(request.body))
        if names:
            found = self.batches.get(names[0])
            return Response(found) if found else failure(404, "no such batch")
        return self._page(request)

    def _kept(self, content: bytes) -> str:
        name = f"file-{len(self._files) + 1}"
        self._files[name] = content
        return name

    def _page(self, request: Request) -> Response:
        _, _, after = request.path.partition("after=")
        batches = list(self.batches.values())
        ids = list(self.batches)
        begin = ids.index(after.partition("&")[0]) + 1 if after else 0
        page = batches[begin : begin + self.page_size]
        return Response(
            {"object": "list", "data": page, "has_more": begin + len(page) < len(batches)}
        )

    def _make(self, body: dict[str, Any]) -> dict[str, Any]:
        batch: dict[str, Any] = {
            "id": f"batch_{len(self.batches) + 1}",
            "object": "batch",
            "status": "in_progress",
            "created_at": 1,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            **body,
        }
        self.batches[batch["id"]] = batch
        if not self.held:
            self._end(batch, "completed")
        return batch

    def _end(self, batch: dict[str, Any], state: str) -> None:
        good: list[str] = []
        bad: list[str] = []
        if state != "failed":
            for text in self._files[batch["input_file_id"]].splitlines()[::-1]:
                line = json.loads(text)
                outcome = self.outcome(Request("POST", line["url"], {}, line["body"]))
                given = _line(line, outcome)
                if given is not None:
                    fine = (given["response"] or {}).get("status_code") == 200
                    (good if fine else bad).append(json.dumps(given))
        batch["status"] = state
        batch["request_counts"] = {
            "total": len(good) + len(bad),
            "completed": len(good),
            "failed": len(bad),
        }
        batch["output_file_id"] = self._kept("\n".join(good).encode()) if good else None
        batch["error_file_id"] = self._kept("\n".join(bad).encode()) if bad else None


def _line(line: dict[str, Any], outcome: Step | Unanswered) -> dict[str, Any] | None:
    """The line that comes back for a request."""
    given: dict[str, Any] = {"id": "batch_req_1", "custom_id": line["custom_id"], "error": None}
    if isinstance(outcome, Unanswered):
        if outcome.code is None:
            return None
        return given | {"response": None, "error": {"code": outcome.code, "message": "too late"}}
    if not isinstance(outcome, Response):
        outcome = outcome(Request("POST", line["url"], {}, line["body"]))
    return given | {
        "response": {"status_code": outcome.status, "request_id": "r", "body": outcome.body}
    }


def _file_in(request: Request) -> bytes:
    """The file in a form."""
    _, _, boundary = request.headers["content-type"].partition("boundary=")
    for part in request.raw.split(b"--" + boundary.encode()):
        head, _, content = part.partition(b"\r\n\r\n")
        if b'name="file"' in head:
            return content.removesuffix(b"\r\n")
    raise AssertionError("no file in the form")
