"""The report for programs: the score as the contract has it, and what the page says around it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from annotate.core.codec import rfc3339
from annotate.report import response, words
from annotate.report.article import ArticleReport
from annotate.report.differing import differing
from annotate.scheme import Scheme
from annotate.score import to_json


def as_json(report: ArticleReport, scheme: Scheme) -> dict[str, Any]:
    """One JSON object; docs/shapes.schema.json says what is in it."""
    article, central = report.article, report.score.ledger.central
    return {
        "article": {
            "id": article.id,
            "revision": article.revision,
            "title": article.title,
            "outlet": article.outlet,
            "url": article.url,
            "published": rfc3339(article.published),
            "text_sha256": article.sha256,
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
        "sources": [{**asdict(one), "claims": list(one.claims)} for one in report.sources],
        "margin": [
            {
                "number": note.number,
                "mark": note.mark.id,
                "text": note.mark.span.cut(article.text),
                "kind": note.what,
                "central": note.central,
                "cues": list(note.cues),
                "sources": list(note.who),
                "hedges": list(note.hedges),
                "chain": list(note.chain),
            }
            for note in report.notes.values()
        ],
        "differing": {
            "central": [
                {
                    "what": one.what,
                    "start": one.where.start,
                    "end": one.where.end,
                    "words": one.words,
                    "choices": [{"choice": said, "annotators": list(who)} for said, who in one.choices],
                }
                for one in differing(report.contest, scheme)
            ],
            "all": report.contest.differences,
        },
    }
