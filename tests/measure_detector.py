"""Writes what the machine marks on a corpus of the evaluation kit, for its scorer to read.

    python -m tests.measure_detector ../shared/eval/polnear.dev.jsonl /tmp/rules.jsonl [MODEL]
    python ../shared/eval/score.py spans ../shared/eval/polnear.dev.jsonl /tmp/rules.jsonl

Each line of the corpus has `id` and `text`; offsets are those of that text.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from annotate.core import Article
from annotate.detect import detect, load_lexicon
from annotate.detect.model import load_model
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import load_scheme
from tests.support.kit import to_kit


def main(corpus: Path, predictions: Path, model_file: Path | None = None) -> None:
    lexicon = load_lexicon(shipped("config", "lexicon"))
    scheme = load_scheme(shipped("config", "scheme.toml"))
    model = None if model_file is None else load_model(model_file)
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    articles = [Article(row["id"], row["text"], split(row["text"])) for row in rows]
    start = time.process_time()
    found = [detect(article, lexicon, scheme, model) for article in articles]
    seconds = time.process_time() - start
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words / seconds:,.0f} words a second of CPU time")
    pairs = zip(found, articles, strict=True)
    lines = [json.dumps(to_kit(replace(one, article=article.id), article.text)) for one, article in pairs]
    predictions.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
