"""The report as one self-contained page: no script, nothing fetched, everything escaped."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from annotate.report import awaiting, dates, words
from annotate.report.article import ArticleReport, possible
from annotate.report.chain import style as lighting
from annotate.report.differing import differing
from annotate.report.ledger import rows
from annotate.report.links import NOWHERE, Links
from annotate.report.response import disputed
from annotate.scheme import Scheme

TICKS = (20, 40, 60, 80)
"""Of the scale that the score is shown on."""
STYLE = "page.css"


def html(report: ArticleReport, scheme: Scheme, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page; `links` where it stands among others."""
    shown = differing(report.contest, scheme)
    return page(
        "article.html.j2",
        links=links,
        style=lighting(note.number for note in report.notes.values()),
        report=report,
        article=report.article,
        score=report.score,
        notes=report.notes,
        chained=_chained(report),
        differing=shown,
        elsewhere=report.contest.differences - len(shown),
        ledger=rows(report.score.ledger),
        possible=possible,
        ticks=TICKS,
        disputed=disputed,
    )


def _chained(report: ArticleReport) -> Mapping[str, str]:
    """Mark to the classes that light it up: `n3` of claim 3 itself, `c3` of what belongs to it."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for mark, note in report.notes.items():
        classes[mark].append(f"n{note.number}")
        for id_ in note.chain:
            classes[id_].append(f"c{note.number}")
    return {mark: " ".join(found) for mark, found in classes.items()}


def page(
    template: str, *, links: Links = NOWHERE, styles: tuple[str, ...] = (STYLE,), style: str = "",
    script: str = "", **values: object,
) -> str:  # fmt: skip
    """A page from one of our templates, with its styles and a policy that allows nothing but them.

    Args:
        styles: the names of ours, one behind the other.
        script: the name of one of ours, for a page that reads without it.
        style: of this page alone, beside the shared one; nothing in it comes from a text.
    """
    whole = Markup().join(map(_ours, styles)) + Markup(style)  # noqa: S704 - ours
    code = _ours(script) if script else Markup()
    allowed = f"style-src 'sha256-{_digest(whole)}'" + (
        f"; script-src 'sha256-{_digest(code)}'" if code else ""
    )
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    shared: dict[str, object] = {"style": whole, "script": code, "policy": policy, "links": links}
    shared |= {"words": words, "unread": awaiting}
    return _environment().get_template(template).render(**shared, **values)


@cache
def _ours(name: str) -> Markup:
    return Markup((files("annotate.report") / "templates" / name).read_text("utf-8"))  # noqa: S704 - ours


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("annotate.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {
        "day": dates.day_html,
        "in_full": dates.day,
        "moment": dates.moment_html,
        "tight": words.tight,
    }
    return made
