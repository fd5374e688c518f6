"""Texts that would like to run, to be a formula, to turn the page round, or to break whatever holds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.core.codec import to_json

RUNS = (
    "<script>window.ran=1;alert(1)</script>",
    "</title></style></script><script>window.ran=2</script>",
    "<img src=x onerror=window.ran=3>",
    '"><svg onload=window.ran=4>',
    "' onmouseover='window.ran=5' x='",
    '" autofocus onfocus="window.ran=6',
    "<a href=javascript:window.ran=7>press here</a>",
    "<iframe srcdoc='<script>parent.ran=8</script>'></iframe>",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0;url=http://127.0.0.1:9/>",
    "<!-- <plaintext> ]]>",
    "&lt;script&gt;window.ran=9&lt;/script&gt;",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} %s %(x)s {0}",
)
FORMULAS = (
    "=HYPERLINK(1)",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\uff1d1+1",
    '=1+1";=2+2;"',
)
SHAPES = (
    "\u202eetavirp\u202c and \u2066left\u2069 to \u202dright",
    "\u202e\u202e\u202e never closed",
    "שלום עולם and مرحبا بالعالم",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0334\u0335l\u0336g\u0337o",
    "W" * 400,
    "👩\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062 💔",
    "a\u00adb\u2028c",
    "NULL None undefined NaN true 1e309 ; DROP TABLE articles; --",
    "../../etc/passwd C:\\con\\aux",
)
NAUGHTY = (*RUNS, *FORMULAS, *SHAPES)
NAMES = (RUNS[0], RUNS[1], FORMULAS[1], SHAPES[1])
"""What titles, outlets and authors are called."""


def write_articles(file: Path, texts: Sequence[str] = NAUGHTY) -> Path:
    """An article for each of `NAMES`; each has a paragraph for every naughty text, which is its source."""
    body = "\n\n".join(
        f"{text} said it may rain all week on the roofs near mill {at}." for at, text in enumerate(texts)
    )
    made = [
        {
            "id": f"n{at}",
            "title": name,
            "text": f"{name}\n\n{body}",
            "outlet": name,
            "author": name,
            "url": f"javascript:window.ran={at + 20}",
            "published": "2026-03-01",
        }
        for at, name in enumerate(NAMES)
    ]
    file.write_text("".join(json.dumps(one) + "\n" for one in made), "utf-8")
    return file


def read_by(annotator: str, article: Article) -> Annotation:
    """A reading that marks each naughty text as the source of the claim behind it, and says such things."""
    marks, links = list[Mark](), list[Link]()
    for at, span in enumerate(article.paragraphs):
        said = span.cut(article.text)
        if " said it" not in said:  # the title, or what stands before a separator of lines
            continue
        who, claim = said.rindex(" said it"), said.rindex("it may rain")
        weight = {"weight": "central"} if at < 5 else {}
        source = {"identity": "named_person", "standing": "unclear"}
        marks.append(Mark(f"s{at}", "SOURCE", Span(span.start, span.start + who), source))
        marks.append(Mark(f"a{at}", "ASSERTION", Span(span.start + claim, span.end - 1), weight))
        links.append(Link("attributed_to", f"a{at}", f"s{at}"))
    answers = {"genre": "news", "accused": "no", "note": NAUGHTY[0], "cannot_be_labelled": ""}
    return Annotation(
        article.id, annotator, tuple(marks), tuple(links), {k: v for k, v in answers.items() if v},
        text_sha256=article.sha256,
    )  # fmt: skip


def write_readings(file: Path, articles: list[Article], *annotators: str) -> Path:
    """Such a reading of every article by each annotator, as `annotations import` takes them."""
    lines = [json.dumps(to_json(read_by(who, one), one.text)) for one in articles for who in annotators]
    file.write_text("\n".join(lines), "utf-8")
    return file
