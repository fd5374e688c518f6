"""Records of a crawl that are read a second, without their articles, against warcio alone on the same file.

Ours finds where each record begins and ends, so that a broken one costs itself alone, and has warcio read it;
then it is what `annotate articles add` and a worker of `annotate bulk` begin with. The detail has, too, how
fast a file is cut into pieces, which reads no record. Times are of the processor.
"""

import tempfile
from pathlib import Path
from time import process_time

from warcio.archiveiterator import ArchiveIterator

from annotate.bulk.pieces import cut
from annotate.intake.warc import Page, pages
from bench.bulk import crawl
from bench.ratio import Result, ratio, timed

RECORDS = 1000


def run() -> Result:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "news.warc.gz")
        crawl(path, RECORDS)
        ours, bare, times = ratio(lambda: _ours(path), lambda: _bare(path), clock=process_time)
        cutting = timed(lambda: cut(str(path)), process_time)
    return Result(
        "warc", times, 2.5,
        f"{RECORDS / ours:,.0f} records a second, {RECORDS / bare:,.0f} of warcio; "
        f"{RECORDS / cutting:,.0f} cut into pieces",
    )  # fmt: skip


def _ours(path: Path) -> int:
    return sum(len(one.data) for one in pages(path) if isinstance(one, Page))


def _bare(path: Path) -> int:
    with path.open("rb") as file:
        return sum(len(one.content_stream().read()) for one in ArchiveIterator(file))
