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
from annotate.report.response import disputed
from annotate.scheme import Scheme

BANDS = (20, 40, 60, 80)
"""Where the bands meet, for the ticks of the scale."""
STYLE = "page.css"


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
        disputed=disputed,
    )


def page(
    template: str, *, links: Links = NOWHERE, styles: tuple[str, ...] = (STYLE,), script: str = "",
    **values: object,
) -> str:  # fmt: skip
    """A page from one of our templates, with its styles and a policy that allows nothing but them.

    Args:
        styles: the names of ours, one behind the other.
        script: the name of one of ours, for a page that reads without it.
    """
    style, code = Markup().join(map(_ours, styles)), _ours(script) if script else Markup()
    allowed = f"style-src 'sha256-{_digest(style)}'" + (
        f"; script-src 'sha256-{_digest(code)}'" if code else ""
    )
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    shared = {"style": style, "script": code, "policy": policy, "words": words, "links": links}
    return _environment().get_template(template).render(**shared, **values)


@cache
def _ours(name: str) -> Markup:
    return Markup((files("annotate.report") / "templates" / name).read_text("utf-8"))  # noqa: S704 - ours


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("annotate.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
