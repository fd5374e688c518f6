"""The figures equal those of the corpora's own scorer, to its last digit."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.cli import run
from tests.support.require import missing

KIT = Path(__file__).resolve().parents[3] / "shared" / "eval"
ARTICLES = 12


def evaluated(corpus, tmp_path, capsys, model="rules"):
    """Our figures of some articles of a corpus, and what its scorer says of the same predictions."""
    if not KIT.is_dir():
        missing(f"no corpora in {KIT}")
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    lines = (KIT / f"{corpus}.jsonl").read_text("utf-8").splitlines()[:ARTICLES]
    gold.write_text("\n".join(lines), "utf-8")
    command = ["detect", "evaluate", str(gold), "--model", model, "--format", "json"]
    assert run([*command, "--predictions", str(predicted)]) == 0
    ours = json.loads(capsys.readouterr().out)
    how = "spans" if '"spans"' in lines[0] else "sentences"
    scorer = [sys.executable, str(KIT / "score.py"), how, str(gold), str(predicted)]
    return ours, json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)


def three(figures):
    return {
        short: figures[name]["value"] for short, name in (("p", "precision"), ("r", "recall"), ("f1", "f1"))
    }


def test_marks_and_links(tmp_path, capsys):
    ours, theirs = evaluated("polnear.dev", tmp_path, capsys)
    assert theirs["labels"].keys() >= {"SOURCE", "CUE", "ASSERTION"}
    for label, of in theirs["labels"].items():
        ways = ours["labels"][label]
        assert {way: three(ways[way]) for way in ways} == {
            way: of[way] for way in ("exact", "overlap", "iou50")
        }
        assert (ways["exact"]["gold"], ways["exact"]["machine"]) == (of["gold"], of["pred"])
    assert {type_: three(of) for type_, of in ours["links"].items()} == theirs["links"]
    assert ours["attributed_only"] is not None


@pytest.mark.parametrize("model", ["rules", "default"])
@pytest.mark.parametrize("corpus", ["newsdiscourse.dev", "weasel.train"])
def test_sentences(corpus, model, tmp_path, capsys):
    ours, theirs = evaluated(corpus, tmp_path, capsys, model)
    assert theirs["tasks"]
    for task, of in theirs["tasks"].items():
        found = ours["sentences"][task]
        assert three(found) == {name: of[name] for name in ("p", "r", "f1")}
        assert (found["sentences"], found["gold"], found["machine"]) == (
            of["sentences"],
            of["gold"],
            of["pred"],
        )
