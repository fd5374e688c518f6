"""The report as one self-contained page: no script, nothing fetched, everything escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from annotate.core.codec import rfc3339
from annotate.report import words
from annotate.report.article import ArticleReport, possible
from annotate.report.ledger import rows
from annotate.report.links import NOWHERE, Links
from annotate.scheme import Scheme

BANDS = (20, 40, 60, 80)
"""Where the bands meet, for the ticks of the scale."""


def html(report: ArticleReport, scheme: Scheme, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page; `links` where it stands among others."""
    notes = {note.mark.id: note for paragraph in report.paragraphs for note in paragraph.notes}
    return page(
        "article.html.j2",
        links=links,
        report=report,
        article=report.article,
        score=report.score,
        scheme=scheme,
        notes=notes,
        ledger=rows(report.score.ledger),
        published=rfc3339(report.article.published),
        possible=possible,
        ticks=BANDS,
    )


def page(template: str, *, links: Links = NOWHERE, **values: object) -> str:
    """A page from one of our templates, with the shared style and a policy that allows nothing but it."""
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    shared = {"style": Markup(style), "policy": policy, "words": words, "links": links}  # noqa: S704 - ours
    return _environment().get_template(template).render(**shared, **values)


@cache
def _style() -> str:
    return (files("annotate.report") / "templates" / "page.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("annotate.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
