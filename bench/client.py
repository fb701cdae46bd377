"""A small browser: keep-alive over a plain socket, so that what is measured is the server and not the client."""

import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=\r]+)=([^;\r]*)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
TIMEOUT = 30.0


class BenchError(RuntimeError):
    """The run cannot go on; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str

    @property
    def csrf(self) -> str:
        """The token of the first form on the page."""
        found = _CSRF.search(self.body.decode(errors="replace"))
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request that can be made again and again; ``form`` makes what is posted, anew each time."""

    path: str
    form: Callable[[], Mapping[str, str]] | None = None
    status: int = 200


class Browser(Protocol):
    """Somebody who asks for pages and keeps cookies: over the network, or inside this process."""

    def get(self, path: str) -> Answer:
        """A page."""

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """The answer to a form; no redirect is followed."""


@dataclass(slots=True)
class Visitor:
    """A browser over one keep-alive connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """A page."""
        return self._keep(self.send(self.bytes_of(path, None)))

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """The answer to a form; no redirect is followed."""
        return self._keep(self.send(self.bytes_of(path, form)))

    def bytes_of(self, path: str, form: Mapping[str, str] | None) -> bytes:
        """A request as it goes over the line, cookies included."""
        body = urlencode(form).encode() if form is not None else b""
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}",
        ]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def send(self, request: bytes) -> tuple[bytes, bytes]:
        """Head and body of the answer; asks once more when the server had closed an idle line."""
        for _ in range(2):
            line = self._socket or self._connect()
            try:
                line.sendall(request)
                return self._receive(line)
            except (ConnectionError, BrokenPipeError):
                self.close()
        raise BenchError("the server closed the connection twice")

    def close(self) -> None:
        """Hangs up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _connect(self) -> socket.socket:
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _receive(self, line: socket.socket) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._chunk(line)
        head, _, body = data.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        parts, missing = [body], (int(found[1]) if found else 0) - len(body)
        while missing > 0:
            parts.append(self._chunk(line))
            missing -= len(parts[-1])
        if _CLOSING.search(head):
            self.close()
        return head, b"".join(parts)

    @staticmethod
    def _chunk(line: socket.socket) -> bytes:
        data = line.recv(262_144)
        if not data:
            raise ConnectionError
        return data

    def _keep(self, answer: tuple[bytes, bytes]) -> Answer:
        head, body = answer
        self.cookies.update({name.decode(): value.decode() for name, value in _COOKIE.findall(head)})
        found = _LOCATION.search(head)
        return Answer(status_of(head), body, found[1].decode() if found else "")


def connect_evenly(port: int, number: int, *, workers: int) -> list[Visitor]:
    """So many visitors, each with its connection, as many at each worker: left to chance, one worker can get all of them."""
    share = -(-number // workers)
    found: list[Visitor] = []
    held: Counter[bytes] = Counter()
    deadline = time.monotonic() + TIMEOUT
    while len(found) < number and time.monotonic() < deadline:
        visitor = Visitor(port)
        worker = visitor.get("/bench/worker").body
        if held[worker] < share:
            held[worker] += 1
            found.append(visitor)
        else:
            visitor.close()
    if len(found) < number:
        raise BenchError(f"one worker takes every connection: {held}")
    return found


def status_of(head: bytes) -> int:
    """The status in the first line of an answer."""
    return int(head[9:12])


def sign_in(browser: Browser, email: str, password: str) -> None:
    """Signs in on the real page. Raises BenchError when that does not work."""
    token = browser.get("/sign-in").csrf
    answer = browser.post("/sign-in", {"csrf_token": token, "email": email, "password": password})
    if answer.status != 303:
        raise BenchError(f"{email} cannot sign in: {answer.status}")


@dataclass(frozen=True, slots=True)
class Alone:
    """How long one visitor waits, in milliseconds, and how many bytes come back."""

    p50: float
    p95: float
    bytes: int


def measure_alone(visitor: Visitor, ask: Ask, *, seconds: float, most: int = 500) -> Alone:
    """One connection, one request after another."""
    for _ in range(10):
        _once(visitor, ask)
    times: list[float] = []
    size = 0
    deadline = time.perf_counter() + seconds
    while len(times) < 5 or (time.perf_counter() < deadline and len(times) < most):
        request = visitor.bytes_of(ask.path, ask.form() if ask.form else None)
        started = time.perf_counter()
        head, body = visitor.send(request)
        times.append((time.perf_counter() - started) * 1000)
        _check(head, body, ask)
        size = len(body)
    times.sort()
    return Alone(times[len(times) // 2], times[min(len(times) * 95 // 100, len(times) - 1)], size)


def measure_together(visitors: list[tuple[Visitor, Ask]], *, seconds: float) -> float:
    """All visitors at once, each as fast as it gets answers; gives requests per second."""
    counts = [0] * len(visitors)
    problems: list[Exception] = []
    begin = threading.Barrier(len(visitors) + 1)
    ends = [0.0]

    def go(place: int, visitor: Visitor, ask: Ask) -> None:
        try:
            _once(visitor, ask)
            begin.wait(TIMEOUT)
            while time.perf_counter() < ends[0]:
                _once(visitor, ask)
                counts[place] += 1
        except Exception as error:  # noqa: BLE001 - told to the one who waits
            problems.append(error)
            begin.abort()

    threads = [
        threading.Thread(target=go, args=(place, visitor, ask), daemon=True)
        for place, (visitor, ask) in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    ends[0] = time.perf_counter() + seconds + TIMEOUT
    try:
        begin.wait(TIMEOUT)
    except threading.BrokenBarrierError:
        raise BenchError(f"a connection failed: {problems[:1]}") from None
    started = time.perf_counter()
    ends[0] = started + seconds
    for thread in threads:
        thread.join(seconds + TIMEOUT)
    if problems:
        raise BenchError(f"a connection failed: {problems[:1]}")
    return sum(counts) / (time.perf_counter() - started)


def _once(visitor: Visitor, ask: Ask) -> None:
    head, body = visitor.send(visitor.bytes_of(ask.path, ask.form() if ask.form else None))
    _check(head, body, ask)


def _check(head: bytes, body: bytes, ask: Ask) -> None:
    if status_of(head) != ask.status:
        told = re.sub(r"<[^>]+>|\s+", " ", body.decode(errors="replace"))[:300]
        raise BenchError(f"{ask.path} answered {status_of(head)} instead of {ask.status}: {told}")
