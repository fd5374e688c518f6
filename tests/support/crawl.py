"""Records of a crawl, written byte by byte as the standard has them."""

import gzip

STORY = (
    "<html><head><title>Quay {n} closed</title></head><body><article><h1>Quay {n} closed</h1>"
    "<p>The harbour authority said on Monday that quay {n} would stay closed until the spring.</p>"
    "<p>Two shipping companies said that they had not been told of the decision.</p></article></body></html>"
)


def record(
    n: int, *, status: str = "200 OK", headers: dict[str, str] | None = None, body: bytes | None = None
) -> bytes:
    """The response of page `n`, in a gzip member of its own."""
    given = {"Content-Type": "text/html; charset=UTF-8", **(headers or {})}
    http = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    content = STORY.format(n=n).encode() if body is None else body
    payload = f"HTTP/1.1 {status}\r\n{http}\r\n".encode() + content
    return gzip.compress(warc("response", f"https://example.org/quay/{n}", payload), mtime=0)


def warc(kind: str, url: str, payload: bytes) -> bytes:
    """A record of any kind, not compressed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"
