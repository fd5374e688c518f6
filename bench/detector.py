"""The machine's marks: words a second, memory, cold start and F1, of rules, model, a CRF and spaCy.

Speeds are CPU time over the same texts in turn. With the corpora beside the clone the texts are those of
PolNeAR's development part, a CRF with simple features is trained there and then on a quarter of its training
part, and F1 is exact, of source, cue and assertion; without them the texts are the samples in seeds/, and
there is no CRF. Memory and cold start, in CPU time, are those of a process that marks its first text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from annotate.core import Article
from annotate.detect import Detector, load_lexicon, load_model
from annotate.detect.attributed import as_corpora, parts
from annotate.detect.model.tags import LABELS
from annotate.evaluation.gold import Gold, parse
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import load_scheme
from bench import crf
from bench.ratio import Result, ratio

CORPORA = Path("../shared/eval")
RUNS, TIMED = 3, 40
"""How often speeds are taken, and over how many texts."""
_PEAK = "import sys; print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr)"
_BLANK = "import spacy; spacy.blank('en')(open({!r}, encoding='utf-8').read())"
_CRF = "from bench.crf import marker; marker({!r})(open({!r}, encoding='utf-8').read())"
Spans = set[tuple[str, int, int]]


@dataclass(frozen=True)
class System:
    """What marks a text; `start` is the code of a process that marks its first one."""

    name: str
    mark: Callable[[Article], Spans]
    start: str


def run() -> Iterator[Result]:
    """The table, and the ratios that must hold."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _compared(Path(folder) / "crf")


def _compared(crf_file: Path) -> Iterator[Result]:
    articles, gold = _texts()
    systems = _systems(crf_file)
    seconds = _speeds(systems, articles[:TIMED])
    words = sum(len(one.text.split()) for one in articles[:TIMED])
    for system in systems:
        print(_row(system, words / seconds[system.name], articles, gold), flush=True)
    yield _against("model/rules", seconds["model"], seconds["rules"], 5.0, words)
    yield _cold()


def _texts() -> tuple[list[Article], list[Gold]]:
    file = CORPORA / "polnear.dev.jsonl"
    if not file.exists():
        texts = [path.read_text("utf-8") for path in sorted(shipped("seeds", "articles").glob("*.txt"))]
        return [Article(str(number), text, split(text)) for number, text in enumerate(texts)], []
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Article(row["id"], row["text"], split(row["text"])) for row in rows], [parse(row) for row in rows]


def _systems(crf_file: Path) -> list[System]:
    lexicon, scheme = (
        load_lexicon(shipped("config", "lexicon")),
        load_scheme(shipped("config", "scheme.toml")),
    )
    model = load_model(shipped("models", "default.npz"))
    command = "from annotate.cli import run; run(['detect', '--model', '{}', {!r}])"
    first = str(min(shipped("seeds", "articles").glob("*.txt")))
    found = [
        System("rules", _by(Detector(lexicon, scheme)), command.format("rules", first)),
        System("model", _by(Detector(lexicon, scheme, model)), command.format("default", first)),
        System("spacy blank", _blank(), _BLANK.format(first)),
    ]
    train = CORPORA / "polnear.train.jsonl"
    return [*found, _crf(train, crf_file, first)] if train.exists() else found


def _crf(train: Path, model: Path, first: str) -> System:
    crf.train(train, model)
    mark = crf.marker(model)
    return System("crf", lambda article: mark(article.text), _CRF.format(str(model), first))


def _by(detector: Detector) -> Callable[[Article], Spans]:
    def mark(article: Article) -> Spans:
        found = as_corpora(detector.detect(article), article.text)
        pieces = ((one.label, part) for one in found.marks for part in parts(found, one, article.text))
        return {(label, part.start, part.end) for label, part in pieces}

    return mark


def _blank() -> Callable[[Article], Spans]:
    """spaCy's tokens and sentences alone, which mark nothing: what a pipeline of it costs at the least."""
    import spacy

    pipeline: Any = spacy.blank("en")
    pipeline.add_pipe("sentencizer")

    def mark(article: Article) -> Spans:
        pipeline(article.text)
        return set()

    return mark


def _speeds(systems: Sequence[System], articles: Sequence[Article]) -> dict[str, float]:
    """Median CPU seconds for all texts, the systems in turn."""
    times: dict[str, list[float]] = {system.name: [] for system in systems}
    for _ in range(RUNS + 1):
        for system in systems:
            start = time.process_time()
            for article in articles:
                system.mark(article)
            times[system.name].append(time.process_time() - start)
    return {name: median(found[1:]) for name, found in times.items()}


def _row(system: System, speed: float, articles: Sequence[Article], gold: Sequence[Gold]) -> str:
    memory, cold = _process(system.start)
    figures = " / ".join(f"{100 * one:.1f}" for one in _f1(system, articles, gold)) or "–"
    return f"{system.name:<12} {speed:>9,.0f} words/s  {memory:>4.0f} MB  {cold:.2f} s  {figures}"


def _process(code: str) -> tuple[float, float]:
    """Megabytes at most, and CPU seconds, of a process that marks one text (median of three)."""
    told = f"{code}\n{_PEAK}"
    found = []
    for _ in range(3):
        start = _of_children()
        done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
        found.append((int(done.stderr.split()[-1]) / 1024, _of_children() - start))
    return median(one for one, _ in found), median(other for _, other in found)


def _of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _f1(system: System, articles: Sequence[Article], gold: Sequence[Gold]) -> Iterator[float]:
    if not gold:
        return
    marked = [system.mark(article) for article in articles]
    for label in LABELS:
        wanted = [
            {(label, part.start, part.end) for part in one.side.pieces(label)} if one.side else set()
            for one in gold
        ]
        found = [{span for span in spans if span[0] == label} for spans in marked]
        right = sum(len(one & other) for one, other in zip(wanted, found, strict=True))
        yield 2 * right / max(1, sum(map(len, wanted)) + sum(map(len, found)))


def _against(name: str, one: float, other: float, goal: float, words: int) -> Result:
    return Result(name, one / other, goal, f"{words / one:,.0f} against {words / other:,.0f} words a second")


def _cold() -> Result:
    """The first marks of the shipped model against importing NumPy, each as a process of its own."""
    text = str(min(shipped("seeds", "articles").glob("*.txt")))

    def started(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)

    ours, numpy, times = ratio(
        lambda: started(f"from annotate.cli import run; run(['detect', {text!r}])"),
        lambda: started("import numpy"),
    )
    return Result("detect cold", times, 6.0, f"{ours * 1000:.0f} ms against {numpy * 1000:.0f} ms")
