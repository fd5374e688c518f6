"""A linear-chain CRF with simple features, by python-crfsuite: what a detector trained in minutes gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotate.detect.model.tags import TAGS, decode, encode
from annotate.detect.model.words import shape
from annotate.detect.tokens import Token, tokenize
from annotate.evaluation.gold import parse
from annotate.training.examples import spans_of

ARTICLES, ITERATIONS = 210, 40
"""A quarter of the corpus: enough for its speed, and some points of F1 short."""


def train(corpus: Path, out: Path) -> None:
    """Trains on a corpus."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.05, "c2": 0.01, "max_iterations": ITERATIONS, "feature.minfreq": 3})
    for line in corpus.read_text("utf-8").splitlines()[:ARTICLES]:
        for features, tags in _sequences(json.loads(line)):
            trainer.append(features, tags)
    trainer.train(str(out))


def marker(model: Path) -> Callable[[str], set[tuple[str, int, int]]]:
    """A function from a text to its spans, by what `train` wrote."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return lambda text: set(_marks(tagger, text))


def _marks(tagger: Any, text: str) -> Iterator[tuple[str, int, int]]:
    for tokens in _paragraphs(text):
        tags = [TAGS.index(tag) for tag in tagger.tag(_features(tokens))]
        for label, (start, end) in decode(tags):
            yield label, tokens[start].start, tokens[end - 1].end


def _sequences(row: dict[str, Any]) -> Iterator[tuple[list[list[str]], list[str]]]:
    gold = parse(row)
    spans = spans_of(gold.side) if gold.side is not None else ()
    for tokens in _paragraphs(row["text"]):
        ranges = []
        for label, span in spans:
            inside = [n for n, one in enumerate(tokens) if one.start < span.end and span.start < one.end]
            if inside:
                ranges.append((label, (inside[0], inside[-1] + 1)))
        yield _features(tokens), [TAGS[tag] for tag in encode(len(tokens), ranges)]


def _paragraphs(text: str) -> Iterator[list[Token]]:
    breaks = [0, *(at for at, sign in enumerate(text) if sign == "\n"), len(text)]
    for start, end in pairwise(breaks):
        if tokens := tokenize(text, start, end):
            yield tokens


def _features(tokens: Sequence[Token]) -> list[list[str]]:
    """The word, its ends and shape, whether a quotation is open, and the words two to each side."""
    open_, found = False, []
    lows = ["<", "<", *(one.low for one in tokens), ">", ">"]
    for at, one in enumerate(tokens, 2):
        open_ = not open_ if one.text in ('"', "''") else one.text == "“" or (open_ and one.text != "”")
        around = [f"{off}={lows[at + off]}" for off in (-2, -1, 0, 1, 2)]
        found.append(["b", f"e={one.low[-3:]}", f"s={shape(one.text)}", f"q={open_}", *around])
    return found
