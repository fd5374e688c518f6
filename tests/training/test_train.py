"""Training from nothing and on from a model: the same each time, and after a stop."""

import json
import math

import numpy as np
import pytest

from annotate.cli import run
from annotate.core.errors import UsageError
from annotate.detect import Detector, load_model
from annotate.detect.model.features import features
from annotate.detect.passage import passage
from annotate.detect.rules import ruled
from annotate.evaluation.gold import parse
from annotate.resources import shipped
from annotate.training.data import gathered, read
from annotate.training.loop import rate_at
from annotate.training.options import GENTLE, Options
from annotate.training.train import first, trained
from annotate.training.vectors import Vectors
from tests.support.bench import the_lexicon
from tests.support.notation import article
from tests.support.scheme import the_scheme

OPTIONS = Options(width=16, dilations=(1, 2), epochs=3, batch=2, rate=0.02, drop=0.1)
WORDS = ("said", "the", "bridge", "was", "safe", "lee", "ada", "mayor", ".", "says", "it", "rained")
TEXTS = [
    f"{name} {cue} the {thing} was {state}.\n\nIt rained on the {thing}."
    for name, thing, state in [
        ("Ada Lee", "bridge", "safe"),
        ("The mayor", "town", "calm"),
        ("Bo", "dam", "dry"),
    ]
    for cue in ("said", "says")
]


def gold(text):
    """Who comes first says what comes behind the verb."""
    verb = "said" if "said" in text else "says"
    at, end = text.index(verb), text.index(".")
    spans = [("s", "SOURCE", 0, at - 1), ("c", "CUE", at, at + 4), ("a", "ASSERTION", at + 5, end)]
    return {
        "id": text[:9].strip().replace(" ", "-") + verb,
        "text": text,
        "spans": [{"id": i, "label": label, "start": s, "end": e} for i, label, s, e in spans],
        "links": [
            {"type": "attributed_to", "from": "a", "to": "s"},
            {"type": "cued_by", "from": "a", "to": "c"},
        ],
    }


def base(options=OPTIONS):
    random = np.random.default_rng(7)
    return first(Vectors(WORDS, random.normal(0, 1, (len(WORDS), 8)).astype(np.float32)), options)


def data(model):
    golds = [parse(gold(text)) for text in TEXTS]
    return gathered([read(one, one.text) for one in golds], the_lexicon(), model.vocabulary)


def train(folder, options=OPTIONS, name="model.npz", progress=lambda epoch, loss: None):
    model = base(options)
    return trained(model, data(model), options, {"name": "small"}, folder / name, progress)


def test_training_twice_gives_the_same_bytes(tmp_path):
    train(tmp_path, name="one.npz")
    train(tmp_path, name="two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_another_seed_gives_another_model(tmp_path):
    one, other = train(tmp_path), train(tmp_path, Options(**{**vars(OPTIONS), "seed": 2}), "other.npz")
    assert one.name != other.name


def test_a_training_that_was_stopped_ends_as_if_it_had_not_been(tmp_path):
    def stop(epoch, loss):
        if epoch == 2:
            raise KeyboardInterrupt

    whole = train(tmp_path, name="whole.npz")
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path, name="stopped.npz", progress=stop)
    seen = []
    resumed = train(tmp_path, name="stopped.npz", progress=lambda epoch, loss: seen.append(epoch))
    assert seen == [3]
    assert resumed.name == whole.name
    assert not (tmp_path / "stopped.npz.checkpoint").exists()


def test_a_checkpoint_of_another_training_is_refused(tmp_path):
    (tmp_path / "model.npz.checkpoint").write_bytes(b"no checkpoint")
    with pytest.raises(UsageError, match="cannot go on from"):
        train(tmp_path)


