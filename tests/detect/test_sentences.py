"""Sentences judged by linear models: trained on a toy corpus, and as shipped."""

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from annotate.cli import run
from annotate.core import Article
from annotate.core.errors import UsageError
from annotate.detect import Detector, load_lexicon
from annotate.detect.sentences import judge, load, save
from annotate.detect.sentences.classes import classes
from annotate.detect.sentences.classify import noisy_paragraphs
from annotate.detect.sentences.features import read
from annotate.detect.sentences.populations import ORDINARY, WEASELS, weighed
from annotate.detect.sentences.training import Example, fit
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import load_scheme

RULES = Detector(load_lexicon(shipped("config", "lexicon")), load_scheme(shipped("config", "scheme.toml")))
MODEL = load(shipped("models", "sentences.npz"))
SPEECH = ["“It is late,” Ann Lee said.", "The mayor said the road was shut.", "Ben Orr told us it rained."]
PLAIN = ["The road runs south.", "Two boats lay in the harbour.", "The bridge was built of stone."]
NOISE = ["Ann Lee/Agency", "Read more: ten beaches", "Slideshow (3 Images)"]


def article(text):
    return Article(id="a", text=text, sentences=split(text))


def example(sentence, **known):
    one = article(sentence)
    found = RULES.detect(one)
    return Example(read(one, [mark.span for mark in found.labelled("NOISE")], found)[0], known, sentence)


def toy():
    return [
        *(example(one, speech=True, noise=False, weasel=True) for one in SPEECH * 8),
        *(example(one, speech=False, noise=False, weasel=False) for one in PLAIN * 8),
        *(example(one, speech=False, noise=True) for one in NOISE * 8),
    ]


def test_what_was_learnt_is_told_apart_and_survives_its_file(tmp_path):
    save(fit(toy()), tmp_path / "m.npz")
    model = load(tmp_path / "m.npz")
    found = {
        one: {
            task
            for task in ("speech", "noise")
            if judge(article(one), RULES.detect(article(one)), model)[0].is_(task)
        }
        for one in (*SPEECH, *PLAIN, *NOISE)
    }
    wanted = (
        {one: {"speech"} for one in SPEECH}
        | {one: set() for one in PLAIN}
        | {one: {"noise"} for one in NOISE}
    )
    assert found == wanted


def test_the_same_seed_gives_the_same_weights():
    one, other = fit(toy(), seed=3), fit(toy(), seed=3)
    assert all(np.array_equal(one.tasks[task].weights, other.tasks[task].weights) for task in one.tasks)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge was built in 1911.", {"classes 0"}),
        ("Some say so.", {"classes 2", "class quantity", "class belief", "class belief+quantity"}),
        ("It is widely believed to leak.", {"class be width", "class width repute", "class repute -"}),
        ("Many and many more saw it.", {"class twice quantity"}),
    ],
)
def test_words_of_weasels_are_told_by_their_class(text, told):
    assert told <= set(classes(text))


def test_sentences_count_as_articles_mix_them():
    kinds = {"weasel": 6, "ordinary": 2, "chosen": 12}
    examples = [
        replace(example("Some say so.", weasel=kind == "weasel"), group=kind)
        for kind, n in kinds.items()
        for _ in range(n)
    ]
    each = Counter()
    for one in weighed(examples, {"ordinary"}):
        each[one.group] += one.weight / len(examples)
    rest = 1 - WEASELS
    assert each == pytest.approx(
        {"weasel": WEASELS, "ordinary": rest * ORDINARY, "chosen": rest * (1 - ORDINARY)}
    )


def test_without_all_three_populations_each_sentence_counts_once():
    assert weighed(toy(), {"no such"}) == toy()


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_a_file_without_models_is_refused(tmp_path, content):
    (tmp_path / "m.npz").write_bytes(content)
    with pytest.raises(UsageError, match="no sentence models"):
        load(tmp_path / "m.npz")


STORY = (
    "The ferry ran aground at noon on Friday.\n\n"
    "“We felt a blow,” the captain, Ada Lee, said.\n\n"
    "FILE PHOTO: The ferry lies in the harbour of Varn, May 3, 2018. REUTERS/Ada Orr\n\n"
    "The coast guard brought all the passengers ashore within an hour."
)


def test_the_shipped_models_judge_a_story():
    one = article(STORY)
    judged = judge(one, RULES.detect(one), MODEL)
    assert [one.span.cut(STORY)[:8] for one in judged if one.is_("speech")] == ["“We felt"]
    assert {one.span.cut(STORY)[:8] for one in judged if one.is_("noise")} == {"FILE PHO", "REUTERS/"}


def test_only_paragraphs_that_are_noise_throughout_are_marked_whole():
    assert set(noisy_paragraphs(article(STORY), [], MODEL)) <= {2}


def test_the_commands_train_and_judge(tmp_path, capsys):
    every = [*SPEECH, *PLAIN, *NOISE] * 4
    rows = [{"id": f"{i}", "text": text, "sentences": [judged(text)]} for i, text in enumerate(every)]
    rows += [{"id": f"w{i}", "text": text, "weasel": text in SPEECH} for i, text in enumerate(every)]
    corpus, story = tmp_path / "corpus.jsonl", tmp_path / "story.txt"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run(["detect", "train-sentences", str(corpus), "--out", str(tmp_path / "m.npz")]) == 0
    assert set(load(tmp_path / "m.npz").tasks) == {"noise", "speech", "weasel"}
    weasels = tmp_path / "weasels.jsonl"
    weasels.write_text("".join(json.dumps(row) + "\n" for row in rows if "weasel" in row), "utf-8")
    assert run(["detect", "train-sentences", str(weasels), "--out", str(tmp_path / "n.npz")]) == 2
    assert "speech" in capsys.readouterr().err
    keeping = ["--keep", str(tmp_path / "m.npz"), "--ordinary", "2"]
    assert run(["detect", "train-sentences", str(weasels), *keeping, "--out", str(tmp_path / "n.npz")]) == 0
    one, other = load(tmp_path / "m.npz").tasks, load(tmp_path / "n.npz").tasks
    assert np.array_equal(one["speech"].weights, other["speech"].weights)
    story.write_text(STORY, "utf-8")
    capsys.readouterr()
    assert run(["detect", "--sentences", str(story)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["sentences"]) == len(split(STORY))
    assert {span["label"] for span in answer["spans"]} >= {"CUE", "NOISE"}


def judged(text):
    return {"start": 0, "end": len(text), "speech": text in SPEECH, "noise": text in NOISE}
