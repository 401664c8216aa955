"""A chat server on loopback that answers from a script: real HTTP, no model, no network."""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, SO_LINGER, SOL_SOCKET, socket
from types import TracebackType
from typing import Any, NamedTuple, Self


class Request(NamedTuple):
    """One request as it came over the wire."""

    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: dict[str, Any]
    raw: bytes = b""
    """The body as it came, where it is not JSON."""

    @property
    def system(self) -> str:
        """The system message."""
        return self._message("system")

    @property
    def user(self) -> str:
        """The user's message."""
        return self._message("user")

    def _message(self, role: str) -> str:
        return "\n".join(m["content"] for m in self.body["messages"] if m["role"] == role)


class Response(NamedTuple):
    """One answer as it goes over the wire."""

    body: dict[str, Any] | bytes
    status: int = 200
    headers: Mapping[str, str] = {}
    delay: float = 0.0
    """Seconds before it is sent."""
    reset: bool = False
    """Whether the connection is reset in the place of an answer."""


Step = Response | Callable[[Request], Response]


def answer(
    content: object,
    *,
    finish: str | None = None,
    tokens: tuple[int, int] = (100, 20),
    cached: int = 0,
) -> Callable[[Request], Response]:
    """A completion: `content` (text, or anything JSON can say) as the arguments of the tool that
    the request forces, or as the message's content if it forces none."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)

    def step(request: Request) -> Response:
        tools = request.body.get("tools")
        message: dict[str, Any] = {"role": "assistant", "content": None if tools else text}
        if tools:
            call = {"name": tools[0]["function"]["name"], "arguments": text}
            message["tool_calls"] = [{"id": "call-1", "type": "function", "function": call}]
        reason = finish or ("tool_calls" if tools else "stop")
        choice = {"index": 0, "message": message, "finish_reason": reason}
        return completion([choice], tokens=tokens, cached=cached)

    return step


def completion(
    choices: Sequence[Mapping[str, Any]], *, tokens: tuple[int, int] = (100, 20), cached: int = 0
) -> Response:
    """A chat completion with these choices and (input, output) tokens."""
    sent, written = tokens
    usage = {
        "prompt_tokens": sent,
        "completion_tokens": written,
        "total_tokens": sent + written,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "test-model"}
    return Response({**head, "choices": list(choices), "usage": usage})


def refusal(words: str) -> Response:
    """A completion of a model that declines."""
    message = {"role": "assistant", "content": None, "refusal": words}
    return completion([{"index": 0, "message": message, "finish_reason": "stop"}])


def failure(
    status: int, message: str = "no", *, code: str | None = None, **headers: str
) -> Response:
    """An error as OpenAI's API words it; `retry_after="2"` becomes the header `retry-after`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response({"error": {"message": message, "code": code}}, status, named)


class InstantTime:
    """Time in which a sleep lasts no time: it moves the clock on and is written down."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        """Seconds of each sleep, in order."""

    def now(self) -> float:
        """Seconds since the start."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Let the others run, and be later."""
        self.slept.append(seconds)
        await asyncio.sleep(0)


class ChatServer:
    """Answers chat requests with the steps of a script, in order, then with `default`.

    A context manager; the server runs in a thread and stops with the block. `models` are the ones
    that `/models` lists; None for a server that has no such path.
    """

    def __init__(
        self,
        *script: Step,
        default: Step | None = None,
        models: Sequence[str] | None = ("test-model",),
    ) -> None:
        self.requests: list[Request] = []
        """The chat requests so far, in order of arrival."""
        self.peak = 0
        """The most chat requests that were open at one time."""
        self._script = list(script)
        self._default = default or failure(418, "the script has no more answers")
        self._models = models
        self._open = 0
        self._lock = threading.Condition()
        self._http = _Server(self)

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.hang_up()
        self._http.server_close()

    def wait_for(self, count: int, *, seconds: float = 30) -> None:
        """Until `count` chat requests have come. Raises TimeoutError."""
        with self._lock:
            if not self._lock.wait_for(lambda: len(self.requests) >= count, timeout=seconds):
                raise TimeoutError(f"{len(self.requests)} of {count} requests came")

    def respond(self, request: Request) -> Response:
        """What is answered to `request`; called by the server's threads."""
        if request.method == "GET":
            return self._listed(request)
        with self._lock:
            self.requests.append(request)
            self._lock.notify_all()
            self._open += 1
            self.peak = max(self.peak, self._open)
            step = self._script.pop(0) if self._script else self._default
        response = step if isinstance(step, Response) else step(request)
        time.sleep(response.delay)
        with self._lock:
            self._open -= 1
        return response

    def _listed(self, request: Request) -> Response:
        _, _, name = request.path.partition("/models")
        if self._models is None or (name and name[1:] not in self._models):
            return failure(404, f"no such path: {request.path}")
        data = [{"id": model, "object": "model"} for model in self._models]
        return Response(data[0] if name else {"object": "list", "data": data})


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, chat: ChatServer) -> None:
        self.chat = chat
        self._connections: set[socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        self.close_request(request)  # without a farewell, which would turn a reset into an end

    def hang_up(self) -> None:
        """End connections that a client left open, so that their threads end."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the test, not an event of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["content-length"])))

    def _answer(self, raw: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        is_json = headers.get("content-type", "").startswith("application/json")
        body = json.loads(raw) if is_json else {}
        response = self.server.chat.respond(Request(self.command, self.path, headers, body, raw))
        if response.reset:
            self._reset()
            return
        data = response.body
        if not isinstance(data, bytes):
            data = json.dumps(data, ensure_ascii=False).encode()
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _reset(self) -> None:
        """Leave like a server that has crashed: with RST, not with an end of the stream."""
        self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