def test_it_learns_what_it_is_shown(tmp_path):
    losses = []
    options = Options(**{**vars(OPTIONS), "epochs": 30})
    model = train(tmp_path, options, progress=lambda epoch, loss: losses.append(loss))
    assert losses[-1] < losses[0] / 4
    text = "Ada Lee said the dam was calm."
    found = Detector(the_lexicon(), the_scheme(), model).detect(article(text))
    assert {(one.label, one.span.cut(text)) for one in found.marks} == {
        ("SOURCE", "Ada Lee"), ("CUE", "said"), ("ASSERTION", "the dam was calm")
    }  # fmt: skip


def test_training_and_marking_see_the_same_numbers():
    model, one = base(), article(TEXTS[0])
    passages = [
        passage(one.text, span, [s for s in one.sentences if span.contains(s)]) for span in one.paragraphs
    ]
    marking = features(passages, [ruled(each, the_lexicon()) for each in passages], model.vocabulary)
    np.testing.assert_array_equal(data(model).examples[0].rows.columns, marking.columns)


def test_the_command_goes_on_from_the_shipped_model(tmp_path, capsys):
    lines = tmp_path / "data.jsonl"
    lines.write_text("".join(json.dumps(gold(text)) + "\n" for text in TEXTS), "utf-8")
    out = tmp_path / "ours.npz"
    made = ["detect", "train", str(lines), "--from", "default", "--epochs", "1", "--out", str(out)]
    assert run([*made, "--terms", "Our own articles, not published."]) == 0
    card, base = load_model(out).card, load_model(shipped("models", "default.npz"))
    assert (card["name"], card["data"]["articles"]) == ("ours", len(TEXTS))
    assert card["from"] == base.name
    assert (card["options"]["rate"], card["options"]["batch"]) == (GENTLE.rate, 1)
    assert card["terms"] == [*base.card["terms"], "Our own articles, not published."]
    assert "epoch 1: loss" in capsys.readouterr().err


def test_what_a_model_marks_is_training_data(tmp_path, capsys):
    text, lines = "“The bridge,” Ann Lee said, “is safe.”\n\nIt rained.", tmp_path / "texts.jsonl"
    lines.write_text(json.dumps({"id": "a", "title": "On a bridge", "text": text}), "utf-8")
    assert run(["detect", str(lines), "--model", "rules", "--for-training"]) == 0
    one = parse(json.loads(capsys.readouterr().out))
    learnt = read(one, one.text)
    assert one.text == text
    assert learnt.article.title == "On a bridge"
    assert sorted((label, span.cut(learnt.article.text)) for label, span in learnt.spans) == [
        ("ASSERTION", "“The bridge,”"), ("ASSERTION", "“is safe.”"), ("CUE", "said"), ("SOURCE", "Ann Lee")
    ]  # fmt: skip


def test_sentences_are_no_training_data(capsys):
    assert run(["detect", "-", "--sentences", "--for-training"]) == 2
    assert "do not go together" in capsys.readouterr().err


@pytest.mark.parametrize("start", [[], ["--from", "default", "--vectors", "v.npz"], ["--from", "rules"]])
def test_a_training_begins_from_one_thing(tmp_path, start, capsys):
    lines = tmp_path / "data.jsonl"
    lines.write_text(json.dumps(gold(TEXTS[0])) + "\n", "utf-8")
    assert run(["detect", "train", str(lines), *start, "--out", str(tmp_path / "m.npz")]) == 2
    assert "--from default, or --vectors FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("articles", "batch"), [(1, 1), (100, 1), (200, 1), (314, 1), (400, 2), (630, 3), (840, 4), (10_000, 4)]
)
def test_few_articles_are_learnt_in_small_steps(articles, batch):
    assert Options().fitted(articles).batch == batch


def test_the_rate_rises_and_falls():
    rates = [rate_at(step, 100, 1.0) for step in range(1, 101)]
    assert rates[4] == max(rates) == 1.0
    assert rates[:5] == sorted(rates[:5])
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert math.isclose(rates[-1], 0.01)
