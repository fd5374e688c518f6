"""Article reports as a folder of pages with an index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from annotate.report.article import ArticleReport
from annotate.report.html import html, page
from annotate.scheme import Scheme


def write(reports: Sequence[ArticleReport], scheme: Scheme, folder: Path) -> Path:
    """Writes a page for each report and an index of them, in the order given; the path of the index."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in reports:
        (folder / file_name(report.article.id)).write_text(html(report, scheme), "utf-8")
    rows = [(report, file_name(report.article.id)) for report in reports]
    index = folder / "index.html"
    index.write_text(page("index.html.j2", rows=rows), "utf-8")
    return index


def file_name(article: str) -> str:
    """A name that any file system takes and that no two articles share."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", article)[:80]
    if plain == article and plain != "index" and not plain.startswith("."):
        return f"{plain}.html"
    return f"{plain.lstrip('.')}-{sha256(article.encode()).hexdigest()[:8]}.html"
