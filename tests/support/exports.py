"""What the tests of export formats share: a small article, generated items, and files in memory.

`python -m tests.support.exports` writes the golden files anew; read the difference before committing it.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.export import Wanted, formats, write
from annotate.export.writers.base import FileWriter, Item, Manner
from annotate.export.writing import writer_of
from annotate.resources import shipped
from annotate.scheme import check, load_scheme
from annotate.store import Store
from tests.support.generated import annotations, articles
from tests.support.strategies import made

SCHEME = load_scheme(shipped("config", "scheme.toml"))
GOLDEN = Path(__file__).parents[1] / "export" / "golden"
BINARY = {"parquet", "spacy"}
"""Formats that nobody can read without a program, so that they have no golden file."""

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
HALF = NOON.replace(microsecond=250_000)
TEXT = "Quay closed 😀\n\n“We have no choice,” said Rosa Marsh, an aide to the mayor. It may reopen."


def words(said: str) -> Span:
    return Span(TEXT.index(said), TEXT.index(said) + len(said))


ARTICLE = Article(
    "https://example.org/quay",
    TEXT,
    (words("Quay closed 😀"), words(TEXT[15:-15]), words("It may reopen.")),
    "Quay closed 😀",
    url="https://example.org/quay",
    outlet="The Daily Example",
    author="=Ina Holt",
    published=NOON.astimezone(timezone(timedelta(hours=1))),
    language="en",
)
RUTH = Annotation(
    article=ARTICLE.id,
    annotator="ruth",
    id="0e7c7d2e-reading",
    campaign="spring",
    scheme=SCHEME.version,
    origin="studio",
    signed_in_as="ruth@example.org",
    seconds=81.25,
    created_at=NOON,
    updated_at=NOON,
    text_sha256=ARTICLE.sha256,
    marks=(
        Mark("m1", "ASSERTION", words("“We have no choice,”"), {"kind": "position", "weight": "central"}),
        Mark("m2", "CUE", words("said"), {}, "prediction", 0.75),
        Mark(
            "m3",
            "SOURCE",
            words("Rosa Marsh, an aide to the mayor"),
            {"identity": "named_person", "standing": "side_1"},
            "manual",
        ),
        Mark("m4", "SOURCE", words("the mayor"), {"identity": "metonym"}),
        Mark("m5", "ASSERTION", words("It may reopen"), {"kind": "prediction"}),
        Mark(
            "m6",
            "HEDGE",
            Span(words("may reopen").start, words("may reopen").start + 3),
            {"type": "possibility"},
        ),
    ),
    links=(
        Link("attributed_to", "m1", "m3"),
        Link("cued_by", "m1", "m2", "inferred"),
        Link("via", "m4", "m3"),
    ),
    answers={
        "genre": "news",
        "confidence": "3",
        "signs": "no_byline,no_date",
        "note": "sure — 😀\nand so on",
    },
)
OMAR = Annotation(
    ARTICLE.id, "omar", id="1b5f-empty", campaign="spring", created_at=NOON, text_sha256=ARTICLE.sha256
)
"""A reading without a mark."""

SMALL = (Item(RUTH, ARTICLE), Item(OMAR, ARTICLE))


def _long(seed: int) -> Item:
    """A generated article of some 3,000 words, with a reading as the database would have it."""
    drawn = made(Random(seed), sentences=260)  # noqa: S311 - no secret
    known = {"annotator": "ada", "id": f"long-{seed}", "campaign": "spring", "article": f"long-{seed}"}
    reading = check(replace(drawn.reading, **known), drawn.article.text, SCHEME).annotation
    return Item(reading, replace(drawn.article, id=f"long-{seed}"))


HARD = (*SMALL, _long(0), _long(1))
"""Emoji, nesting, no mark at all, and long articles with hundreds of marks and links."""


def exported(store: Store, format_: str = "jsonl", **wanted: object) -> bytes:
    """What an export of one file has of a store."""
    out = io.BytesIO()
    write(format_, store, out, Manner(SCHEME), Wanted(**wanted))
    return out.getvalue()


def written(format_: str, items: Iterable[Item], manner: Manner | None = None) -> dict[str, bytes]:
    """The files of an export by name; that of a format of one file has no name."""
    writer, manner = writer_of(format_), manner or Manner(SCHEME)
    if isinstance(writer, FileWriter):
        out = io.BytesIO()
        writer.write(items, out, manner)
        return {"": out.getvalue()}
    with tempfile.TemporaryDirectory() as folder:
        writer.write_folder(items, Path(folder), manner)
        return files(Path(folder))


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(found)}


def golden(format_: str) -> dict[str, bytes]:
    """The files that are expected of SMALL, as `written` gives them."""
    path = GOLDEN / format_
    return files(path) if path.is_dir() else {"": path.read_bytes()}


@st.composite
def items(draw: st.DrawFn) -> Sequence[Item]:
    """Readings of one or two articles, by one or two annotators each, some of them without a mark."""
    out: list[Item] = []
    for number in range(draw(st.integers(1, 2))):
        article = draw(articles.map(lambda one, n=number: Article(f"a/{n}", one.text)))
        for annotator in ("ada", "ben")[: draw(st.integers(1, 2))]:
            made = draw(annotations(article, SCHEME))
            known = {"article": article.id, "annotator": annotator, "id": f"{number}{annotator}"}
            out.append(Item(replace(made, **known), article))
    return out


if __name__ == "__main__":
    for name in sorted(set(formats()) - BINARY):
        for file, content in written(name, SMALL).items():
            path = GOLDEN / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
