"""Clicks and keys for 900 words, over the sample articles: `python -m tests.measure_effort`."""

from __future__ import annotations

import json
from collections import Counter

from annotate.core import Annotation, Article
from annotate.core.codec import from_json
from annotate.detect import Detector, load_model
from annotate.detect.sentences import load
from annotate.intake.articles import make_article
from annotate.intake.readers.base import Incoming
from annotate.intake.readers.find import read
from annotate.resources import shipped
from annotate.scheme import DEPTHS, at_depth, central_claims
from tests.support.bench import the_lexicon
from tests.support.effort import plan, seconds, total
from tests.support.scheme import the_scheme

WORDS = 900
STARTS = ("nothing", "pre-marks")


def table() -> str:
    """The table of docs/annotators.md."""
    rows = [
        "| depth | from | drags | clicks | keys | minutes of handwork |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for depth in DEPTHS:
        for start in STARTS:
            hands = measured(depth, start)
            counts = " | ".join(f"{hands[one]:.0f}" for one in ("drags", "clicks", "keys"))
            rows.append(f"| {depth} | {start} | {counts} | {seconds(hands) / 60:.1f} |")
    return "\n".join(rows)


def measured(depth: str, start: str) -> Counter[str]:
    """Mean over both readers of all sample articles, for 900 words."""
    scheme, sum_, words = at_depth(the_scheme(), depth), Counter[str](), 0
    detector = shipped_detector()
    for article in samples():
        premarks = detector.premarks(article)
        premarks = central_claims(premarks) if depth == "central" else premarks
        for target in targets(article.id):
            begun = premarks if start == "pre-marks" else Annotation(article.id, target.annotator)
            sum_.update(total(plan(begun, central_claims(target) if depth == "central" else target, scheme)))
            words += len(article.text.split())
    return Counter({name: count * WORDS / words for name, count in sum_.items()})


def shipped_detector() -> Detector:
    """What marks where nobody has chosen another."""
    model, sentences = shipped("models", "default.npz"), shipped("models", "sentences.npz")
    return Detector(the_lexicon(), the_scheme(), load_model(model), sentences=load(sentences))


def samples() -> list[Article]:
    files = sorted(shipped("seeds", "articles").glob("*.txt"))
    given = [one for file in files for one in read(str(file))]
    return [make_article(one)[0] for one in given if isinstance(one, Incoming)]


def targets(article: str) -> list[Annotation]:
    files = sorted(shipped("seeds", "annotations").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [one for one in (from_json(json.loads(line)) for line in lines) if one.article == article]


if __name__ == "__main__":
    print(table())
