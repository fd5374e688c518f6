"""The report for programs: the score as the contract has it, and what the page says around it."""

from __future__ import annotations

from typing import Any

from annotate.core.codec import rfc3339
from annotate.report import response, words
from annotate.report.article import ArticleReport
from annotate.score import to_json


def as_json(report: ArticleReport) -> dict[str, Any]:
    """One JSON object: `article`, `claims`, `score`, `held_down`, `disclaimer`, `response`, `margin`."""
    article, central = report.article, report.score.ledger.central
    return {
        "article": {
            "id": article.id,
            "revision": article.revision,
            "title": article.title,
            "outlet": article.outlet,
            "url": article.url,
            "published": rfc3339(article.published),
        },
        "claims": {
            "text": report.claims,
            "total": central.total,
            "no_source": list(central.no_source),
            "unnamed_only": list(central.unnamed_only),
            "named": list(central.named),
        },
        "score": to_json(report.score),
        "held_down": [
            {"reason": one.reason, "points": one.points, "quote": one.quote, "marks": list(one.marks)}
            for one in report.held_down
        ],
        "disclaimer": words.DISCLAIMER,
        "response": response.to_json(report.response, article),
        "margin": [
            {
                "number": note.number,
                "mark": note.mark.id,
                "text": note.mark.span.cut(article.text),
                "kind": note.what,
                "central": note.central,
                "sources": list(note.who),
                "hedges": list(note.hedges),
            }
            for paragraph in report.paragraphs
            for note in paragraph.notes
        ],
    }
