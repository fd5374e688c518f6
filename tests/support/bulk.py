"""A crawl small enough for a test and large enough for several pieces."""

import gzip
import json
from pathlib import Path

from annotate.bulk.machine import Recipe
from annotate.resources import shipped
from tests.support.crawl import record, warc

STORIES = (
    "The harbour board closed pier {n} on Monday. Two officials said the crane had not been inspected.",
    'The mayor said: "Pier {n} is safe." Analysts expect that it may close, according to the Evening Post.',
    "Sources familiar with the talks said pier {n} would be sold. The board denied the report.",
)


def recipe() -> Recipe:
    lexicon, scheme = shipped("config", "lexicon"), shipped("config", "scheme.toml")
    return Recipe("", str(scheme), str(lexicon), str(lexicon / "none")).stamped()


def lines(path: Path, articles: int) -> str:
    """A file of JSON Lines; every hundredth line is broken."""
    texts = (STORIES[n % len(STORIES)].format(n=n) for n in range(articles))
    rows = (json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts))
    path.write_text(
        "".join("{broken\n" if n % 100 == 99 else f"{row}\n" for n, row in enumerate(rows)), "utf-8"
    )
    return str(path)


def crawl(path: Path, pages: int) -> str:
    """A WARC.GZ of pages, before each its request; one record is broken, one page was not found."""
    request = warc("request", "https://example.org/", b"GET / HTTP/1.1\r\n\r\n")
    records = [part for n in range(pages) for part in (gzip.compress(request, mtime=0), record(n))]
    records[21] = records[21][:-30]
    records[23] = record(11, status="404 Not Found")
    path.write_bytes(b"".join(records))
    return str(path)


def parts(folder: Path) -> dict[str, bytes]:
    """Every file of a run, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
