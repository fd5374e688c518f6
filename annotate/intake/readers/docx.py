"""A Word document: its paragraphs and those of its tables, in their order, changes that are tracked accepted.

Notes and text boxes stand beside the text, and where in it they belong nobody can say; they are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from annotate.core.errors import Refused, UsageError
from annotate.intake.decode import MAX_BYTES
from annotate.intake.document import Document, from_file
from annotate.intake.markup import refuse_entities
from annotate.intake.readers.base import Incoming, Means, Refusal, incoming, one
from annotate.intake.shown import shown

SUFFIXES = frozenset({".docx"})
_MAIN = "word/document.xml"
_TITLES = frozenset({"Title", "Heading 1"})
"""Styles of a paragraph that is the headline, where it comes first."""
_PARAGRAPHS = ".//w:p[not(ancestor::w:txbxContent)]"
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"
"""Runs that are read where tracked changes are accepted. python-docx knows none that was inserted."""
_BESIDE = {
    "footnotes": ".//w:footnoteReference",
    "endnotes": ".//w:endnoteReference",
    "text boxes": ".//w:txbxContent[.//w:t][not(ancestor::*[local-name()='Fallback'])]",
}


def accepts(source: str) -> bool:
    return Path(source).suffix.lower() in SUFFIXES


def read(source: str, means: Means) -> Iterator[Incoming | Refusal]:
    _docx()
    return one(lambda: article(from_file(source)), source)


def holds(document: Document) -> bool:
    return document.data.startswith(b"PK") and _MAIN.encode() in document.data


def parse(document: Document, means: Means) -> Iterator[Incoming | Refusal]:
    _docx()
    return one(lambda: article(document), document.source)


def article(document: Document) -> Incoming:
    """The text, with a headline where the first paragraph has the style of one.

    Raises:
        Refused: no Word document, or one that unpacks to too much.
    """
    try:
        _refuse_bomb(document.data)
        opened = _docx().Document(BytesIO(document.data))
        title, lines = _lines(opened)
        doubt = _left_out(opened.element.body)
        author = shown(opened.core_properties.author, "\n".join(lines))
    except Refused:
        raise
    except Exception as error:  # a broken document fails wherever it is broken
        raise Refused(f"the Word document cannot be read: {type(error).__name__}: {error}") from error
    stated = {"title": title, "author": author, "url": document.url}
    return replace(incoming(document.source, stated, "\n\n".join(lines), document.path), doubt=doubt)


def _lines(opened: Any) -> tuple[str | None, list[str]]:  # noqa: ANN401 - theirs
    title: str | None = None
    lines: list[str] = []
    for paragraph in opened.element.body.xpath(_PARAGRAPHS):
        text = "".join(run.text for run in paragraph.xpath(_RUNS))
        if not lines and _style(opened, paragraph) in _TITLES:
            title = text.strip() or None
        lines += [line for line in text.splitlines() if line.strip()]
    return title, lines


def _style(opened: Any, paragraph: Any) -> str:  # noqa: ANN401
    from docx.text.paragraph import Paragraph

    style = Paragraph(paragraph, opened).style
    return str(style and style.name)


def _left_out(body: Any) -> str | None:  # noqa: ANN401
    """The notes and text boxes that are no part of the text, in words."""
    found = {name: len(body.xpath(path)) for name, path in _BESIDE.items()}
    named = ", ".join(f"{name} ({number})" for name, number in found.items() if number)
    return f"left out of it: {named}" if named else None


def _refuse_bomb(data: bytes) -> None:
    """A zip may unpack to more than it holds, and its XML to more than that."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > 4 * MAX_BYTES:
                raise Refused("unpacked it is too large")
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    refuse_entities(archive.read(name))
    except BadZipFile as error:
        raise Refused(f"it is no Word document: {error}") from error


def _docx() -> Any:  # noqa: ANN401 - a module, imported late
    try:
        import docx
    except ImportError as error:
        raise UsageError(
            "reading Word documents needs the extra `documents`, which is not installed",
            "install it with: pip install 'annotate[documents]'",
        ) from error
    return docx
