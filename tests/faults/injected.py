"""What can go wrong with one request, each as a fault of the proxy."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Iterator

from tests.faults.proxy import Exchange, Fault, Reply

PATIENCE = 2.0
"""Seconds that we wait for an answer while faults are about."""


def refused(exchange: Exchange) -> None:
    """Nobody listens: the proxy closes its port before the request comes."""
    exchange.reset()  # where a connection was open already


refused.closes_before = True  # type: ignore[attr-defined]


def reset(exchange: Exchange) -> None:
    """The connection breaks; the server has not heard of the request."""
    exchange.reset()


def cut_off(exchange: Exchange) -> None:
    """Half of the answer comes; the request was carried out."""
    reply = exchange.forward()
    half = Reply(reply.status, reply.headers, reply.body[: len(reply.body) // 2])
    exchange.answer(half, length=len(reply.body) + 1)
    exchange.close_connection = True


def late(exchange: Exchange) -> None:
    """The request was carried out; the answer comes after everybody has stopped waiting."""
    exchange.forward()
    exchange.until_given_up(3 * PATIENCE)


def lands_late(exchange: Exchange) -> None:
    """The request is carried out only after everybody has stopped waiting, and perhaps asked again."""
    exchange.until_given_up(3 * PATIENCE)
    time.sleep(0.5)
    exchange.forward()


def too_many(exchange: Exchange) -> None:
    """429 with Retry-After."""
    exchange.answer(_told(429, {"detail": "Request was throttled."}, ("Retry-After", "1")))


def failed(exchange: Exchange) -> None:
    """500, and the request was carried out."""
    exchange.forward()
    exchange.answer(_told(500, {"detail": "database is locked"}))


def bad_gateway(exchange: Exchange) -> None:
    """502 with a page of a proxy in front; the server has not heard of the request."""
    page = b"<html><h1>502 Bad Gateway</h1></html>"
    exchange.answer(Reply(502, [("Content-Type", "text/html")], page))


def signed_out(exchange: Exchange) -> None:
    """401 in the middle: the access token has run out."""
    exchange.answer(_told(401, {"detail": "Given token not valid for any token type"}))


def replayed(exchange: Exchange) -> None:
    """The server carries the request out twice, as Label Studio does on a locked SQLite."""
    exchange.forward()
    exchange.answer(exchange.forward())


def gzip_nonsense(exchange: Exchange) -> None:
    """The request was carried out; the answer is nonsense, packed as gzip."""
    _packed(exchange, gzip.compress(b"\x00\xffnonsense"))


def no_gzip(exchange: Exchange) -> None:
    """The request was carried out; the answer says that it is gzip, and is not."""
    _packed(exchange, b"nonsense")


ALL: tuple[Fault, ...] = (
    *(refused, reset, cut_off, late, lands_late, too_many),
    *(failed, bad_gateway, signed_out, replayed, gzip_nonsense, no_gzip),
)


def at_random(dice: random.Random, rate: float) -> Iterator[Fault | None]:
    """A fault for each request, at that rate, replayed by the same dice."""
    while True:
        yield dice.choice(ALL) if dice.random() < rate else None


def _told(status: int, body: object, *headers: tuple[str, str]) -> Reply:
    kind = ("Content-Type", "application/json")
    return Reply(status, [kind, *headers], json.dumps(body).encode())


def _packed(exchange: Exchange, body: bytes) -> None:
    reply = exchange.forward()
    exchange.answer(Reply(reply.status, [*reply.headers, ("Content-Encoding", "gzip")], body))
